"""Insert unless it is there: the one statement that SQLite and PostgreSQL spell apart."""

from typing import Any

from sqlalchemy import Engine, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(engine: Engine, table: Table) -> Any:  # noqa: ANN401 - either dialect's insert
    """Build an insert that leaves a row alone whose key or unique column is taken."""
    if engine.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
