"""延期: an extension is asked for with a date and a reason, and decided by those who may."""

from __future__ import annotations

from datetime import datetime

from ledger.acts.ports import Books, branch_for, person_of, task_for
from ledger.acts.receiving import due_if_received, receive
from ledger.acts.requests import DecideExtension, RequestExtension
from ledger.acts.splitting import check_within_parent
from ledger.house import House
from ledger.people import Person, Role, Roster
from ledger.permissions import may, scopes, takes_part
from ledger.refusals import (
    AskedTooLate,
    DeadlinePassed,
    DeciderIsDoer,
    ExtensionPending,
    ExtensionsUsedUp,
    NotAllowed,
    NothingAsked,
    NotLater,
    ReasonMissing,
)
from ledger.scopes import Scope
from ledger.tasks import AskedExtension, Task
from ledger.time_entries import ExtensionDecided, ExtensionRequested
from ledger.transitions import Act


async def request_extension(books: Books, request: RequestExtension) -> Task:
    """Record the request; the deadline in force stays as it is."""
    task, branch = await branch_for(books, request.number, person=request.person, act=Act.REQUEST_EXTENSION)
    check_request(books.house, task, request.sent_at)
    if not request.reason.strip():
        raise ReasonMissing(task.number, Act.REQUEST_EXTENSION)
    _check_deadline(task, request.deadline, request.sent_at)
    due = await due_if_received(books, task, branch, request.sent_at)  # Asking is a receipt, too.
    if due is not None and request.deadline <= due:
        raise NotLater(task.number, due)
    await check_within_parent(books, task, request.deadline)
    return await receive(
        books,
        task,
        branch,
        ExtensionRequested(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            assignee=branch.assignee,
            deadline=request.deadline,
            reason=request.reason,
        ),
    )


def check_request(house: House, task: Task, at: datetime) -> None:
    """Refuse what no date and no reason would make possible: for the question, before anything is asked."""
    if task.asked is not None:
        raise ExtensionPending(task.number, task.asked.deadline)
    if task.last_extension or task.extensions >= house.extensions_at_most:
        raise ExtensionsUsedUp(task.number, task.extensions, last=task.last_extension)
    if not house.late_extensions and task.deadline is not None and at > task.deadline:
        raise AskedTooLate(task.number, task.deadline)


def _check_deadline(task: Task, wanted: datetime, at: datetime) -> None:
    if wanted <= at:
        raise DeadlinePassed(wanted)
    if task.deadline is not None and wanted <= task.deadline:
        raise NotLater(task.number, task.deadline)


async def decide_extension(books: Books, request: DecideExtension) -> Task:
    """Record the decision; granted without a date, it is what was asked for. Whoever works on the task decides not."""
    task = await task_for(books, request.number, person=request.person, act=Act.DECIDE_EXTENSION)
    asked = _checked(books, task, request)
    deadline = (request.deadline or asked.deadline) if request.granted else None
    if deadline is not None:
        _check_deadline(task, deadline, request.sent_at)
        await check_within_parent(books, task, deadline)
    return await books.append(
        ExtensionDecided(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            granted=request.granted,
            deadline=deadline,
            last=request.last and request.granted,
            reason=request.reason,
        )
    )


def _checked(books: Books, task: Task, request: DecideExtension) -> AskedExtension:
    person = person_of(books, request.person)
    if not may_decide(books.roster, books.house, person, task):
        raise NotAllowed(Act.DECIDE_EXTENSION, task.number)
    if takes_part(books.roster, person, task):
        raise DeciderIsDoer(task.number)
    if task.asked is None:
        raise NothingAsked(task.number)
    return task.asked


def may_decide(roster: Roster, house: House, person: Person, task: Task) -> bool:
    """Tell whether the person decides extensions of the task: leaders in their field, others where it is delegated."""
    delegated_only = scopes(person, Act.DECIDE_EXTENSION) == {Scope.DELEGATED}
    if delegated_only and not house.coordinators_decide:
        return False
    return may(roster, person, Act.DECIDE_EXTENSION, task)


def who_decides(roster: Roster, house: House, task: Task) -> tuple[Person, ...]:
    """Return who is asked about an extension: whoever assigned, else those of the field, else everybody who may.

    Never somebody who works on the task.
    """
    role = Role.COORDINATOR if house.coordinators_decide else Role.LEADER
    able = [
        one
        for one in roster.holders(role)
        if may_decide(roster, house, one, task) and not takes_part(roster, one, task)
    ]
    nearest = [one for one in able if one.id == task.assigned_by] or [one for one in able if one.fields]
    return tuple(nearest or able)
