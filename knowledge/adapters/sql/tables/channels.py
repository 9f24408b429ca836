"""Followed channels, who agreed, and what they said."""

from sqlalchemy import Column, Float, Integer, String, Table, Text

from knowledge.adapters.sql.tables.base import metadata

followed = Table(
    "followed",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("since", Text, nullable=False),
    Column("followed_by", Text, nullable=False),
    Column("cursor", Text, nullable=False),
    Column("news", Integer, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    Column("member", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("credit", String(12), nullable=False),
    Column("credit_line", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("notice", Text, nullable=False),
    Column("given_at", Float, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    Column("thread", Text, nullable=False),
    Column("member", Text, nullable=False, index=True),
    Column("version", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("held", Integer, nullable=False),
    Column("unattributed", Integer, nullable=False),
)

# Of what was deleted, taken back or refused: where it stood, never whose it was or what it said.
gone = Table(
    "gone",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    Column("version", Text, nullable=False),
)
