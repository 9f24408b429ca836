"""What is due in discussions, in SQL."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import cues, discussions
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.discussions import Cue, CueKind, CueState

_OPEN = (CueState.WAITING, CueState.POSTING)
_ORDER = (cues.c.due_at, cues.c.discussion, cues.c.key)


class SqlCues:
    """A claim is a lease: whose holder died is free again when it ends."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, wanted: Iterable[Cue]) -> None:
        """Store cues; whatever has its discussion and key already stays as it is."""
        rows = [
            {**one.model_dump(), "due_at": one.due_at.timestamp(), "lease_until": 0.0}
            for one in wanted
        ]
        if rows:
            with self._database.begin() as connection:
                connection.execute(insert_new(self._database.engine, cues), rows)

    def of(self, discussion_id: str) -> tuple[Cue, ...]:
        """Return those of a discussion, by moment and key."""
        query = select(cues).where(cues.c.discussion == discussion_id).order_by(*_ORDER)
        with self._database.read() as connection:
            return tuple(map(_cue, connection.execute(query)))

    def claim(self, now: datetime, lease: timedelta) -> Cue | None:
        """Take the earliest that is due and that nobody holds; see the port."""
        at = now.timestamp()
        held = select(cues.c.discussion).where(cues.c.lease_until > at)
        free = cues.c.state.in_(_OPEN), cues.c.due_at <= at, cues.c.discussion.not_in(held)
        query = select(cues).where(*free).order_by(*_ORDER).limit(1)
        # It is asked every second, and hardly ever is there anything to write.
        with self._database.read() as connection:
            if connection.execute(query).first() is None:
                return None
        with self._database.begin() as connection:
            first = connection.execute(query).first()
            if first is None:
                return None
            # Whoever claims another cue of this discussion waits here, and then finds it held.
            mine = select(discussions.c.id).where(discussions.c.id == first.discussion)
            connection.execute(mine.with_for_update())
            row = connection.execute(query.where(cues.c.discussion == first.discussion)).first()
            if row is None:
                return None
            taken = update(cues).where(_is(_cue(row)))
            connection.execute(taken.values(lease_until=at + lease.total_seconds()))
            return _cue(row)

    def begin(self, cue: Cue) -> None:
        """Note that posting begins."""
        self._change(_is(cue), state=CueState.POSTING)

    def finish(self, cue: Cue, ts: str = "") -> None:
        """Note that it is done, and give the claim back."""
        self._change(_is(cue), state=CueState.DONE, ts=ts, lease_until=0.0)

    def release(self, cue: Cue, due_at: datetime) -> None:
        """Give a claim back undone, due again at a moment."""
        self._change(_is(cue), due_at=due_at.timestamp(), lease_until=0.0)

    def retime(self, wanted: Iterable[Cue]) -> None:
        """Give cues that are neither done nor dropped the moments of these; others stay."""
        with self._database.begin() as connection:
            for one in wanted:
                still = and_(_is(one), cues.c.state.in_(_OPEN))
                values = {"due_at": one.due_at.timestamp()}
                connection.execute(update(cues).where(still).values(values))

    def drop(self, discussion_id: str, keys: Iterable[str] | None = None) -> None:
        """Drop what waits, all of it or these keys."""
        waits = and_(cues.c.discussion == discussion_id, cues.c.state == CueState.WAITING)
        wanted = waits if keys is None else and_(waits, cues.c.key.in_(list(keys)))
        self._change(wanted, state=CueState.DROPPED)

    def _change(self, which: Any, **values: Any) -> None:  # noqa: ANN401 - SQL expressions
        with self._database.begin() as connection:
            connection.execute(update(cues).where(which).values(**values))


def _is(cue: Cue) -> Any:  # noqa: ANN401 - a SQL expression
    return and_(cues.c.discussion == cue.discussion, cues.c.key == cue.key)


def _cue(row: Row[Any]) -> Cue:
    return Cue(
        discussion=row.discussion,
        key=row.key,
        kind=CueKind(row.kind),
        prompt=row.prompt,
        due_at=moment(row.due_at),
        state=CueState(row.state),
        ts=row.ts,
    )
