"""Records of answers in SQL."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import answer_records, answer_sources, askers, kept_questions
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.answers import Answer
from knowledge.models.records import AnswerRecord, Where
from knowledge.ports import Clock
from knowledge.text.batches import batched

_AT_ONCE = 500

_KEPT = select(
    answer_records, kept_questions.c.text, kept_questions.c.kept_at, kept_questions.c.aside
).select_from(answer_records.outerjoin(kept_questions))


class SqlAnswerRecords:
    """Rows are inserted, read and purged; an erasure cuts them loose from their asker."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, key: str, member: str, where: Where, answer: Answer) -> None:
        """Record an answer; one that has this key already stays as it is."""
        with self._database.begin() as connection:
            row = {
                "key": key,
                "at": self._clock.now().timestamp(),
                "asker": self._pseudonym(connection, member),
                "place": where,
                **_columns(answer),
            }
            added = insert_new(self._database.engine, answer_records)
            if not connection.execute(added, row).rowcount:
                return
            made = select(answer_records.c.id).where(answer_records.c.key == key)
            record = connection.execute(made).scalar_one()
            sources = [
                {"record": record, "passage_id": one.passage_id, "document_id": one.document_id}
                for one in answer.citations
            ]
            if sources:
                connection.execute(insert(answer_sources), sources)

    def of(self, key: str) -> AnswerRecord | None:
        """Return the record of an answer, or None."""
        found = self._found(_KEPT.where(answer_records.c.key == key))
        return found[0] if found else None

    def of_member(self, member: str) -> tuple[AnswerRecord, ...]:
        """Return the records of what a member asked, oldest first; what is set aside too."""
        theirs = _KEPT.where(answer_records.c.asker.in_(_pseudonym_of(member)))
        return self._found(theirs.order_by(answer_records.c.id), with_aside=True)

    def is_by(self, key: str, member: str) -> bool:
        """Tell whether a member asked what was answered so."""
        query = select(answer_records.c.id).where(
            answer_records.c.key == key, answer_records.c.asker.in_(_pseudonym_of(member))
        )
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def latest(self, most: int) -> tuple[AnswerRecord, ...]:
        """Return the newest records, newest first."""
        return self._found(_KEPT.order_by(answer_records.c.id.desc()).limit(most))

    def keep(self, key: str, text: str) -> bool:
        """Keep the question's text with a record; one that lies there is never overwritten."""
        with self._database.begin() as connection:
            query = select(answer_records.c.id).where(answer_records.c.key == key)
            record = connection.execute(query).scalar()
            if record is None:
                return False
            shown = {"kept_at": self._clock.now().timestamp(), "aside": 0}
            row = {"record": record, "text": text, **shown}
            if connection.execute(insert_new(self._database.engine, kept_questions), row).rowcount:
                return True
            same = kept_questions.c.record == record, kept_questions.c.text == text
            again = update(kept_questions).where(*same).values(shown)
            return bool(connection.execute(again).rowcount)

    def drop(self, key: str, *, aside: bool = False) -> None:
        """Delete the question's text, or set it aside; what is aside goes by the purge alone."""
        record = select(answer_records.c.id).where(answer_records.c.key == key)
        kept = kept_questions.c.record.in_(record)
        change = update(kept_questions).where(kept).values(aside=1)
        with self._database.begin() as connection:
            gone = delete(kept_questions).where(kept, kept_questions.c.aside == 0)
            connection.execute(change if aside else gone)

    def erase(self, member: str) -> int:
        """Cut a member's records loose from them, and delete the questions kept with them.

        Returns:
            How many records there were.
        """
        theirs = answer_records.c.asker.in_(_pseudonym_of(member))
        records = select(answer_records.c.id).where(theirs)
        with self._database.begin() as connection:
            connection.execute(delete(kept_questions).where(kept_questions.c.record.in_(records)))
            loose = update(answer_records).where(theirs).values(key=None)
            count = connection.execute(loose).rowcount
            connection.execute(delete(askers).where(askers.c.member == member))
        return int(count)

    def _pseudonym(self, connection: Connection, member: str) -> str:
        row = {"member": member, "pseudonym": f"a-{secrets.token_hex(6)}"}
        connection.execute(insert_new(self._database.engine, askers), row)
        return str(connection.execute(_pseudonym_of(member)).scalar_one())

    def _found(self, query: Select[Any], *, with_aside: bool = False) -> tuple[AnswerRecord, ...]:
        with self._database.read() as connection:
            rows = connection.execute(query).all()
            sources = _sources(connection, [row.id for row in rows])
        return tuple(_record(row, sources[row.id], with_aside=with_aside) for row in rows)


def _sources(connection: Connection, records: Sequence[int]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {one: [] for one in records}
    query = select(answer_sources).order_by(answer_sources.c.id)
    for some in batched(records, _AT_ONCE):
        for row in connection.execute(query.where(answer_sources.c.record.in_(some))):
            found[row.record].append(row)
    return found


def _pseudonym_of(member: str) -> Select[Any]:
    return select(askers.c.pseudonym).where(askers.c.member == member)


def _columns(answer: Answer) -> Mapping[str, Any]:
    return {
        "state": answer.state,
        "form": answer.form,
        "route": answer.route,
        "score": answer.score,
        "threshold": answer.threshold,
        "index_version": answer.index_version,
        "model": answer.model,
        "writer": answer.writer,
    }


def _record(row: Row[Any], sources: list[Row[Any]], *, with_aside: bool) -> AnswerRecord:
    shown = row.text is not None and (with_aside or not row.aside)
    return AnswerRecord(
        key=row.key or "",
        at=moment(row.at),
        asker=row.asker,
        where=row.place,
        state=row.state,
        form=row.form,
        route=row.route,
        score=row.score,
        threshold=row.threshold,
        index_version=row.index_version,
        model=row.model,
        writer=row.writer,
        passages=tuple(one.passage_id for one in sources),
        documents=tuple(one.document_id for one in sources),
        question=row.text if shown else "",
        kept_at=moment(row.kept_at) if shown else None,
    )
