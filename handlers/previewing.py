"""发布预览: coordinators read before the hour exactly what the groups will get, and may remind who has not reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from config.timetable import GROUP_REPORTS, Rule
from handlers.beforehand import beforehand
from handlers.heard import Answer, Answers, Button, Heard
from handlers.prompting import prompts, reporting_hour, reporting_since
from handlers.recipients import unreached
from handlers.speaking import rows_of
from handlers.wording import previewing as wording
from handlers.wording.voice import Voice
from ledger.attendance import attendance
from ledger.facts import Facts
from ledger.languages import Language, Languages
from ledger.people import Person, PersonId, Role, UnitId
from ledger.permissions import check_right, visible_units
from ledger.refusals import NotAllowed
from ledger.slots import DueSlot, Slot, is_quiet
from ledger.timetables import in_force
from ledger.transitions import Act
from ledger.values import dataclass
from ledger.watching import Unseen
from reports.composing import Composed, compose, wanted
from reports.periods import period_of
from storage.books import OpenBooks
from storage.chats import Chat

PURPOSE = "preview"
URGED = "urged"
"""The slot of 提醒未报: once a day for the whole house, and for each unit whose head pressed."""
MOST = 3
"""So many texts come with the preview by themselves; the others are opened by a button each."""


@dataclass(frozen=True)
class Coming:
    """A report that one group will get today, and what it is made of."""

    rule: Rule
    chat: Chat
    last: datetime | None
    facts: Facts
    unseen: tuple[Unseen, ...]
    language: Language

    def composed(self, *, names: bool) -> Composed:
        """Return the report as it would be published now."""
        units = None if self.chat.unit is None else (self.chat.unit,)
        return compose(
            self.rule.report,
            self.facts,
            units=units,
            since=self.last,
            names=names,
            unseen=self.unseen,
            language=self.language,
        )


@dataclass(frozen=True)
class Same:
    """One text, and the groups that will get it."""

    rule: Rule
    chats: tuple[Chat, ...]
    parts: tuple[str, ...]


async def coming(books: OpenBooks, at: datetime) -> tuple[Coming, ...]:
    """Return what is to be published on the rest of the day, in its order, with the facts as of ``at``."""
    local, found = books.house.hours.local(at), list[Coming]()
    known: dict[tuple[str, datetime], Facts] = {}
    rules = [rule for rule in await in_force(books) if rule.report in GROUP_REPORTS]
    chats = [chat for chat in await books.directory.chats() if chat.active and chat.bound_at is not None]
    for rule in sorted(rules, key=lambda rule: rule.time):
        if rule.time <= local.time() or not rule.falls_on(local.date(), books.house.calendar):
            continue
        for chat in (chat for chat in chats if rule.report in chat.reports):
            last = await books.slots.last_cut_off(rule.report, chat.id)
            period = period_of(rule.report, at, books.house, last=last)
            key = rule.report, period.start
            if key not in known:
                needed = wanted(rule.report, period, books.house)
                known[key] = await books.facts(since=period.before, at=at, wanted=needed)
            unseen, language = await books.alarms.before(chat.id, at), books.languages.of(chat.id, None)
            found.append(Coming(rule, chat, last, known[key], unseen, language))
    return tuple(found)


def alike(reports: Iterable[Coming], *, names: bool) -> tuple[Same, ...]:
    """Compose every report, and put the groups together that will read the same; pure."""
    found: dict[tuple[Rule, tuple[str, ...]], list[Chat]] = {}
    for one in reports:
        found.setdefault((one.rule, one.composed(names=names).parts), []).append(one.chat)
    return tuple(Same(rule, tuple(chats), parts) for (rule, parts), chats in found.items())


def previews(books: OpenBooks, same: Sequence[Same], *, missing: int, names: bool) -> Answers:
    """Return what each coordinator who is there gets: the heading with the buttons, then the texts themselves."""
    text = wording.heading(Voice.of(books), [(one.rule, one.chats) for one in same], missing)
    buttons = rows_of(_opening(same[MOST:], names=names), 2)
    if missing:
        buttons = ((Button(label=wording.REMIND, act="day.remind", item="remind"),), *buttons)
    texts = [part for one in same[:MOST] for part in one.parts]
    there = [one for one in books.roster.holders(Role.COORDINATOR) if books.roster.absence_of(one.id) is None]
    return tuple(
        Answer(text=words, to=one.id, purpose=PURPOSE, bulk=True, buttons=() if number else buttons)
        for one in there
        for number, words in enumerate([text, *texts])
    )


def _opening(same: Iterable[Same], *, names: bool) -> Iterator[Button]:
    for one in same:
        args = {"report": one.rule.report.value, "chat": one.chats[0].id, "names": names}
        label = wording.opening(one.rule, one.chats)
        yield Button(label=label, act="preview.show", args=args, item=f"{one.rule.report}{one.chats[0].id}")


async def on_show(books: OpenBooks, heard: Heard) -> Answers:
    """Show the text that one more group would get now."""
    known = await books.directory.chat(int(heard.args["chat"]))
    seen = visible_units(books.roster, heard.person)
    if known is None or not (seen is None or known.unit in seen):
        raise NotAllowed(Act.SEE_REPORT)
    wanted, names = (heard.args["report"], known.id), bool(heard.args["names"])

    async def read(books: OpenBooks) -> Coming | None:
        found = await coming(books, books.now)
        return next((one for one in found if (one.rule.report.value, one.chat.id) == wanted), None)

    def make(found: Coming | None) -> Answers:
        if found is None:
            return (Answer(text=wording.nothing_more()),)
        return tuple(Answer(text=part, bulk=True) for part in found.composed(names=names).parts)

    return beforehand(heard, read, make)


async def on_remind(books: OpenBooks, heard: Heard) -> Answers:
    """提醒未报: everybody who has yet to report gets the last call now; once a day, the second press says when."""
    check_right(heard.person, Act.REMIND)
    units = visible_units(books.roster, heard.person, Act.REMIND)
    if is_quiet(books.now, books.house):
        return (Answer(text=wording.quiet(Voice.of(books))),)
    missing = beforehand(heard, reporting, partial(_last_calls, units=units, languages=books.languages))
    if not missing:
        return (Answer(text=wording.nobody_missing()),)
    voice = Voice.of(books)
    slot = Slot(URGED, _room(heard.person, units), books.house.hours.local(books.now).date().isoformat())
    due = DueSlot(slot=slot, due_at=books.now)
    if await books.slots.claim(due, cut_off=books.now, since=books.now, body="", head="") is None:
        last = await books.slots.last_cut_off(slot.report, slot.chat)
        assert last is not None  # noqa: S101 - its row is there
        return (Answer(text=wording.reminded_already(voice, last)),)
    told = tuple(one for one in missing if one.to != heard.person.id)
    people = [books.roster.person(one.to) for one in told if one.to is not None]
    text = wording.reminded(len(people), await unreached(books, people))
    return Answer(text=text), *told


async def count_missing(books: OpenBooks, at: datetime) -> int:
    """Return how many have not reported by then."""
    period = period_of("daily", at, books.house, last=await reporting_since(books, at))
    facts = await books.facts(since=period.before, at=at, wanted=wanted("daily", period, books.house))
    return len(attendance(facts, units=None, since=period.start).missing)


async def reporting(books: OpenBooks) -> tuple[Facts, datetime | None, datetime | None]:
    """Return the facts as of now, since when a report counts as today's, and the hour until which it is awaited."""
    last, hour = await reporting_since(books, books.now), await reporting_hour(books, books.now)
    facts = await books.facts(since=period_of("daily", books.now, books.house, last=last).before, at=books.now)
    return facts, last, hour


def _last_calls(
    found: tuple[Facts, datetime | None, datetime | None], units: frozenset[UnitId] | None, languages: Languages
) -> Answers:
    """Return the last call of everybody in the units who has not reported by then; pure."""
    facts, last, hour = found
    due = hour if hour is not None and hour > facts.at else None
    within = _people_in(facts, units)
    written = prompts(facts, since=last, due=due, last=True, languages=languages)
    return tuple(one for one in written if one.to in within)


def _people_in(facts: Facts, units: frozenset[UnitId] | None) -> frozenset[PersonId]:
    everybody = attendance(facts, units=units, since=facts.since)
    return frozenset(everybody.owed)


def _room(person: Person, units: frozenset[UnitId] | None) -> int:
    """Return whose reminding it is: one a day for the whole house, one for a head's own unit."""
    return 0 if units is None or person.unit is None else person.unit
