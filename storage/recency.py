"""When somebody last wrote into the ledger, whichever process it was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from storage.books import OpenBooks
from storage.tables import entries


async def last_recorded(books: OpenBooks) -> datetime | None:
    """Return when the last entry was recorded; ``None`` where there is none."""
    newest = select(entries.c.recorded_at).where(entries.c.seq == select(func.max(entries.c.seq)).scalar_subquery())
    found: datetime | None = (await books.connection.execute(newest)).scalar_one_or_none()
    return found
