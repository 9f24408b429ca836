"""What the bot posted and answered, in SQL."""

import json

from sqlalchemy import delete, insert, select, update

from knowledge.adapters.sql.answer_rows import answer_columns, answer_of
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import answers, posts
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.answers import Answer
from knowledge.ports import Clock


class SqlPosts:
    """Ledger of posts; a row without `ts` is one whose outcome is unknown."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def begin(self, key: str, channel: str, thread: str) -> str | None:
        """Note that the post is about to be made; see the port for the three outcomes."""
        row = {
            "key": key,
            "channel": channel,
            "thread": thread,
            "ts": "",
            "begun_at": self._clock.now().timestamp(),
        }
        with self._database.begin() as connection:
            if connection.execute(insert_new(self._database.engine, posts), row).rowcount:
                return None
            query = select(posts.c.ts).where(posts.c.key == key)
            return str(connection.execute(query).scalar_one())

    def done(self, key: str, ts: str) -> None:
        """Note the timestamp that Slack gave to the post."""
        with self._database.begin() as connection:
            connection.execute(update(posts).where(posts.c.key == key).values(ts=ts))

    def find(self, key: str) -> str | None:
        """Return what `begin` would, and note nothing."""
        with self._database.read() as connection:
            found = connection.execute(select(posts.c.ts).where(posts.c.key == key)).scalar()
        return None if found is None else str(found)

    def is_known(self, channel: str, ts: str) -> bool:
        """Tell whether a message is one that is noted here."""
        query = select(posts.c.key).where(posts.c.channel == channel, posts.c.ts == ts)
        with self._database.read() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def is_own_thread(self, channel: str, thread: str) -> bool:
        """Tell whether the bot has posted in this thread."""
        query = select(posts.c.key).where(
            posts.c.channel == channel, posts.c.thread == thread, posts.c.ts != ""
        )
        with self._database.read() as connection:
            return connection.execute(query.limit(1)).first() is not None


class SqlAnswerLog:
    """Answers by key. What people do not see in the JSON is kept in a column beside it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def save(self, key: str, answer: Answer) -> None:
        """Store an answer under a key; the same key again replaces it."""
        row = {
            "key": key,
            "given_at": self._clock.now().timestamp(),
            **answer_columns(answer),
        }
        with self._database.begin() as connection:
            connection.execute(delete(answers).where(answers.c.key == key))
            connection.execute(insert(answers), row)

    def load(self, key: str) -> Answer | None:
        """Return the stored answer, or None when it was purged."""
        query = select(answers).where(answers.c.key == key)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return None if row is None else answer_of(row.answer, json.loads(row.scopes))
