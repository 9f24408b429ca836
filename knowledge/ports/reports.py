"""Versions of reports on discussions."""

from typing import Protocol

from knowledge.models.reports import ReportState, StoredReport


class Reports(Protocol):
    """Reports of discussions, each version once."""

    def add(self, report: StoredReport) -> bool:
        """Store a version; earlier ones of the discussion lose their bodies.

        Returns:
            False when this version or a later one is there; nothing is stored then.
        """
        ...

    def latest(self, discussion_id: str) -> StoredReport | None:
        """Return the highest version of a discussion, or None."""
        ...

    def of(self, discussion_id: str) -> tuple[StoredReport, ...]:
        """Return all versions of a discussion, oldest first."""
        ...

    def move(self, report: StoredReport, to: ReportState) -> bool:
        """Change the state of a version.

        Returns:
            False when it is no longer in the state that `report` has; nothing is changed then.
        """
        ...
