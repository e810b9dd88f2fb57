"""Suspects: how many starts an update at the head of its chat has seen, and how often a process ended under it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = ("starts", "begun")


def upgrade() -> None:
    """Add the columns; whatever waits has seen no start yet."""
    for name in COLUMNS:
        op.add_column("inbox", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop them."""
    for name in COLUMNS:
        op.drop_column("inbox", name)
