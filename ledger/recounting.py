"""What was provisional (暂定), counted by the calendar of today: the task's entries are folded as if it had been known.

An entry's own limit is counted anew only where the words, the term or the rule give precisely the recorded moment by
the calendar of that time; else it stays, and somebody has to look. What was decided (延期) stays as it was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ledger.entries import Amended, Assigned, Entry, Receiving, Recorded
from ledger.folding import fold
from ledger.house import House
from ledger.origin_entries import RecurrenceSet
from ledger.receipts import due_after
from ledger.recurrence import due_instead
from ledger.suspensions import deadline_after, stood_since
from ledger.tasks import Task
from ledger.time_entries import Recounted, Resumed
from ledger.undoing import standing
from ledger.values import dataclass

Limits = tuple[datetime, ...]
"""The deadline, then those of the stages."""
Reads = Callable[[Assigned | Amended, House, datetime | None], Iterable[Sequence[Limits]]]
"""What the words of an entry may mean by a house's calendar, beside the deadline before; likelier readings first."""


@dataclass(frozen=True)
class Recount:
    """How to count: by the calendar of today (``house``), and those that may have held at the entry of a ``seq``."""

    house: House
    then: Callable[[int], Sequence[House]]
    read: Reads
    rules: Mapping[int, RecurrenceSet]

    def of(self, records: Iterable[Recorded]) -> tuple[Task, bool]:
        """Return the task as it would stand, and whether every provisional limit could be counted anew."""
        was: Task | None = None
        now: Task | None = None
        certain = True
        for record in standing(records):
            entry, sure = record.entry, True
            if not isinstance(entry, Recounted):
                entry, sure = self._anew(record, was, now)
                now = fold(now, entry, seq=record.seq)
            certain = sure if _sets_all(record.entry) else certain and sure
            was = fold(was, record.entry, seq=record.seq)
        if now is None:
            raise ValueError("a task has at least one entry")
        return now, certain

    def _anew(self, record: Recorded, was: Task | None, now: Task | None) -> tuple[Entry, bool]:
        """Return the entry as it would have been recorded, and whether that is certain."""
        entry = record.entry
        if not _is_provisional(entry):
            return entry, True
        for before in self.then(record.seq):
            found = self._counted_again(entry, before, was, now)
            if found is not None:
                return found, True
        return entry, not isinstance(entry, Assigned | Amended)  # Other limits were cut at the whole's end.

    def _counted_again(self, entry: Entry, before: House, was: Task | None, now: Task | None) -> Entry | None:
        """Return the entry by the calendar of today; ``None`` where the one before does not give what was recorded."""
        match entry:
            case Assigned() if entry.cause is not None and entry.cause in self.rules and entry.deadline is not None:
                rule = self.rules[entry.cause]
                due = due_instead(rule, entry.deadline, before=before, house=self.house)
                return replace(entry, deadline=due) if due is not None else None
            case Assigned():
                limits = self._said_again(entry, before, was, now, entry.stage_deadlines)
                return replace(entry, deadline=limits[0], stage_deadlines=limits[1:]) if limits else None
            case Amended():
                limits = self._said_again(entry, before, was, now, ())
                return replace(entry, deadline=limits[0]) if limits else None
            case Receiving() if was is not None:
                return self._received_again(entry, before, was)
            case Resumed() if was is not None and now is not None:
                return self._resumed_again(entry, before, was, now)
            case _:
                return None

    def _said_again(
        self, entry: Assigned | Amended, before: House, was: Task | None, now: Task | None, stages: Limits
    ) -> Limits | None:
        """Return what the words say now: by the first reading that gave what was recorded, if it is of one mind."""
        olds = self.read(entry, before, was.deadline if was else None)
        news = self.read(entry, self.house, now.deadline if now else None)
        for old, new in zip(olds, news, strict=True):
            pairs = zip(old, new, strict=True) if len(old) == len(new) else ()
            found = {after for limits, after in pairs if limits == (entry.deadline, *stages)}
            if len(found) == 1:
                return found.pop()
        return None

    def _received_again(self, entry: Receiving, before: House, was: Task) -> Receiving | None:
        term = was.original_term
        if term is None or due_after(term, entry.at, before) != entry.due:
            return None
        return replace(entry, due=due_after(term, entry.at, self.house))

    def _resumed_again(self, entry: Resumed, before: House, was: Task, now: Task) -> Resumed | None:
        if not was.suspended or not was.deadline or not now.deadline or not now.suspended:
            return None
        if deadline_after(was.deadline, stood_since(was, was.suspended.since), entry.at, before) != entry.deadline:
            return None
        since = stood_since(now, now.suspended.since)
        return replace(entry, deadline=deadline_after(now.deadline, since, entry.at, self.house))


def _is_provisional(entry: Entry) -> bool:
    """Tell whether the entry set a limit that may have to be counted anew."""
    match entry:
        case Assigned() | Amended():
            return entry.deadline is not None and bool(entry.provisional)
        case Receiving():
            return entry.due is not None and entry.provisional
        case Resumed():
            return entry.deadline is not None
        case _:
            return False


def _sets_all(entry: Entry) -> bool:
    """Tell whether the entry gives the task a deadline in the place of whatever there was."""
    return isinstance(entry, Amended) and entry.deadline is not None
