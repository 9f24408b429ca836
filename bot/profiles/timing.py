"""A form to the hours and limits of a member."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from bot.profiles.filling import lines_of
from bot.views.findable import NOT_A_DAY_TO_COME
from bot.views.hours import (
    CLOSES,
    DECLINED,
    DECLINED_CHARS,
    LEAST_ASKS,
    MOST,
    MOST_ASKS,
    MOST_DECLINED,
    OPENS,
    PAUSED,
    TIME_ZONE,
)
from knowledge.models.members import Availability

NO_ZONE = "This is no time zone. Write one such as Europe/London."
NO_NUMBER = f"Write a whole number from {LEAST_ASKS} to {MOST_ASKS}."
TOO_MANY_DECLINED = f"Please name at most {MOST_DECLINED} subjects, one a line."
TOO_LONG_DECLINED = f"Write each subject on a line of its own, at most {DECLINED_CHARS} characters."


@dataclass(frozen=True, slots=True)
class Before:
    """What holds when the form is sent.

    Attributes:
        today: where the member is.
    """

    held: Availability
    today: date


def availability_of(
    said: Mapping[str, str], days: Sequence[str], before: Before
) -> tuple[Availability, dict[str, str]]:
    """Return hours and limits as they were filled in, and what is wrong with them, by field.

    Where something is wrong, what is returned is what held before.

    Args:
        said: field → what stands in it.
        days: chosen days of the week, `0` is Monday.
        before: what holds until then.
    """
    wrong = dict(_wrong(said, before.today))
    if wrong:
        return before.held, wrong
    until = date.fromisoformat(said[PAUSED]) if said[PAUSED] else None
    same = until is not None and until == before.held.paused_until
    changed = Availability(
        paused_until=until,
        paused_by_us=before.held.paused_by_us and same,
        most_asks=int(said[MOST]),
        opens=time.fromisoformat(said[OPENS]),
        closes=time.fromisoformat(said[CLOSES]),
        days=tuple(sorted(int(one) for one in days)),
        time_zone=said[TIME_ZONE].strip(),
        declined_topics=lines_of(said[DECLINED]),
    )
    return changed, {}


def is_zone(name: str) -> bool:
    """Tell whether a text names a time zone."""
    try:
        ZoneInfo(name.strip())
    except (KeyError, ValueError, OSError):
        return False
    return True


def _wrong(said: Mapping[str, str], today: date) -> Iterator[tuple[str, str]]:
    if said[PAUSED] and date.fromisoformat(said[PAUSED]) <= today:
        yield PAUSED, NOT_A_DAY_TO_COME
    if not said[MOST].isdecimal() or not LEAST_ASKS <= int(said[MOST]) <= MOST_ASKS:
        yield MOST, NO_NUMBER
    if not is_zone(said[TIME_ZONE]):
        yield TIME_ZONE, NO_ZONE
    declined = lines_of(said[DECLINED])
    if len(declined) > MOST_DECLINED:
        yield DECLINED, TOO_MANY_DECLINED
    elif any(len(one) > DECLINED_CHARS for one in declined):
        yield DECLINED, TOO_LONG_DECLINED
