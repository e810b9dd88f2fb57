"""Words about a task and those that were split off it (分解、子项)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english.voice import headed, listed, many
from handlers.storing import Draft
from handlers.wording.voice import Voice
from ledger.tasks import Task


def doubts(voice: Voice, parent: Task, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Say which task the parts belong to, and by when all must be done."""
    if parent.deadline is None:
        return ()
    limit = voice.moment(parent.deadline)
    return (f"{many(len(drafts), 'part')} of {parent.number}; its deadline is {limit}, and no part's may be later.",)


def children(voice: Voice, tasks: Sequence[Task]) -> list[str]:
    """Return the tasks that were split off, each on a line with its light."""
    if not tasks:
        return []
    return [f"<b>Parts ({len(tasks)})</b>", *map(voice.lit_line, tasks)]


def parent(task: Task) -> str:
    """Name the task that this one was split off."""
    return f"Part of: {task.number} {headed(task.title)}"


def also_shortened(tasks: Sequence[Task]) -> str:
    """Say which parts were brought forward with the whole."""
    return f"\nParts brought forward with it: {listed(one.number for one in tasks)}." if tasks else ""


def also_withdrawn(tasks: Sequence[Task]) -> str:
    """Say which parts were withdrawn with the whole."""
    return f"\nParts withdrawn with it: {listed(one.number for one in tasks)}." if tasks else ""
