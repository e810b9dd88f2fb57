"""Reminding: private messages to those who owe something, merged into one each; nobody else is disturbed (不扰民)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime, time

import structlog

from bot.alerts import WINDOW
from bot.clock import Clock
from config.timetable import ReportKind, Rule
from handlers.digest import digests
from handlers.heard import Answer, Answers
from handlers.morning import todo
from handlers.pressing import tell_leaders
from handlers.prompting import prompts, reporting_hour, reporting_since
from handlers.pushing import push
from handlers.rechecking import proposals
from handlers.recipients import present
from handlers.speaking import Push
from handlers.unreached import named_in_groups
from handlers.wording.running import morning_gist, not_started
from handlers.wording.voice import Voice
from ledger.acts.circulars import all_circulars
from ledger.circulars import Circular
from ledger.facts import Facts
from ledger.house import House
from ledger.languages import Languages
from ledger.people import Person, PersonId, Role
from ledger.slots import MISSED, DueSlot, Slot, SlotState, due_slots
from ledger.timetables import in_force
from ledger.values import dataclass
from reports import periods
from reports.private import Reminders
from storage.books import OpenBooks
from storage.store import Store

log = structlog.get_logger(__name__)

EVERYBODY = 0
"""Stands for the chat in the slot of a private report: one row for all who got one."""
MISSING = "missing"
"""Who has not reported (未报人员), to coordinators and heads when the daily report goes out."""
KINDS = (ReportKind.TODO, ReportKind.DIGEST, ReportKind.PROMPT, ReportKind.LASTCALL)


@dataclass(frozen=True)
class Said:
    """What a private report says: its messages, for whom something waits, and the gist of it, for others to tell."""

    answers: Answers = ()
    waiting: tuple[PersonId, ...] = ()
    gists: Mapping[PersonId, str] = field(default_factory=dict)


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
            rules = {rule.report: rule for rule in await in_force(books)}
            published = await books.slots.published(since=midnight(books.house, now))
            return list(self._slots(rules, books.house, now, {*published}))

    def _slots(
        self, rules: Mapping[ReportKind, Rule], house: House, now: datetime, published: set[Slot]
    ) -> Iterator[DueSlot]:
        everybody = Everybody(bound_at=midnight(house, now))
        wanted = [rules[kind] for kind in KINDS if kind in rules]
        due = list(due_slots(wanted, now=now, house=house, chats=[everybody], published=published))
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
        for item in due_slots(rule, now=now, house=house, chats=[daily], published=()):
            named = replace(item, slot=replace(item.slot, report=MISSING))
            if named.slot not in published:
                yield named

    async def _remind(self, due: DueSlot) -> None:
        """Read the facts, compose beside the event loop, then claim the slot and queue all messages at once."""
        said = Said()
        if due.state is SlotState.PUBLISHED:
            async with self.store.reading(now=self.clock.now()) as books:
                last = await reporting_since(books, due.due_at)
                hour = await reporting_hour(books, due.due_at)
                since = periods.period_of("daily", due.due_at, books.house, last=last).before
                facts, languages = await books.facts(since=since, at=due.due_at), books.languages
                circulars = tuple((await all_circulars(books)).values()) if due.slot.report == ReportKind.DIGEST else ()
            said = await asyncio.to_thread(_composed, due.slot.report, (facts, languages), circulars, last, hour)
        async with self.store.books(now=self.clock.now()) as books:
            row = await books.slots.claim(due, cut_off=due.due_at, since=due.due_at, body="", head="")
            if row is None or due.state is not SlotState.PUBLISHED:
                return
            if due.slot.report == ReportKind.DIGEST:
                await tell_leaders(books, before=due.due_at)
            if due.slot.report == ReportKind.TODO:
                more = [replace(one, purpose=due.slot.report) for one in await proposals(books, due.due_at)]
                said = replace(said, answers=tuple(_joined(said.answers, more)))
            answers = await _with_unreached(books, said, purpose=due.slot.report)
            told = await push(books, answers, Push(slot=row, expires_at=self.real() + WINDOW))
        log.info("reminded", report=due.slot.report, people=told, late=due.late)


def _composed(
    report: str,
    known: tuple[Facts, Languages],
    circulars: tuple[Circular, ...],
    last: datetime | None,
    hour: datetime | None,
) -> Said:
    """Return what a private report says to whom, from the facts and everybody's language; pure."""
    facts, languages = known
    match report:
        case ReportKind.TODO:
            return _todo(facts, languages)
        case ReportKind.DIGEST:
            found = digests(facts, circulars, languages)
            waiting = tuple(one.to for one, count in found if count and one.to is not None)
            return Said(tuple(one for one, _ in found), waiting)
        case ReportKind.PROMPT | ReportKind.LASTCALL:
            is_last = report == ReportKind.LASTCALL
            return Said(prompts(facts, since=last, due=hour, last=is_last, languages=languages))
        case _:
            reminders = Reminders(facts, since=last, languages=languages)
            return Said(_to_each(facts, reminders.missing_names, purpose=report))


def _to_each(facts: Facts, write: Callable[[Person], str | None], *, purpose: str) -> Answers:
    written = ((person.id, write(person)) for person in facts.roster.active_people)
    return tuple(Answer(text=text, to=who, purpose=purpose, bulk=True) for who, text in written if text)


def _todo(facts: Facts, languages: Languages) -> Said:
    reminders = Reminders(facts, languages=languages)
    answers = tuple(one for person in facts.roster.active_people if (one := todo(reminders, person)) is not None)
    told = tuple(one.to for one in answers if one.to is not None)
    found = {person: reminders.gist(facts.roster.person(person)) for person in told}
    return Said(answers, told, {person: morning_gist(gist) for person, gist in found.items() if gist})


async def _with_unreached(books: OpenBooks, said: Said, *, purpose: str) -> Answers:
    """Add what others are told of those for whom something waits and who cannot be told; nothing where all can.

    Where there is a gist it is told in their groups; administrators read who they are.
    """
    reachable = await books.directory.all_reachable() if said.waiting else ()
    missed = [person for person in said.waiting if person not in reachable]
    if not missed:
        return said.answers
    words = {person: [said.gists[person]] for person in missed if person in said.gists}
    named = [replace(one, purpose=purpose, bulk=True) for one in await named_in_groups(books, words)]
    text = not_started(Voice.of(books), missed)
    admins = present(books.roster, books.roster.holders(Role.ADMIN))
    told = [Answer(text=text, to=one.id, purpose=purpose, bulk=True) for one in admins]
    return (*named, *_joined(said.answers, told))


def _joined(answers: Answers, more: Sequence[Answer]) -> Iterator[Answer]:
    """Yield one message a person: what comes on top stands below."""
    on_top = {one.to: one for one in more}
    for one in answers:
        below = on_top.pop(one.to, None)
        yield one if below is None else _below(one, below)
    yield from on_top.values()


def _below(one: Answer, more: Answer) -> Answer:
    return replace(one, text=f"{one.text}\n\n{more.text}", buttons=(*one.buttons, *more.buttons))


def midnight(house: House, now: datetime) -> datetime:
    """Return when the local day of the moment began."""
    return house.hours.at(house.hours.local(now).date(), time())
