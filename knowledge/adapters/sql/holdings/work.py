"""What is under way for a member: questions that wait, builds that they asked for, posts."""

import json
import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.gaps import SqlGaps
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import gaps, inbox, jobs, posts
from knowledge.ports import Clock

Json = dict[str, Any]
_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")


class HeldInbox:
    """What a member did in Slack and is not dealt with yet."""

    name = "waiting"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all of whom something waits."""
        query = select(inbox.c.payload).where(inbox.c.payload != "{}")
        with self._database.read() as connection:
            waiting = [json.loads(one) for one in connection.execute(query).scalars()]
            keys = connection.execute(select(inbox.c.key).where(inbox.c.key.contains(" ")))
            words = {word for key in keys.scalars() for word in key.split()}
        people = {one["user"] for one in waiting if isinstance(one.get("user"), str)}
        return frozenset(people | {word for word in words if _MEMBER.fullmatch(word)})

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return what waits."""
        with self._database.read() as connection:
            rows = self._of(connection, member)
        return tuple(
            {
                "id": row.key,
                "kind": row.kind,
                "received_at": moment(row.received_at).isoformat(),
                "payload": json.loads(row.payload),
            }
            for row in rows
        )

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: what waits is a private matter for the seconds that it does."""
        return ()

    def erase(self, member: str) -> int:
        """Erase what waits; it will not be answered."""
        with self._database.begin() as connection:
            rows = self._of(connection, member)
            gone = [row.id for row in rows]
            connection.execute(delete(inbox).where(inbox.c.id.in_(gone)))
        return len(rows)

    def _of(self, connection: Connection, member: str) -> list[Row[Any]]:
        # What was dealt with has no payload; a letter's key still says whom it went to.
        named = or_(
            inbox.c.payload.contains(json.dumps(member), autoescape=True),
            inbox.c.payload.contains(f"<@{member}>", autoescape=True),
            inbox.c.key.endswith(f" {member}", autoescape=True),
        )
        return list(connection.execute(select(inbox).where(named).order_by(inbox.c.id)).all())


class HeldJobs:
    """Builds that a member asked for."""

    name = "builds"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all who asked for a build."""
        with self._database.read() as connection:
            rows = connection.execute(select(jobs.c.requested_by)).scalars()
            return frozenset(m for row in rows for m in json.loads(row) if _MEMBER.fullmatch(m))

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return when they asked, and what came of it."""
        with self._database.read() as connection:
            rows = self._of(connection, member)
        return tuple(
            {"requested_at": moment(row.requested_at).isoformat(), "state": row.state}
            for row in rows
        )

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: a build is on no topic."""
        return ()

    def erase(self, member: str) -> int:
        """Take the member out of the list of who asked; the build goes on."""
        with self._database.begin() as connection:
            rows = self._of(connection, member)
            for row in rows:
                left = [one for one in json.loads(row.requested_by) if one != member]
                values = {"requested_by": json.dumps(left)}
                connection.execute(update(jobs).where(jobs.c.id == row.id).values(values))
        return len(rows)

    def _of(self, connection: Connection, member: str) -> list[Row[Any]]:
        named = jobs.c.requested_by.contains(json.dumps(member), autoescape=True)
        return list(connection.execute(select(jobs).where(named).order_by(jobs.c.id)).all())


class HeldPosts:
    """Where the bot wrote to a member: timestamps without text."""

    name = "posts"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids that stand in the ledger."""
        with self._database.read() as connection:
            keys = connection.execute(select(posts.c.key).where(posts.c.key.contains(" ")))
            words = {word for key in keys.scalars() for word in key.split()}
        return frozenset(word for word in words if _MEMBER.fullmatch(word))

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return when the bot wrote to the member."""
        with self._database.read() as connection:
            rows = self._of(connection, member)
        return tuple(
            {"channel": row.channel, "posted_at": moment(row.begun_at).isoformat()} for row in rows
        )

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: the ledger holds no text."""
        return ()

    def erase(self, member: str) -> int:
        """Erase the rows, and those of the member's own conversation with the bot."""
        with self._database.begin() as connection:
            rows = self._of(connection, member)
            gone = [row.key for row in rows]
            connection.execute(delete(posts).where(posts.c.key.in_(gone)))
        return len(rows)

    def _of(self, connection: Connection, member: str) -> list[Row[Any]]:
        named = or_(
            posts.c.key.endswith(f" {member}", autoescape=True),
            posts.c.key.contains(f" {member} ", autoescape=True),
        )
        own = set(
            connection.execute(
                select(posts.c.channel).where(named, posts.c.channel.startswith("D"))
            ).scalars()
        )
        query = select(posts).where(or_(named, posts.c.channel.in_(own)))
        return list(connection.execute(query.order_by(posts.c.begun_at)).all())


class HeldGaps:
    """Unanswered questions: a member's own can be told for thirty days, and by nobody later."""

    name = "questions"

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._gaps = SqlGaps(database, clock)

    def members(self) -> frozenset[str]:
        """Return nobody: no id is stored."""
        return frozenset()

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return the questions that can still be told to be the member's."""
        return tuple({"text": text} for text in self._gaps.of_member(member))

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:
        """Return the questions on a topic, with their month."""
        query = select(gaps).order_by(gaps.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            {"text": row.text, "state": row.state, "month": f"{moment(row.asked_on):%Y-%m}"}
            for row in rows
            if is_about(row.text)
        )

    def erase(self, member: str) -> int:
        """Erase the questions that can still be told to be the member's."""
        return self._gaps.erase(member)
