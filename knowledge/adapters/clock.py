"""The real clock."""

from datetime import UTC, datetime


class SystemClock:
    """Time of the machine, in UTC."""

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(UTC)  # noqa: TID251 - this is the one place
