"""What comes in and goes out: inbox, outbox, message links, actions and slots."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG, Json, Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _actions()
    _inbox()
    _messages()
    _outbox()
    _slots()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("slots")
    op.drop_table("actions")
    op.drop_table("messages")
    op.drop_table("outbox")
    op.drop_table("inbox")


def _actions() -> None:
    op.create_table(
        "actions",
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("card", sa.String(length=60), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=True),
        sa.Column("args", Json, nullable=False),
        sa.Column("person", BIG, nullable=True),
        sa.Column("chat", BIG, nullable=False),
        sa.Column("version", BIG, nullable=True),
        sa.Column("expires_at", Moment, nullable=True),
        sa.Column("used_at", Moment, nullable=True),
        sa.Column("used_by", BIG, nullable=True),
        sa.Column("lapsed", sa.Boolean(), nullable=False),
        sa.Column("outbox", BIG, nullable=True),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_actions")),
    )
    op.create_index(op.f("ix_actions_card"), "actions", ["card"], unique=False)
    op.create_index(op.f("ix_actions_lapsed_expires_at"), "actions", ["lapsed", "expires_at"], unique=False)


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", BIG, nullable=False),
        sa.Column("bot", BIG, nullable=False),
        sa.Column("update_id", BIG, nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("lane", sa.String(length=80), nullable=False),
        sa.Column("chat", BIG, nullable=True),
        sa.Column("user", BIG, nullable=True),
        sa.Column("message", BIG, nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("received_at", Moment, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("marked", sa.String(length=200), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("bot", "update_id", name=op.f("uq_inbox_bot_update_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_inbox_state_lane_id"), "inbox", ["state", "lane", "id"], unique=False)


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("chat", BIG, autoincrement=False, nullable=False),
        sa.Column("message", BIG, autoincrement=False, nullable=False),
        sa.Column("task", sa.String(length=60), nullable=True),
        sa.Column("purpose", sa.String(length=60), nullable=False),
        sa.Column("outbox", BIG, nullable=True),
        sa.PrimaryKeyConstraint("chat", "message", name=op.f("pk_messages")),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", BIG, nullable=False),
        sa.Column("lane", sa.String(length=80), nullable=False),
        sa.Column("chat", BIG, nullable=False),
        sa.Column("method", sa.String(length=60), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("task", sa.String(length=60), nullable=True),
        sa.Column("purpose", sa.String(length=60), nullable=False),
        sa.Column("bulk", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("slot", BIG, nullable=True),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("edits", BIG, nullable=True),
        sa.Column("inbox", BIG, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("not_before", Moment, nullable=True),
        sa.Column("next_try", Moment, nullable=True),
        sa.Column("expires_at", Moment, nullable=True),
        sa.Column("sending_at", Moment, nullable=True),
        sa.Column("sent_at", Moment, nullable=True),
        sa.Column("message", BIG, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_slot"), "outbox", ["slot"], unique=False)
    op.create_index(op.f("ix_outbox_state_lane_bulk_id"), "outbox", ["state", "lane", "bulk", "id"], unique=False)


def _slots() -> None:
    op.create_table(
        "slots",
        sa.Column("id", BIG, nullable=False),
        sa.Column("report", sa.String(length=40), nullable=False),
        sa.Column("chat", BIG, nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("cut_off", Moment, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slots")),
        sa.UniqueConstraint("report", "chat", "period", name=op.f("uq_slots_report_chat_period")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_slots_due_at"), "slots", ["due_at"], unique=False)
