"""What the bot posted and answered, in SQL."""

import json

from sqlalchemy import delete, insert, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import answers, posts
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.answers import Answer, Citation
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
        hidden = [_hidden(one) for one in answer.citations]
        row = {
            "key": key,
            "answer": answer.model_dump_json(),
            "scopes": json.dumps(hidden),
            "given_at": self._clock.now().timestamp(),
        }
        with self._database.begin() as connection:
            connection.execute(delete(answers).where(answers.c.key == key))
            connection.execute(insert(answers), row)

    def load(self, key: str) -> Answer | None:
        """Return the stored answer, or None when it was purged."""
        query = select(answers).where(answers.c.key == key)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        answer = Answer.model_validate_json(row.answer)
        pairs = zip(answer.citations, json.loads(row.scopes), strict=True)
        return answer.model_copy(update={"citations": tuple(_whole(*pair) for pair in pairs)})


def _hidden(citation: Citation) -> list[str]:
    successor = citation.superseded_by.document_id if citation.superseded_by else ""
    return [citation.scope, citation.document_id, citation.summary_of, successor]


def _whole(citation: Citation, hidden: list[str]) -> Citation:
    # Rows of earlier versions know of no successors.
    scope, document_id, summary_of, *of_successor = hidden
    successor = citation.superseded_by
    if successor is not None and of_successor:
        successor = successor.model_copy(update={"document_id": of_successor[0]})
    return citation.model_copy(
        update={
            "scope": scope,
            "document_id": document_id,
            "summary_of": summary_of,
            "superseded_by": successor,
        }
    )
