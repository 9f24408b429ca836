"""Introductions in SQL."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import documents, introduction_steps, introductions
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.documents import DocumentInfo
from knowledge.models.introductions import Introduction, IntroductionState, Step
from knowledge.people.introductions.life import LIVING
from knowledge.text.batches import batched

Json = dict[str, Any]
_S = IntroductionState
ENDED = frozenset(_S) - LIVING
"""States that nothing follows."""

_AT_ONCE = 500
_WAITING = introductions.c.state.in_([_S.DRAFT, _S.ASKED])


class SqlIntroductions:
    """Each introduction as one JSON body, with what is searched for in columns beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, one: Introduction) -> Introduction:
        """Store a fresh one, or return the asker's own waiting one with the same question."""
        same = introductions.c.asker == one.asker, introductions.c.digest == one.digest, _WAITING
        either = or_(introductions.c.id == one.id, and_(*same))
        row = {"id": one.id, "made_at": one.made_at.timestamp(), **columns(one)}
        with self._database.begin() as connection:
            connection.execute(insert_new(self._database.engine, introductions), row)
            known = connection.execute(select(introductions.c.body).where(either)).scalar_one()
        return Introduction.model_validate_json(known)

    def get(self, introduction_id: str) -> Introduction | None:
        """Return one, or None."""
        found = self._many(introductions.c.id == introduction_id)
        return found[0] if found else None

    def save(self, one: Introduction, step: Step | None) -> bool:
        """Store a change with its line in the log; False when somebody else was faster."""
        with self._database.begin() as connection:
            return store(connection, one, step)

    def of_asker(self, member: str) -> tuple[Introduction, ...]:
        """Return those that a member asked for, oldest first."""
        return self._many(introductions.c.asker == member) if member else ()

    def of_candidate(self, member: str) -> tuple[Introduction, ...]:
        """Return those for which a member was asked, oldest first."""
        return self._many(introductions.c.candidate == member) if member else ()

    def due(self, now: datetime, states: Iterable[IntroductionState]) -> tuple[Introduction, ...]:
        """Return those in these states whose time has come, the longest due first."""
        late = introductions.c.due_at <= now.timestamp()
        found = self._many(late, introductions.c.state.in_(list(states)))
        return tuple(sorted(found, key=lambda one: (one.due_at, one.id)))

    def asked_since(self, moment: datetime) -> dict[str, int]:
        """Return candidate id → how often they were asked, or are about to be, since a moment."""
        asked = introductions.c.asked_at >= moment.timestamp()
        soon = introductions.c.state == _S.DRAFT
        query = (
            select(introductions.c.candidate, func.count().label("times"))
            .where(or_(asked, soon), introductions.c.candidate != "")
            .group_by(introductions.c.candidate)
        )
        with self._database.read() as connection:
            return {row.candidate: row.times for row in connection.execute(query)}

    def steps(self, introduction_id: str) -> tuple[Step, ...]:
        """Return what happened in one, in order."""
        mine = introduction_steps.c.introduction == introduction_id
        query = select(introduction_steps).where(mine).order_by(introduction_steps.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Step(
                introduction=row.introduction,
                at=moment(row.at),
                before=IntroductionState(row.before),
                after=IntroductionState(row.after),
                by=row.by,
            )
            for row in rows
        )

    def in_states(self, states: Iterable[IntroductionState]) -> tuple[Introduction, ...]:
        """Return all in these states, oldest first."""
        return self._many(introductions.c.state.in_(list(states)))

    def _many(self, *conditions: Any) -> tuple[Introduction, ...]:  # noqa: ANN401 - SQL expressions
        with self._database.read() as connection:
            return introductions_where(connection, *conditions)


def introductions_where(
    connection: Connection,
    *conditions: Any,  # noqa: ANN401 - SQL expressions
    lock: bool = False,
) -> tuple[Introduction, ...]:
    """Return the introductions whose rows fit, oldest first.

    Args:
        lock: let nobody else change the rows before the transaction is over.
    """
    order = introductions.c.made_at, introductions.c.id
    query = select(introductions.c.body).where(*conditions).order_by(*order)
    rows = connection.execute(query.with_for_update() if lock else query).scalars()
    return tuple(map(Introduction.model_validate_json, rows))


def store(connection: Connection, one: Introduction, step: Step | None) -> bool:
    """Store a change with its line in the log, within a transaction; see the port's `save`."""
    read = introductions.c.id == one.id, introductions.c.version == one.version
    newer = one.model_copy(update={"version": one.version + 1})
    if not connection.execute(update(introductions).where(*read).values(columns(newer))).rowcount:
        return False
    if step is not None:
        row = {**step.model_dump(exclude={"at"}), "at": step.at.timestamp()}
        connection.execute(insert(introduction_steps), row)
    return True


def columns(one: Introduction) -> Json:
    """Return what may change in a row; a question that is gone has no digest either."""
    return {
        "asker": one.asker,
        "candidate": one.candidate,
        "digest": one.digest if one.question else "",
        "state": one.state,
        "asked_at": one.asked_at.timestamp() if one.asked_at else None,
        "due_at": one.due_at.timestamp(),
        "version": one.version,
        "body": one.model_dump_json(),
    }


def take_out(connection: Connection, document_ids: Iterable[str]) -> None:
    """Let no introduction name documents that are being withdrawn, within that transaction."""
    worded = introductions_where(connection, introductions.c.digest != "", lock=True)
    if not worded:
        return
    ids = frozenset(document_ids)
    names = {name for one in _infos(connection, ids) for name in (one.title, one.url) if name}
    for one in worded:
        because = tuple(line for line in one.because if line.document_id not in ids)
        sources = tuple(source for source in one.sources if names.isdisjoint(source))
        if (because, sources) != (one.because, one.sources):
            left = one.model_copy(update={"because": because, "sources": sources})
            store(connection, left, None)


def _infos(connection: Connection, ids: Iterable[str]) -> Iterator[DocumentInfo]:
    for some in batched(sorted(ids), _AT_ONCE):
        query = select(documents.c.info).where(documents.c.id.in_(some))
        yield from map(DocumentInfo.model_validate_json, connection.execute(query).scalars())
