"""Words about instructions (批示) and the four orientations of key tasks (重点事项、四个导向)."""

from __future__ import annotations

from handlers.wording.spoken import spoken
from handlers.wording.terms import ORIENTATION
from handlers.wording.voice import Voice, called, headed, shown
from ledger.origins import Orientations
from ledger.tasks import Task


@spoken
def attached(task: Task, told: int) -> str:
    """Confirm an instruction."""
    who = f"，已告知{told}人" if told else ""
    return f"{task.number} 批示已登记{who}：{headed(task.title)}。"


@spoken
def notice(voice: Voice, task: Task, by: str, words: str) -> str:
    """Tell those concerned what was written."""
    facts = f"{headed(task.title)}｜{voice.deadline(task)}"
    return f"<b>{task.number} {called(by)}批示</b>\n“{shown(words)}”\n事项：{facts}\n请落实并反馈。"


@spoken
def oriented(task: Task) -> str:
    """Confirm what now stands in the four orientations."""
    said = task.orientations or Orientations()
    return "\n".join([f"{task.number} 重点事项已登记：{headed(task.title)}", *orientations(said)])


@spoken
def orientations(said: Orientations) -> list[str]:
    """Return the four orientations, one a line; those not said yet are left open."""
    told = ((label, getattr(said, name)) for name, label in ORIENTATION.items())
    return [f"{label}：{shown(words) if words else '未填'}" for label, words in told]
