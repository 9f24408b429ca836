"""Members in SQL: a row a person, with whom they are never paired beside it."""

import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import members, never_pairs, wish_log
from knowledge.adapters.sql.upsert import insert_new
from knowledge.errors import NotAllowedError
from knowledge.models.members import Discoverable, Member, WishChange
from knowledge.text.batches import batched

Json = dict[str, Any]
_AT_ONCE = 500
_ID = members.c.id


class SqlMembers:
    """Each member as one JSON body, with what is searched for in columns beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, member: str) -> Member | None:
        """Return one, or None when they never told anything."""
        return self.many([member]).get(member)

    def many(self, members: Iterable[str]) -> dict[str, Member]:
        """Return those that are known, by id."""
        with self._database.read() as connection:
            return {
                one.id: one
                for some in batched(sorted(set(members)), _AT_ONCE)
                for one in members_where(connection, _ID.in_(some))
            }

    def listed(self) -> tuple[Member, ...]:
        """Return all who may be shown to anybody, by id."""
        with self._database.read() as connection:
            return members_where(connection, members.c.discoverable != Discoverable.OFF)

    def with_orcid(self, orcid: str) -> Member | None:
        """Return who entered an ORCID, or None."""
        with self._database.read() as connection:
            found = members_where(connection, members.c.orcid == orcid) if orcid else ()
        return found[0] if found else None

    def change(self, member: str, change: Callable[[Member], Member], now: datetime) -> Member:
        """Apply a change in one transaction; see the port."""
        while True:
            with self._database.begin() as connection:
                changed = _changed(connection, self._database.engine, member, change, now)
            if changed is not None:
                return changed

    def wish_log(self, member: str) -> tuple[WishChange, ...]:
        """Return how a member's wishes changed, oldest first."""
        query = select(wish_log).where(wish_log.c.member == member).order_by(wish_log.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            WishChange(
                member=row.member,
                at=moment(row.at),
                wish=row.wish,
                value=row.value,
                notice=row.notice,
            )
            for row in rows
        )


def members_where(
    connection: Connection,
    condition: Any,  # noqa: ANN401 - an SQL expression
    *,
    lock: bool = False,
) -> tuple[Member, ...]:
    """Return the members whose rows fit, by id, each with those whom they never want to meet.

    Args:
        lock: let nobody else change the rows before the transaction is over.
    """
    query = select(members.c.id, members.c.body).where(condition).order_by(members.c.id)
    rows = connection.execute(query.with_for_update() if lock else query).all()
    pairs: dict[str, set[str]] = {row.id: set() for row in rows}
    for some in batched(list(pairs), _AT_ONCE):
        theirs = select(never_pairs).where(never_pairs.c.member.in_(some))
        for row in connection.execute(theirs):
            pairs[row.member].add(row.other)
    return tuple(
        Member.model_validate_json(row.body).model_copy(
            update={"never_pair": frozenset(pairs[row.id])}
        )
        for row in rows
    )


def _changed(
    connection: Connection,
    engine: Engine,
    member: str,
    change: Callable[[Member], Member],
    now: datetime,
) -> Member | None:
    """Change one member; None when somebody else was faster to make them known."""
    known = next(iter(members_where(connection, member == _ID, lock=True)), None)
    before = known or Member(id=member, key=secrets.token_hex(6), changed_at=now)
    fixed = {"id": member, "key": before.key, "changed_at": before.changed_at}
    after = change(before).model_copy(update=fixed)
    if after == known:
        return known
    _refuse_taken(connection, after)
    after = after.model_copy(update={"changed_at": now})
    if known is None:
        row = {"id": member, "key": after.key, **_columns(after)}
        if not connection.execute(insert_new(engine, members), row).rowcount:
            return None
    connection.execute(update(members).where(members.c.id == member).values(_columns(after)))
    connection.execute(delete(never_pairs).where(never_pairs.c.member == member))
    pairs = [{"member": member, "other": other} for other in sorted(after.never_pair)]
    for table, rows in ((never_pairs, pairs), (wish_log, list(_wish_changes(before, after)))):
        if rows:
            connection.execute(insert(table), rows)
    return after


def _refuse_taken(connection: Connection, after: Member) -> None:
    orcid = after.profile.orcid
    other = select(members.c.id).where(members.c.orcid == orcid, members.c.id != after.id)
    if orcid and connection.execute(other).first():
        raise NotAllowedError(
            "Another member has entered this ORCID",
            "Check the number; if it is yours, tell a curator",
        )


def _columns(one: Member) -> Json:
    return {
        "orcid": one.profile.orcid,
        "discoverable": one.wishes.discoverable,
        "body": one.model_dump_json(exclude={"never_pair"}),
    }


def _wish_changes(before: Member, after: Member) -> Iterator[Json]:
    old = before.wishes.model_dump(mode="json")
    line = {"member": after.id, "at": after.changed_at.timestamp(), "notice": after.wishes.notice}
    for wish, value in after.wishes.model_dump(mode="json").items():
        if value != old[wish]:
            said = value if isinstance(value, str) else json.dumps(value)
            yield {**line, "wish": wish, "value": said}
