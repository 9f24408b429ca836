"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FakeClock:
    """Satisfies the port `Clock`."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def now(self) -> datetime:
        """Return the moment that the test has set."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now += timedelta(seconds=seconds)


class FakeMovableClock(FakeClock):
    """A clock that stands still and knows how far it was moved."""

    def __init__(self, start: datetime = START) -> None:
        super().__init__(start)
        self._start = start

    @property
    def ahead(self) -> timedelta:
        """How far it was moved."""
        return self.now() - self._start

    def move(self, by: timedelta) -> None:
        """Move it ahead."""
        self.advance(by.total_seconds())
