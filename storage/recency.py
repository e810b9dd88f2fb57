"""When somebody last wrote: into the ledger, whichever process it was, and to the bot, by the platform's clock."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from storage.books import OpenBooks
from storage.mail_tables import inbox
from storage.tables import entries

NEWEST = 50
"""So many of the last messages are looked at: the date of one may be anything."""


async def last_dated(books: OpenBooks) -> tuple[int, ...]:
    """Return the dates that the platform gave the last messages, in its seconds."""
    said = inbox.c.kind.in_(("message", "edited_message"))
    newest = select(inbox.c.raw).where(said).order_by(inbox.c.id.desc()).limit(NEWEST)
    raws = (await books.connection.execute(newest)).scalars()
    return tuple(date for raw in raws for date in _dates(json.loads(raw)))


def _dates(update: dict[str, Any]) -> tuple[int, ...]:
    told = [one.get(name) for one in update.values() if isinstance(one, dict) for name in ("date", "edit_date")]
    return tuple(one for one in told if isinstance(one, int) and 0 < one < 1 << 40)


async def last_recorded(books: OpenBooks) -> datetime | None:
    """Return when the last entry was recorded; ``None`` where there is none."""
    newest = select(entries.c.recorded_at).where(entries.c.seq == select(func.max(entries.c.seq)).scalar_subquery())
    found: datetime | None = (await books.connection.execute(newest)).scalar_one_or_none()
    return found
