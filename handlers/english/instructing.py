"""Words about instructions (批示) and the four orientations of key tasks (重点事项、四个导向)."""

from __future__ import annotations

from handlers.english.terms import ORIENTATION
from handlers.english.voice import called, headed, many, shown
from handlers.wording.voice import Voice
from ledger.origins import Orientations
from ledger.tasks import Task


def attached(task: Task, told: int) -> str:
    """Confirm an instruction."""
    who = f", {many(told, 'person', 'people')} told" if told else ""
    return f"{task.number} instruction registered{who}: {headed(task.title)}."


def notice(voice: Voice, task: Task, by: str, words: str) -> str:
    """Tell those concerned what was written."""
    facts = f"{headed(task.title)} | {voice.deadline(task)}"
    head = f"<b>{task.number} instruction by {called(by)}</b>"
    return f"{head}\n“{shown(words)}”\nTask: {facts}\nPlease act on it and note your progress."


def oriented(task: Task) -> str:
    """Confirm what now stands in the four orientations."""
    said = task.orientations or Orientations()
    return "\n".join([f"{task.number} key task registered: {headed(task.title)}", *orientations(said)])


def orientations(said: Orientations) -> list[str]:
    """Return the four orientations, one a line; those not said yet are left open."""
    told = ((label, getattr(said, name)) for name, label in ORIENTATION.items())
    return [f"{label}: {shown(words) if words else 'open'}" for label, words in told]
