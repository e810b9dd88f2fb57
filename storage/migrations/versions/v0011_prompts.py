"""Prompts: which private messages came without having been asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the mark; of what was sent before nobody knows any more, and it does not count."""
    op.add_column("outbox", sa.Column("prompt", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(op.f("ix_outbox_prompt_made_at"), "outbox", ["prompt", "made_at"], unique=False)


def downgrade() -> None:
    """Forget it."""
    op.drop_index(op.f("ix_outbox_prompt_made_at"), table_name="outbox")
    op.drop_column("outbox", "prompt")
