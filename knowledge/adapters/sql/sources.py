"""What was built by its path, in SQL."""

from collections.abc import Iterable

from sqlalchemy import select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import sources
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.work import Source


class SqlSources:
    """Paths with their keys, and the access scope that they were last built with."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, new: Iterable[Source]) -> None:
        """Add folders; one whose root is known takes the new scope and keeps its key."""
        with self._database.begin() as connection:
            for one in new:
                row = {"path": one.root, "scope": one.scope, "key": one.key}
                connection.execute(insert_new(self._database.engine, sources), row)
                scope = update(sources).where(sources.c.path == one.root).values(scope=one.scope)
                connection.execute(scope)

    def known(self) -> tuple[Source, ...]:
        """Return the sources in the order in which they were first built."""
        with self._database.read() as connection:
            rows = connection.execute(select(sources).order_by(sources.c.id)).all()
        return tuple(Source.folder(row.path, row.scope, row.key) for row in rows)
