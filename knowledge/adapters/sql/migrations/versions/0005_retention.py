"""Who is quoted where, what was not answered, legal holds, erasures and daily chores.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and let one document be kept more than once for a legal hold."""
    op.create_table(
        "quotes",
        sa.Column("answer_key", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("post_key", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("answer_key", "document_id", name=op.f("pk_quotes")),
    )
    op.create_index(op.f("ix_quotes_document_id"), "quotes", ["document_id"])
    op.create_index(op.f("ix_quotes_post_key"), "quotes", ["post_key"])
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("answer_key", sa.Text(), nullable=False),
        sa.Column("post_key", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("due_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "gaps",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("asked_on", sa.Float(), nullable=False),
        sa.Column("asker", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gaps")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_gaps_asked_on"), "gaps", ["asked_on"])
    op.create_table(
        "salts",
        sa.Column("period", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("period", name=op.f("pk_salts")),
    )
    op.create_table(
        "holds",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_at", sa.Float(), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
        sa.Column("lifted_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    op.create_table(
        "erasures",
        sa.Column("receipt", sa.String(16), nullable=False),
        sa.Column("applied_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("receipt", name=op.f("pk_erasures")),
    )
    op.create_table(
        "chores",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("due_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_chores")),
    )
    op.drop_index("uq_documents_id", table_name="documents")
    op.create_index(
        "uq_documents_id",
        "documents",
        ["id", "state"],
        unique=True,
        sqlite_where=sa.text("state IN ('live', 'staged')"),
        postgresql_where=sa.text("state IN ('live', 'staged')"),
    )
