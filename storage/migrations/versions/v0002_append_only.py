"""Append-only: the database itself refuses to change or delete entries; the chain gets its first head."""

from alembic import op

from storage.chain import GENESIS_ROW
from storage.tables import chain
from storage.triggers import create, drop

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the triggers and the head's row."""
    for statement in create(op.get_bind().dialect.name):
        op.execute(statement)
    op.bulk_insert(chain, [GENESIS_ROW])


def downgrade() -> None:
    """Drop the triggers."""
    op.execute(chain.delete())
    for statement in drop(op.get_bind().dialect.name):
        op.execute(statement)
