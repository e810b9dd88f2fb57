"""The demo's registers: regulations (1+2+6+51 项制度) and the training of the year, and what happened to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files

from bot.demo.days import Days, Mark
from bot.demo.mail import evidence
from bot.demo.steps import person_named
from bot.demo.story import Happening
from bot.register_files.regulations import read_regulations
from ledger.acts.regulations import LayRegulation, ReadRegulation, import_regulations, lay, read
from ledger.acts.trainings import (
    AnswerTraining,
    CancelTraining,
    FileTraining,
    KeepTraining,
    NoteAttendance,
    TrainingRow,
    all_trainings,
    answer,
    cancel,
    file_material,
    invite,
    keep,
    note_attendance,
    warn,
)
from ledger.people import Assignee, UnitId
from ledger.quarters import Quarter
from ledger.regulation_entries import RegulationTasked
from ledger.trainings import audience_of
from ledger.values import dataclass
from storage.books import OpenBooks

TABLE = "regulations.csv"
WRITTEN_FOR = date(2026, 11, 27)
"""The day of the demo for which the days of the table were written; another day moves what is owed with it."""
KEEPER = "许言之"
REVISED, BY_TASK = "ZD-1-1", "制度汇编"
TASKED = Mark.read("-8 15:35")
LAID, ASKED = Mark.read("-4 10:40"), ("叶知秋", "汪雨桐", "傅承泽", "孟繁星", "蒋一诺", "薛明哲")
TO_READ = "ZD-6-3"
READ = {"叶知秋": Mark.read("-4 10:52"), "汪雨桐": Mark.read("-4 11:05"), "孟繁星": Mark.read("-3 09:15")}
PLANNED, INVITED, HELD = Mark.read("-9 09:30"), Mark.read("-6 09:00"), Mark.read("-3 14:30")
AFTER, DROPPED = Mark.read("-1 14:30"), Mark.read("-4 16:10")
TRAINING, GONE = "PX-2026-1", "PX-2026-2"
ORGANISER, MATERIAL = "叶知秋", "公文处理培训讲义.pdf"
ANSWERED = {
    "何晓棠": (Mark.read("-6 09:12"), True),
    "薛明哲": (Mark.read("-6 10:03"), True),
    "罗子恒": (Mark.read("-5 08:50"), False),
}
FILED, NOTED = Mark.read("-3 14:20"), Mark.read("-3 17:10")
CAME = ("郑怀谦", "何晓棠", "孟繁星", "薛明哲", "叶知秋", "汪雨桐", "傅承泽")


async def import_table(books: OpenBooks, at: datetime, days: Days) -> None:
    """Fill the register from the table, as the command would."""
    content = files("bot.demo").joinpath("data", TABLE).read_bytes()
    day = books.house.hours.local(at).date()
    lines = read_regulations(TABLE, content, roster=books.roster, house=books.house, today=day)
    moved = days.day(0) - WRITTEN_FOR
    rows = [one.row for one in lines if one.row is not None]
    shifted = [replace(row, due=row.due + moved) if row.due else row for row in rows]
    await import_regulations(books, shifted, by=person_named(books.roster, KEEPER), at=at)


@dataclass(frozen=True)
class Regulating:
    """What happens to the register in the weeks of the history; ``numbers`` holds the tasks by their keys."""

    days: Days
    numbers: Mapping[str, str]

    def happenings(self) -> Iterator[tuple[datetime, Happening]]:
        """Yield what happens when."""
        yield self.days.moment(TASKED), self._tasked
        yield self.days.moment(LAID), self._laid
        for name, mark in READ.items():
            yield self.days.moment(mark), _reading(name)
        yield self.days.moment(PLANNED), self._planned
        yield self.days.moment(INVITED), self._invited
        for name, (mark, coming) in ANSWERED.items():
            yield self.days.moment(mark), _answering(name, coming=coming)
        yield self.days.moment(FILED), self._filed
        yield self.days.moment(NOTED), self._noted
        yield self.days.moment(DROPPED), self._dropped

    async def _tasked(self, books: OpenBooks, at: datetime) -> None:
        by = person_named(books.roster, KEEPER)
        await books.record(RegulationTasked(number=REVISED, by=by, at=at, task=self.numbers[BY_TASK]))

    async def _laid(self, books: OpenBooks, at: datetime) -> None:
        by = person_named(books.roster, KEEPER)
        people = tuple(person_named(books.roster, name) for name in ASKED)
        await lay(books, LayRegulation(person=by, sent_at=at, number=TO_READ, people=people))

    async def _planned(self, books: OpenBooks, at: datetime) -> None:
        """Plan two that are held in the history or dropped, and the two that are to come."""
        held, dropped = self.days.moment(HELD), self.days.moment(AFTER)
        day = self.days.day(0)
        for title, starts, organiser, audience, city_wide in (
            ("公文处理和办文时限", held, "文电科", ("秘书一科", "秘书二科", "文电科"), False),
            ("政务信息写作", dropped, "信息调研科", ("信息调研科", "综合二科"), False),
            ("年终督查考评业务", _in_days(books, day, 8), "督查室", ("督查室", "专项督查科", "绩效考评科"), False),
            ("全市办公室系统业务培训", _in_days(books, day, 14), "人事科", (), True),
        ):
            people = tuple(Assignee(unit=_unit(books, name)) for name in audience)
            row = TrainingRow(
                title=title,
                starts=starts,
                organiser=_unit(books, organiser),
                audience=people,
                city_wide=city_wide,
                place="三楼会议室",
            )
            await keep(books, KeepTraining(person=person_named(books.roster, KEEPER), sent_at=at, row=row))

    async def _invited(self, books: OpenBooks, at: datetime) -> None:
        training = (await all_trainings(books))[TRAINING]
        await invite(books, TRAINING, [one.id for one in audience_of(training, books.roster)], at=at)

    async def _filed(self, books: OpenBooks, at: datetime) -> None:
        file = evidence(MATERIAL)
        by = person_named(books.roster, ORGANISER)
        await file_material(books, FileTraining(person=by, sent_at=at, number=TRAINING, files=(file,)))

    async def _noted(self, books: OpenBooks, at: datetime) -> None:
        by = person_named(books.roster, ORGANISER)
        people = tuple(person_named(books.roster, name) for name in CAME)
        await note_attendance(books, NoteAttendance(person=by, sent_at=at, number=TRAINING, people=people), now=at)

    async def _dropped(self, books: OpenBooks, at: datetime) -> None:
        by = person_named(books.roster, KEEPER)
        await cancel(books, CancelTraining(person=by, sent_at=at, number=GONE, reason="与调研安排冲突"))
        await warn(books, f"{Quarter.of(self.days.day(0)).before}:all", at=at)


def _in_days(books: OpenBooks, day: date, count: int) -> datetime:
    hours = books.house.hours
    return hours.at(books.house.calendar.add_workdays(day, count), hours.afternoon_start)


def _unit(books: OpenBooks, name: str) -> UnitId:
    return next(unit.id for unit in books.roster.units if unit.name == name)


def _answering(name: str, *, coming: bool) -> Happening:
    async def happen(books: OpenBooks, at: datetime) -> None:
        by = person_named(books.roster, name)
        await answer(books, AnswerTraining(person=by, sent_at=at, number=TRAINING, coming=coming), now=at)

    return happen


def _reading(name: str) -> Happening:
    async def happen(books: OpenBooks, at: datetime) -> None:
        await read(books, ReadRegulation(person=person_named(books.roster, name), sent_at=at, number=TO_READ))

    return happen
