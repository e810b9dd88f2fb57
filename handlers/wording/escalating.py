"""Sentences about supervision notices (督办单): to those who issue them, and to those who must answer."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.spoken import spoken
from handlers.wording.terms import LEVEL
from handlers.wording.voice import Voice, called, entitled, headline, shown
from ledger.escalations import Level
from ledger.tasks import Notice, Task

LEVELS = {"蓝": Level.BLUE, "黄": Level.YELLOW, "红": Level.RED}
"""The colours as they are said."""


def level_in(words: str) -> Level | None:
    """Return the one level whose colour stands in the words."""
    found = {level for colour, level in LEVELS.items() if colour in words}
    return found.pop() if len(found) == 1 else None


@spoken
def label(level: Level) -> str:
    """Return what stands on the button for a notice of this level."""
    return f"{LEVEL[level]}督办单"


@spoken
def which_level(task: Task) -> str:
    """Ask how strong the notice is to be."""
    return f"{task.number} 请选择督办单级别："


@spoken
def escalated(voice: Voice, task: Task, notice: Notice, told: Sequence[str]) -> str:
    """Confirm a notice, until when it is to be answered, and who was told."""
    names = called("、".join(told)) or "责任单位"
    return (
        f"{task.number} 已下达{notice.number}（{LEVEL[notice.level]}），"
        f"限{voice.moment(notice.limit)}前答复，已告知{names}。"
    )


@spoken
def told(voice: Voice, task: Task, notice: Notice, *, by: str = "", words: str = "") -> str:
    """Put a notice before those who must answer it; ``by`` nobody: the rule issued it."""
    lines = [
        f"<b>{notice.number}（{LEVEL[notice.level]}）</b>",
        f"{task.number} {entitled(task.title)}",
        f"责任：{voice.leads(task)}",
        f"时限：{voice.deadline(task)}",
        f"督办：{called(by)}" if by else "督办：系统按逾期规定下达",
    ]
    if words:
        lines.append(f"要求：{shown(words)}")
    return "\n".join([*lines, f"请于{voice.moment(notice.limit)}前反馈进展或申请销号。"])


@spoken
def several(voice: Voice, issued: Sequence[tuple[Task, Notice]], *, most: int) -> str:
    """Put several notices of one morning before one person, in one message."""
    lines = [f"<b>督办单（{len(issued)}份）</b>"]
    lines += [
        f"{notice.number}（{LEVEL[notice.level]}）{task.number} {headline(task.title)}｜"
        f"{voice.leads(task)}｜限{voice.brief(notice.limit)}前答复"
        for task, notice in issued[:most]
    ]
    if len(issued) > most:
        lines.append(f"另有{len(issued) - most}份，请发送 /my 查看。")
    return "\n".join([*lines, "以上事项均已逾期，请按期反馈进展或申请销号。"])
