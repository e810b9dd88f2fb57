"""Tables of the office: units, people, groups, and who is who in the chats."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, text

from storage.types import BIG, METADATA, Json, Moment

units = Table(
    "units",
    METADATA,
    Column("id", BIG, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("parent", BIG),
    Column("aliases", Json, nullable=False),
    sqlite_autoincrement=True,
)

people = Table(
    "people",
    METADATA,
    Column("id", BIG, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", BIG),
    Column("roles", Json, nullable=False),
    Column("title", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("aliases", Json, nullable=False),
    Column("superior", BIG),
    Column("fields", Json, nullable=False),
    Column("left_at", Moment),
    sqlite_autoincrement=True,
)

groups = Table(
    "groups",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("aliases", Json, nullable=False),
    Column("kind", String(20)),
    Column("members", Json, nullable=False),
)

ACTIVE = text("state = 'active'")  # A literal: SQLite ignores partial indexes under a bound parameter.

bindings = Table(
    "bindings",
    METADATA,
    Column("id", BIG, primary_key=True),
    Column("person", BIG, nullable=False),
    Column("user", BIG, nullable=False),
    Column("state", String(20), nullable=False),
    Column("via", String(40), nullable=False),
    Column("requested_at", Moment, nullable=False),
    Column("approved_by", BIG),
    Column("bound_at", Moment),
    Column("ended_at", Moment),
    # The same on PostgreSQL, as the migrations say: its option, named here, would load its dialect for everybody.
    Index("uq_bindings_active_person", "person", unique=True, sqlite_where=ACTIVE),
    Index("uq_bindings_active_user", "user", unique=True, sqlite_where=ACTIVE),
    Index(None, "state", "user"),
    sqlite_autoincrement=True,
)
"""States: pending, active, ended."""

invites = Table(
    "invites",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("person", BIG, nullable=False),
    Column("admin", Boolean, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_by", BIG),
    Column("used_at", Moment),
)
"""One-time links; only the token's SHA-256 is kept."""

page_links = Table(
    "page_links",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("person", BIG, nullable=False),
    Column("user", BIG, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("opened_at", Moment),
    Column("session", String(64), unique=True),
    Column("ended_at", Moment),
    Index(None, "person"),
)
"""Links to the leaders' page; of the token of a link, and of the browser that opened it, the SHA-256 alone is kept."""

unreachable = Table(
    "unreachable",
    METADATA,
    Column("user", BIG, primary_key=True, autoincrement=False),
    Column("reason", String(200), nullable=False),
)
"""Who blocked the bot or never started it."""

chats = Table(
    "chats",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("unit", BIG),
    Column("reports", Json, nullable=False),
    Column("bound_at", Moment),
    Column("active", Boolean, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("dropped", String(200)),
    Column("moved_to", BIG),
)

denials = Table(
    "denials",
    METADATA,
    Column("id", BIG, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("user", BIG, nullable=False),
    Column("person", BIG),
    Column("act", String(60), nullable=False),
    Column("chat", BIG, nullable=False),
    Index(None, "at"),
    Index(None, "user", "at"),
    sqlite_autoincrement=True,
)
"""Refusals: who, what, when and where, never what was said."""
