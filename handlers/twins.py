"""Tasks given twice: the same words sent or forwarded to two groups are proposed as one (重复交办)."""

from __future__ import annotations

from rapidfuzz import fuzz

from handlers.storing import Draft
from ledger.tasks import Task
from storage.books import OpenBooks

ALIKE = 88
"""Of 100: titles that differ in a word or two. Another quarter or another document is another task all the same,
so a twin is only ever proposed, never assumed."""


async def twin_of(books: OpenBooks, draft: Draft) -> Task | None:
    """Return the open task with the same lead, the same deadline and much the same title, the likest of them."""
    known = await books.tasks.due_at(draft.deadline)
    alike = [(fuzz.ratio(draft.title, task.title), task) for task in known if _has_lead(task, draft)]
    near = [pair for pair in alike if pair[0] >= ALIKE]
    return max(near, key=lambda pair: pair[0])[1] if near else None


def _has_lead(task: Task, draft: Draft) -> bool:
    return not {branch.assignee for branch in task.leads}.isdisjoint(draft.lead)
