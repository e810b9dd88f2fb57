"""Rebuilding: rows that are not the fold of their entries are folded anew; the entries are left alone.

A program that folds an entry otherwise than the one before it finds such rows in a ledger that is whole.
"""

from __future__ import annotations

from datetime import datetime

from storage.closing_months import close_anew
from storage.refolding import refold
from storage.store import Store
from storage.verify import Verdict, verify


async def rebuild(store: Store, *, now: datetime) -> Verdict:
    """Return what was found; where the chain holds, ``tasks_differ`` are in order then, and all months closed anew."""
    found = await verify(store)
    if found.broken is not None:
        return found
    async with store.books(now=now) as books:
        await books.hold()
        for number in found.tasks_differ:
            await refold(books, number)
    await close_anew(store, now=now)
    return found
