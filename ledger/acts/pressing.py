"""What the clock does about receipts that are overdue and tasks that are late: nothing twice, whoever rings first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ledger.acts.ports import Books
from ledger.escalations import Escalated, ReceiptChased, Rung
from ledger.people import Assignee, PersonId
from ledger.pressing import level_due, next_rung, reply_limit
from ledger.tasks import Task


async def chase(
    books: Books, number: str, assignee: Assignee, rung: Rung, *, told: Iterable[PersonId], at: datetime
) -> Task | None:
    """Record that the rung was told of the overdue receipt; ``None`` where that is not (or no longer) due."""
    task = await books.task(number)
    branch = next((one for one in task.branches if one.assignee == assignee), None)
    due = next_rung(task, branch, books.house) if branch is not None else None
    if due is None or due.rung is not rung or due.at > at:
        return None
    return await books.append(
        ReceiptChased(number=number, by=None, at=at, assignee=assignee, rung=rung, told=tuple(told))
    )


async def escalate_by_rule(books: Books, number: str, *, at: datetime) -> Task | None:
    """Issue the notice that the workdays overdue call for; ``None`` where none is (or is no longer) due."""
    task = await books.task(number)
    level = level_due(task, at, books.house)
    if level is None:
        return None
    notice = await books.next_notice(books.house.year(at))
    limit = reply_limit(at, books.house)
    return await books.append(Escalated(number=number, by=None, at=at, notice=notice, level=level, limit=limit))
