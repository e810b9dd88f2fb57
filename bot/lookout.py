"""The lookout: what the clock may have to press for now, found without reading again what is not due.

After one look at all that is owed, each ring reads only what has changed since the one before, and what has come due.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date, datetime
from heapq import heappop, heappush

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
    """Remembers by its number when a task is to be looked at next; what is ``ripe`` waits until it was dealt with.

    All is looked at anew on each day, for days overdue are counted by the calendar, where the rules have changed, and
    where the clock or the chain went back.
    """

    seq: int = -1
    day: date = date.min
    looked: datetime | None = None
    house: House | None = None
    agenda: list[tuple[datetime, str, bool]] = field(default_factory=list)
    ripe: dict[str, bool] = field(default_factory=dict)

    async def may_be_due(self, books: OpenBooks) -> list[str]:
        """Return the numbers of the tasks to be pressed for, if anything is; in quiet time only those of 特急."""
        head, day = (await books.head()).seq, books.house.hours.local(books.now).date()
        goes_on = self.house is books.house and self.day == day and self.seq <= head
        if goes_on and self.looked is not None and self.looked <= books.now:
            self._file(await books.tasks.changed_after(self.seq), books)
        else:
            self.agenda, self.ripe = [], {}
            async for owed in books.tasks.owed(books.now):
                self._file(owed, books)
        self.seq, self.day, self.looked, self.house = head, day, books.now, books.house
        while self.agenda and self.agenda[0][0] <= books.now:
            _, number, is_critical = heappop(self.agenda)
            self.ripe[number] = is_critical
        quiet = is_quiet(books.now, books.house)
        return [number for number, is_critical in self.ripe.items() if is_critical or not quiet]

    def dealt_with(self, tasks: Iterable[str]) -> None:
        """Forget them until they change, or their next hour comes."""
        for number in tasks:
            self.ripe.pop(number, None)

    def _file(self, tasks: Iterable[Task], books: OpenBooks) -> None:
        for task in tasks:
            self.ripe.pop(task.number, None)
            for at in _hours(task, books.now, books.house):
                heappush(self.agenda, (at, task.number, task.urgency is Urgency.CRITICAL))


def _hours(task: Task, now: datetime, house: House) -> list[datetime]:
    """Return when the task's receipts, and its notice of today, are to be pressed for."""
    rungs = (next_rung(task, branch, house) for branch in task.unacknowledged)
    found = [due.at for due in rungs if due is not None and due.rung is not Rung.LEADER]
    if level_due(task, now, house) is not None:
        opening = house.hours.at(house.hours.local(now).date(), house.hours.morning_start)
        found.append(max(now, opening))
    return found
