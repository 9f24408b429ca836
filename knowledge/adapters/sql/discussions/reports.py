"""Versions of reports in SQL."""

from sqlalchemy import func, insert, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import reports
from knowledge.models.reports import ReportState, StoredReport


class SqlReports:
    """A row a version."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, report: StoredReport) -> bool:
        """Store a version; earlier ones of the discussion lose their bodies."""
        mine = reports.c.discussion == report.discussion
        row = report.model_dump() | {"created_at": report.created_at.timestamp()}
        with self._database.begin() as connection:
            newest = connection.execute(select(func.max(reports.c.version)).where(mine)).scalar()
            if newest is not None and newest >= report.version:
                return False
            connection.execute(update(reports).where(mine).values(body=""))
            connection.execute(insert(reports), row)
            return True

    def latest(self, discussion_id: str) -> StoredReport | None:
        """Return the highest version of a discussion, or None."""
        found = self.of(discussion_id)
        return found[-1] if found else None

    def of(self, discussion_id: str) -> tuple[StoredReport, ...]:
        """Return all versions of a discussion, oldest first."""
        mine = reports.c.discussion == discussion_id
        query = select(reports).where(mine).order_by(reports.c.version)
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(
            StoredReport.model_validate({**row, "created_at": moment(row["created_at"])})
            for row in rows
        )

    def move(self, report: StoredReport, to: ReportState) -> bool:
        """Change the state of a version that is still in the state that it was read in."""
        this = reports.c.discussion == report.discussion, reports.c.version == report.version
        changed = update(reports).where(*this, reports.c.state == report.state).values(state=to)
        with self._database.begin() as connection:
            return connection.execute(changed).rowcount == 1
