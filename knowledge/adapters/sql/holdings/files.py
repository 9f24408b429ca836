"""Files that a member brought."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import contributions
from knowledge.models.contributions import Contribution
from knowledge.ports import Uploads

Json = dict[str, Any]


class HeldFiles:
    """The files themselves, and those that a legal hold kept which has ended.

    Their rows say whose they are, so that they must be erased before the contributions.
    """

    name = "files"

    def __init__(self, database: Database, uploads: Uploads) -> None:
        self._database = database
        self._uploads = uploads

    def members(self) -> frozenset[str]:
        """Return the ids of all whose files were kept for a hold; a row stands for each other."""
        return frozenset(member for one in self._uploads.aside() for member in one.members)

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return the names of the files."""
        return tuple({"id": one.id, "file": one.file} for one in self._own(member))

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: what a file says is among the documents."""
        return ()

    def erase(self, member: str) -> int:
        """Delete the files."""
        own = self._own(member)
        for one in own:
            self._uploads.discard(one.id)
        aside = [one.key for one in self._uploads.aside() if member in one.members]
        for key in aside:
            self._uploads.drop_aside(key)
        return len(own) + len(aside)

    def _own(self, member: str) -> list[Contribution]:
        query = select(contributions.c.body).where(contributions.c.member == member)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(contributions.c.offered_at)).scalars()
            found = [Contribution.model_validate_json(row) for row in rows]
        there = self._uploads.kept()
        return [one for one in found if one.id in there]
