"""Links to the leaders' page: one browser each, for a short time."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG, Moment

revision = "0019"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "page_links",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("user", BIG, nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("session", sa.String(length=64), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_page_links")),
        sa.UniqueConstraint("session", name=op.f("uq_page_links_session")),
    )
    op.create_index(op.f("ix_page_links_person"), "page_links", ["person"])


def downgrade() -> None:
    """Forget them."""
    op.drop_table("page_links")
