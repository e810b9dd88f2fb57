"""Documents (办文): a cache of the fold of their entries, as tasks have one."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG, Json, Moment

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; no ledger has entries of documents yet."""
    op.create_table(
        "documents",
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("registered_at", Moment, nullable=False),
        sa.Column("last_at", Moment, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("state", Json, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_is_open"), "documents", ["is_open"], unique=False)
    op.create_index(op.f("ix_documents_last_at"), "documents", ["last_at"], unique=False)
    op.create_index(op.f("ix_documents_reference"), "documents", ["reference"], unique=False)


def downgrade() -> None:
    """Drop it; the entries keep all that it holds."""
    op.drop_index(op.f("ix_documents_reference"), table_name="documents")
    op.drop_index(op.f("ix_documents_last_at"), table_name="documents")
    op.drop_index(op.f("ix_documents_is_open"), table_name="documents")
    op.drop_table("documents")
