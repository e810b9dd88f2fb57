"""中止 and 恢复: the clock of a task stands still, and runs again."""

from __future__ import annotations

from datetime import datetime

from ledger.acts.ports import Books, task_for
from ledger.acts.requests import ResumeTask, SuspendTask
from ledger.acts.splitting import latest_end
from ledger.receipts import is_provisional
from ledger.refusals import ReasonMissing
from ledger.suspensions import deadline_after, stood_since
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
    """Let the clock run again; the deadline lies later by the suspended workdays, but not after the whole's."""
    task = await task_for(books, request.number, person=request.person, act=Act.RESUME)
    deadline = await _deadline(books, task, request)
    return await books.append(
        Resumed(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            deadline=deadline,
            provisional=deadline is not None and is_provisional(request.sent_at, deadline, books.house),
            note=request.note,
        )
    )


async def _deadline(books: Books, task: Task, request: ResumeTask) -> datetime | None:
    if task.deadline is None or task.suspended is None:
        return None
    moved = deadline_after(task.deadline, stood_since(task, task.suspended.since), request.sent_at, books.house)
    end = await latest_end(books, task.parent, request.sent_at) if task.parent is not None else None
    return moved if end is None else max(task.deadline, min(moved, end))
