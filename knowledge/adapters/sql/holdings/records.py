"""What was answered to a member, and the questions that they had kept with it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.records import SqlAnswerRecords
from knowledge.adapters.sql.tables import answer_records, askers, kept_questions
from knowledge.ports import Clock

Json = dict[str, Any]


class HeldRecords:
    """The tie between a member and the records of their answers, which stay without it."""

    name = "answers"

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._records = SqlAnswerRecords(database, clock)

    def members(self) -> frozenset[str]:
        """Return the ids of all who asked."""
        with self._database.read() as connection:
            return frozenset(connection.execute(select(askers.c.member)).scalars())

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return what was recorded, with the questions that are kept; no store's own names."""
        own = {"key", "documents", "passages"}
        return tuple(
            {"id": one.key, **one.model_dump(mode="json", exclude=own)}
            for one in self._records.of_member(member)
        )

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:
        """Return the kept questions on a topic, with their month; nobody is named."""
        query = select(kept_questions.c.text, answer_records.c.at, answer_records.c.state)
        query = query.join(answer_records).order_by(answer_records.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            {"text": row.text, "state": row.state, "month": f"{moment(row.at):%Y-%m}"}
            for row in rows
            if is_about(row.text)
        )

    def erase(self, member: str) -> int:
        """Destroy the tie, and delete the questions."""
        return self._records.erase(member)
