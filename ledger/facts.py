"""Facts: what a report is made of, read in bulk at one cut-off; the port between storage and reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import datetime
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
Kinds = tuple[type[Entry], ...] | None
"""Kinds of entries that are asked for; ``None``: all of them."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of the chain at the cut-off."""

    seq: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The ledger as of ``at``, judged by the time of sending: entries sent later are not in it.

    ``tasks`` holds every task open at ``at``, and every other one whose deadline or any entry falls after ``since``.
    ``heard`` says of each open task when somebody last put a word to it; nudges and the clock's entries are none.
    ``records`` holds the entries sent in (since, at], in the order of the chain: all of them, or those of the ``kinds``
    that were asked for. ``late`` is what was sent afterwards and still counts for the day: late returns (补报), and red
    ink (更正) over these entries, which ``tasks`` then know.
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
    kinds: Kinds = None

    def recorded(self, *kinds: type[Entry]) -> tuple[Recorded, ...]:
        """Return the records of these kinds; ``LookupError`` where such entries were not read at all."""
        if self.kinds is not None and not all(issubclass(kind, self.kinds) for kind in kinds):
            raise LookupError(f"not read: {', '.join(kind.__name__ for kind in kinds)}")
        return tuple([record for record in self.records if isinstance(record.entry, kinds)])

    def said(self, kind: type[E]) -> Iterator[E]:
        """Yield the entries of the kind in their order; ``LookupError`` as above."""
        return (record.entry for record in self.recorded(kind) if isinstance(record.entry, kind))

    def days_unheard(self, task: Task) -> int:
        """Return the workdays since somebody last put a word to the open task, else since its assignment."""
        return workdays_unheard(task, self.heard.get(task.number), self.at, self.house)
