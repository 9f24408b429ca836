"""What a member said in followed channels, and what they agreed to there."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, select, update

from knowledge.adapters.sql.documents import withdraw_in
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import consents, followed, messages
from knowledge.models.channels import thread_id
from knowledge.models.contributions import Credit

Json = dict[str, Any]


class HeldMessages:
    """What is kept of a member's messages."""

    name = "messages"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all of whom something is kept."""
        with self._database.read() as connection:
            return frozenset(connection.execute(select(messages.c.member).distinct()).scalars())

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return the messages."""
        query = select(messages).where(messages.c.member == member).order_by(messages.c.ts)
        with self._database.read() as connection:
            return tuple(dict(row) for row in connection.execute(query).mappings())

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:
        """Return the messages on a topic; who is not named is not named here either."""
        agreed = consents.c.member == messages.c.member, consents.c.channel == messages.c.channel
        query = (
            select(messages, consents.c.credit)
            .join(consents, agreed[0] & agreed[1])
            .where(messages.c.held == 0)
            .order_by(messages.c.ts)
        )
        with self._database.read() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
        return tuple(_shown(row) for row in rows if is_about(row["text"]))

    def erase(self, member: str) -> int:
        """Erase the messages, and the documents that they are in."""
        theirs = messages.c.member == member
        with self._database.begin() as connection:
            rows = connection.execute(select(messages).where(theirs)).all()
            withdraw_in(connection, [thread_id(row.channel, row.thread) for row in rows])
            # What others said in these threads is knowledge again after the next build.
            talked = followed.c.id.in_({row.channel for row in rows})
            connection.execute(update(followed).where(talked).values(news=1))
            return int(connection.execute(delete(messages).where(theirs)).rowcount)


class HeldConsents:
    """What a member agreed to in followed channels, and which of them they had followed."""

    name = "consents"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all who agreed or asked for a channel."""
        asked = select(followed.c.followed_by).where(followed.c.followed_by != "")
        with self._database.read() as connection:
            agreed = connection.execute(select(consents.c.member).distinct()).scalars()
            return frozenset(agreed) | frozenset(connection.execute(asked).scalars())

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return the consents, and the channels that they asked to follow."""
        asked = select(followed.c.name).where(followed.c.followed_by == member)
        query = select(consents).where(consents.c.member == member).order_by(consents.c.channel)
        with self._database.read() as connection:
            names = connection.execute(asked.order_by(followed.c.name)).scalars().all()
            rows = [dict(row) for row in connection.execute(query).mappings()]
        given = [{**row, "given_at": moment(row["given_at"]).isoformat()} for row in rows]
        return (*given, *({"asked_to_follow": name} for name in names))

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: a consent is on no topic."""
        return ()

    def erase(self, member: str) -> int:
        """Erase the consents; a channel that they had followed is followed still."""
        asked = update(followed).where(followed.c.followed_by == member)
        with self._database.begin() as connection:
            gone = connection.execute(delete(consents).where(consents.c.member == member)).rowcount
            return int(gone + connection.execute(asked.values(followed_by="")).rowcount)


def _shown(row: Json) -> Json:
    hidden = {"credit", "held", "version"}
    if row["credit"] != Credit.NAME or row["unattributed"]:
        # With channel and timestamp anybody in the channel could look its author up.
        hidden |= {"member", "channel", "ts", "thread"}
    return {key: value for key, value in row.items() if key not in hidden}
