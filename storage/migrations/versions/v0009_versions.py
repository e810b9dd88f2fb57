"""Versions: published reports that are updated in place keep what they said before."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG, Moment

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

COLUMNS = ("unit", "made_at", "figures", "seen", "stale")


def upgrade() -> None:
    """Add what a report needs to be updated, and the table of its later versions."""
    op.add_column("slots", sa.Column("unit", BIG, nullable=True))
    op.add_column("slots", sa.Column("made_at", Moment, nullable=True))
    op.add_column("slots", sa.Column("figures", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("slots", sa.Column("seen", BIG, nullable=False, server_default="0"))
    op.add_column("slots", sa.Column("stale", Moment, nullable=True))
    op.create_index(op.f("ix_slots_stale"), "slots", ["stale"], unique=False)
    op.create_index(op.f("ix_slots_report_period"), "slots", ["report", "period"], unique=False)
    op.create_table(
        "versions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("slot", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("figures", sa.String(length=64), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("slot", "number", name=op.f("uq_versions_slot_number")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop them; each report is left as it was first published."""
    op.drop_table("versions")
    op.drop_index(op.f("ix_slots_report_period"), table_name="slots")
    op.drop_index(op.f("ix_slots_stale"), table_name="slots")
    for name in COLUMNS:
        op.drop_column("slots", name)
