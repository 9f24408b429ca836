"""Questions that wait for an answer, and where they were asked.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "waits",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("since", sa.Float(), nullable=False),
        sa.Column("seen", sa.String(64), nullable=False),
        sa.Column("over", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waits")),
    )
    op.create_index(
        "uq_waits_member",
        "waits",
        ["member", "digest"],
        unique=True,
        sqlite_where=sa.text("over = 0"),
        postgresql_where=sa.text("over = 0"),
    )
    op.create_table(
        "calls",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("asked_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
    )
    op.create_index(op.f("ix_calls_member"), "calls", ["member"])
    op.create_index(op.f("ix_calls_channel"), "calls", ["channel", "ts"])
    op.create_index(
        "uq_calls_member",
        "calls",
        ["member", "digest"],
        unique=True,
        sqlite_where=sa.text("state IN ('wanted', 'open')"),
        postgresql_where=sa.text("state IN ('wanted', 'open')"),
    )
    op.create_table(
        "thanked",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("call", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thanked")),
        sa.UniqueConstraint("origin", name=op.f("uq_thanked_origin")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_thanked_call"), "thanked", ["call"])
