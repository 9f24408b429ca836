"""Followed channels and consents in SQL."""

from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from knowledge.adapters.sql.documents import withdraw_in
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.messages import SqlMessages
from knowledge.adapters.sql.tables import consents, followed, gone, messages
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.channels import Consent, FollowedChannel, FollowState, thread_id


class SqlChannels(SqlMessages):
    """Each public method is one transaction; see the port for what they promise."""

    def follow(self, channel: FollowedChannel) -> FollowedChannel:
        """Follow a channel, or return how it is followed already; a closed one opens again."""
        with self._database.begin() as connection:
            row = {**channel.model_dump(), "news": 0}
            connection.execute(insert_new(self._database.engine, followed), row)
            closed = followed.c.id == channel.id, followed.c.state == FollowState.CLOSED
            connection.execute(update(followed).where(*closed).values(state=FollowState.LIVE))
            stored = connection.execute(select(followed).where(followed.c.id == channel.id)).one()
            return _channel(stored)

    def close(self, channel: str, *, forget: bool) -> FollowedChannel | None:
        """Stop to listen to a channel; take out what is kept of it when it is to be forgotten."""
        wanted = followed.c.id == channel
        with self._database.begin() as connection:
            row = connection.execute(select(followed).where(wanted).with_for_update()).first()
            if row is None or (row.state == FollowState.CLOSED and not forget):
                return None
            if forget:
                self._delete_said(connection, messages.c.channel == channel)
                connection.execute(delete(consents).where(consents.c.channel == channel))
                connection.execute(delete(gone).where(gone.c.channel == channel))
                connection.execute(delete(followed).where(wanted))
            else:
                connection.execute(update(followed).where(wanted).values(state=FollowState.CLOSED))
        return _channel(row)

    def followed(self) -> tuple[FollowedChannel, ...]:
        """Return all channels, closed ones too, by name."""
        query = select(followed).order_by(followed.c.name, followed.c.id)
        with self._database.read() as connection:
            return tuple(_channel(row) for row in connection.execute(query))

    def channel(self, channel: str) -> FollowedChannel | None:
        """Return one, or None when it is not known."""
        with self._database.read() as connection:
            row = connection.execute(select(followed).where(followed.c.id == channel)).first()
        return None if row is None else _channel(row)

    def reached(self, channel: str, ts: str) -> None:
        """Note up to which moment the history was read."""
        with self._database.begin() as connection:
            wanted = followed.c.id == channel, followed.c.cursor < ts
            connection.execute(update(followed).where(*wanted).values(cursor=ts))

    def agree(self, consent: Consent) -> bool:
        """Store a yes; a later one changes how the member is named, from when on stays."""
        own = consents.c.member == consent.member, consents.c.channel == consent.channel
        named = {
            "credit": consent.credit,
            "credit_line": consent.credit_line,
            "notice": consent.notice,
        }
        row = {**consent.model_dump(), "given_at": consent.given_at.timestamp()}
        with self._database.begin() as connection:
            known = select(followed.c.id).where(followed.c.id == consent.channel)
            if connection.execute(known).first() is None:
                return False
            connection.execute(insert_new(self._database.engine, consents), row)
            connection.execute(update(consents).where(*own).values(named))
            self._withdraw_threads(connection, consent.member, consent.channel)
            self._note_news(connection, consent.channel)
        return True

    def take_back(self, member: str, channel: str = "") -> int:
        """Delete a member's consent and messages, of one channel or of all."""
        agreed, said = [consents.c.member == member], [messages.c.member == member]
        if channel:
            agreed.append(consents.c.channel == channel)
            said.append(messages.c.channel == channel)
        with self._database.begin() as connection:
            connection.execute(delete(consents).where(*agreed))
            return len(self._delete_said(connection, *said))

    def consents_of(self, member: str) -> tuple[Consent, ...]:
        """Return what a member agreed to."""
        query = select(consents).where(consents.c.member == member).order_by(consents.c.channel)
        with self._database.read() as connection:
            return tuple(_consent(row) for row in connection.execute(query))

    def _withdraw_threads(self, connection: Connection, member: str, channel: str) -> None:
        own = messages.c.member == member, messages.c.channel == channel
        threads = connection.execute(select(messages.c.thread).where(*own).distinct()).scalars()
        ids = [thread_id(channel, thread) for thread in threads]
        withdraw_in(connection, ids, self._is_held)


def _channel(row: Row[Any]) -> FollowedChannel:
    fields = {name: getattr(row, name) for name in FollowedChannel.model_fields}
    return FollowedChannel.model_validate(fields)


def _consent(row: Row[Any]) -> Consent:
    fields = {name: getattr(row, name) for name in Consent.model_fields}
    return Consent.model_validate({**fields, "given_at": moment(row.given_at)})
