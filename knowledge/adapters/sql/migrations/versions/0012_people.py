"""Members who may be found, their works, and their introductions.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    _add_members()
    _add_works()
    _add_introductions()


def _add_members() -> None:
    op.create_table(
        "members",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("orcid", sa.String(19), nullable=False),
        sa.Column("discoverable", sa.String(12), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("key", name=op.f("uq_members_key")),
    )
    op.create_index(op.f("ix_members_discoverable"), "members", ["discoverable"])
    _unique_where("members", "orcid")
    op.create_table(
        "never_pairs",
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("member", "other", name=op.f("pk_never_pairs")),
    )
    op.create_index(op.f("ix_never_pairs_other"), "never_pairs", ["other"])
    op.create_table(
        "wish_log",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("wish", sa.String(24), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_log")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_wish_log_member"), "wish_log", ["member"])


def _add_works() -> None:
    op.create_table(
        "works",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("orcid", sa.String(19), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_works")),
    )
    op.create_index(op.f("ix_works_orcid"), "works", ["orcid"])
    op.create_table(
        "expected_members",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_members")),
        sqlite_autoincrement=True,
    )
    _unique_where("expected_members", "email")
    _unique_where("expected_members", "member")


def _add_introductions() -> None:
    op.create_table(
        "introductions",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("made_at", sa.Float(), nullable=False),
        sa.Column("asked_at", sa.Float(), nullable=True),
        sa.Column("due_at", sa.Float(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
    )
    for column in ("asker", "candidate", "asked_at"):
        op.create_index(op.f(f"ix_introductions_{column}"), "introductions", [column])
    op.create_index(op.f("ix_introductions_state"), "introductions", ["state", "due_at"])
    waiting = sa.text("state IN ('draft', 'asked')")
    op.create_index(
        "uq_introductions_asker",
        "introductions",
        ["asker", "digest"],
        unique=True,
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "introduction_steps",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("introduction", sa.String(12), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("before", sa.String(12), nullable=False),
        sa.Column("after", sa.String(12), nullable=False),
        sa.Column("by", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_steps")),
        sa.ForeignKeyConstraint(
            ["introduction"],
            ["introductions.id"],
            name=op.f("fk_introduction_steps_introduction"),
            ondelete="CASCADE",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_introduction_steps_introduction"), "introduction_steps", ["introduction"]
    )


def _unique_where(table: str, column: str) -> None:
    filled = sa.text(f"{column} != ''")
    op.create_index(
        f"uq_{table}_{column}",
        table,
        [column],
        unique=True,
        sqlite_where=filled,
        postgresql_where=filled,
    )
