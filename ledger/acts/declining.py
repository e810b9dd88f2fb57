"""不予受理: the assignment is said to belong elsewhere; the first handler keeps it until somebody else signs."""

from __future__ import annotations

from ledger.acts.ports import Books, branch_for
from ledger.acts.requests import DeclineTask
from ledger.entries import Declined
from ledger.refusals import DeclinedBefore, ReasonMissing
from ledger.tasks import Task
from ledger.transitions import Act


async def decline(books: Books, request: DeclineTask) -> Task:
    """Record the refusal and its reason; the branch stays with its first handler, and nobody declines it twice."""
    task, branch = await branch_for(books, request.number, person=request.person, act=Act.DECLINE)
    if branch.assignee in branch.decliners:
        raise DeclinedBefore(task.number)
    if not request.reason.strip():
        raise ReasonMissing(task.number, Act.DECLINE)
    return await books.append(
        Declined(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            assignee=branch.assignee,
            reason=request.reason,
        )
    )
