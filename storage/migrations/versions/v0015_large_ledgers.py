"""Indexes for large ledgers: what is asked often touches only what is open, or happened lately."""

from alembic import op

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None

_MADE = (
    ("tasks", ("version",)),
    ("tasks", ("status", "last_at")),
    ("documents", ("version",)),
    ("branches", ("task_open", "status")),
    ("entries", ("by", "seq")),
    ("outbox", ("inbox",)),
)


def upgrade() -> None:
    """Make them; the index of statuses alone is the beginning of a wider one."""
    for table, columns in _MADE:
        op.create_index(op.f(_name(table, columns)), table, list(columns), unique=False)
    op.drop_index(op.f("ix_tasks_status"), table_name="tasks")


def downgrade() -> None:
    """Take them back."""
    op.create_index(op.f("ix_tasks_status"), "tasks", ["status"], unique=False)
    for table, columns in reversed(_MADE):
        op.drop_index(op.f(_name(table, columns)), table_name=table)


def _name(table: str, columns: tuple[str, ...]) -> str:
    return f"ix_{'_'.join((table, *columns))}"
