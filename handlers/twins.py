"""Tasks given twice: the same words sent or forwarded to two groups are proposed as one (重复交办)."""

from __future__ import annotations

import re

from handlers.storing import Draft
from ledger.tasks import Task
from storage.books import OpenBooks

_MARKS = re.compile(r"[\W_]+")


async def twin_of(books: OpenBooks, draft: Draft) -> Task | None:
    """Return the open task with the same title, one of the same leads and the same deadline, or term from the receipt.

    Marks and spaces aside, the words must be the same: another month or another document is another task.
    """
    known = await _same_limit(books, draft)
    words = _plain(draft.title)
    return next((task for task in known if _plain(task.title) == words and _has_lead(task, draft)), None)


async def _same_limit(books: OpenBooks, draft: Draft) -> tuple[Task, ...]:
    if draft.deadline is not None:
        return await books.tasks.due_at(draft.deadline)
    return tuple(task for task in await books.tasks.open_all() if task.original_term == draft.term)


def _plain(title: str) -> str:
    return _MARKS.sub("", title)


def _has_lead(task: Task, draft: Draft) -> bool:
    return not {branch.assignee for branch in task.leads}.isdisjoint(draft.lead)
