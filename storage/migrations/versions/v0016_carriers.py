"""Carriers: which message says what another row of the outbox says, too."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nothing was gathered before."""
    op.add_column("outbox", sa.Column("carrier", BIG, nullable=True))
    op.create_index(op.f("ix_outbox_carrier"), "outbox", ["carrier"], unique=False)


def downgrade() -> None:
    """Forget it; what was gathered has been said."""
    op.drop_index(op.f("ix_outbox_carrier"), table_name="outbox")
    op.drop_column("outbox", "carrier")
