"""Versions of reports in memory."""

from dataclasses import dataclass, field

from knowledge.models.reports import ReportState, StoredReport


@dataclass
class FakeReports:
    """Satisfies the port `Reports`."""

    held: dict[tuple[str, int], StoredReport] = field(default_factory=dict)

    def add(self, report: StoredReport) -> bool:
        """Store a version; earlier ones lose their bodies."""
        earlier = self.of(report.discussion)
        if earlier and earlier[-1].version >= report.version:
            return False
        for one in (*(old.model_copy(update={"body": ""}) for old in earlier), report):
            self.held[one.discussion, one.version] = one
        return True

    def latest(self, discussion_id: str) -> StoredReport | None:
        """Return the highest version."""
        found = self.of(discussion_id)
        return found[-1] if found else None

    def of(self, discussion_id: str) -> tuple[StoredReport, ...]:
        """Return all versions, oldest first."""
        found = (one for one in self.held.values() if one.discussion == discussion_id)
        return tuple(sorted(found, key=lambda one: one.version))

    def move(self, report: StoredReport, to: ReportState) -> bool:
        """Change the state of a version."""
        known = self.held.get((report.discussion, report.version))
        if known is None or known.state is not report.state:
            return False
        self.held[known.discussion, known.version] = known.model_copy(update={"state": to})
        return True
