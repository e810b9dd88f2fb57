"""The ledger: entries and texts, chain, numbers, settings, tasks and branches."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG, Json, Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _branches()
    _chain()
    _counters()
    _entries()
    _settings()
    _tasks()
    _texts()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("branches")
    op.drop_table("tasks")
    op.drop_table("settings")
    op.drop_table("counters")
    op.drop_table("chain")
    op.drop_table("texts")
    op.drop_table("entries")


def _branches() -> None:
    op.create_table(
        "branches",
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", BIG, nullable=True),
        sa.Column("unit", BIG, nullable=True),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("task_open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("task", "n", name=op.f("pk_branches")),
    )
    op.create_index(op.f("ix_branches_person_task_open"), "branches", ["person", "task_open"], unique=False)
    op.create_index(op.f("ix_branches_unit_task_open"), "branches", ["unit", "task_open"], unique=False)


def _chain() -> None:
    op.create_table(
        "chain",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", BIG, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain")),
    )


def _counters() -> None:
    op.create_table(
        "counters",
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", BIG, nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_counters")),
    )


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("seq", BIG, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("recorded_at", Moment, nullable=False),
        sa.Column("by", BIG, nullable=True),
        sa.Column("chat", BIG, nullable=True),
        sa.Column("message", BIG, nullable=True),
        sa.Column("data", Json, nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("inbox", BIG, nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_entries")),
        sa.UniqueConstraint("hash", name=op.f("uq_entries_hash")),
    )
    op.create_index(op.f("ix_entries_at"), "entries", ["at"], unique=False)
    op.create_index(op.f("ix_entries_kind_at"), "entries", ["kind", "at"], unique=False)
    op.create_index(op.f("ix_entries_task_seq"), "entries", ["task", "seq"], unique=False)


def _settings() -> None:
    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("seq", BIG, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )


def _tasks() -> None:
    op.create_table(
        "tasks",
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("deadline", Moment, nullable=True),
        sa.Column("assigned_at", Moment, nullable=False),
        sa.Column("assigned_by", BIG, nullable=True),
        sa.Column("last_at", Moment, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", Json, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_tasks")),
    )
    op.create_index(op.f("ix_tasks_assigned_by_is_open"), "tasks", ["assigned_by", "is_open"], unique=False)
    op.create_index(op.f("ix_tasks_deadline"), "tasks", ["deadline"], unique=False)
    op.create_index(op.f("ix_tasks_is_open_deadline"), "tasks", ["is_open", "deadline"], unique=False)
    op.create_index(op.f("ix_tasks_last_at"), "tasks", ["last_at"], unique=False)
    op.create_index(op.f("ix_tasks_status"), "tasks", ["status"], unique=False)


def _texts() -> None:
    op.create_table(
        "texts",
        sa.Column("seq", BIG, autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("salt", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("seq", "field", name=op.f("pk_texts")),
    )
