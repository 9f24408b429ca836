"""The real clock, and one that can be moved ahead of it."""

import threading
from datetime import UTC, datetime, timedelta


class SystemClock:
    """Time of the machine, in UTC."""

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(UTC)  # noqa: TID251 - this is the one place


class AdjustableClock:
    """Time that runs as the machine's does, ahead of it by as much as somebody moved it.

    It is never moved back; threads may share it.
    """

    def __init__(self) -> None:
        self._machine = SystemClock()
        self._ahead = timedelta()
        self._lock = threading.Lock()

    @property
    def ahead(self) -> timedelta:
        """How far it is ahead of the machine."""
        with self._lock:
            return self._ahead

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return self._machine.now() + self.ahead

    def move(self, by: timedelta) -> None:
        """Move it ahead.

        Raises:
            ValueError: `by` is negative.
        """
        if by < timedelta():
            raise ValueError("A clock is never moved back")
        with self._lock:
            self._ahead += by
