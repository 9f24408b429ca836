"""Messages of followed channels in SQL."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from knowledge.adapters.sql.documents import nothing_is, withdraw_in
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import consents, followed, gone, messages
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.channels import FollowState, Keeping, KeptMessage, Said


class SqlMessages:
    """What is said: consent is looked up in the transaction that stores a text.

    Args:
        is_held: tells whether a legal hold covers a document.
    """

    def __init__(self, database: Database, is_held: Callable[[str], bool] = nothing_is) -> None:
        self._database = database
        self._is_held = is_held

    def listens(self, channel: str, member: str, ts: str) -> bool:
        """Tell whether what a member said at a moment may be kept."""
        with self._database.read() as connection:
            return _listens(connection, channel, member, ts)

    def keep(self, said: Said) -> Keeping:
        """Store a message, or what an edit made of it; the same one again changes nothing."""
        with self._database.begin() as connection:
            if not _listens(connection, said.channel, said.member, said.ts):
                return Keeping.REFUSED
            gone_with = _version(connection, gone, said)
            known = _version(connection, messages, said)
            if max(gone_with, known) > said.version or gone_with == said.version:
                return Keeping.REFUSED
            if known == said.version:
                return Keeping.SAME
            return self._write(connection, said, is_new=not known)

    def drop(self, channel: str, ts: str, version: str) -> Said | None:
        """Delete a message, and keep it from coming back in this version or an older one."""
        own = messages.c.channel == channel, messages.c.ts == ts
        with self._database.begin() as connection:
            known = select(followed.c.id).where(followed.c.id == channel)
            if connection.execute(known).first() is None:
                return None
            row = {"channel": channel, "ts": ts, "version": version}
            connection.execute(insert_new(self._database.engine, gone), row)
            older = gone.c.channel == channel, gone.c.ts == ts, gone.c.version < version
            connection.execute(update(gone).where(*older).values(version=version))
            dropped = self._delete_said(connection, *own, messages.c.version <= version)
        return dropped[0] if dropped else None

    def release(self, channel: str, ts: str, version: str) -> bool:
        """Make a held message knowledge; False when it is not there in this version."""
        own = messages.c.channel == channel, messages.c.ts == ts, messages.c.version == version
        with self._database.begin() as connection:
            released = connection.execute(update(messages).where(*own).values(held=0))
            self._note_news(connection, channel)
            return bool(released.rowcount)

    def message(self, channel: str, ts: str) -> Said | None:
        """Return a message that is kept or held."""
        own = messages.c.channel == channel, messages.c.ts == ts
        with self._database.read() as connection:
            row = connection.execute(select(messages).where(*own)).first()
        return None if row is None else _said(row)

    def said_by(self, member: str) -> tuple[Said, ...]:
        """Return everything that is kept of a member, oldest first."""
        return self._many(messages.c.member == member)

    def said_since(self, channel: str, oldest: str) -> tuple[Said, ...]:
        """Return what is kept or held of a channel from a moment on, oldest first."""
        return self._many(messages.c.channel == channel, messages.c.ts >= oldest)

    def knowledge(self) -> Iterator[KeptMessage]:
        """Yield all messages that are not held, by channel, thread and moment."""
        agreed = consents.c.member == messages.c.member, consents.c.channel == messages.c.channel
        query = (
            select(messages, consents.c.credit, consents.c.credit_line)
            .join(consents, agreed[0] & agreed[1])
            .where(messages.c.held == 0)
            .order_by(messages.c.channel, messages.c.thread, messages.c.ts)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield KeptMessage(said=_said(row), credit=row.credit, credit_line=row.credit_line)

    def note_news(self) -> None:
        """Note that something is to be built."""
        with self._database.begin() as connection:
            connection.execute(update(followed).values(news=1))

    def take_news(self) -> bool:
        """Tell whether anything was kept since this was last asked."""
        with self._database.begin() as connection:
            read = update(followed).where(followed.c.news == 1).values(news=0)
            return bool(connection.execute(read).rowcount)

    def _write(self, connection: Connection, said: Said, *, is_new: bool) -> Keeping:
        self._note_news(connection, said.channel)
        if is_new:
            connection.execute(insert(messages), said.model_dump())
            return Keeping.NEW
        own = messages.c.channel == said.channel, messages.c.ts == said.ts
        connection.execute(update(messages).where(*own).values(said.model_dump()))
        withdraw_in(connection, [said.document_id], self._is_held)
        return Keeping.CHANGED

    def _delete_said(self, connection: Connection, *wanted: ColumnElement[bool]) -> list[Said]:
        rows = connection.execute(select(messages).where(*wanted).order_by(messages.c.ts)).all()
        dropped = [_said(row) for row in rows]
        connection.execute(delete(messages).where(*wanted))
        withdraw_in(connection, [said.document_id for said in dropped], self._is_held)
        return dropped

    def _note_news(self, connection: Connection, channel: str) -> None:
        connection.execute(update(followed).where(followed.c.id == channel).values(news=1))

    def _many(self, *wanted: ColumnElement[bool]) -> tuple[Said, ...]:
        query = select(messages).where(*wanted).order_by(messages.c.ts, messages.c.channel)
        with self._database.read() as connection:
            return tuple(_said(row) for row in connection.execute(query))


def _listens(connection: Connection, channel: str, member: str, ts: str) -> bool:
    query = (
        select(consents.c.member)
        .join(followed, followed.c.id == consents.c.channel)
        .where(
            consents.c.channel == channel,
            consents.c.member == member,
            consents.c.since <= ts,
            followed.c.since <= ts,
            followed.c.state == FollowState.LIVE,
        )
    )
    return connection.execute(query).first() is not None


def _version(connection: Connection, table: Any, said: Said) -> str:  # noqa: ANN401 - one of two
    own = table.c.channel == said.channel, table.c.ts == said.ts
    return str(connection.execute(select(table.c.version).where(*own)).scalar() or "")


def _said(row: Row[Any]) -> Said:
    return Said.model_validate({name: getattr(row, name) for name in Said.model_fields})
