"""Tables of the ledger: entries and their erasable texts, the chain's head, numbers; tasks, documents as a cache."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from storage.types import BIG, METADATA, Json, Moment

entries = Table(
    "entries",
    METADATA,
    Column("seq", BIG, primary_key=True, autoincrement=False),
    Column("kind", String(40), nullable=False),
    Column("task", String(60)),
    Column("at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("by", BIG),
    Column("chat", BIG),
    Column("message", BIG),
    Column("data", Json, nullable=False),
    Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    # The inbox row that caused it; not part of what is hashed, because the inbox is pruned.
    Column("inbox", BIG),
    Index(None, "task", "seq"),
    Index(None, "at"),
    Index(None, "kind", "at"),
    Index(None, "by", "seq"),
)
"""Append-only: triggers refuse everything but INSERT (流水)."""

texts = Table(
    "texts",
    METADATA,
    Column("seq", BIG, primary_key=True, autoincrement=False),
    Column("field", String(40), primary_key=True),
    Column("text", Text),
    Column("salt", String(64)),
)
"""Free texts of the entries; erased ones have lost text and salt."""

chain = Table(
    "chain",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", BIG, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("closed_until", Moment),
)
"""One row: the last link. Whoever writes to the ledger holds it until the commit.

``closed_until`` is the end of the last month that is closed (``storage.month_ends``); empty until all of them are.
"""

month_ends = Table(
    "month_ends",
    METADATA,
    Column("ends_at", Moment, primary_key=True),
    Column("seq", BIG, autoincrement=False, nullable=False),
)
"""The months that are closed (月结), each with the last link that was recorded by its end."""

month_end_tasks = Table(
    "month_end_tasks",
    METADATA,
    Column("ends_at", Moment, primary_key=True),
    Column("task", String(60), primary_key=True),
)
"""The tasks that a moment after a month's end may have to know of, although no entry was sent in between."""

counters = Table(
    "counters",
    METADATA,
    Column("series", String(40), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("n", BIG, nullable=False),
)
"""Numbers without gaps, a row per series and year; also the roster's version."""

settings = Table(
    "settings",
    METADATA,
    Column("name", String(80), primary_key=True),
    Column("value", Text, nullable=False),
    Column("seq", BIG, nullable=False),
)
"""What was changed by chat or command and overrides the settings file."""

tasks = Table(
    "tasks",
    METADATA,
    Column("number", String(60), primary_key=True),
    Column("version", BIG, nullable=False),
    Column("status", String(20), nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("deadline", Moment),
    Column("assigned_at", Moment, nullable=False),
    Column("assigned_by", BIG),
    Column("last_at", Moment, nullable=False),
    Column("title", Text, nullable=False),
    Column("state", Json, nullable=False),
    Index(None, "is_open", "deadline"),
    Index(None, "status", "last_at"),
    Index(None, "assigned_by", "is_open"),
    Index(None, "deadline"),
    Index(None, "last_at"),
    Index(None, "version"),
)
"""The fold of the entries, kept so that it need not be made anew; ``last_at`` is the latest sending time."""

branches = Table(
    "branches",
    METADATA,
    Column("task", String(60), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("person", BIG),
    Column("unit", BIG),
    Column("part", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("task_open", Boolean, nullable=False),
    # A plain column instead of a partial index: SQLite ignores those when the condition is a bound parameter.
    Index(None, "person", "task_open"),
    Index(None, "unit", "task_open"),
    Index(None, "task_open", "status"),
)
"""Who is answerable for what, for the lists of people and units."""

documents = Table(
    "documents",
    METADATA,
    Column("number", String(60), primary_key=True),
    Column("version", BIG, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("registered_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("reference", Text, nullable=False),
    Column("state", Json, nullable=False),
    Index(None, "is_open"),
    Index(None, "last_at"),
    Index(None, "reference"),
    Index(None, "version"),
)
"""Documents (办文) as the fold of their entries, a cache as ``tasks`` is; ``last_at`` is the latest sending time."""
