"""Sentences about suspensions (中止、恢复)."""

from __future__ import annotations

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, shown, within
from ledger.tasks import Suspension, Task


@spoken
def suspended(voice: Voice, task: Task, stopped: Suspension, by: str) -> str:
    """Say that the clock stands still, why, and what comes next."""
    return f"{task.number} 已由{by}中止办理{why(stopped)}。中止期间不计时限、不催报；恢复后时限按中止的工作日顺延。"


@spoken
def why(stopped: Suspension) -> str:
    """Return the reason and what is awaited, for the middle of a sentence."""
    parts = [f"等待{within(stopped.awaiting)}"] if stopped.awaiting else []
    parts += [f"原因：{within(stopped.reason)}"] if stopped.reason else []
    return "".join(f"，{part}" for part in parts)


@spoken
def resumed(voice: Voice, task: Task, before: Task) -> str:
    """Say that the clock runs again, and to when."""
    if task.deadline is None:
        return f"{task.number} 已恢复办理。"
    if task.deadline == before.deadline:
        return f"{task.number} 已恢复办理，时限不变：{voice.deadline(task)}。"
    was = voice.moment(before.deadline) if before.deadline else "未定"
    return f"{task.number} 已恢复办理，时限由{was}顺延至{voice.deadline(task)}。"


@spoken
def standing(voice: Voice, stopped: Suspension) -> str:
    """Return the line of a task's view on a clock that stands still."""
    about = stopped.awaiting or stopped.reason
    return f"中止：自{voice.moment(stopped.since)}起，{'等待' if stopped.awaiting else ''}{shown(about)}"
