"""Pushing: what the clock says to everybody goes into the outbox in one transaction, hundreds of rows at a time."""

from __future__ import annotations

import asyncio

from handlers.addressing import addressed
from handlers.heard import Answers
from handlers.speaking import NOBODY, Push, spoken
from storage.books import OpenBooks
from storage.entry_rows import chunks

TOGETHER = 200
"""So many messages are worded and put at once; the loop stands meanwhile."""


async def push(books: OpenBooks, answers: Answers, under: Push) -> int:
    """Put what the clock says into the outbox; return to how many it goes: those who are bound, and groups.

    All of it is committed, or nothing is. Nobody else writes meanwhile on SQLite, so it must not take long.
    """
    users = await books.directory.users()
    found = [(one, one.chat if one.to is None else users.get(one.to)) for one in answers]
    told = [(answer, chat) for answer, chat in found if chat is not None]
    for some in chunks(told, TOGETHER):
        said = [await spoken(books, NOBODY, addressed(books, one, chat, None), chat, under=under) for one, chat in some]
        await books.actions.store_all([act for one in said for act in one.actions])
        await books.outbox.put_all(under.slot, [one.outgoing for one in said])
        await asyncio.sleep(0)  # Others have their turn at the loop, however quick the database is.
    return len(told)
