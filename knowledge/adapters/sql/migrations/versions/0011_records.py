"""Records of the answers that were given.

Revision ID: 0011
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "askers",
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("pseudonym", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_askers")),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_askers_pseudonym")),
    )
    op.create_table(
        "answer_records",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("asker", sa.String(16), nullable=False),
        sa.Column("place", sa.String(16), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("form", sa.String(12), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("threshold", sa.Float(), nullable=False),
        sa.Column("index_version", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("writer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_records")),
        sa.UniqueConstraint("key", name=op.f("uq_answer_records_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_answer_records_at"), "answer_records", ["at"])
    op.create_index(op.f("ix_answer_records_asker"), "answer_records", ["asker"])
    op.create_table(
        "answer_sources",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_sources")),
        sa.ForeignKeyConstraint(
            ["record"],
            ["answer_records.id"],
            name=op.f("fk_answer_sources_record"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_answer_sources_record"), "answer_sources", ["record"])
    op.create_index(op.f("ix_answer_sources_document_id"), "answer_sources", ["document_id"])
    op.create_table(
        "kept_questions",
        sa.Column("record", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.Float(), nullable=False),
        sa.Column("aside", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("record", name=op.f("pk_kept_questions")),
        sa.ForeignKeyConstraint(
            ["record"],
            ["answer_records.id"],
            name=op.f("fk_kept_questions_record"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_kept_questions_kept_at"), "kept_questions", ["kept_at"])
