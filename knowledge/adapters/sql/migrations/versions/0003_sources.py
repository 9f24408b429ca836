"""Builds of single sources, keys of sources, and readings of files.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from knowledge.models.work import key_of

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# A table that SQLite copies to change it forgets otherwise that ids are never used again.
_COUNTED = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Add columns and a table."""
    op.create_table(
        "readings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    # One queued build at most was possible before; those that ended keep their reports.
    with op.batch_alter_table("jobs", table_kwargs=_COUNTED) as batch:
        batch.add_column(sa.Column("source", sa.String(60), nullable=False, server_default=""))
        batch.drop_column("progress")
        batch.add_column(sa.Column("started_at", sa.Float()))
        batch.add_column(sa.Column("ended_at", sa.Float()))
    with op.batch_alter_table("jobs", table_kwargs=_COUNTED) as batch:
        batch.add_column(sa.Column("progress", sa.Text(), nullable=False, server_default=""))
        batch.alter_column("source", server_default=None)
    with op.batch_alter_table("jobs", table_kwargs=_COUNTED) as batch:
        batch.alter_column("progress", server_default=None)
    op.create_index(
        "uq_jobs_queued_source",
        "jobs",
        ["source"],
        unique=True,
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    with op.batch_alter_table("sources") as batch:
        batch.add_column(sa.Column("key", sa.String(60), nullable=False, server_default=""))
    _give_keys()
    with op.batch_alter_table("sources") as batch:
        batch.alter_column("key", server_default=None)
        batch.create_unique_constraint(op.f("uq_sources_key"), ["key"])


def _give_keys() -> None:
    table = sa.table("sources", sa.column("id"), sa.column("path"), sa.column("key"))
    connection = op.get_bind()
    taken: set[str] = set()
    for row in connection.execute(sa.select(table.c.id, table.c.path).order_by(table.c.id)).all():
        key = first = key_of(row.path)
        number = 1
        while key in taken:
            number += 1
            key = f"{first}-{number}"
        taken.add(key)
        connection.execute(sa.update(table).where(table.c.id == row.id).values(key=key))
