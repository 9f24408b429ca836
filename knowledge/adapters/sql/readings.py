"""Readings of files in SQL."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert, select

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import readings
from knowledge.models.readings import FileReading
from knowledge.text.batches import batched

_AT_ONCE = 500


class SqlReadings:
    """Satisfies the port `Readings`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self) -> dict[str, FileReading]:
        """Return file id → its last reading."""
        with self._database.read() as connection:
            rows = connection.execute(select(readings)).all()
        return {row.id: FileReading.model_validate_json(row.body) for row in rows}

    def record(self, new: Mapping[str, FileReading], gone: Iterable[str] = ()) -> None:
        """Store readings under the files' ids, and delete those of files that are gone."""
        rows = [{"id": key, "body": one.model_dump_json()} for key, one in new.items()]
        with self._database.begin() as connection:
            for some in batched([*new, *gone], _AT_ONCE):
                connection.execute(delete(readings).where(readings.c.id.in_(some)))
            if rows:
                connection.execute(insert(readings), rows)
