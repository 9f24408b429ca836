"""Records of answers, and questions kept with them, that are past their time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, or_, select

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import answer_records, askers, kept_questions
from knowledge.models.retention import Old
from knowledge.text.batches import batched

_AT_ONCE = 500
_ALL = select(
    answer_records.c.id, answer_records.c.key, kept_questions.c.text, askers.c.member
).select_from(
    answer_records.outerjoin(kept_questions).outerjoin(
        askers, askers.c.pseudonym == answer_records.c.asker
    )
)


class OldRecords:
    """Records of answers, and ties to askers of whom no record is left."""

    name = "answer records"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return records of answers that were given earlier."""
        return _old(self._database, _ALL.where(answer_records.c.at < before.timestamp()))

    def drop(self, keys: Iterable[str]) -> int:
        """Delete records, with what is kept beside them."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(map(int, keys)), _AT_ONCE):
                gone = delete(answer_records).where(answer_records.c.id.in_(some))
                count += connection.execute(gone).rowcount
            left = select(answer_records.c.asker)
            connection.execute(delete(askers).where(~askers.c.pseudonym.in_(left)))
        return count


class OldKeptQuestions:
    """Questions that are kept with records; those that were taken back go when a hold ends."""

    name = "kept questions"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return questions that were kept earlier, or taken back since."""
        past = kept_questions.c.kept_at < before.timestamp()
        return _old(self._database, _ALL.where(or_(past, kept_questions.c.aside == 1)))

    def drop(self, keys: Iterable[str]) -> int:
        """Delete questions; the records stay."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(map(int, keys)), _AT_ONCE):
                gone = delete(kept_questions).where(kept_questions.c.record.in_(some))
                count += connection.execute(gone).rowcount
        return count


def _old(database: Database, query: Select[Any]) -> tuple[Old, ...]:
    with database.read() as connection:
        return tuple(_thing(row) for row in connection.execute(query))


def _thing(row: Row[Any]) -> Old:
    return Old(
        key=str(row.id),
        text=row.text or "",
        members=(row.member,) if row.member else (),
        reference=row.key or "",
    )
