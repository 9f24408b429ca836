"""What must go one day: who is quoted where, what was not answered, what must not go yet."""

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text

from knowledge.adapters.sql.tables.base import metadata

quotes = Table(
    "quotes",
    metadata,
    Column("answer_key", Text, primary_key=True),
    Column("document_id", Text, primary_key=True, index=True),
    Column("post_key", Text, nullable=False),
    Column("layout", Text, nullable=False),
)

# Not unique by post: what is withdrawn while an earlier edit is under way is edited again.
corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("answer_key", Text, nullable=False),
    Column("post_key", Text, nullable=False),
    Column("layout", Text, nullable=False),
    Column("due_at", Float, nullable=False),
    sqlite_autoincrement=True,
)

gaps = Table(
    "gaps",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("text", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("asked_on", Float, nullable=False, index=True),
    Column("asker", String(64), nullable=False),
    sqlite_autoincrement=True,
)

# Only the newest is held: an older period's askers cannot be computed again by anybody.
salts = Table(
    "salts",
    metadata,
    Column("period", Integer, primary_key=True, autoincrement=False),
    Column("salt", String(64), nullable=False),
)

holds = Table(
    "holds",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("value", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("placed_at", Float, nullable=False),
    Column("until", Float, nullable=False),
    Column("lifted_at", Float, nullable=False),
)

erasures = Table(
    "erasures",
    metadata,
    Column("receipt", String(16), primary_key=True),
    Column("applied_at", Float, nullable=False),
)

chores = Table(
    "chores",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("due_at", Float, nullable=False),
)

Index("ix_quotes_post_key", quotes.c.post_key)
