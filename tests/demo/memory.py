"""Books in memory that fold what is appended, with the demo office's roster."""

from __future__ import annotations

from datetime import datetime

from bot.demo.plan import office_rows
from bot.roster_files.roster import roster_of
from config.calendars import load_calendars
from ledger.calendar import WorkCalendar
from ledger.entries import Entry, Recorded, Source, TaskEntry
from ledger.folding import replay
from ledger.hours import OfficeHours
from ledger.house import House
from ledger.people import PersonId
from ledger.tasks import Task

HOUSE = House(calendar=WorkCalendar(load_calendars()), hours=OfficeHours())


class MemoryBooks:
    """Books without a database."""

    def __init__(self) -> None:
        self.roster = roster_of(office_rows())
        self.house = HOUSE
        self.records: list[Recorded] = []
        self.tasks: dict[str, Task] = {}

    async def task(self, number: str) -> Task:
        """Return the task as it stands."""
        return self.tasks[number]

    async def entries_of(self, number: str) -> tuple[Recorded, ...]:
        """Return the task's entries."""
        return tuple(r for r in self.records if isinstance(r.entry, TaskEntry) and r.entry.number == number)

    async def last_act(self, person: PersonId) -> tuple[Recorded, ...]:
        """Return the entries of the person's latest moment of sending."""
        mine = [record for record in self.records if record.entry.by == person]
        return tuple(record for record in mine if record.entry.at == mine[-1].entry.at)

    async def next_number(self, year: int) -> str:
        """Take the next number."""
        return f"DB-{year}-{len(self.tasks) + 1}"

    async def append(self, entry: TaskEntry) -> Task:
        """Fold the entry into its task."""
        await self.record(entry)
        self.tasks[entry.number] = replay(await self.entries_of(entry.number))
        return self.tasks[entry.number]

    async def record(self, entry: Entry) -> Recorded:
        """Keep the entry."""
        seq = len(self.records) + 1
        self.records.append(Recorded(seq=seq, entry=entry, recorded_at=entry.at, source=Source(), prev="", hash=""))
        return self.records[-1]

    async def records_of(self, *kinds: type[Entry], after: int = 0) -> tuple[Recorded, ...]:
        """Return all entries of these kinds in order; with ``after`` those behind that ``seq``."""
        return tuple(one for one in self.records[after:] if isinstance(one.entry, kinds))

    @property
    def moments(self) -> list[datetime]:
        """When each entry was said."""
        return [record.entry.at for record in self.records]
