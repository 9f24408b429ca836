"""Contributions, roles, and what was done by whom."""

from sqlalchemy import Column, Float, Integer, String, Table, Text

from knowledge.adapters.sql.tables.base import metadata

contributions = Table(
    "contributions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("state", String(12), nullable=False, index=True),
    Column("origin", Text, nullable=False, unique=True),
    Column("member", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("offered_at", Float, nullable=False),
)

roles = Table(
    "roles",
    metadata,
    Column("member", Text, primary_key=True),
    Column("role", String(12), primary_key=True),
    Column("granted_at", Float, nullable=False),
)

# The only place that ties a member to what the audit log says of them: deleting the row
# leaves the log whole and nobody named.
pseudonyms = Table(
    "pseudonyms",
    metadata,
    Column("member", Text, primary_key=True),
    Column("pseudonym", String(16), nullable=False, unique=True),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Float, nullable=False, index=True),
    Column("action", String(40), nullable=False),
    Column("actor", String(16), nullable=False, index=True),
    Column("subject", Text, nullable=False),
    Column("details", Text, nullable=False),
    sqlite_autoincrement=True,
)
