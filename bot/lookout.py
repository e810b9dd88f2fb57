"""The lookout: what the clock may have to press for now, found without reading again what is not due.

After one look at all that is owed, each ring reads only what has changed since the one before, and what has come due.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date, datetime

from bot.agenda import Agenda
from ledger.entries import Urgency
from ledger.escalations import Rung
from ledger.house import House
from ledger.pressing import level_due, next_rung
from ledger.slots import is_quiet
from ledger.tasks import Task
from ledger.values import dataclass
from storage.books import OpenBooks


@dataclass
class Lookout:
    """Remembers by its last entry when a task is to be looked at next; what has come due waits until it is dealt with.

    All is looked at anew on each day, for days overdue are counted by the calendar, where the rules have changed, and
    where the clock or the chain went back. Tasks that are 特急 are on an agenda of their own: they break the quiet.
    """

    seq: int = -1
    day: date = date.min
    looked: datetime | None = None
    house: House | None = None
    critical: Agenda = field(default_factory=Agenda)
    others: Agenda = field(default_factory=Agenda)

    async def may_be_due(self, books: OpenBooks) -> list[int]:
        """Return the last entries of the tasks to be pressed for, if anything is; in quiet time only of 特急."""
        head, day = (await books.head()).seq, books.house.hours.local(books.now).date()
        goes_on = self.house is books.house and self.day == day and self.seq <= head
        if goes_on and self.looked is not None and self.looked <= books.now:
            for task in await books.tasks.changed_after(self.seq):
                for at in _hours(task, books.now, books.house):
                    self._agenda_of(task).insert(at, task.version)
        else:
            await self._look_at_all(books)
        self.seq, self.day, self.looked, self.house = head, day, books.now, books.house
        return [version for agenda in self._heeded(books) for version in agenda.due(books.now)]

    def dealt_with(self, books: OpenBooks) -> None:
        """Forget what was due for these books until it changes, or its next hour comes."""
        for agenda in self._heeded(books):
            agenda.forget(books.now)

    async def _look_at_all(self, books: OpenBooks) -> None:
        self.critical, self.others = Agenda(), Agenda()
        async for owed in books.tasks.owed(books.now):
            for task in owed:
                for at in _hours(task, books.now, books.house):
                    self._agenda_of(task).note(at, task.version)
        for agenda in (self.critical, self.others):
            agenda.sort()

    def _agenda_of(self, task: Task) -> Agenda:
        return self.critical if task.urgency is Urgency.CRITICAL else self.others

    def _heeded(self, books: OpenBooks) -> Iterator[Agenda]:
        yield self.critical
        if not is_quiet(books.now, books.house):
            yield self.others


def _hours(task: Task, now: datetime, house: House) -> list[datetime]:
    """Return when the task's receipts, and its notice of today, are to be pressed for."""
    rungs = (next_rung(task, branch, house) for branch in task.unacknowledged)
    found = [due.at for due in rungs if due is not None and due.rung is not Rung.LEADER]
    if level_due(task, now, house) is not None:
        opening = house.hours.at(house.hours.local(now).date(), house.hours.morning_start)
        found.append(max(now, opening))
    return found
