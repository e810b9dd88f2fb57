"""Restores: when the database was filled from a backup, and whether people know."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG, Moment

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "restores",
        sa.Column("id", BIG, nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("restored_at", Moment(), nullable=False),
        sa.Column("seq", BIG, nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("told_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restores")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("restores")
