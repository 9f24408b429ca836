"""Waits and calls in SQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, delete, insert, or_, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import calls, thanked, waits
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.waiting import Call, CallState, Wait

_S = CallState
_GOES_ON = waits.c.over == 0
_LIVELY = calls.c.state.in_([_S.WANTED, _S.UNSURE, _S.OPEN])


class SqlWaits:
    """A row a member and question; what a legal hold keeps is `over` and shown to nobody."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, wait: Wait) -> Wait:
        """Store a wait, or return the member's own that asks the same."""
        row = {
            **wait.model_dump(exclude={"since"}),
            "digest": wait.digest,
            "since": wait.since.timestamp(),
            "over": 0,
        }
        same = waits.c.member == wait.member, waits.c.digest == wait.digest, _GOES_ON
        with self._database.begin() as connection:
            connection.execute(insert_new(self._database.engine, waits), row)
            return wait_of(connection.execute(select(waits).where(*same)).one())

    def get(self, wait_id: str) -> Wait | None:
        """Return one that goes on, or None."""
        found = self._many(waits.c.id == wait_id)
        return found[0] if found else None

    def of_member(self, member: str) -> tuple[Wait, ...]:
        """Return those of a member that go on, oldest first."""
        return self._many(waits.c.member == member)

    def unseen(self, contents: str) -> tuple[Wait, ...]:
        """Return those that were not looked for in a snapshot of these contents, oldest first."""
        return self._many(waits.c.seen != contents)

    def saw(self, wait_id: str, contents: str) -> None:
        """Note in which contents it was looked for."""
        with self._database.begin() as connection:
            wanted = update(waits).where(waits.c.id == wait_id)
            connection.execute(wanted.values(seen=contents))

    def begun_before(self, moment: datetime) -> tuple[Wait, ...]:
        """Return those that go on and began earlier, oldest first."""
        return self._many(waits.c.since < moment.timestamp())

    def end(self, wait_id: str, *, keep: bool) -> bool:
        """End a wait; False when it had ended."""
        wanted = waits.c.id == wait_id, _GOES_ON
        change = update(waits).values(over=1) if keep else delete(waits)
        with self._database.begin() as connection:
            return bool(connection.execute(change.where(*wanted)).rowcount)

    def _many(self, condition: Any) -> tuple[Wait, ...]:  # noqa: ANN401 - an SQL expression
        query = select(waits).where(condition, _GOES_ON).order_by(waits.c.since, waits.c.id)
        with self._database.read() as connection:
            return tuple(map(wait_of, connection.execute(query)))


class SqlCalls:
    """A row a call; once it is over, only where it stood and for whom is left of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, call: Call) -> Call:
        """Store a call, or return the member's own wanted or open one that asks the same."""
        row = {
            **call.model_dump(exclude={"asked_at", "named"}),
            "digest": call.digest,
            "named": int(call.named),
            "asked_at": call.asked_at.timestamp(),
        }
        same = calls.c.member == call.member, calls.c.digest == call.digest, _LIVELY
        with self._database.begin() as connection:
            known = connection.execute(select(calls).where(*same)).first()
            if known:
                return call_of(known)
            connection.execute(insert(calls), row)
            return call

    def get(self, call_id: str) -> Call | None:
        """Return one, or None."""
        return self._first(calls.c.id == call_id)

    def at(self, channel: str, ts: str) -> Call | None:
        """Return the open call whose post stands there, or None."""
        return self._first(calls.c.channel == channel, calls.c.ts == ts, calls.c.state == _S.OPEN)

    def open_in(self, channel: str) -> bool:
        """Tell whether any call is open in a channel."""
        return self._first(calls.c.channel == channel, calls.c.state == _S.OPEN) is not None

    def same(self, channel: str, digest: str) -> Call | None:
        """Return the oldest open call in a channel that asks the same, or None."""
        there = calls.c.channel == channel, calls.c.digest == digest
        return self._first(*there, calls.c.state == _S.OPEN)

    def of_member(self, member: str) -> tuple[Call, ...]:
        """Return all calls of a member, those at their end too, oldest first."""
        return self._many(calls.c.member == member)

    def posted(self, call_id: str, ts: str) -> bool:
        """Note where a call stands now; False when it was taken back meanwhile."""
        mine = calls.c.id == call_id
        with self._database.begin() as connection:
            connection.execute(update(calls).where(mine).values(ts=ts))
            lively = update(calls).where(mine, _LIVELY).values(state=_S.OPEN)
            return bool(connection.execute(lively).rowcount)

    def doubt(self, call_id: str) -> None:
        """Note of a wanted call that nobody can see whether it was posted."""
        wanted = calls.c.id == call_id, calls.c.state == _S.WANTED
        with self._database.begin() as connection:
            connection.execute(update(calls).where(*wanted).values(state=_S.UNSURE))

    def take_back(self, call_id: str, *, keep: bool) -> None:
        """Let a call be taken out of its channel, unless it stands in none."""
        left = {} if keep else {"question": "", "digest": ""}
        may_stand = or_(_LIVELY, and_(calls.c.state == _S.CLOSED, calls.c.ts != ""))
        with self._database.begin() as connection:
            wanted = update(calls).where(calls.c.id == call_id, may_stand)
            connection.execute(wanted.values(state=_S.WITHDRAWN, **left))

    def withdrawn(self) -> tuple[Call, ...]:
        """Return calls that were taken back and whose posts still stand, oldest first."""
        return self._many(calls.c.state == _S.WITHDRAWN, calls.c.ts != "")

    def close(self, call_id: str) -> None:
        """Note that nothing of a call is left to do; of a forgotten member's, nothing is kept."""
        mine = calls.c.id == call_id
        with self._database.begin() as connection:
            connection.execute(delete(calls).where(mine, calls.c.member == ""))
            connection.execute(update(calls).where(mine).values(state=_S.CLOSED))

    def thank(self, call_id: str, origin: str) -> None:
        """Note that the reply with this origin helped; twice is as once."""
        with self._database.begin() as connection:
            row = {"origin": origin, "call": call_id}
            connection.execute(insert_new(self._database.engine, thanked), row)

    def thanked(self, digest: str) -> tuple[str, ...]:
        """Return the origins of replies that helped with this question, the first one first."""
        query = (
            select(thanked.c.origin)
            .join(calls, calls.c.id == thanked.c.call)
            .where(calls.c.digest == digest)
            .order_by(thanked.c.id)
        )
        with self._database.read() as connection:
            return tuple(connection.execute(query).scalars())

    def _first(self, *conditions: Any) -> Call | None:  # noqa: ANN401 - SQL expressions
        found = self._many(*conditions)
        return found[0] if found else None

    def _many(self, *conditions: Any) -> tuple[Call, ...]:  # noqa: ANN401 - SQL expressions
        query = select(calls).where(*conditions).order_by(calls.c.asked_at, calls.c.id)
        with self._database.read() as connection:
            return tuple(map(call_of, connection.execute(query)))


def wait_of(row: Row[Any]) -> Wait:
    """Read a wait from its row."""
    return Wait(
        id=row.id,
        member=row.member,
        question=row.question,
        since=moment(row.since),
        seen=row.seen,
    )


def call_of(row: Row[Any]) -> Call:
    """Read a call from its row."""
    return Call(
        id=row.id,
        member=row.member,
        question=row.question,
        channel=row.channel,
        ts=row.ts,
        named=bool(row.named),
        state=CallState(row.state),
        asked_at=moment(row.asked_at),
    )
