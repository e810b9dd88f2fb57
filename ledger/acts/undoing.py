"""撤销: a person takes back their own last act, as long as it is fresh and nobody has gone on from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from ledger.acts.ports import Books, person_of
from ledger.acts.requests import UndoLast
from ledger.entries import Closed, CompletionClaimed, Recorded, TaskEntry, Withdrawn
from ledger.folding import replay
from ledger.office_entries import PersonLeft
from ledger.permissions import may_for
from ledger.refusals import (
    ActedSince,
    NotAllowed,
    NothingToUndo,
    NotLastAct,
    NotUndoable,
    OutlivesParent,
    UndoneAlready,
    UndoTooLate,
)
from ledger.suspensions import deadline_after
from ledger.tasks import Status, Task
from ledger.transitions import Act
from ledger.undo_entries import Undone
from ledger.undoing import UNDOABLE, Undoing, undone_by

_RELIED_ON = {
    Status.CLAIMED: CompletionClaimed,
    Status.CLOSED: Closed,
    Status.ARCHIVED: Closed,
    Status.WITHDRAWN: Withdrawn,
}


async def undo(books: Books, request: UndoLast) -> tuple[Recorded, ...]:
    """Take back everything that the person's last message or tap recorded; return it as it had been recorded."""
    person = person_of(books, request.person)
    if not may_for(books.roster, person, Act.UNDO, person):
        raise NotAllowed(Act.UNDO)
    last = await books.last_act(request.person)
    await _check_meant(books, request, last)
    if request.sent_at - last[0].entry.at > books.house.undo_within:
        raise UndoTooLate(books.house.undo_within)
    undoings = [await _checked(books, record) for record in last]
    await _check_family(books, undoings, request.sent_at)
    for one in reversed(undoings):
        await books.append(
            Undone(
                number=one.entry.number,
                by=request.person,
                at=request.sent_at,
                undoes=one.record.seq,
                kind=type(one.entry).__name__,
            )
        )
    return last


async def _check_meant(books: Books, request: UndoLast, last: tuple[Recorded, ...]) -> None:
    """Refuse what is not the last act, or was undone before: a second press, or going back a further step."""
    if not last:
        raise NothingToUndo
    if request.seq is not None and request.number is not None:
        if request.seq in undone_by(await books.entries_of(request.number)):
            raise UndoneAlready(request.number)
        if all(record.seq != request.seq for record in last):
            raise NotLastAct
    numbers = {record.entry.number for record in last if isinstance(record.entry, TaskEntry)}
    if request.number is not None and request.number not in numbers:
        raise NotLastAct
    for record in last:
        if isinstance(record.entry, Undone):
            raise UndoneAlready(record.entry.number)


async def _checked(books: Books, record: Recorded) -> Undoing:
    entry = record.entry
    if not isinstance(entry, TaskEntry) or not UNDOABLE[type(entry)]:
        raise NotUndoable(type(entry).__name__)
    undoing = Undoing(record, entry, await books.entries_of(entry.number))
    if undoing.since is not None:
        raise ActedSince(entry.number, undoing.since.entry.by, type(undoing.since.entry).__name__)
    return undoing


async def _check_family(books: Books, undoings: Iterable[Undoing], at: datetime) -> None:
    """Refuse what would let a part outlive its whole, open one that the whole was claimed without, or serve nobody."""
    restored = _restored(undoings)
    for task in restored.values():
        _check_present(books, task)
        for number in task.children:
            _check_within(books, task, restored.get(number) or await books.task(number), at)
        if task.parent is None:
            continue
        whole = restored.get(task.parent) or await books.task(task.parent)
        _check_within(books, whole, task, at)
        reopened = task.status not in _RELIED_ON and (await books.task(task.number)).status in _RELIED_ON
        if reopened and whole.status in _RELIED_ON:
            raise ActedSince(whole.number, None, _RELIED_ON[whole.status].__name__)


def _restored(undoings: Iterable[Undoing]) -> Mapping[str, Task]:
    """Return the tasks as they will stand, by number."""
    gone: dict[str, set[int]] = {}
    records: dict[str, tuple[Recorded, ...]] = {}
    for one in undoings:
        gone.setdefault(one.entry.number, set()).add(one.record.seq)
        records[one.entry.number] = one.records
    return {
        number: replay(record for record in known if record.seq not in gone[number])
        for number, known in records.items()
    }


def _check_present(books: Books, task: Task) -> None:
    """Refuse to give an open branch back to somebody who has left meanwhile."""
    people = (branch.assignee.person for branch in task.held if task.is_open)
    if any(person is not None and not person_of(books, person).is_active for person in people):
        raise ActedSince(task.number, None, PersonLeft.__name__)


def _check_within(books: Books, whole: Task, part: Task, at: datetime) -> None:
    if not (whole.is_open and part.is_open) or whole.deadline is None or part.deadline is None:
        return
    end = whole.deadline
    if whole.suspended is not None:
        end = deadline_after(end, whole.suspended.since, at, books.house)
    if part.deadline > end:
        raise OutlivesParent(whole.number, end, part.deadline)
