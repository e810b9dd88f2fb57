"""中止 and 恢复: the clock of a task stands still, and runs again."""

from __future__ import annotations

from datetime import datetime

from ledger.acts.ports import Books, task_for
from ledger.acts.requests import ResumeTask, SuspendTask
from ledger.house import House
from ledger.refusals import ReasonMissing
from ledger.suspensions import deadline_after
from ledger.tasks import Task
from ledger.time_entries import Resumed, Suspended
from ledger.transitions import Act


async def suspend(books: Books, request: SuspendTask) -> Task:
    """Stop the clock; why, or what is awaited, must be said."""
    task = await task_for(books, request.number, person=request.person, act=Act.SUSPEND)
    if not (request.reason.strip() or request.awaiting.strip()):
        raise ReasonMissing(task.number, Act.SUSPEND)
    return await books.append(
        Suspended(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            reason=request.reason,
            awaiting=request.awaiting,
        )
    )


async def resume(books: Books, request: ResumeTask) -> Task:
    """Let the clock run again; the deadline lies later by the suspended workdays."""
    task = await task_for(books, request.number, person=request.person, act=Act.RESUME)
    return await books.append(
        Resumed(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            deadline=_deadline(books.house, task, request),
            note=request.note,
        )
    )


def _deadline(house: House, task: Task, request: ResumeTask) -> datetime | None:
    if task.deadline is None or task.suspended is None:
        return None
    return deadline_after(task.deadline, task.suspended.since, request.sent_at, house)
