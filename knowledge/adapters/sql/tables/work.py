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
    Column("source", String(60), nullable=False),
    Column("progress", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("told", Integer, nullable=False),
    Column("started_at", Float),
    Column("ended_at", Float),
    sqlite_autoincrement=True,
)
# However many processes ask for the same build at once, it waits once.
Index(
    "uq_jobs_queued_source",
    jobs.c.source,
    unique=True,
    sqlite_where=jobs.c.state == "queued",
    postgresql_where=jobs.c.state == "queued",
)

answers = Table(
    "answers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("answer", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("given_at", Float, nullable=False, index=True),
)
