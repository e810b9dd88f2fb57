"""Words about several tasks or several leads at once (逐项、选择)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english.voice import called, listed
from ledger.tasks import Task


def one_by_one(numbers: Sequence[str]) -> str:
    """Ask for one message for each task."""
    return f"Several tasks in one message ({listed(map(called, numbers))}); nothing was registered. Please send each."


def about(number: str, text: str) -> str:
    """Put the task's number in front of words that do not hold it."""
    return f"{called(number)} {text}"


def which_lead(task: Task, new: str) -> str:
    """Ask in whose place the new assignee comes."""
    return f"{task.number} has several assignees. In whose place does {called(new)} come?"


def nothing_to_sign() -> str:
    """Say that no receipt is owed."""
    return "You have nothing to acknowledge."
