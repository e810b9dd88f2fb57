"""The office: units, people, groups, bindings, invitations and chats."""

import sqlalchemy as sa
from alembic import op

from storage.types import BIG, Json, Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _bindings()
    _chats()
    _groups()
    _invites()
    _people()
    _units()
    _unreachable()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("chats")
    op.drop_table("unreachable")
    op.drop_table("invites")
    op.drop_table("bindings")
    op.drop_table("groups")
    op.drop_table("people")
    op.drop_table("units")


def _bindings() -> None:
    op.create_table(
        "bindings",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("user", BIG, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("via", sa.String(length=40), nullable=False),
        sa.Column("requested_at", Moment, nullable=False),
        sa.Column("approved_by", BIG, nullable=True),
        sa.Column("bound_at", Moment, nullable=True),
        sa.Column("ended_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bindings")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_bindings_state_user"), "bindings", ["state", "user"], unique=False)
    op.create_index(
        "uq_bindings_active_person",
        "bindings",
        ["person"],
        unique=True,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_index(
        "uq_bindings_active_user",
        "bindings",
        ["user"],
        unique=True,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )


def _chats() -> None:
    op.create_table(
        "chats",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("unit", BIG, nullable=True),
        sa.Column("reports", Json, nullable=False),
        sa.Column("bound_at", Moment, nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("first_seen", Moment, nullable=False),
        sa.Column("dropped", sa.String(length=200), nullable=True),
        sa.Column("moved_to", BIG, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chats")),
    )


def _groups() -> None:
    op.create_table(
        "groups",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", Json, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("members", Json, nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_groups")),
    )


def _invites() -> None:
    op.create_table(
        "invites",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person", BIG, nullable=False),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("used_by", BIG, nullable=True),
        sa.Column("used_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_invites")),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", BIG, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", BIG, nullable=True),
        sa.Column("roles", Json, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("aliases", Json, nullable=False),
        sa.Column("superior", BIG, nullable=True),
        sa.Column("fields", Json, nullable=False),
        sa.Column("left_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sqlite_autoincrement=True,
    )


def _units() -> None:
    op.create_table(
        "units",
        sa.Column("id", BIG, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent", BIG, nullable=True),
        sa.Column("aliases", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sqlite_autoincrement=True,
    )


def _unreachable() -> None:
    op.create_table(
        "unreachable",
        sa.Column("user", BIG, autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("user", name=op.f("pk_unreachable")),
    )
