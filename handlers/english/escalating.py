"""Sentences about supervision notices (督办单): to those who issue them, and to those who must answer."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english.terms import LEVEL
from handlers.english.voice import called, entitled, headline, listed, shown
from handlers.wording.voice import Voice
from ledger.escalations import Level
from ledger.tasks import Notice, Task


def label(level: Level) -> str:
    """Return what stands on the button for a notice of this level."""
    return f"{LEVEL[level].capitalize()} notice"


def which_level(task: Task) -> str:
    """Ask how strong the notice is to be."""
    return f"{task.number} Please choose the level of the supervision notice:"


def escalated(voice: Voice, task: Task, notice: Notice, told: Sequence[str]) -> str:
    """Confirm a notice, until when it is to be answered, and who was told."""
    names = called(listed(told)) or "the unit"
    return (
        f"{task.number} {notice.number} ({LEVEL[notice.level]}) issued, "
        f"to be answered by {voice.moment(notice.limit)}; told: {names}."
    )


def told(voice: Voice, task: Task, notice: Notice, *, by: str = "", words: str = "") -> str:
    """Put a notice before those who must answer it; ``by`` nobody: the rule issued it."""
    lines = [
        f"<b>{notice.number} ({LEVEL[notice.level]})</b>",
        f"{task.number} {entitled(task.title)}",
        f"Assignee: {voice.leads(task)}",
        f"Deadline: {voice.deadline(task)}",
        f"Issued by: {called(by)}" if by else "Issued by the system, by the rule for overdue tasks",
    ]
    if words:
        lines.append(f"Asked for: {shown(words)}")
    return "\n".join([*lines, f"Please note progress or claim completion by {voice.moment(notice.limit)}."])


def several(voice: Voice, issued: Sequence[tuple[Task, Notice]], *, most: int) -> str:
    """Put several notices of one morning before one person, in one message."""
    lines = [f"<b>Supervision notices ({len(issued)})</b>"]
    lines += [
        f"{notice.number} ({LEVEL[notice.level]}) {task.number} {headline(task.title)} | "
        f"{voice.leads(task)} | answer by {voice.brief(notice.limit)}"
        for task, notice in issued[:most]
    ]
    if len(issued) > most:
        lines.append(f"{len(issued) - most} more, /my shows them.")
    return "\n".join([*lines, "All of these are overdue; please note progress or claim completion in time."])
