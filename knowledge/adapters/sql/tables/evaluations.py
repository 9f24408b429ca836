"""What evaluations found."""

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text

from knowledge.adapters.sql.tables.base import metadata

evaluations = Table(
    "evaluations",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Float, nullable=False, index=True),
    Column("occasion", String(12), nullable=False),
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("scopes", Text, nullable=False),
    Column("content", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("outcomes", Text, nullable=False),
    Index(None, "digest", "scopes"),
    sqlite_autoincrement=True,
)
