"""Month ends: the tasks from which a past moment is read, and until when what is sent late is added to them."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG, Moment

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables; the months that are over are closed by the program, one at a ring."""
    op.create_table(
        "month_ends",
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("seq", BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("ends_at", name=op.f("pk_month_ends")),
    )
    op.create_table(
        "month_end_tasks",
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("ends_at", "task", name=op.f("pk_month_end_tasks")),
    )
    op.add_column("chain", sa.Column("closed_until", Moment(), nullable=True))


def downgrade() -> None:
    """Forget them: they are derived from the entries."""
    op.drop_column("chain", "closed_until")
    op.drop_table("month_end_tasks")
    op.drop_table("month_ends")
