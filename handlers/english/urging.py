"""Words of a round of urging: many tasks to one person, and what was urged lately (批量催办)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english.voice import called, listed, many
from handlers.wording.voice import Voice
from ledger.tasks import Task


def reminders(voice: Voice, tasks: Sequence[Task], by: str, *, most: int) -> str:
    """Urge one person for all of their tasks in one message."""
    head = f"<b>{called(by)} reminds you of {many(len(tasks), 'task')}</b>"
    lines = [head, *(voice.line(task) for task in tasks[:most])]
    if len(tasks) > most:
        lines.append(f"{len(tasks) - most} more, /my shows them.")
    return "\n".join([*lines, "Please note your progress soon."])


def lately(tasks: Sequence[Task]) -> str:
    """Name what was urged too lately to be urged again."""
    return f"Reminded lately and not again: {listed(task.number for task in tasks)}."


def about(number: str, text: str) -> str:
    """Put the task's number in front of words that do not hold it."""
    return text if number in text else f"{called(number)} {text}"
