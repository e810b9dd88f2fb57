"""Denials: refusals without their content."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG, Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "denials",
        sa.Column("id", BIG, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("user", BIG, nullable=False),
        sa.Column("person", BIG, nullable=True),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("chat", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_denials")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_denials_at"), "denials", ["at"], unique=False)
    op.create_index(op.f("ix_denials_user_at"), "denials", ["user", "at"], unique=False)


def downgrade() -> None:
    """Drop it."""
    op.drop_table("denials")
