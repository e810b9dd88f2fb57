"""Previewing (发布预览): before the hour coordinators get the text, once a day; publication waits for nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import structlog

from bot.alerts import WINDOW
from bot.clock import Clock
from bot.reminding import Everybody, midnight
from config.timetable import ReportKind
from handlers.previewing import Same, alike, coming, count_missing, previews
from handlers.pushing import push
from handlers.speaking import Push
from ledger.slots import DueSlot, SlotState, due_slots
from ledger.timetables import in_force
from ledger.values import dataclass
from storage.store import Store

log = structlog.get_logger(__name__)

NOTHING_TO_COME = "nothing to come"


@dataclass
class Previewing:
    """Shows what will be published on the rest of the day, as it stands at the moment of the preview."""

    store: Store
    clock: Clock
    real: Callable[[], datetime]
    names: bool = False

    async def ring(self) -> None:
        """Send the preview that is due today; what was missed on an earlier day helps nobody any more."""
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            rules = [rule for rule in await in_force(books) if rule.report is ReportKind.PREVIEW]
            begin = midnight(books.house, now)
            published = await books.slots.published(since=begin)
            house, reader = books.house, Everybody(bound_at=begin, reports=(ReportKind.PREVIEW,))
            slots = due_slots(rules, now=now, house=house, chats=[reader], published=published)
            if (due := next(slots, None)) is None:
                return
            reports, missing = await coming(books, now), await count_missing(books, now)
        await self._send(due, await asyncio.to_thread(alike, reports, names=self.names), missing)

    async def _send(self, due: DueSlot, same: tuple[Same, ...], missing: int) -> None:
        if not same:
            due = replace(due, state=SlotState.SKIPPED, reason=due.reason or NOTHING_TO_COME)
        now = self.clock.now()
        async with self.store.books(now=now) as books:
            row = await books.slots.claim(due, cut_off=now, since=due.due_at, body="", head="")
            if row is None or due.state is SlotState.SKIPPED:
                return
            said = previews(books, same, missing=missing, names=self.names)
            told = await push(books, said, Push(slot=row, expires_at=self.real() + WINDOW))
        log.info("previewed", reports=len(same), messages=told)
