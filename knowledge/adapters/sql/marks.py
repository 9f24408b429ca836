"""What curators say of documents, in SQL."""

from sqlalchemy import delete, insert, select

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import marks
from knowledge.models.stewardship import Mark
from knowledge.ports import Clock


class SqlMarks:
    """One row a document; the document store reads it beside what the file states."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def of(self, document_id: str) -> Mark:
        """Return what was said of a document; an empty mark when nothing was."""
        query = select(marks).where(marks.c.document_id == document_id)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return Mark(superseded_by=row.superseded_by, evidence=row.evidence) if row else Mark()

    def put(self, document_id: str, mark: Mark) -> None:
        """Say it anew; an empty mark takes back all that was said."""
        with self._database.begin() as connection:
            connection.execute(delete(marks).where(marks.c.document_id == document_id))
            if mark != Mark():
                said = mark.model_dump() | {"marked_at": self._clock.now().timestamp()}
                connection.execute(insert(marks), {"document_id": document_id, **said})
