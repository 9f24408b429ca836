"""Discussions, what is due in them, what was said, its themes and the reports."""

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text, UniqueConstraint

from knowledge.adapters.sql.tables.base import metadata

discussions = Table(
    "discussions",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("channel", Text, nullable=False, index=True),
    Column("state", String(12), nullable=False, index=True),
    Column("starts_at", Float, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

discussion_events = Table(
    "discussion_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("discussion", String(12), nullable=False, index=True),
    Column("at", Float, nullable=False),
    Column("what", String(32), nullable=False),
    Column("by", Text, nullable=False, index=True),
    Column("detail", Text, nullable=False),
    sqlite_autoincrement=True,
)

cues = Table(
    "cues",
    metadata,
    Column("discussion", String(12), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("prompt", Integer, nullable=False),
    Column("due_at", Float, nullable=False),
    Column("state", String(8), nullable=False),
    Column("ts", Text, nullable=False),
    Column("lease_until", Float, nullable=False),
    Index(None, "state", "due_at"),
)

remarks = Table(
    "remarks",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("discussion", String(12), nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("ts", Text, nullable=False),
    Column("author", Text, nullable=False, index=True),
    Column("said_at", Float, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("channel", "ts"),
)

votes = Table(
    "votes",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    Column("voter", Text, primary_key=True, index=True),
    Column("discussion", String(12), nullable=False, index=True),
    Column("value", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Float, nullable=False),
)

opt_outs = Table(
    "opt_outs",
    metadata,
    Column("discussion", String(12), primary_key=True),
    Column("member", Text, primary_key=True, index=True),
)

themes = Table(
    "themes",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("discussion", String(12), nullable=False, index=True),
    Column("prompt", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

assignments = Table(
    "assignments",
    metadata,
    Column("discussion", String(12), primary_key=True),
    Column("remark", String(16), primary_key=True),
    Column("theme", String(12), nullable=False),
    Column("by", String(9), nullable=False),
)
