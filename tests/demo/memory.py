"""The demo office in memory: its roster with ids, and books that fold what is appended."""

from __future__ import annotations

from datetime import datetime

from bot.demo.plan import office_rows
from config.calendars import load_calendars
from ledger.calendar import WorkCalendar
from ledger.entries import Entry, Recorded, Source, TaskEntry
from ledger.folding import fold
from ledger.hours import OfficeHours
from ledger.house import House
from ledger.people import Group, Person, PersonId, Roster, Unit, UnitId, UnitKind
from ledger.roster_rows import GROUP, PERSON
from ledger.tasks import Task

HOUSE = House(calendar=WorkCalendar(load_calendars()), hours=OfficeHours())


def office() -> Roster:
    """Return the demo office's roster, numbered in the order of the file."""
    rows = office_rows()
    ids = {row.name: UnitId(n) for n, row in enumerate((r for r in rows if r.kind not in {PERSON, GROUP}), 1)}
    people = {row.name: PersonId(n) for n, row in enumerate((r for r in rows if r.kind == PERSON), 1)}
    return Roster(
        units=tuple(
            Unit(id=ids[row.name], kind=UnitKind(row.kind), name=row.name, parent=ids.get(row.unit))
            for row in rows
            if row.name in ids
        ),
        people=tuple(
            Person(
                id=people[row.name],
                name=row.name,
                unit=ids[row.unit],
                roles=frozenset(row.roles),
                title=row.title,
                superior=people.get(row.superior),
                fields=tuple(ids[name] for name in row.fields),
            )
            for row in rows
            if row.name in people
        ),
        groups=tuple(Group(name=row.name, members=row.members) for row in rows if row.kind == GROUP),
    )


class MemoryBooks:
    """Books without a database."""

    def __init__(self) -> None:
        self.roster = office()
        self.house = HOUSE
        self.records: list[Recorded] = []
        self.tasks: dict[str, Task] = {}

    async def task(self, number: str) -> Task:
        """Return the task as it stands."""
        return self.tasks[number]

    async def entries_of(self, number: str) -> tuple[Recorded, ...]:
        """Return the task's entries."""
        return tuple(r for r in self.records if isinstance(r.entry, TaskEntry) and r.entry.number == number)

    async def next_number(self, year: int) -> str:
        """Take the next number."""
        return f"DB-{year}-{len(self.tasks) + 1}"

    async def append(self, entry: TaskEntry) -> Task:
        """Fold the entry into its task."""
        await self.record(entry)
        self.tasks[entry.number] = fold(self.tasks.get(entry.number), entry, seq=len(self.records))
        return self.tasks[entry.number]

    async def record(self, entry: Entry) -> None:
        """Keep the entry."""
        seq = len(self.records) + 1
        self.records.append(Recorded(seq=seq, entry=entry, recorded_at=entry.at, source=Source(), prev="", hash=""))

    @property
    def moments(self) -> list[datetime]:
        """When each entry was said."""
        return [record.entry.at for record in self.records]
