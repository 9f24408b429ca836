"""What day and hour it is in the community; visitors move it ahead to see what time brings."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from bot.playground.errors import NotPossible

DAY_BEGINS: Final = time(9)
STEPS: Final = {
    "hour": "1 hour ahead",
    "day": "1 day ahead",
    "working_day": "To 09:00 on the next working day",
}
_SATURDAY = 5


class MovableClock(Protocol):
    """A clock that runs ahead of the machine's by as much as it was moved."""

    @property
    def ahead(self) -> timedelta:
        """How far it is ahead."""
        ...

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        ...

    def move(self, by: timedelta) -> None:
        """Move it ahead."""
        ...


class Calendar:
    """The community's time.

    Args:
        clock: What the bot tells the time by too.
        zone: The community's time zone, an IANA name.

    `when_moved` is called, in order, each time that somebody has moved the clock; none may wait.
    """

    def __init__(self, clock: MovableClock, zone: str) -> None:
        self._clock = clock
        self._zone = ZoneInfo(zone)
        self.steps = STEPS
        self.when_moved: list[Callable[[], object]] = []

    def ahead_s(self) -> float:
        """Return how many seconds it is ahead of the machine."""
        return self._clock.ahead.total_seconds()

    def in_words(self) -> str:
        """Return the present day, minute and place, such as `Monday 2 March 2026, 09:00 (…)`."""
        return f"{self._now():%A %-d %B %Y, %H:%M} ({self._zone.key})"

    def move(self, step: str) -> None:
        """Move the clock ahead by a step of `STEPS`.

        Raises:
            NotPossible: There is no such step.
        """
        if step not in STEPS:
            raise NotPossible("The clock cannot be moved like that.")
        now = self._now()
        target = _next_working_day(now) if step == "working_day" else now
        plain = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
        # Aware moments of one zone are subtracted as wall clocks; elapsed time is what counts.
        by = plain.get(step) or timedelta(seconds=target.timestamp() - now.timestamp())
        self._clock.move(by)
        for told in self.when_moved:
            told()

    def _now(self) -> datetime:
        return self._clock.now().astimezone(self._zone)


def _next_working_day(now: datetime) -> datetime:
    """Return the next 09:00 from Monday to Friday that has not begun."""
    day = now.date()
    while True:
        begins = datetime.combine(day, DAY_BEGINS, now.tzinfo)
        if begins.timestamp() > now.timestamp() and day.weekday() < _SATURDAY:
            return begins
        day += timedelta(days=1)
