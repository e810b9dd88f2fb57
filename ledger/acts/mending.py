"""补正: what a returned claim lacked is ticked off item by item by those who put it right."""

from __future__ import annotations

from ledger.acts.ports import Books, branch_for
from ledger.acts.receiving import receive
from ledger.acts.requests import MendItems
from ledger.closing_entries import Mended
from ledger.refusals import NothingToMend
from ledger.tasks import Task
from ledger.transitions import Act


async def mend(books: Books, request: MendItems) -> Task:
    """Record which items are put right; ``NothingToMend`` where none of them waits."""
    task, branch = await branch_for(books, request.number, person=request.person, act=Act.MEND)
    if task.mending is None:
        raise NothingToMend(task.number)
    waiting = task.mending.waiting
    items = tuple(n for n in waiting if not request.items or n in request.items)
    if not items or not set(request.items) <= set(range(1, len(task.mending.items) + 1)):
        raise NothingToMend(task.number, of=len(task.mending.items))
    mended = Mended(number=task.number, by=request.person, at=request.sent_at, assignee=branch.assignee, items=items)
    return await receive(books, task, branch, mended)
