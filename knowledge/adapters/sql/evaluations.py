"""What evaluations found, in SQL."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, delete, func, insert, select

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import evaluations
from knowledge.models.evaluation import Evaluation, Occasion, Outcome
from knowledge.models.retention import Old
from knowledge.text.batches import batched

_OUTCOMES = TypeAdapter(tuple[Outcome, ...])
_AT_ONCE = 500


class SqlEvaluations:
    """A row a run; the outcomes stand apart, since most readers want none of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, evaluation: Evaluation) -> Evaluation:
        """Store a run, and return it with its id."""
        row = {
            "at": evaluation.at.timestamp(),
            "occasion": evaluation.occasion,
            "name": evaluation.name,
            "digest": evaluation.digest,
            "scopes": _scopes(evaluation.scopes),
            "content": evaluation.content,
            "body": evaluation.model_dump_json(exclude={"id", "outcomes"}),
            "outcomes": _OUTCOMES.dump_json(evaluation.outcomes, exclude_defaults=True).decode(),
        }
        with self._database.begin() as connection:
            (key,) = connection.execute(insert(evaluations), row).inserted_primary_key or (0,)
        return evaluation.model_copy(update={"id": int(key)})

    def last(self, digest: str, scopes: Iterable[str]) -> Evaluation | None:
        """Return the newest run of these questions over these scopes, with its outcomes."""
        same = evaluations.c.digest == digest, evaluations.c.scopes == _scopes(scopes)
        newest = select(evaluations).where(*same).order_by(evaluations.c.id.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(newest).first()
        if row is None:
            return None
        outcomes = _OUTCOMES.validate_json(row.outcomes)
        return _run(row).model_copy(update={"outcomes": outcomes})

    def history(self, name: str, scopes: Iterable[str], most: int = 60) -> tuple[Evaluation, ...]:
        """Return the newest runs of a set by its name, oldest first, without their outcomes."""
        query = (
            select(evaluations.c.id, evaluations.c.body)
            .where(evaluations.c.name == name, evaluations.c.scopes == _scopes(scopes))
            .order_by(evaluations.c.id.desc())
            .limit(most)
        )
        with self._database.read() as connection:
            return tuple(_run(row) for row in reversed(connection.execute(query).all()))

    def is_noted(self, content: str) -> bool:
        """Tell whether the publishing of a snapshot with this content was noted."""
        published = evaluations.c.occasion == Occasion.PUBLISHED
        query = select(evaluations.c.id).where(published, evaluations.c.content == content).limit(1)
        with self._database.read() as connection:
            return connection.execute(query).first() is not None


class OldEvaluations:
    """Runs and notes that are older; the newest of each set stays, to compare with."""

    name = "evaluations"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return what was found earlier."""
        newest = select(func.max(evaluations.c.id)).group_by(evaluations.c.name)
        query = select(evaluations.c.id).where(
            evaluations.c.at < before.timestamp(), evaluations.c.id.not_in(newest)
        )
        with self._database.read() as connection:
            return tuple(Old(key=str(key)) for key in connection.execute(query).scalars())

    def drop(self, keys: Iterable[str]) -> int:
        """Delete runs."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(map(int, keys)), _AT_ONCE):
                gone = delete(evaluations).where(evaluations.c.id.in_(some))
                count += connection.execute(gone).rowcount
        return count


def _scopes(scopes: Iterable[str]) -> str:
    return json.dumps(sorted(scopes))


def _run(row: Row[Any]) -> Evaluation:
    return Evaluation.model_validate_json(row.body).model_copy(update={"id": row.id})
