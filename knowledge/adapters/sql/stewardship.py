"""Roles and the audit log in SQL."""

import json
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import audit, pseudonyms, roles
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.stewardship import AuditEntry, Role
from knowledge.ports import Clock

SYSTEM = "system"


class SqlAudit:
    """Entries are inserted, read and purged by age; nothing updates one."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def record(self, action: str, actor: str, subject: str = "", **details: str) -> None:
        """Append an entry; the actor is stored as a pseudonym."""
        with self._database.begin() as connection:
            row = {
                "at": self._clock.now().timestamp(),
                "action": action,
                "actor": self._pseudonym(connection, actor) if actor else SYSTEM,
                "subject": subject,
                "details": json.dumps(details, sort_keys=True),
            }
            connection.execute(insert(audit), row)

    def pseudonym_of(self, member: str) -> str:
        """Return the member's pseudonym, made on first use."""
        with self._database.begin() as connection:
            return self._pseudonym(connection, member)

    def forget(self, member: str) -> None:
        """Destroy the tie between a member and their pseudonym."""
        with self._database.begin() as connection:
            connection.execute(delete(pseudonyms).where(pseudonyms.c.member == member))

    def entries(self, *, since: datetime | None = None, actor: str = "") -> tuple[AuditEntry, ...]:
        """Return entries, oldest first; see the port for the filters."""
        query = select(audit).order_by(audit.c.id)
        if since is not None:
            query = query.where(audit.c.at >= since.timestamp())
        if actor:
            known = select(pseudonyms.c.pseudonym).where(pseudonyms.c.member == actor)
            query = query.where(audit.c.actor.in_(known))
        with self._database.read() as connection:
            return tuple(_entry(row) for row in connection.execute(query))

    def purge(self, before: datetime) -> int:
        """Delete entries that are older, and return how many they were."""
        with self._database.begin() as connection:
            old = delete(audit).where(audit.c.at < before.timestamp())
            return int(connection.execute(old).rowcount)

    def _pseudonym(self, connection: Connection, member: str) -> str:
        row = {"member": member, "pseudonym": f"m-{secrets.token_hex(6)}"}
        connection.execute(insert_new(self._database.engine, pseudonyms), row)
        query = select(pseudonyms.c.pseudonym).where(pseudonyms.c.member == member)
        return str(connection.execute(query).scalar_one())


class SqlRoles:
    """Roles that were given."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def grant(self, member: str, role: Role) -> bool:
        """Give a role; False when the member had it."""
        row = {"member": member, "role": role, "granted_at": self._clock.now().timestamp()}
        with self._database.begin() as connection:
            given = connection.execute(insert_new(self._database.engine, roles), row)
            return bool(given.rowcount)

    def revoke(self, member: str, role: Role) -> bool:
        """Take a role; False when the member did not have it."""
        with self._database.begin() as connection:
            taken = delete(roles).where(roles.c.member == member, roles.c.role == role)
            return bool(connection.execute(taken).rowcount)

    def roles_of(self, member: str) -> frozenset[Role]:
        """Return a member's roles."""
        query = select(roles.c.role).where(roles.c.member == member)
        with self._database.read() as connection:
            return frozenset(Role(one) for one in connection.execute(query).scalars())

    def holders(self, role: Role) -> tuple[str, ...]:
        """Return the ids of those who have a role, sorted."""
        query = select(roles.c.member).where(roles.c.role == role).order_by(roles.c.member)
        with self._database.read() as connection:
            return tuple(connection.execute(query).scalars())


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        id=row.id,
        at=moment(row.at),
        action=row.action,
        actor=row.actor,
        subject=row.subject,
        details=json.loads(row.details),
    )
