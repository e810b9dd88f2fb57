"""Channels: groups of other messengers that are written to by webhook. Feeds: how far each program has the entries."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG, Moment

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "channels",
        sa.Column("chat", BIG, autoincrement=False, nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name=op.f("pk_channels")),
    )
    op.create_table(
        "feeds",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("seq", BIG, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try", Moment(), nullable=True),
        sa.Column("failing_since", Moment(), nullable=True),
        sa.Column("reason", sa.String(200), nullable=True),
        sa.Column("given_up", sa.Boolean(), nullable=False),
        sa.Column("leased_until", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_feeds")),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("feeds")
    op.drop_table("channels")
