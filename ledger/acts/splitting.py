"""分解: what ties a task to those that were split off it; none of them outlives it."""

from __future__ import annotations

from datetime import datetime

from ledger.acts.ports import Books, person_of
from ledger.acts.requests import AmendTask, AssignTask, WithdrawTask
from ledger.entries import Amended, Withdrawn
from ledger.permissions import authorise, may_split
from ledger.receipts import due_after
from ledger.refusals import NotAllowed, OutlivesParent, WrongStatus
from ledger.suspensions import deadline_after
from ledger.tasks import Status, Task
from ledger.transitions import Act, fits


async def check_split(books: Books, request: AssignTask, parent: str) -> None:
    """Refuse to split off what the person may not, what comes too late, or would outlive the parent."""
    task = await books.task(parent)
    person = person_of(books, request.person)
    authorise(books.roster, person, Act.SPLIT, task)
    if not may_split(books.roster, person, task, request.lead + request.support):
        raise NotAllowed(Act.SPLIT)  # Whoever may split it knows the task: what is out of reach are the others.
    if not fits(Act.SPLIT, task.status):
        raise WrongStatus(parent, task.status, Act.SPLIT)
    due = due_after(request.term, request.sent_at, books.house) if request.term is not None else request.deadline
    if due is not None:
        _check_within(task, due)


async def check_within_parent(books: Books, task: Task, deadline: datetime) -> None:
    """Refuse (``OutlivesParent``) a new deadline of a task that lies after its parent's."""
    if task.parent is not None:
        _check_within(await books.task(task.parent), deadline)


async def latest_end(books: Books, number: str, at: datetime) -> datetime | None:
    """Return when the task ends at the latest were it resumed at that moment, by its own parents' ends as well.

    ``None`` where it is closed or has no deadline: then it sets no end to its parts.
    """
    task = await books.task(number)
    if not task.is_open or task.deadline is None:
        return None
    since = task.suspended.since if task.suspended is not None else at
    ends = [deadline_after(task.deadline, since, at, books.house)]
    if task.parent is not None:
        ends += filter(None, [await latest_end(books, task.parent, at)])
    return min(ends)


def _check_within(parent: Task, deadline: datetime) -> None:
    if parent.is_open and parent.deadline is not None and deadline > parent.deadline:
        raise OutlivesParent(parent.number, parent.deadline, deadline)


async def offspring(books: Books, task: Task) -> tuple[Task, ...]:
    """Return what is open of the tasks that were split off the task, and off those."""
    found: list[Task] = []
    for child in [await books.task(number) for number in task.children]:
        found += [child] if child.is_open else []
        found += await offspring(books, child)
    return tuple(found)


async def waiting_children(books: Books, task: Task) -> tuple[str, ...]:
    """Return the numbers of the open children for which nobody has claimed completion yet."""
    children = [await books.task(number) for number in task.children]
    return tuple(one.number for one in children if one.is_open and one.status is not Status.CLAIMED)


async def shorten_children(books: Books, task: Task, request: AmendTask) -> None:
    """Bring the deadlines of what was split off forward with the task's own, where they would lie after it."""
    until = request.deadline
    for child in await offspring(books, task):
        if until is not None and child.deadline is not None and child.deadline > until:
            await books.append(Amended(number=child.number, by=request.person, at=request.sent_at, deadline=until))


async def withdraw_children(books: Books, task: Task, request: WithdrawTask) -> None:
    """Withdraw what is open of what was split off, for the same reason: without the whole it has no purpose."""
    for child in await offspring(books, task):
        await books.append(Withdrawn(number=child.number, by=request.person, at=request.sent_at, reason=request.reason))
