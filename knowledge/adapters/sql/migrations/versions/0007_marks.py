"""What curators say of documents.

Revision ID: 0007
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "marks",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("superseded_by", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(16), nullable=False),
        sa.Column("marked_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_marks")),
    )
