"""Boards: the pinned message of each group that shows the figures as they stand."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG, Moment

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "boards",
        sa.Column("chat", BIG, autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("shown", BIG, nullable=False),
        sa.Column("last", BIG, nullable=False),
        sa.Column("pinned_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("chat", name=op.f("pk_boards")),
    )


def downgrade() -> None:
    """Drop it; the messages stay in their groups."""
    op.drop_table("boards")
