"""Books in memory: what the acts lean on, with nothing below; they pass the same contract suite as the store's."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

from config.calendars import CalendarDay, CalendarYear
from ledger.attendance import LEAVE, absences, leaves_in_force
from ledger.calendar import WorkCalendar
from ledger.chain import GENESIS, entry_hash
from ledger.document_entries import DocumentEntry, DocumentKind
from ledger.documents import Document, numbering_of, replay_document
from ledger.entries import Entry, Recorded, Source, TaskEntry
from ledger.facts import Head
from ledger.folding import replay
from ledger.house import House
from ledger.office_entries import CalendarDaySet, CalendarYearSet, PersonLeft, PersonMoved
from ledger.people import NEWCOMER, Person, PersonId, Roster
from ledger.refusals import NoSuchTask
from ledger.register_entries import RegisterEntry
from ledger.tasks import Task
from storage.codec import body_of, encode, storable


class MemoryBooks:
    """The port of ``ledger.acts`` over a list of entries."""

    def __init__(self, *, roster: Roster, house: House, now: datetime | None = None) -> None:
        self.roster = roster
        self.house = self._shipped = house
        self.now = now or datetime(2026, 11, 23, 2, tzinfo=UTC)
        self.records: list[Recorded] = []
        self._tasks: dict[str, Task] = {}
        self._numbers: dict[int, int] = {}
        self._notices: dict[int, int] = {}
        self._papers: Counter[tuple[DocumentKind, int]] = Counter()

    @property
    def entries(self) -> list[Entry]:
        """The entries without their links."""
        return [record.entry for record in self.records]

    async def task(self, number: str) -> Task:
        """Return the task; ``NoSuchTask`` where there is none."""
        try:
            return self._tasks[number]
        except KeyError:
            raise NoSuchTask(number) from None

    async def entries_of(self, number: str) -> tuple[Recorded, ...]:
        """Return the entries of a task or document in order."""
        return tuple(
            record
            for record in self.records
            if isinstance(record.entry, TaskEntry | RegisterEntry) and record.entry.number == number
        )

    async def last_act(self, person: PersonId) -> tuple[Recorded, ...]:
        """Return the entries of the person's latest moment of sending."""
        mine = [record for record in self.records if record.entry.by == person]
        return tuple(record for record in mine if record.entry.at == mine[-1].entry.at)

    async def next_number(self, year: int) -> str:
        """Take the year's next number."""
        self._numbers[year] = self._numbers.get(year, 0) + 1
        return self.house.numbering.format(year=year, n=self._numbers[year])

    async def next_notice(self, year: int) -> str:
        """Take the year's next number of a supervision notice."""
        self._notices[year] = self._notices.get(year, 0) + 1
        return self.house.notice_numbering.format(year=year, n=self._notices[year])

    async def next_document(self, kind: DocumentKind, year: int) -> str:
        """Take the year's next number of a document of that kind."""
        self._papers[kind, year] += 1
        return numbering_of(kind, self.house).format(year=year, n=self._papers[kind, year])

    async def document(self, number: str) -> Document | None:
        """Return the document; ``None`` where there is none."""
        records = await self.entries_of(number)
        return replay_document(records) if records else None

    async def open_documents(self) -> tuple[Document, ...]:
        """Return every document that is neither finished nor withdrawn."""
        numbers = dict.fromkeys(one.entry.number for one in self.records if isinstance(one.entry, DocumentEntry))
        found = [replay_document(await self.entries_of(number)) for number in numbers]
        return tuple(one for one in found if one.is_open)

    async def file(self, entry: DocumentEntry) -> Document:
        """Append the entry and return the document as it now stands."""
        self._write(entry)
        return replay_document(await self.entries_of(entry.number))

    async def append(self, entry: TaskEntry) -> Task:
        """Append the entry and return the task as it now stands."""
        self._write(entry)
        self._tasks[entry.number] = replay(await self.entries_of(entry.number))
        return self._tasks[entry.number]

    async def record(self, entry: Entry) -> Recorded:
        """Append an entry that belongs to no task; what is about the calendar holds at once."""
        record = self._write(entry)
        if isinstance(entry, CalendarYearSet | CalendarDaySet):
            self.house = replace(self._shipped, calendar=self._calendar())
        if isinstance(entry, LEAVE):
            today = self.house.hours.local(self.now).date()
            self.roster = replace(self.roster, absences=absences(leaves_in_force(self.entries), today))
        if isinstance(entry, PersonLeft | PersonMoved):
            people = tuple(_changed(one, entry) for one in self.roster.people)
            self.roster = replace(self.roster, people=people)
        return record

    def _calendar(self) -> WorkCalendar:
        """Lay the notices and the office's own days over the shipped years."""
        years = {one.year: one for one in self.entries if isinstance(one, CalendarYearSet)}
        own = {one.day: one.works for one in self.entries if isinstance(one, CalendarDaySet)}
        notices = [
            CalendarYear(
                year=one.year,
                papers=(one.paper,),
                days=tuple(CalendarDay(name=day.name, date=day.day, isOffDay=not day.works) for day in one.days),
            )
            for one in years.values()
        ]
        days = [CalendarDay(name="", date=day, isOffDay=not works) for day, works in own.items() if works is not None]
        return self._shipped.calendar.with_notices(notices).overlaid(days)

    async def hold(self) -> Head:
        """Return the last link; nobody else writes here."""
        return Head(len(self.records), self.records[-1].hash if self.records else GENESIS)

    async def put_person(self, person: Person) -> PersonId:
        """Let the roster say this of the person, a newcomer at its end."""
        number = person.id or PersonId(1 + max(one.id for one in self.roster.people))
        kept = replace(person, id=number)
        others = tuple(kept if one.id == number else one for one in self.roster.people)
        self.roster = replace(self.roster, people=(*others, kept) if person.id == NEWCOMER else others)
        return number

    async def closed_in(self, first: date, last: date) -> tuple[str, ...]:
        """Return the numbers of the tasks that are closed, and were closed on one of these local days."""
        over = ((task.number, task.closed_at) for task in self._tasks.values())
        days = {number: self.house.hours.local(at).date() for number, at in over if at is not None}
        return tuple(number for number, day in days.items() if first <= day <= last)

    async def records_of(self, *kinds: type[Entry], after: int = 0) -> tuple[Recorded, ...]:
        """Return all entries of these kinds in order; with ``after`` those behind that ``seq``."""
        return tuple(one for one in self.records[after:] if isinstance(one.entry, kinds))

    def _write(self, entry: Entry) -> Recorded:
        entry = storable(entry)
        coded, prev = encode(entry), self.records[-1].hash if self.records else GENESIS
        row = {
            "seq": len(self.records) + 1,
            "kind": coded.kind,
            "task": coded.task,
            "at": entry.at,
            "recorded_at": self.now,
            "by": entry.by,
            "chat": None,
            "message": None,
            "data": json.loads(coded.data),
        }
        record = Recorded(
            seq=len(self.records) + 1,
            entry=entry,
            recorded_at=self.now,
            source=Source(),
            prev=prev,
            hash=entry_hash(prev, body_of(row)),
        )
        self.records.append(record)
        return record


def _changed(person: Person, entry: PersonLeft | PersonMoved) -> Person:
    if person.id != entry.person:
        return person
    if isinstance(entry, PersonLeft):
        return replace(person, left_at=entry.at)
    return replace(person, unit=entry.unit, roles=frozenset(entry.roles), title=entry.title)
