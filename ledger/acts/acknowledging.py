"""签收: the receipt of an assignment."""

from __future__ import annotations

from ledger.acts.ports import Books, branch_for
from ledger.acts.receiving import receive
from ledger.acts.requests import AcknowledgeTask
from ledger.entries import Acknowledged
from ledger.tasks import Task
from ledger.transitions import Act


async def acknowledge(books: Books, request: AcknowledgeTask) -> Task:
    """Record the receipt of the person's branch and return the task as it now stands."""
    task, branch = await branch_for(books, request.number, person=request.person, act=Act.ACKNOWLEDGE)
    entry = Acknowledged(number=task.number, by=request.person, at=request.sent_at, assignee=branch.assignee)
    return await receive(books, task, branch, entry)
