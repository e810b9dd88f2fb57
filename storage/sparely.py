"""Sparely: of tens of thousands of tasks that are held at once, parts that are equal are held once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ledger.replacing import completed
from ledger.tasks import Task


def held_once(tasks: Iterable[Task], known: dict[Any, Any]) -> None:
    """Let equal parts of the tasks, which were just made, be one value, also with those that are ``known``.

    Who holds a branch and who does it is one of some thousand people; most branches are as old as their task, and most
    deadlines are the original ones. That is a quarter of what a task takes; looking costs a tenth of parsing it.
    """
    for task in tasks:
        for branch in task.branches:
            completed(
                branch,
                assignee=known.setdefault(branch.assignee, branch.assignee),
                doers=known.setdefault(branch.doers, branch.doers),
                since=task.assigned_at if branch.since == task.assigned_at else branch.since,
            )
        if task.original_deadline == task.deadline:
            completed(task, original_deadline=task.deadline)
