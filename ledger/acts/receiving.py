"""签收起算: the first work on a branch is its receipt, and fixes the limit that runs from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from ledger.acts.ports import Books
from ledger.acts.splitting import latest_end, offspring
from ledger.entries import Amended, Completion, Receiving
from ledger.receipts import due_after, is_provisional, owes_term
from ledger.tasks import Branch, Task

R = TypeVar("R", bound=Receiving)


async def receive(books: Books, task: Task, branch: Branch, entry: R) -> Task:
    """Append the work on the branch; if it is the receipt from which the branch's limit runs, the entry fixes it.

    Nothing that was split off the task is due later: once its deadline is known, theirs are brought forward.
    """
    due = await due_if_received(books, task, branch, entry.at)
    if due is None:
        return await books.append(entry)
    after = await books.append(replace(entry, due=due, provisional=is_provisional(entry.at, due, books.house)))
    if _is_settled(after):
        await _shorten(books, after, entry.at)
    return after


async def due_if_received(books: Books, task: Task, branch: Branch, at: datetime) -> datetime | None:
    """Return the limit that a receipt at that moment would fix, never after the parent's end; ``None``: no such."""
    term = owes_term(task, branch)
    if term is None:
        return None
    due = due_after(term, at, books.house)
    end = await latest_end(books, task.parent, at) if task.parent is not None else None
    return due if end is None else min(due, end)


def _is_settled(task: Task) -> bool:
    """Tell whether no further receipt moves the deadline."""
    known = task.deadline is not None
    return known and (task.completion is Completion.ANY or all(one.due is not None for one in task.leads))


async def _shorten(books: Books, task: Task, at: datetime) -> None:
    for child in await offspring(books, task):
        if task.deadline is not None and child.deadline is not None and child.deadline > task.deadline:
            await books.append(Amended(number=child.number, by=None, at=at, deadline=task.deadline))
