"""Which posts quote what, and which of them are to be edited, in SQL."""

import json
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, insert, select, update

from knowledge.adapters.sql.answer_rows import answer_columns, answer_of
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.owed import owe
from knowledge.adapters.sql.tables import answer_sources, answers, corrections, posts, quotes
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.erasure import Correction
from knowledge.ports import Clock
from knowledge.stewardship.redaction import without
from knowledge.text.batches import batched

_AT_ONCE = 500


class SqlQuotes:
    """A row an answer and document; edits are a queue beside it that names no document."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def note(
        self,
        answer_key: str,
        document_ids: Iterable[str],
        post_key: str,
        layout: str,
        beside: Iterable[str] = (),
    ) -> None:
        """Note what an answer quotes, before it is posted."""
        quoted = {*document_ids} - {""}
        rows = [
            {"answer_key": answer_key, "document_id": one, "post_key": post_key, "layout": layout}
            for one in sorted(quoted)
        ]
        rows += [
            {"answer_key": answer_key, "document_id": one, "post_key": "", "layout": ""}
            for one in sorted({*beside} - quoted - {""})
        ]
        with self._database.begin() as connection:
            connection.execute(delete(quotes).where(quotes.c.answer_key == answer_key))
            if rows:
                connection.execute(insert_new(self._database.engine, quotes), rows)

    def due(self) -> tuple[Correction, ...]:
        """Return the posts to edit now; those not yet posted are left out."""
        query = (
            select(corrections, posts.c.channel, posts.c.ts)
            .join(posts, posts.c.key == corrections.c.post_key)
            .where(posts.c.ts != "", corrections.c.due_at <= self._now())
            .order_by(corrections.c.id)
        )
        with self._database.read() as connection:
            return tuple(
                Correction(
                    id=row.id,
                    answer_key=row.answer_key,
                    channel=row.channel,
                    ts=row.ts,
                    layout=row.layout,
                )
                for row in connection.execute(query)
            )

    def corrected(self, correction_id: int) -> None:
        """Note that a post was edited, or is no longer there."""
        with self._database.begin() as connection:
            connection.execute(delete(corrections).where(corrections.c.id == correction_id))

    def postpone(self, correction_id: int, delay_s: float) -> None:
        """Try again in `delay_s` seconds."""
        later = {"due_at": self._now() + delay_s}
        with self._database.begin() as connection:
            row = corrections.c.id == correction_id
            connection.execute(update(corrections).where(row).values(later))

    def _now(self) -> float:
        return self._clock.now().timestamp()


def take_back(connection: Connection, document_ids: Iterable[str]) -> None:
    """Take documents out of all logged answers and records, and queue the edits of their posts.

    The files owe the rest from now on.

    Args:
        connection: of the transaction in which the documents go.
        document_ids: ids that nothing quotes are passed over.
    """
    leaving = sorted({*document_ids})
    if leaving:
        owe(connection)
    for some in batched(leaving, _AT_ONCE):
        quoted = quotes.c.document_id.in_(some)
        # Of several rows of one answer the last counts: one that has a post, if there is any.
        query = select(quotes).where(quoted).order_by(quotes.c.post_key)
        found = connection.execute(query).all()
        for row in {one.answer_key: one for one in found}.values():
            _redact(connection, row.answer_key, some)
            if row.post_key:
                edit = {
                    "answer_key": row.answer_key,
                    "post_key": row.post_key,
                    "layout": row.layout,
                    "due_at": 0.0,
                }
                connection.execute(insert(corrections), edit)
        connection.execute(delete(quotes).where(quoted))
        on_record = update(answer_sources).where(answer_sources.c.document_id.in_(some))
        connection.execute(on_record.values(document_id=""))


def _redact(connection: Connection, key: str, gone: Collection[str]) -> None:
    wanted = answers.c.key == key
    row = connection.execute(select(answers).where(wanted)).first()
    if row is not None:
        left = without(answer_of(row.answer, json.loads(row.scopes)), gone)
        connection.execute(update(answers).where(wanted).values(answer_columns(left)))
