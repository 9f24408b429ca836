"""What was built once, in SQL."""

from collections.abc import Iterable

from sqlalchemy import select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import sources
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.work import Source


class SqlSources:
    """Paths with the access scope that they were last built with."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, new: Iterable[Source]) -> None:
        """Add sources; one whose path is known takes the new scope."""
        with self._database.begin() as connection:
            for one in new:
                connection.execute(insert_new(self._database.engine, sources), one.model_dump())
                scope = update(sources).where(sources.c.path == one.path).values(scope=one.scope)
                connection.execute(scope)

    def known(self) -> tuple[Source, ...]:
        """Return the sources in the order in which they were first built."""
        with self._database.read() as connection:
            rows = connection.execute(select(sources).order_by(sources.c.id)).all()
        return tuple(Source(path=row.path, scope=row.scope) for row in rows)
