"""An empty ledger becomes the demo office's: roster, bindings, chats and history, by the ordinary acts and reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.clock import ScaledClock, SystemClock
from bot.demo.cast import Cast
from bot.demo.days import Days, Mark
from bot.demo.leaver import let_somebody_come_and_go
from bot.demo.mail import Mail
from bot.demo.papers import content_of, is_file
from bot.demo.plan import ChatPlan, chat_plans, history, newcomers, office_rows
from bot.demo.quick_books import QuickBooks, Tasks
from bot.demo.registers import MATERIAL, Regulating, import_table
from bot.demo.remarking import Remarking
from bot.demo.steps import person_named
from bot.demo.story import Happening, Story
from bot.evidence import EvidenceFolder
from bot.publishing import Publishing
from bot.reminding import Reminding
from bot.sandbox.world import World
from config.calendars import load_calendars
from config.settings import Settings
from config.timetable import GROUP_REPORTS
from handlers.pressing import chase_receipts, issue_notices
from ledger.acts.importing import OldTask, import_tasks
from ledger.calendar import DAY
from ledger.office_entries import CalendarDaySet, CalendarYearSet, NamedDay, SettingChanged
from ledger.people import Assignee, PersonId, Roster, UnitId
from ledger.tasks import Status
from ledger.time_entries import Recounted
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.store import Store

ADMINISTRATOR = "史文博"
SETTLED = Mark.read("-12 09:00")
"""When roster and bindings were set up: before anything in the history."""
CHANGED = ("timetable.lastcall.time", "17:15")
"""The one hour that the administrator has set by an entry."""
BOUND = Mark.read("-6 18:30")
PUBLISHED_FROM = -5
"""The chats were bound the evening before; they are owed reports, and hold them, from this workday on."""
REMINDED = Mark.read("-1 08:30")
"""When the private chats got the to-do lists that they hold."""
PRESSED_FROM = Mark.read("-1 08:00")
"""Cards from this moment on still have their buttons."""
OLD_LEDGER, OLD_UNIT = "2026年督查台账.xlsx", "综合一科"
A_BIT = timedelta(minutes=1)
WEEK = 7 * DAY
SATURDAY = 5


@dataclass(frozen=True)
class Seeding:
    """Fills an empty ledger and the chats with what happened before the demo's beginning."""

    store: Store
    world: World
    clock: ScaledClock
    cast: Cast
    days: Days
    settings: Settings

    async def seed(self) -> dict[str, str]:
        """Let the past happen; returns the numbers of the history's tasks by their keys."""
        await self._settle(self.days.moment(SETTLED))
        mail = Mail(self.world, self.cast, self.clock, buttons_from=self.days.moment(PRESSED_FROM))
        story = Story(history(), self.days, mail)
        bound = (self.days.moment(BOUND), self._bind_chats)
        tasks = Tasks()
        ruled = Regulating(self.days, story.numbers).happenings()
        past = sorted((*story.happenings(), *ruled, bound), key=lambda one: one[0])
        remarks = {self.days.moment(one.said): one for one in history().remarks}
        for hour in (*sorted({*self._hours(), *remarks}), self.days.start - A_BIT):
            told = [one for one in past if one[0] <= hour]
            past = past[len(told) :]
            await self._tell(told, tasks)
            if hour in remarks:
                self.clock.jump_to(hour)
                await Remarking(self.store, mail).say(remarks[hour], hour)
                tasks.known.clear()  # What a meeting has decided was assigned beside these books.
                continue
            await self._press(hour, mail, tasks)
            await self._ring(hour, mail)
            tasks.known.clear()  # The bell writes entries of its own.
        await self._take_over()
        self.clock.jump_to(self.days.start)
        return story.numbers

    def _hours(self) -> list[datetime]:
        """Return every hour of the timetable that has struck since, in order."""
        return sorted({hour for hour in self._struck() if hour < self.days.start - A_BIT})

    def _struck(self) -> Iterator[datetime]:
        for offset in range(PUBLISHED_FROM, 1):
            day = self.days.day(offset)
            for rule in self.settings.timetable.rules:
                if rule.falls_on(day, self.days.calendar) and rule.report in GROUP_REPORTS:
                    yield self.days.hours.at(day, rule.time)

    async def _tell(self, told: list[tuple[datetime, Happening]], tasks: Tasks) -> None:
        if not told:
            return
        async with self.store.books(now=told[0][0]) as opened:
            books = QuickBooks(opened, self.store, tasks)
            for at, tell in told:
                books.now = at
                self.clock.jump_to(at)
                await tell(books, at)
            await books.write_down()

    async def _press(self, hour: datetime, mail: Mail, tasks: Tasks) -> None:
        """Let the clock press for receipts and answers, once the chats are there to hear of it."""
        if hour < self.days.moment(BOUND):
            return
        self.clock.jump_to(hour)
        async with self.store.books(now=hour) as opened:
            books = QuickBooks(opened, self.store, tasks)
            books.now = hour
            said = (*await chase_receipts(books), *await issue_notices(books))
            await books.write_down()
            await mail.posted(books, said)

    async def _ring(self, hour: datetime, mail: Mail) -> None:
        """Publish what was due at the hour, and bring it to its chats."""
        real = SystemClock().now
        self.clock.jump_to(hour)
        timing = (self.store, self.clock, real)
        await Publishing(*timing, names=self.settings.names_in_groups).ring()
        if hour == self.days.moment(REMINDED):
            await Reminding(*timing).ring()
        await mail.hand_out(self.store, real())

    async def _settle(self, at: datetime) -> None:
        async with self.store.books(now=at) as books:
            await books.directory.import_roster(office_rows(), by=None, now=at, sha256=_sha256())
        async with self.store.books(now=at) as books:
            await self._bind_people(books, at)
            by = person_named(books.roster, ADMINISTRATOR)
            await books.record(SettingChanged(by=by, at=at, name=CHANGED[0], value=CHANGED[1]))
            await books.record(_shipped_notice(by, at))
            await let_somebody_come_and_go(books, by, at)
            await books.record(CalendarDaySet(by=by, at=at, day=self._saturday_at_work(), works=True))
            await import_table(books, at, self.days)

    def _saturday_at_work(self) -> date:
        """Return a Saturday after all that the demo shows, on which the office works."""
        later = self.days.day(0) + 3 * WEEK
        return later + (SATURDAY - later.weekday()) % 7 * DAY

    async def _take_over(self) -> None:
        """Import the one line of the old ledger that was still kept elsewhere: long closed, it changes no figure.

        Its limit was counted by the notice that is kept by now.
        """
        at = self.days.start - A_BIT
        async with self.store.books(now=at) as books:
            row = old_line(self.days, _unit(books.roster, OLD_UNIT))
            (task,) = await import_tasks(books, [row], by=None, at=at, name=OLD_LEDGER, sha256=_sha256())
            await books.append(Recounted(number=task.number, by=None, at=at))

    async def _bind_people(self, books: OpenBooks, at: datetime) -> None:
        """Bind the administrator first, who then approves everybody else who has met the bot."""
        first = person_named(books.roster, ADMINISTRATOR)
        await books.directory.bind(first, self.cast.users[ADMINISTRATOR], approved_by=None, now=at)
        for person in books.roster.active_people:
            if person.id != first and person.name not in newcomers():
                await books.directory.bind(person.id, self.cast.users[person.name], approved_by=first, now=at)

    async def _bind_chats(self, books: OpenBooks, at: datetime) -> None:
        for plan in chat_plans():
            await _bind_chat(books, plan, at, self.cast.chats[plan.title])


def old_line(days: Days, unit: UnitId) -> OldTask:
    """Return the line of the old ledger."""
    return OldTask(
        reference="督〔2026〕31号",
        title="冬季供暖保障方案报审",
        lead=(Assignee(unit=unit),),
        assigned_at=days.moment(Mark.read("-34 09:00")),
        deadline=days.moment(Mark.read("-27 18:00")),
        status=Status.CLOSED,
        ended=days.moment(Mark.read("-28 16:00")),
        note="方案已批复",
    )


async def keep_evidence(folder: EvidenceFolder) -> None:
    """Put the files of the history where evidence is kept."""
    for name in files_of_history():
        await folder.keep(content_of(name))


def files_of_history() -> tuple[str, ...]:
    """Return the names of the history's files, each once."""
    words = (step.rest.partition(" ")[0] for task in history().tasks for step in task.steps)
    papers = (one.file for one in history().remarks if one.file)
    return tuple(dict.fromkeys((*(word for word in words if is_file(word)), *papers, MATERIAL)))


def _shipped_notice(by: PersonId, at: datetime) -> CalendarYearSet:
    """Return the latest published notice as the administrator kept it: the same as the shipped file."""
    year = load_calendars().years[-1]
    days = tuple(NamedDay(day=day.date, name=day.name, works=not day.is_off_day) for day in year.days)
    return CalendarYearSet(by=by, at=at, year=year.year, paper=year.papers[0], days=days)


def _sha256() -> str:
    return hashlib.sha256(repr(office_rows()).encode()).hexdigest()


async def _bind_chat(books: OpenBooks, plan: ChatPlan, at: datetime, chat: int) -> None:
    await books.directory.note_chat(chat, title=plan.title, kind="supergroup", now=at)
    by = person_named(books.roster, ADMINISTRATOR)
    unit = _unit(books.roster, plan.unit) if plan.unit else None
    await books.directory.bind_chat(chat, unit=unit, reports=plan.reports, by=by, now=at)


def _unit(roster: Roster, name: str) -> UnitId:
    return next(unit.id for unit in roster.units if unit.name == name)
