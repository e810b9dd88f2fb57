"""Watching: a report that a group has not got five minutes after its hour alarms the administrators, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.alerts import tell, title_of
from bot.clock import Clock
from config.timetable import GROUP_REPORTS
from handlers.wording import running
from ledger.people import Role
from ledger.slots import LOOK_BACK, due_slots
from ledger.timetables import in_force
from ledger.watching import Missing, Unseen, unseen
from storage.books import OpenBooks
from storage.store import Store

log = structlog.get_logger(__name__)


@dataclass
class Watching:
    """Looks at each ring whether what was promised has arrived; the row of the alarm decides who tells, once.

    What is missing is judged as of the ring before (``looked``): since then a whole round had time to make it, even if
    the clock jumped, or the process has only just started.
    """

    store: Store
    clock: Clock
    looked: datetime | None = None

    async def ring(self) -> None:
        """Record what was missing at the ring before and still is, and tell the administrators in one message."""
        as_of, self.looked = self.looked, self.clock.now()
        if as_of is None:
            return
        async with self.store.reading(now=as_of) as books:
            found = await self._unseen(books)
        if not found:
            return
        async with self.store.books(now=self.looked) as books:
            lines = [line for one in found if (line := await _recorded(books, one)) is not None]
            if lines:
                await tell(books, [Role.ADMIN], running.not_seen(lines))
        log.warning("not_seen", reports=len(found))

    async def _unseen(self, books: OpenBooks) -> list[Unseen]:
        rules = [rule for rule in await in_force(books) if rule.report in GROUP_REPORTS]
        chats = [chat for chat in await books.directory.chats() if chat.bound_at is not None]
        since = books.now - max((rule.catch_up for rule in rules), default=LOOK_BACK)
        known = await books.alarms.since(since)
        owed = due_slots(rules, now=books.now, house=books.house, chats=chats, published=known)
        return list(
            unseen(
                owed,
                now=books.now,
                active={chat.id for chat in chats if chat.active},
                made=await books.slots.published(since=since),
                on_their_way=await books.alarms.on_their_way(since=since),
            )
        )


async def _recorded(books: OpenBooks, one: Unseen) -> str | None:
    """Record the alarm and return its line; nothing where another process did, or for a group known to be lost."""
    before = await books.alarms.before(one.slot.chat, one.due_at)
    if not await books.alarms.claim(one):
        return None
    if one.why is Missing.REMOVED and any(other.why is Missing.REMOVED for other in before):
        return None  # Said the first time; the group's next report names them all.
    return running.unseen_report(one, await title_of(books, one.slot.chat), books.house.hours.local(one.due_at))
