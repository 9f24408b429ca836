"""What a member told so that others may find them, and what was imported about them."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, delete, or_, select, union

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.members import SqlMembers
from knowledge.adapters.sql.tables import expected_members, members, never_pairs, wish_log, works
from knowledge.models.members import ExpectedMember, Work

Json = dict[str, Any]


class HeldProfiles:
    """What a member told of themselves, what they agreed to, and whom they never want to meet."""

    name = "profiles"

    def __init__(self, database: Database) -> None:
        self._database = database
        self._members = SqlMembers(database)

    def members(self) -> frozenset[str]:
        """Return the ids of all who told something, or never want to be met by somebody."""
        ids = members.c.id, wish_log.c.member, never_pairs.c.member, never_pairs.c.other
        with self._database.read() as connection:
            found = connection.execute(union(*(select(one) for one in ids)))
            return frozenset(found.scalars())

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return what they told; never who does not want to meet them."""
        told = self._members.get(member)
        if told is None:
            return ()
        log = [
            one.model_dump(mode="json", exclude={"member"})
            for one in self._members.wish_log(member)
        ]
        sets = {"never_pair": sorted(told.never_pair), "hidden": sorted(told.hidden)}
        return ({**told.model_dump(mode="json"), **sets, "wish_log": log},)

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: members wrote it for members."""
        return ()

    def erase(self, member: str) -> int:
        """Erase it all; that others did not want to meet them is erased and never counted."""
        named = or_(never_pairs.c.member == member, never_pairs.c.other == member)
        with self._database.begin() as connection:
            connection.execute(delete(never_pairs).where(named))
            lines = connection.execute(delete(wish_log).where(wish_log.c.member == member)).rowcount
            told = connection.execute(delete(members).where(members.c.id == member)).rowcount
            return int(lines + told)


class HeldWorks:
    """Works that were imported under the ORCID that a member entered.

    Their profile says which that is, so that they must be erased before it.
    """

    name = "works"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all who have works here."""
        query = select(members.c.id).join(works, works.c.orcid == members.c.orcid).distinct()
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return the works."""
        query = select(works.c.body).where(works.c.orcid.in_(_orcid_of(member)))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(works.c.id)).scalars().all()
        return tuple(Work.model_validate_json(row).model_dump(mode="json") for row in rows)

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: they were published elsewhere, and are here for one member."""
        return ()

    def erase(self, member: str) -> int:
        """Erase the works; co-authors have rows of their own."""
        mine = delete(works).where(works.c.orcid.in_(_orcid_of(member)))
        with self._database.begin() as connection:
            return int(connection.execute(mine).rowcount)


class HeldExpected:
    """What a list of members said of one; a row that nobody has claimed is nobody's yet."""

    name = "expected members"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all of whom a list said something."""
        query = select(expected_members.c.member).where(expected_members.c.member != "")
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return the row."""
        query = select(expected_members.c.body).where(expected_members.c.member == member)
        with self._database.read() as connection:
            rows = connection.execute(query).scalars().all()
        return tuple(
            ExpectedMember.model_validate_json(row).model_dump(mode="json") for row in rows
        )

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: it waits unseen."""
        return ()

    def erase(self, member: str) -> int:
        """Erase the row."""
        mine = delete(expected_members).where(expected_members.c.member == member)
        with self._database.begin() as connection:
            return int(connection.execute(mine).rowcount)


def _orcid_of(member: str) -> Select[tuple[str]]:
    return select(members.c.orcid).where(members.c.id == member, members.c.orcid != "")
