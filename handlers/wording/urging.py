"""Words of a round of urging: many tasks to one person, and what was urged lately (批量催办)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called
from ledger.tasks import Task


@spoken
def reminders(voice: Voice, tasks: Sequence[Task], by: str, *, most: int) -> str:
    """Urge one person for all of their tasks in one message."""
    lines = [f"<b>{called(by)}催办（{len(tasks)}项）</b>", *(voice.line(task) for task in tasks[:most])]
    if len(tasks) > most:
        lines.append(f"另有{len(tasks) - most}项，请发送 /my 查看。")
    return "\n".join([*lines, "请尽快反馈进展。"])


@spoken
def lately(tasks: Sequence[Task]) -> str:
    """Name what was urged too lately to be urged again."""
    return f"近期已催办、未重复催办：{'、'.join(task.number for task in tasks)}。"


@spoken
def about(number: str, text: str) -> str:
    """Put the task's number in front of words that do not hold it."""
    return text if number in text else f"{called(number)} {text}"
