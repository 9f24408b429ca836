"""What a member may do, what they did, and which legal holds speak of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.stewardship import SqlAudit
from knowledge.adapters.sql.tables import holds, pseudonyms, roles
from knowledge.models.retention import HoldKind
from knowledge.ports import Clock

Json = dict[str, Any]


class HeldRoles:
    """Roles that were given to a member."""

    name = "roles"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all who have a role."""
        with self._database.read() as connection:
            return frozenset(connection.execute(select(roles.c.member).distinct()).scalars())

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return the roles, and since when."""
        query = select(roles).where(roles.c.member == member).order_by(roles.c.role)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            {"role": row.role, "since": moment(row.granted_at).isoformat()} for row in rows
        )

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: a role is on no topic."""
        return ()

    def erase(self, member: str) -> int:
        """Take all roles."""
        with self._database.begin() as connection:
            return int(connection.execute(delete(roles).where(roles.c.member == member)).rowcount)


class HeldAudit:
    """The tie between a member and their pseudonym in the audit log; the log itself stays."""

    name = "pseudonyms"

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._audit = SqlAudit(database, clock)

    def members(self) -> frozenset[str]:
        """Return the ids of all who have a pseudonym."""
        with self._database.read() as connection:
            return frozenset(connection.execute(select(pseudonyms.c.member)).scalars())

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return what the log says that the member did."""
        entries = self._audit.entries(actor=member)
        return tuple(one.model_dump(mode="json", exclude={"id"}) for one in entries)

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: the log holds no text."""
        return ()

    def erase(self, member: str) -> int:
        """Destroy the tie."""
        with self._database.begin() as connection:
            tie = delete(pseudonyms).where(pseudonyms.c.member == member)
            return int(connection.execute(tie).rowcount)


class HeldHolds:
    """Legal holds on a member that have ended; one that is active forbids the erasure."""

    name = "holds"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all on whom there was a hold."""
        query = select(holds.c.value).where(holds.c.kind == HoldKind.MEMBER, holds.c.value != "")
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return when the member's things were under a hold."""
        query = select(holds).where(holds.c.kind == HoldKind.MEMBER, holds.c.value == member)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(holds.c.placed_at)).all()
        return tuple(
            {
                "id": row.id,
                "placed_at": moment(row.placed_at).isoformat(),
                "until": datetime.fromtimestamp(row.lifted_at or row.until, UTC).isoformat(),
            }
            for row in rows
        )

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: why something is under a hold is the administrators' matter."""
        return ()

    def erase(self, member: str) -> int:
        """Take the member out of holds that have ended."""
        theirs = holds.c.kind == HoldKind.MEMBER, holds.c.value == member
        nobody = update(holds).where(*theirs).values(value="", reason="")
        with self._database.begin() as connection:
            return int(connection.execute(nobody).rowcount)
