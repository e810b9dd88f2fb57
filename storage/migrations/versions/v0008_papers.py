"""Papers: files that the bot sends."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG, Moment

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "papers",
        sa.Column("id", BIG, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_papers_made_at"), "papers", ["made_at"], unique=False)


def downgrade() -> None:
    """Drop it."""
    op.drop_table("papers")
