"""Reports of discussions, a row a version."""

from sqlalchemy import Column, Float, Integer, String, Table, Text

from knowledge.adapters.sql.tables.base import metadata

reports = Table(
    "reports",
    metadata,
    Column("discussion", String(12), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("state", String(12), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created_at", Float, nullable=False),
    Column("body", Text, nullable=False),
)
