"""The demo's regulations (1+2+6+51 项制度): imported, revised by a task of the history, and read by some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.resources import files

from bot.demo.days import Days, Mark
from bot.demo.steps import person_named
from bot.demo.story import Happening
from bot.register_files.regulations import read_regulations
from ledger.acts.regulations import LayRegulation, ReadRegulation, import_regulations, lay, read
from ledger.regulation_entries import RegulationTasked
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

    async def _tasked(self, books: OpenBooks, at: datetime) -> None:
        by = person_named(books.roster, KEEPER)
        await books.record(RegulationTasked(number=REVISED, by=by, at=at, task=self.numbers[BY_TASK]))

    async def _laid(self, books: OpenBooks, at: datetime) -> None:
        by = person_named(books.roster, KEEPER)
        people = tuple(person_named(books.roster, name) for name in ASKED)
        await lay(books, LayRegulation(person=by, sent_at=at, number=TO_READ, people=people))


def _reading(name: str) -> Happening:
    async def happen(books: OpenBooks, at: datetime) -> None:
        await read(books, ReadRegulation(person=person_named(books.roster, name), sent_at=at, number=TO_READ))

    return happen
