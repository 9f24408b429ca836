"""Texts, their vectors, and where they come from."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from knowledge.adapters.sql.tables.base import metadata

documents = Table(
    "documents",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("scope", Text, nullable=False),
    Column("info", Text, nullable=False),
    sqlite_autoincrement=True,
)
# Retired rows may be many: a build that was interrupted leaves some for the open snapshot; and
# what a legal hold keeps may have come back, and have been withdrawn again.
Index(
    "uq_documents_id",
    documents.c.id,
    documents.c.state,
    unique=True,
    sqlite_where=documents.c.state.in_(["live", "staged"]),
    postgresql_where=documents.c.state.in_(["live", "staged"]),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column(
        "document_key",
        Integer,
        ForeignKey("documents.key", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)

# What was withdrawn since the last build began to read: it may have read the text before.
withdrawn = Table("withdrawn", metadata, Column("id", Text, primary_key=True))

vectors = Table(
    "vectors",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

# No foreign key: what a curator said outlives the rows that a build replaces.
marks = Table(
    "marks",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("superseded_by", Text, nullable=False),
    Column("evidence", String(16), nullable=False),
    Column("marked_at", Float, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("path", Text, nullable=False, unique=True),
    Column("scope", Text, nullable=False),
    Column("key", String(60), nullable=False, unique=True),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("body", Text, nullable=False),
)
