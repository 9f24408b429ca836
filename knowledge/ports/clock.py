"""The time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The only place where the time comes from."""

    def now(self) -> datetime:
        """Return the present moment in UTC, with its time zone set."""
        ...
