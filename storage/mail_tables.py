"""Tables of what comes in and goes out: inbox, outbox, message links, stored actions and slots."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint, false

from storage.types import BIG, METADATA, Json, Moment

inbox = Table(
    "inbox",
    METADATA,
    Column("id", BIG, primary_key=True),
    Column("bot", BIG, nullable=False),
    Column("update_id", BIG, nullable=False),
    Column("raw", Text, nullable=False),
    Column("lane", String(80), nullable=False),
    Column("chat", BIG),
    Column("user", BIG),
    Column("message", BIG),
    Column("kind", String(40), nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", Text),
    Column("marked", String(200)),
    Column("tries", Integer, nullable=False),
    Column("starts", Integer, nullable=False, server_default="0"),
    Column("begun", Integer, nullable=False, server_default="0"),
    Column("next_try", Moment),
    UniqueConstraint("bot", "update_id"),
    Index(None, "state", "lane", "id"),
    sqlite_autoincrement=True,
)
"""States: waiting, done, ignored, quarantined. ``starts`` and ``begun``: see ``Inbox.started`` and ``Inbox.begin``."""

outbox = Table(
    "outbox",
    METADATA,
    Column("id", BIG, primary_key=True),
    Column("lane", String(80), nullable=False),
    Column("chat", BIG, nullable=False),
    Column("method", String(60), nullable=False),
    Column("payload", Json, nullable=False),
    Column("task", String(60)),
    Column("purpose", String(60), nullable=False),
    Column("bulk", Boolean, nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", Text),
    Column("slot", BIG),
    Column("part", Integer, nullable=False),
    Column("edits", BIG),
    Column("inbox", BIG),
    Column("tries", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("not_before", Moment),
    Column("next_try", Moment),
    Column("expires_at", Moment),
    Column("sending_at", Moment),
    Column("sent_at", Moment),
    Column("message", BIG),
    Column("prompt", Boolean, nullable=False, server_default=false()),
    Column("carrier", BIG),
    Index(None, "state", "lane", "bulk", "id"),
    Index(None, "carrier"),
    Index(None, "slot"),
    Index(None, "prompt", "made_at"),
    Index(None, "inbox"),
    sqlite_autoincrement=True,
)
"""States: waiting, sending, sent, gathered, unknown, undeliverable, expired, held, skipped, restored.

``prompt``: a private message that its reader had not asked for. ``carrier``: the row whose message says this one, too;
a row that carries others names itself.
"""

papers = Table(
    "papers",
    METADATA,
    Column("id", BIG, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "made_at"),
    sqlite_autoincrement=True,
)
"""Files that the outbox sends; a payload names them by number."""

messages = Table(
    "messages",
    METADATA,
    Column("chat", BIG, primary_key=True, autoincrement=False),
    Column("message", BIG, primary_key=True, autoincrement=False),
    Column("task", String(60)),
    Column("purpose", String(60), nullable=False),
    Column("outbox", BIG),
)
"""What a reply to a message is about."""

actions = Table(
    "actions",
    METADATA,
    Column("token", String(40), primary_key=True),
    Column("card", String(60), nullable=False),
    Column("act", String(60), nullable=False),
    Column("task", String(60)),
    Column("args", Json, nullable=False),
    Column("person", BIG),
    Column("chat", BIG, nullable=False),
    Column("version", BIG),
    Column("expires_at", Moment),
    Column("used_at", Moment),
    Column("used_by", BIG),
    Column("lapsed", Boolean, nullable=False),
    Column("outbox", BIG),
    Index(None, "card"),
    Index(None, "lapsed", "expires_at"),
)
"""What the buttons stand for; those of one card share ``card`` and are used up together."""

slots = Table(
    "slots",
    METADATA,
    Column("id", BIG, primary_key=True),
    Column("report", String(40), nullable=False),
    Column("chat", BIG, nullable=False),
    Column("period", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("cut_off", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Column("head", String(64), nullable=False),
    Column("unit", BIG),
    Column("made_at", Moment),
    Column("figures", String(64), nullable=False, server_default=""),
    Column("seen", BIG, nullable=False, server_default="0"),
    Column("stale", Moment),
    UniqueConstraint("report", "chat", "period"),
    Index(None, "due_at"),
    Index(None, "report", "period"),
    Index(None, "stale"),
    sqlite_autoincrement=True,
)
"""Published or given up, once per report, chat and period; the row holds the first version of the report.

``unit`` is the one that the chat was bound to, ``figures`` the digest of what the report says. ``stale`` is since when
an entry waits that changes it (late return, red ink), ``seen`` the last entry known to bear on it. Rows without
``made_at`` are older than versions.
"""

versions = Table(
    "versions",
    METADATA,
    Column("id", BIG, primary_key=True),
    Column("slot", BIG, nullable=False),
    Column("number", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("figures", String(64), nullable=False),
    Column("head", String(64), nullable=False),
    UniqueConstraint("slot", "number"),
    sqlite_autoincrement=True,
)
"""What a published report said after it was updated in place: the second version and those that followed."""

boards = Table(
    "boards",
    METADATA,
    Column("chat", BIG, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("shown", BIG, nullable=False),
    Column("last", BIG, nullable=False),
    Column("pinned_at", Moment),
)
"""The live board (工作看板) of each group: what it says, and the outbox rows of its message and latest edit."""

restores = Table(
    "restores",
    METADATA,
    Column("id", BIG, primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("restored_at", Moment, nullable=False),
    Column("seq", BIG, nullable=False),
    Column("held", Integer, nullable=False),
    Column("told_at", Moment),
    sqlite_autoincrement=True,
)
"""Each time the database was filled from a backup: the backup's moment and last entry, and how many messages wait."""

channels = Table(
    "channels",
    METADATA,
    Column("chat", BIG, primary_key=True, autoincrement=False),
    Column("platform", String(20), nullable=False),
    Column("address", Text, nullable=False),
)
"""Groups of other messengers that are written to by webhook: which messenger, and where its address is found.

``address`` names a file or a variable (``file:…``, ``env:…``), never the webhook itself, which is a secret.
"""

feeds = Table(
    "feeds",
    METADATA,
    Column("name", String(60), primary_key=True),
    Column("seq", BIG, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try", Moment),
    Column("failing_since", Moment),
    Column("reason", String(200)),
    Column("given_up", Boolean, nullable=False),
    Column("leased_until", Moment),
)
"""Programs that get the entries as they are written: the last one that each has confirmed, and what keeps it back."""
