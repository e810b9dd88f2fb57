"""Facts: what a report is made of, read in bulk at one cut-off; the port between storage and reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import UTC, datetime
from typing import TypeVar

from ledger.documents import Document
from ledger.entries import Entry, LeaveTaken, Recorded
from ledger.house import House
from ledger.information import Information
from ledger.people import Roster
from ledger.queries import workdays_unheard
from ledger.tasks import Task
from ledger.values import dataclass

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a period is asked for: its entries of these ``kinds``, and those of ``lately`` sent after ``since``.

    With such a moment no task is asked for of which no entry was sent after it. With ``begun``, of the tasks that are
    over only those are that were assigned after it, or that were visited. ``silence``: since when nobody has spoken.
    Entries bear their links only where ``ALL`` is asked for.
    """

    kinds: tuple[type[Entry], ...]
    lately: tuple[type[Entry], ...] = ()
    since: datetime | None = None
    begun: datetime | None = None
    silence: bool = True

    def holds(self, kind: type[Entry], after: datetime) -> bool:
        """Tell whether all entries of the kind that were sent after the moment are among what was asked for."""
        is_late_enough = self.since is not None and after >= self.since
        return issubclass(kind, self.kinds) or (is_late_enough and issubclass(kind, self.lately))


ALL = Wanted((Entry,))


def aligned(moment: datetime, tasks: Iterable[Task]) -> datetime:
    """Return the moment in the zone in which the tasks carry theirs.

    Python compares two moments of one zone in a thirtieth of the time that it takes for two of different zones.
    """
    one = next(iter(tasks), None)
    return moment if one is None else moment.astimezone(one.assigned_at.tzinfo)


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of the chain at the cut-off."""

    seq: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The ledger as of ``at``, judged by the time of sending: entries sent later are not in it.

    ``tasks`` holds every task open at ``at``, and every other one whose deadline or any entry falls after ``since``.
    ``heard`` says of each open task that is old enough to be silent when somebody last put a word to it; nudges and
    the clock's entries are none.
    ``records`` holds the entries sent in (since, at], in the order of the chain; of them, and of the tasks, what was
    ``wanted``. ``late`` is what was sent afterwards and still counts for the day: late returns (补报), and red ink
    (更正) over these entries, which ``tasks`` then know.
    ``documents`` (办文) are those open at ``at``, and the others with an entry sent after ``since``.
    ``information`` (政务信息) is everything that was submitted until ``at``, with the adoptions until then.
    """

    since: datetime
    at: datetime
    house: House
    roster: Roster
    tasks: tuple[Task, ...]
    records: tuple[Recorded, ...]
    leaves: tuple[LeaveTaken, ...]
    head: Head
    heard: Mapping[str, datetime] = field(default_factory=dict)
    late: tuple[Recorded, ...] = ()
    documents: tuple[Document, ...] = ()
    information: tuple[Information, ...] = ()
    wanted: Wanted = ALL

    def aligned(self, moment: datetime) -> datetime:
        """Return the moment in the zone in which the tasks carry theirs."""
        return aligned(moment, self.tasks)

    def must_hold(self, *, every_open: bool = False, every_over: bool = False, last_words: bool = False) -> None:
        """Raise ``LookupError`` where not all open tasks were read, all that ended in the period, or who spoke last."""
        if every_open and self.wanted.since is not None:
            raise LookupError("not read: all open tasks")
        if every_over and self.wanted.begun is not None:
            raise LookupError("not read: all tasks that are over")
        if last_words and not self.wanted.silence:
            raise LookupError("not read: who spoke last")

    def recorded(
        self, *kinds: type[Entry], after: datetime | None = None, until: datetime | None = None
    ) -> tuple[Recorded, ...]:
        """Return the records of these kinds, those sent in (after, until]; by default of the whole period.

        ``LookupError`` where such entries were not read at all.
        """
        first, last = (after or self.since).astimezone(UTC), (until or self.at).astimezone(UTC)
        if not all(self.wanted.holds(kind, first) for kind in kinds):
            raise LookupError(f"not read: {', '.join(kind.__name__ for kind in kinds)}")
        return tuple([one for one in self.records if isinstance(one.entry, kinds) and first < one.entry.at <= last])

    def said(self, kind: type[E], *, after: datetime | None = None, until: datetime | None = None) -> Iterator[E]:
        """Yield the entries of the kind in their order, as above."""
        found = self.recorded(kind, after=after, until=until)
        return (record.entry for record in found if isinstance(record.entry, kind))

    def days_unheard(self, task: Task) -> int:
        """Return the workdays since somebody last put a word to the open task, of a young one since its assignment.

        ``LookupError`` where that was not read.
        """
        self.must_hold(last_words=True)
        return workdays_unheard(task, self.heard.get(task.number), self.at, self.house)
