"""Publishing: every slot that is due becomes a row and its messages in one transaction, or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog

from bot.alerts import WINDOW, sentence, tell
from bot.channels.beside import taken
from bot.clock import Clock
from bot.illustrating import Beside, attached, drawn, tabled
from config.timetable import GROUP_REPORTS
from handlers.addressing import labelled
from handlers.figures import figure_rows
from handlers.heard import Button
from handlers.keyboards import keyboard
from ledger.facts import Facts
from ledger.people import Role
from ledger.slots import LOOK_BACK, DueSlot, SlotState, due_slots, rested_slots
from ledger.timetables import in_force
from ledger.values import dataclass
from reports.composing import Composed, compose, wanted
from reports.periods import period_of
from reports.private import missed
from storage.store import Store

Rows = tuple[tuple[Button, ...], ...]
Known = dict[tuple[str, datetime, datetime], tuple[Facts, int]]
"""The facts of one ring by report, cut-off before and cut-off, with the last entry known then, for all groups."""

log = structlog.get_logger(__name__)


@dataclass
class Publishing:
    """Publishes the reports of the groups (日调度、日报告、周总结)."""

    store: Store
    clock: Clock
    real: Callable[[], datetime]
    names: bool = False
    pictures: bool = False
    tables: bool = False

    async def ring(self) -> None:
        """Publish what is due; one chat's failure is logged and tried again at the next ring."""
        given_up: list[DueSlot] = []
        known: Known = {}
        found, rested = await self._due()
        if rested:
            await self._rest(rested)
        for due in found:
            try:
                if due.state is SlotState.SKIPPED:
                    given_up += [due] if await self._skip(due, due.reason) else []
                else:
                    await self._publish(due, known)
            except Exception as error:  # A door: the next chat's report does not wait for this one's.
                log.warning("not_published", report=due.slot.report, chat=due.slot.chat, kind=type(error).__name__)
        if given_up:
            await self._tell(given_up)

    async def _due(self) -> tuple[list[DueSlot], list[DueSlot]]:
        """Return what is due, and what fell on rest days."""
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            rules = [rule for rule in await in_force(books) if rule.report in GROUP_REPORTS]
            chats = [chat for chat in await books.directory.chats() if chat.active]
            published = await books.slots.published(since=now - 2 * LOOK_BACK)
            about: dict[str, Any] = {"now": now, "house": books.house, "chats": chats, "published": published}
            return list(due_slots(rules, **about)), list(rested_slots(rules, **about))

    async def _publish(self, due: DueSlot, known: Known) -> None:
        """Read the facts as of the slot's own hour, compose beside the event loop, claim the slot and queue."""
        slot, cut_off = due.slot, due.due_at
        async with self.store.reading(now=self.clock.now()) as books:
            chat = await books.directory.chat(slot.chat)
            last = await books.slots.last_cut_off(slot.report, slot.chat)
            period = period_of(slot.report, cut_off, books.house, last=last)
            key = slot.report, period.start, cut_off
            if key not in known:
                needed = wanted(slot.report, period, books.house)
                facts = await books.facts(since=period.before, at=cut_off, wanted=needed)
                known[key] = facts, (await books.head()).seq
            facts, seen = known[key]
            unseen, language = await books.alarms.before(slot.chat, cut_off), books.languages.of(slot.chat, None)
        unit = chat.unit if chat is not None else None
        report = await asyncio.to_thread(
            compose,
            slot.report,
            facts,
            units=None if unit is None else (unit,),
            late=due.late,
            planned=cut_off,
            since=last,
            names=self.names,
            unseen=unseen,
            language=language,
        )
        pictures = await asyncio.to_thread(drawn, report) if self.pictures else ()
        table = await asyncio.to_thread(tabled, report) if self.tables else ()
        figures = await asyncio.to_thread(lambda: report.figures)
        values = {"since": period.before, "head": facts.head.hash, "unit": unit, "seen": seen, "figures": figures}
        lists = labelled(await asyncio.to_thread(figure_rows, report, anyone=True), language)
        await self._claim(due, report, (*table, *pictures), lists, values)

    async def _claim(
        self,
        due: DueSlot,
        report: Composed,
        beside: tuple[Beside, ...],
        lists: Rows,
        values: Mapping[str, Any],
    ) -> None:
        slot = due.slot
        async with self.store.books(now=self.clock.now()) as books:
            chat = await books.directory.chat(slot.chat)
            if chat is None or not chat.active or slot.report not in chat.reports:
                return  # Unbound between the plan and the row: nothing is owed any more.
            row = await books.slots.claim(due, cut_off=due.due_at, body=report.text, **values)
            if row is None:
                return  # Another process was first.
            now = self.real()
            common: dict[str, Any] = {"purpose": slot.report, "bulk": True, "slot": row, "expires_at": now + WINDOW}
            markup = await keyboard(books, lists, slot.chat) if lists and not chat.is_channel else None
            for part, text in enumerate(report.parts, start=1):
                below = markup if part == len(report.parts) else None
                await books.outbox.put(sentence(slot.chat, text, part=part, markup=below, **common))
            shown = await taken(books, slot.chat, beside)
            for part, one in enumerate(shown, start=len(report.parts) + 1):
                await books.outbox.put(await attached(books, slot.chat, one, now=now, part=part, **common))
        log.info("published", report=slot.report, chat=slot.chat, period=slot.period, late=due.late)

    async def _rest(self, rested: list[DueSlot]) -> None:
        """Leave a row for each report that a rest day spared, so that no period is just absent; nobody is told."""
        async with self.store.books(now=self.clock.now()) as books:
            for due in rested:
                await books.slots.claim(due, cut_off=due.due_at, since=due.due_at, body="", head="")
        log.info("rested", slots=len(rested))

    async def _skip(self, due: DueSlot, reason: str) -> bool:
        """Leave a row that says why there is no report; return whether it is ours to tell."""
        async with self.store.books(now=self.clock.now()) as books:
            row = await books.slots.claim(due, cut_off=due.due_at, since=due.due_at, body="", head="")
        log.warning("skipped", report=due.slot.report, chat=due.slot.chat, period=due.slot.period, reason=reason)
        return row is not None

    async def _tell(self, given_up: list[DueSlot]) -> None:
        async with self.store.books(now=self.clock.now()) as books:
            titles = {chat.id: chat.title for chat in await books.directory.chats()}
            text = missed(given_up, house=books.house, titles=titles)
            if text:
                await tell(books, [Role.COORDINATOR], text)
