"""Reports of discussions in which members said something."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select, update

from knowledge.adapters.sql.discussions.courses import discussions_where
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import remarks, reports

Json = dict[str, Any]


class HeldReports:
    """Bodies of reports, which go with whoever is in them; a new version is made without them.

    Erased before remarks and hosting, which tell in which reports somebody is.
    """

    name = "reports"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return nobody: whoever is in a report is known by their remarks and as a host."""
        return frozenset()

    def of_member(self, member: str) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: what a report holds of a member is handed out with their remarks."""
        return ()

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002
        """Return nothing: what a report says on a topic is handed out with the remarks."""
        return ()

    def erase(self, member: str) -> int:
        """Empty the reports that a member may be in."""
        if not member:
            return 0
        said = select(remarks.c.discussion).where(remarks.c.author == member)
        with self._database.begin() as connection:
            hosted = [one.id for one in discussions_where(connection) if member in one.hosts]
            theirs = reports.c.discussion.in_(said) | reports.c.discussion.in_(hosted)
            emptied = update(reports).where(theirs, reports.c.body != "").values(body="")
            return int(connection.execute(emptied).rowcount)
