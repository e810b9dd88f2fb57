"""Reminding: private messages to those who owe something, merged into one each; nobody else is disturbed (不扰民)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

import structlog

from bot.alerts import WINDOW, sentence, tell
from bot.clock import Clock
from config.office import Quiet
from config.timetable import ReportKind, Rule, Timetable
from handlers.digest import digests
from handlers.heard import Answer
from handlers.pressing import tell_leaders
from handlers.recipients import present
from handlers.speaking import Push, push
from handlers.unreached import named_in_groups
from handlers.wording.running import morning_gist, not_started
from handlers.wording.voice import Voice
from ledger.facts import Facts
from ledger.house import House
from ledger.people import Person, PersonId, Role
from ledger.slots import MISSED, DueSlot, Slot, SlotState, due_slots
from ledger.timetables import hour_before, in_force
from reports import periods
from reports.private import Reminders, last_call, missing_names, prompt, todo
from storage.books import OpenBooks
from storage.store import Store

log = structlog.get_logger(__name__)

EVERYBODY = 0
"""Stands for the chat in the slot of a private report: one row for all who got one."""
MISSING = "missing"
"""Who has not reported (未报人员), to coordinators and heads when the daily report goes out."""
KINDS = (ReportKind.TODO, ReportKind.DIGEST, ReportKind.PROMPT, ReportKind.LASTCALL)

Texts = Mapping[PersonId, str]
Gists = Mapping[PersonId, Sequence[tuple[str, int]]]


@dataclass(frozen=True)
class Everybody:
    """The people of the house as one subscriber of the private reports, from the start of the day on."""

    bound_at: datetime
    reports: tuple[str, ...] = KINDS
    id: int = EVERYBODY


@dataclass
class Reminding:
    """Sends the morning's to-do lists, the leaders' digest, the afternoon's prompt and the last call to the missing."""

    store: Store
    clock: Clock
    real: Callable[[], datetime]
    timetable: Timetable
    quiet: Quiet

    async def ring(self) -> None:
        """Send what is due today; what was missed on an earlier day helps nobody any more."""
        for due in await self._due():
            try:
                await self._remind(due)
            except Exception as error:  # A door: one list's trouble must not keep the next from being sent.
                log.warning("not_reminded", report=due.slot.report, kind=type(error).__name__)

    async def _due(self) -> list[DueSlot]:
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            rules = {rule.report: rule for rule in await in_force(books, self.timetable)}
            published = await books.slots.published(since=_midnight(books.house, now))
            return list(self._slots(rules, books.house, now, {*published}))

    def _slots(
        self, rules: Mapping[ReportKind, Rule], house: House, now: datetime, published: set[Slot]
    ) -> Iterator[DueSlot]:
        everybody = Everybody(bound_at=_midnight(house, now))
        wanted = [rules[kind] for kind in KINDS if kind in rules]
        due = list(due_slots(wanted, now=now, house=house, quiet=self.quiet, chats=[everybody], published=published))
        last_call_is_due = any(item.slot.report == ReportKind.LASTCALL for item in due)
        for item in due:
            if item.slot.report == ReportKind.PROMPT and last_call_is_due:
                yield replace(item, state=SlotState.SKIPPED, reason=MISSED)  # One of the two is enough.
            else:
                yield item
        yield from self._missing(rules, house, now, everybody, published)

    def _missing(
        self, rules: Mapping[ReportKind, Rule], house: House, now: datetime, everybody: Everybody, published: set[Slot]
    ) -> Iterator[DueSlot]:
        """Yield the slot of the names that follow the daily report: same hour, same window."""
        if ReportKind.DAILY not in rules:
            return
        daily = replace(everybody, reports=(ReportKind.DAILY,))
        rule = [rules[ReportKind.DAILY]]
        for item in due_slots(rule, now=now, house=house, quiet=self.quiet, chats=[daily], published=()):
            named = replace(item, slot=replace(item.slot, report=MISSING))
            if named.slot not in published:
                yield named

    async def _remind(self, due: DueSlot) -> None:
        """Read the facts, compose beside the event loop, then claim the slot and queue all messages at once."""
        texts: Texts = {}
        gists: Gists = {}
        found: Sequence[tuple[Answer, int]] = ()
        async with self.store.reading(now=self.clock.now()) as books:
            if due.state is SlotState.PUBLISHED:
                last = await self._last_cut_off(books, due)
                since = periods.period_of("daily", due.due_at, books.house, last=last).before
                facts = await books.facts(since=since, at=due.due_at)
                if due.slot.report == ReportKind.DIGEST:
                    found = await asyncio.to_thread(digests, facts)
                else:
                    hour = await self._hour_of_report(books, due)
                    texts = await asyncio.to_thread(self._texts, due, facts, last, hour)
                    gists = await asyncio.to_thread(_gists, due, facts)
        async with self.store.books(now=self.clock.now()) as books:
            row = await books.slots.claim(due, cut_off=due.due_at, since=due.due_at, body="", head="")
            if row is None:
                return
            if due.state is not SlotState.PUBLISHED:
                return
            if due.slot.report == ReportKind.DIGEST:
                await self._tell_leaders(books, due, row, found)
                return
            if due.slot.report == ReportKind.TODO:
                texts = await self._with_unreached(books, row, texts, gists)
            await self._queue(books, due, row, texts)

    async def _tell_leaders(
        self, books: OpenBooks, due: DueSlot, row: int, found: Sequence[tuple[Answer, int]]
    ) -> None:
        """Queue the digests; administrators read which leaders wait for something and cannot be told."""
        await tell_leaders(books, before=due.due_at)
        under = Push(slot=row, expires_at=self.real() + WINDOW)
        told = await push(books, tuple(one for one, _ in found), under)
        waiting = [one.to for one, count in found if count and one.to is not None]
        missed = [person for person in waiting if not await books.directory.reachable(person)]
        if missed:
            await tell(books, [Role.ADMIN], not_started(Voice.of(books), missed))
        log.info("reminded", report=due.slot.report, people=told, late=due.late)

    async def _with_unreached(self, books: OpenBooks, row: int, texts: Texts, gists: Gists) -> Texts:
        """Name in their groups those who owe something and cannot be told; administrators read who they are."""
        missed = [person for person in texts if not await books.directory.reachable(person)]
        words = {person: [morning_gist(gists[person])] for person in missed if gists.get(person)}
        for answer in await named_in_groups(books, words):
            assert answer.chat is not None  # noqa: S101 - a group each
            expires = self.real() + WINDOW
            await books.outbox.put(
                sentence(answer.chat, answer.text, purpose=ReportKind.TODO, bulk=True, slot=row, expires_at=expires)
            )
        if not missed:
            return texts
        listed = not_started(Voice.of(books), missed)
        admins = [one.id for one in present(books.roster, books.roster.holders(Role.ADMIN))]
        more = {one: f"{texts[one]}\n\n{listed}" if one in texts else listed for one in admins}
        return {**texts, **more}

    async def _queue(self, books: OpenBooks, due: DueSlot, row: int, texts: Texts) -> None:
        users = await books.directory.users()
        told = [person for person in texts if person in users]
        for person in told:
            await books.outbox.put(
                sentence(
                    users[person],
                    texts[person],
                    purpose=due.slot.report,
                    bulk=True,
                    slot=row,
                    expires_at=self.real() + WINDOW,
                )
            )
        log.info("reminded", report=due.slot.report, people=len(told), late=due.late)

    def _texts(self, due: DueSlot, facts: Facts, last: datetime | None, hour: datetime | None) -> Texts:
        found = {
            person.id: self._text(due.slot.report, facts, person, last, hour) for person in facts.roster.active_people
        }
        return {person: text for person, text in found.items() if text}

    @staticmethod
    def _text(report: str, facts: Facts, person: Person, last: datetime | None, hour: datetime | None) -> str | None:
        match report:
            case ReportKind.TODO:
                return todo(facts, person)
            case ReportKind.PROMPT:
                return prompt(facts, person, since=last, due=hour)
            case ReportKind.LASTCALL:
                return last_call(facts, person, since=last, due=hour)
            case _:
                return missing_names(facts, person, since=last)

    async def _hour_of_report(self, books: OpenBooks, due: DueSlot) -> datetime | None:
        rules = await in_force(books, self.timetable)
        day = books.house.hours.local(due.due_at).date()
        return next((books.house.hours.at(day, rule.time) for rule in rules if rule.report is ReportKind.DAILY), None)

    async def _last_cut_off(self, books: OpenBooks, due: DueSlot) -> datetime | None:
        """Return the last daily report's cut-off before today, else its last hour: what came after is today's."""
        today = _midnight(books.house, due.due_at)
        cut_offs = [
            await books.slots.last_cut_off(ReportKind.DAILY, chat.id)
            for chat in await books.directory.chats()
            if ReportKind.DAILY in chat.reports
        ]
        known = [moment for moment in cut_offs if moment is not None and moment < today]
        return max(known) if known else await hour_before(books, self.timetable, ReportKind.DAILY, today)


def _gists(due: DueSlot, facts: Facts) -> Gists:
    if due.slot.report != ReportKind.TODO:
        return {}
    reminders = Reminders(facts)
    return {person.id: reminders.gist(person) for person in facts.roster.active_people}


def _midnight(house: House, now: datetime) -> datetime:
    return house.hours.at(house.hours.local(now).date(), time())
