"""Discussions, what is due in them, what was said and its themes.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    _add_discussions()
    _add_cues()
    _add_remarks()
    _add_votes()
    _add_themes()


def _add_discussions() -> None:
    op.create_table(
        "discussions",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("starts_at", sa.Float(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussions")),
    )
    _index("discussions", "channel", "state")
    op.create_table(
        "discussion_events",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("discussion", sa.String(12), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_events")),
        sqlite_autoincrement=True,
    )
    _index("discussion_events", "discussion", "by")


def _add_cues() -> None:
    op.create_table(
        "cues",
        sa.Column("discussion", sa.String(12), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("prompt", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.Float(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("lease_until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("discussion", "key", name=op.f("pk_cues")),
    )
    op.create_index(op.f("ix_cues_state"), "cues", ["state", "due_at"])


def _add_remarks() -> None:
    op.create_table(
        "remarks",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("discussion", sa.String(12), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("said_at", sa.Float(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
        sa.UniqueConstraint("channel", "ts", name=op.f("uq_remarks_channel")),
    )
    _index("remarks", "discussion", "author")


def _add_votes() -> None:
    op.create_table(
        "votes",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("voter", sa.Text(), nullable=False),
        sa.Column("discussion", sa.String(12), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "ts", "voter", name=op.f("pk_votes")),
    )
    _index("votes", "voter", "discussion")
    op.create_table(
        "opt_outs",
        sa.Column("discussion", sa.String(12), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("discussion", "member", name=op.f("pk_opt_outs")),
    )
    _index("opt_outs", "member")


def _add_themes() -> None:
    op.create_table(
        "themes",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("discussion", sa.String(12), nullable=False),
        sa.Column("prompt", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_themes")),
    )
    _index("themes", "discussion")
    op.create_table(
        "assignments",
        sa.Column("discussion", sa.String(12), nullable=False),
        sa.Column("remark", sa.String(16), nullable=False),
        sa.Column("theme", sa.String(12), nullable=False),
        sa.Column("by", sa.String(9), nullable=False),
        sa.PrimaryKeyConstraint("discussion", "remark", name=op.f("pk_assignments")),
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
