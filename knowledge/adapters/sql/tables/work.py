"""Work that outlives a process."""

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text

from knowledge.adapters.sql.tables.base import metadata

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
