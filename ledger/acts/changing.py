"""转办, 撤回, a change of the assignment, and 催办: what is done to a task by those who assign."""

from __future__ import annotations

from ledger.acts.ports import Books, check_present, person_of, task_for
from ledger.acts.requests import AmendTask, CategoriseTask, ReassignTask, RemindTask, WithdrawTask
from ledger.acts.splitting import check_within_parent, shorten_children, withdraw_children
from ledger.closing_entries import Categorised
from ledger.entries import Amended, Reassigned, Reminded, Withdrawn
from ledger.people import Assignee
from ledger.permissions import may_assign
from ledger.receipts import is_provisional
from ledger.refusals import (
    AlreadyAssignee,
    DeadlinePassed,
    NobodyAssigned,
    NoSuchCategory,
    NotAllowed,
    ReasonMissing,
    RemindedLately,
)
from ledger.tasks import Task
from ledger.transitions import Act


async def reassign(books: Books, request: ReassignTask) -> Task:
    """Put another assignee in the place of one; the new one has yet to acknowledge.

    A branch that was declined stays with its first handler (首办) until the new one signs.
    """
    task = await task_for(books, request.number, person=request.person, act=Act.REASSIGN)
    if not may_assign(books.roster, person_of(books, request.person), [request.new]):
        raise NotAllowed(Act.REASSIGN, task.number)
    check_present(books, [request.new])
    if any(branch.assignee == request.new for branch in task.held):
        raise AlreadyAssignee(task.number, request.new)
    return await books.append(
        Reassigned(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            old=_branch_given_up(task, request.old),
            new=request.new,
            reason=request.reason,
        )
    )


def _branch_given_up(task: Task, old: Assignee | None) -> Assignee:
    if old is None and len(task.leads) == 1:
        return task.leads[0].assignee
    if old is None or all(branch.assignee != old for branch in task.branches):
        raise NobodyAssigned
    return old


async def withdraw(books: Books, request: WithdrawTask) -> Task:
    """Withdraw the task, and with it what is open of what was split off; all stays in the ledger with the reason."""
    task = await task_for(books, request.number, person=request.person, act=Act.WITHDRAW)
    if not request.reason.strip():
        raise ReasonMissing(task.number, Act.WITHDRAW)
    await withdraw_children(books, task, request)
    return await books.append(
        Withdrawn(number=task.number, by=request.person, at=request.sent_at, reason=request.reason)
    )


async def amend(books: Books, request: AmendTask) -> Task:
    """Change title or deadline of the assignment; the original deadline is kept beside it.

    What was split off is never due later: brought forward, the deadline takes theirs along.
    """
    task = await task_for(books, request.number, person=request.person, act=Act.AMEND)
    if request.deadline is not None and request.deadline <= request.sent_at:
        raise DeadlinePassed(request.deadline)
    if request.deadline is not None:
        await check_within_parent(books, task, request.deadline)
    await shorten_children(books, task, request)
    return await books.append(
        Amended(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            title=request.title,
            deadline=request.deadline,
            reason=request.reason,
            said=request.said,
            provisional=_is_provisional(books, request),
        )
    )


def _is_provisional(books: Books, request: AmendTask) -> bool | None:
    deadline = request.deadline
    return None if deadline is None else is_provisional(request.sent_at, deadline, books.house)


async def categorise(books: Books, request: CategoriseTask) -> Task:
    """Put the task under one of the house's categories (类别); its evidence is asked for from the next claim on."""
    task = await task_for(books, request.number, person=request.person, act=Act.CATEGORISE)
    known = tuple(books.house.evidence_needs)
    if request.category not in known:
        raise NoSuchCategory(task.number, known)
    return await books.append(
        Categorised(number=task.number, by=request.person, at=request.sent_at, category=request.category)
    )


async def remind(books: Books, request: RemindTask) -> Task:
    """Record one urging; within the pause (working hours) the last one stands and nothing is recorded."""
    task = await task_for(books, request.number, person=request.person, act=Act.REMIND)
    if task.reminded_at is not None:
        house = books.house
        again_at = house.hours.add_working_hours(task.reminded_at, house.escalation.urge_pause_hours, house.calendar)
        if request.sent_at < again_at:
            raise RemindedLately(task.number, task.reminded_at, again_at)
    return await books.append(Reminded(number=task.number, by=request.person, at=request.sent_at))
