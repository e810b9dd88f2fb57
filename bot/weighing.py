"""Weighing (减负): how many prompts people got is told once a month; an alarm is raised once a week above the cap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import structlog

from bot.alerts import WINDOW, tell
from bot.clock import Clock
from bot.reminding import Everybody, midnight
from config.timetable import ReportKind
from handlers.burdens import READERS
from handlers.heard import Answer
from handlers.pushing import push
from handlers.speaking import Push
from handlers.wording import burden as wording
from ledger.burden import monday_of, mondays_of_month
from ledger.people import Role
from ledger.slots import DueSlot, SlotState, due_slots
from ledger.timetables import in_force
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.burden import week_of_prompts
from storage.store import Store

log = structlog.get_logger(__name__)

KINDS = {ReportKind.WEEKLY: "burden.weekly", ReportKind.MONTHLY: "burden.monthly"}
"""The burden has the hours of the summaries, and slots of its own."""


@dataclass
class Weighing:
    """Looks at each ring whether a week or a month has ended; the row of the slot decides who tells, once."""

    store: Store
    clock: Clock
    real: Callable[[], datetime]
    cap: int

    async def ring(self) -> None:
        """Tell what is due."""
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            due = await _due(books)
        for one in due:
            async with self.store.books(now=self.clock.now()) as books:
                row = await books.slots.claim(one, cut_off=one.due_at, since=one.due_at, body="", head="")
                if row is None or one.state is SlotState.SKIPPED:
                    continue
                week = one.slot.report == KINDS[ReportKind.WEEKLY]
                told = await (self._alarmed(books, one) if week else self._told(books, one, row))
            log.info("weighed", report=one.slot.report, people=told)

    async def _alarmed(self, books: OpenBooks, due: DueSlot) -> int:
        """Tell the administrators where somebody got more than the cap."""
        week = await week_of_prompts(books, monday_of(due.due_at.date()))
        return await tell(books, [Role.ADMIN], wording.above(week, self.cap)) if week.above(self.cap) else 0

    async def _told(self, books: OpenBooks, due: DueSlot, row: int) -> int:
        """Tell coordinators and leaders the figures of the month's weeks."""
        day = due.due_at.date()
        weeks = [await week_of_prompts(books, monday) for monday in mondays_of_month(day)]
        text = wording.month(day, weeks, self.cap)
        readers = [one for one in books.roster.active_people if one.roles & READERS]
        said = tuple(Answer(text=text, to=one.id, purpose=due.slot.report, bulk=True) for one in readers)
        return await push(books, said, Push(slot=row, expires_at=self.real() + WINDOW))


async def _due(books: OpenBooks) -> list[DueSlot]:
    begin = midnight(books.house, books.now)
    rules = [rule for rule in await in_force(books) if rule.report in KINDS]
    readers = [Everybody(bound_at=begin, reports=tuple(KINDS))]
    known = await books.slots.published(since=begin)
    due = due_slots(rules, now=books.now, house=books.house, chats=readers, published=())
    named = [replace(one, slot=replace(one.slot, report=KINDS[ReportKind(one.slot.report)])) for one in due]
    return [one for one in named if one.slot not in known]
