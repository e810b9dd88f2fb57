"""Watching: a report that a group has not got five minutes after its hour alarms the administrators, once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

import structlog

from bot.alerts import tell, title_of
from bot.clock import Clock
from config.timetable import GROUP_REPORTS
from handlers.wording import running
from ledger.people import Role
from ledger.slots import LOOK_BACK, DueSlot, Slot, due_slots
from ledger.timetables import in_force
from ledger.values import dataclass
from ledger.watching import Missing, OnItsWay, Unseen, unseen
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
        found = await promised(books)
        told = await books.alarms.since(books.now - found.reach)
        owed = [due for due in found.due if due.slot not in told]
        return list(unseen(owed, now=books.now, active=found.active, made=found.made, on_their_way=found.on_their_way))


@dataclass(frozen=True)
class Promised:
    """The group reports that are due within their catch-up window (``reach``: the longest), and how far they got."""

    due: tuple[DueSlot, ...]
    active: Collection[int]
    made: Collection[Slot]
    on_their_way: Mapping[Slot, OnItsWay]
    reach: timedelta


async def promised(books: OpenBooks) -> Promised:
    """Return what groups were promised by now."""
    rules = [rule for rule in await in_force(books) if rule.report in GROUP_REPORTS]
    chats = [chat for chat in await books.directory.chats() if chat.bound_at is not None]
    reach = max((rule.catch_up for rule in rules), default=LOOK_BACK)
    since = books.now - reach
    return Promised(
        due=tuple(due_slots(rules, now=books.now, house=books.house, chats=chats, published=(), look_back=reach)),
        active={chat.id for chat in chats if chat.active},
        made=await books.slots.published(since=since),
        on_their_way=await books.alarms.on_their_way(since=since),
        reach=reach,
    )


async def _recorded(books: OpenBooks, one: Unseen) -> str | None:
    """Record the alarm and return its line; nothing where another process did, or for a group known to be lost."""
    before = await books.alarms.before(one.slot.chat, one.due_at)
    if not await books.alarms.claim(one):
        return None
    if one.why is Missing.REMOVED and any(other.why is Missing.REMOVED for other in before):
        return None  # Said the first time; the group's next report names them all.
    return running.unseen_report(one, await title_of(books, one.slot.chat), books.house.hours.local(one.due_at))
