"""Words about a task and those that were split off it (分解、子项)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.reading.values import Intent
from handlers.storing import Draft
from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, headed
from ledger.tasks import Task


def sentences(number: str, clause: str) -> tuple[tuple[str, Intent], ...]:
    """Return one part as the sentences that the reader may know it by, each with what it must be read as."""
    return (f"{number}分解：{clause}", Intent.SPLIT), (f"请{clause.removeprefix('请')}", Intent.ASSIGN)


def title(parent: Task, share: str) -> str:
    """Return what a part is called: the whole, and the share of it."""
    return f"{parent.title}：{share}" if share else parent.title


@spoken
def doubts(voice: Voice, parent: Task, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Say which task the parts belong to, and by when all must be done."""
    if parent.deadline is None:
        return ()
    count = len(drafts)
    return (f"以上{count}项分解自 {parent.number}，该事项时限{voice.moment(parent.deadline)}，各项不得晚于此。",)


@spoken
def children(voice: Voice, tasks: Sequence[Task]) -> list[str]:
    """Return the tasks that were split off, each on a line with its light."""
    if not tasks:
        return []
    return [f"<b>分解事项（{len(tasks)}）</b>", *map(voice.lit_line, tasks)]


@spoken
def parent(task: Task) -> str:
    """Name the task that this one was split off."""
    return f"上级事项：{task.number} {headed(task.title)}"


@spoken
def also_shortened(tasks: Sequence[Task]) -> str:
    """Say which parts were brought forward with the whole."""
    return f"\n随之提前的分解事项：{'、'.join(one.number for one in tasks)}。" if tasks else ""


@spoken
def also_withdrawn(tasks: Sequence[Task]) -> str:
    """Say which parts were withdrawn with the whole."""
    return f"\n一并撤回的分解事项：{'、'.join(one.number for one in tasks)}。" if tasks else ""
