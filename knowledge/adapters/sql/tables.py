"""The tables; `migrations/` brings a database to this shape."""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

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
# Retired rows may be many: a build that was interrupted leaves some for the open snapshot.
Index(
    "uq_documents_id",
    documents.c.id,
    documents.c.state,
    unique=True,
    sqlite_where=documents.c.state != "retired",
    postgresql_where=documents.c.state != "retired",
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

vectors = Table(
    "vectors",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("path", Text, nullable=False, unique=True),
    Column("scope", Text, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("payload", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("received_at", Float, nullable=False),
    Column("visible_at", Float, nullable=False),
    Column("error", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Index(None, "state", "visible_at"),
    sqlite_autoincrement=True,
)

posts = Table(
    "posts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("ts", Text, nullable=False),
    Column("begun_at", Float, nullable=False),
    Index(None, "channel", "thread"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("state", String(8), nullable=False, index=True),
    Column("requested_by", Text, nullable=False),
    Column("requested_at", Float, nullable=False),
    Column("lease_until", Float, nullable=False),
    Column("progress", Float, nullable=False),
    Column("report", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("told", Integer, nullable=False),
    sqlite_autoincrement=True,
)

answers = Table(
    "answers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("answer", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("given_at", Float, nullable=False, index=True),
)
