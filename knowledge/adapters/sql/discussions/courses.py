"""Discussions and their logs in SQL."""

from typing import Any

from sqlalchemy import Connection, insert, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import discussion_events, discussions
from knowledge.models.discussions import Discussion, DiscussionEvent, DiscussionState

Json = dict[str, Any]


class SqlDiscussions:
    """Each discussion as one JSON body, with what is searched for in columns beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, discussion: Discussion, event: DiscussionEvent | None = None) -> None:
        """Store a new one, with the first line of its log in the same transaction."""
        with self._database.begin() as connection:
            connection.execute(insert(discussions), {"id": discussion.id, **_columns(discussion)})
            _log(connection, event)

    def get(self, discussion_id: str) -> Discussion | None:
        """Return one, or None."""
        found = self._many(discussions.c.id == discussion_id)
        return found[0] if found else None

    def save(self, discussion: Discussion, event: DiscussionEvent | None = None) -> bool:
        """Store a change whose version is one above the stored one, with its line in the log."""
        with self._database.begin() as connection:
            return store(connection, discussion, event)

    def in_states(self, *states: DiscussionState) -> tuple[Discussion, ...]:
        """Return those in one of these states, in the order of their starts."""
        return self._many(discussions.c.state.in_(states))

    def in_channel(self, channel: str) -> tuple[Discussion, ...]:
        """Return those of a channel, newest start first."""
        return self._many(discussions.c.channel == channel)[::-1]

    def log(self, event: DiscussionEvent) -> None:
        """Add a line to the log."""
        with self._database.begin() as connection:
            _log(connection, event)

    def events(self, discussion_id: str) -> tuple[DiscussionEvent, ...]:
        """Return the log of one, oldest first."""
        mine = discussion_events.c.discussion == discussion_id
        query = select(discussion_events).where(mine).order_by(discussion_events.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            DiscussionEvent(
                discussion=row.discussion,
                at=moment(row.at),
                what=row.what,
                by=row.by,
                detail=row.detail,
            )
            for row in rows
        )

    def _many(self, *conditions: Any) -> tuple[Discussion, ...]:  # noqa: ANN401 - SQL expressions
        with self._database.read() as connection:
            return discussions_where(connection, *conditions)


def discussions_where(
    connection: Connection,
    *conditions: Any,  # noqa: ANN401 - SQL expressions
    lock: bool = False,
) -> tuple[Discussion, ...]:
    """Return the discussions whose rows fit, in the order of their starts.

    Args:
        lock: let nobody else change the rows before the transaction is over.
    """
    order = discussions.c.starts_at, discussions.c.id
    query = select(discussions.c.body).where(*conditions).order_by(*order)
    rows = connection.execute(query.with_for_update() if lock else query).scalars()
    return tuple(map(Discussion.model_validate_json, rows))


def store(
    connection: Connection, discussion: Discussion, event: DiscussionEvent | None = None
) -> bool:
    """Store a change within a transaction; see the port's `save`."""
    read = discussions.c.id == discussion.id, discussions.c.version == discussion.version - 1
    changed = update(discussions).where(*read).values(_columns(discussion))
    if not connection.execute(changed).rowcount:
        return False
    _log(connection, event)
    return True


def _log(connection: Connection, event: DiscussionEvent | None) -> None:
    if event is not None:
        row = {**event.model_dump(exclude={"at"}), "at": event.at.timestamp()}
        connection.execute(insert(discussion_events), row)


def _columns(one: Discussion) -> Json:
    return {
        "channel": one.channel,
        "state": one.state,
        "starts_at": one.starts_at.timestamp(),
        "version": one.version,
        "body": one.model_dump_json(),
    }
