"""Sentences about suspensions (中止、恢复)."""

from __future__ import annotations

from handlers.english.voice import shown, within
from handlers.wording.voice import Voice
from ledger.tasks import Suspension, Task


def suspended(voice: Voice, task: Task, stopped: Suspension, by: str) -> str:
    """Say that the clock stands still, why, and what comes next."""
    return (
        f"{task.number} suspended by {by}{why(stopped)}. Meanwhile the clock stands still and nobody is reminded; "
        "on resuming, the deadline moves by the workdays lost."
    )


def why(stopped: Suspension) -> str:
    """Return the reason and what is awaited, for the middle of a sentence."""
    parts = [f"waiting for: {within(stopped.awaiting)}"] if stopped.awaiting else []
    parts += [f"reason: {within(stopped.reason)}"] if stopped.reason else []
    return "".join(f", {part}" for part in parts)


def resumed(voice: Voice, task: Task, before: Task) -> str:
    """Say that the clock runs again, and to when."""
    if task.deadline is None:
        return f"{task.number} resumed."
    if task.deadline == before.deadline:
        return f"{task.number} resumed, the deadline is unchanged: {voice.deadline(task)}."
    was = voice.moment(before.deadline) if before.deadline else "none"
    return f"{task.number} resumed, the deadline moves from {was} to {voice.deadline(task)}."


def standing(voice: Voice, stopped: Suspension) -> str:
    """Return the line of a task's view on a clock that stands still."""
    about = stopped.awaiting or stopped.reason
    return f"Suspended since {voice.moment(stopped.since)}, {'waiting for: ' if stopped.awaiting else ''}{shown(about)}"
