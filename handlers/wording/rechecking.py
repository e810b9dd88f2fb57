"""Sentences about 回头看: the draw, what was found true, and what is to be done again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from config.office import Recheck
from handlers.wording.lists import Block, Listing
from handlers.wording.spoken import spoken, word
from handlers.wording.voice import Voice, called, entitled, escape
from ledger.closing_entries import RecheckDrawn
from ledger.rechecks import size_of
from ledger.tasks import Task

WAITING, TRUE = "待复核", "属实"
AGAIN = word("重新办理", "rechecking.AGAIN")


@spoken
def only_in_private() -> str:
    """Send whoever asks in a group to the private chat."""
    return "回头看请私信办理，发送 /recheck。"


@spoken
def card(first: date, count: int, rule: Recheck, *, over: bool) -> str:
    """Ask whether to draw, and say from what and how many."""
    running = "" if over else "\n本月尚未结束，只在目前已销号的事项中抽取。"
    return (
        f"<b>{_month(first)}销号事项回头看</b>\n"
        f"已销号 {count} 项，按{rule.percent}%且不少于{rule.at_least}项随机抽取 {size_of(count, rule)} 项。"
        f"{running}\n每月抽取一次，抽取依据记入台账，可复核。"
    )


@spoken
def proposed(first: date, count: int, rule: Recheck) -> str:
    """Say in the morning's list that a month's draw is due."""
    return (
        f"<b>{_month(first)}回头看尚未抽取</b>\n"
        f"上月销号 {count} 项，应抽 {size_of(count, rule)} 项。点“抽取”，或发送 /recheck 办理。"
    )


@spoken
def drawn(entry: RecheckDrawn) -> str:
    """Say what was drawn, and by what seed."""
    return (
        f"{_month(entry.first)}销号事项回头看：{entry.count} 项中抽取 {len(entry.numbers)} 项。\n"
        f"抽取依据：{entry.seed[:20]}，名单校验码 {entry.population[:12]}。"
    )


@spoken
def dropped() -> str:
    """Say that nothing was drawn."""
    return "已撤销，未抽取。"


def sample(drawn: RecheckDrawn, tasks: Sequence[Task]) -> Listing:
    """Return the sample by what became of each task since the draw."""
    again = tuple(task for task in tasks if _since(task.reopened_at, drawn))
    true = tuple(task for task in tasks if _since(task.rechecked_at, drawn) and task not in again)
    waiting = tuple(task for task in tasks if task not in again and task not in true)
    blocks = ((WAITING, waiting), (TRUE, true), (AGAIN, again))
    return Listing(
        heading=sample_heading(drawn, len(tasks)),
        blocks=tuple(Block(title, found) for title, found in blocks if found),
        nothing=sample_hidden(),
    )


@spoken
def sample_heading(drawn: RecheckDrawn, count: int) -> str:
    """Return the heading of the sample."""
    return f"{_month(drawn.first)}销号事项回头看 {count}项"


@spoken
def sample_hidden() -> str:
    """Say that the asker may see nothing of the sample."""
    return "抽取的事项均不在您可查看的范围内。"


def _since(moment: datetime | None, drawn: RecheckDrawn) -> bool:
    return moment is not None and moment >= drawn.at


@spoken
def confirmed(task: Task) -> str:
    """Confirm that the task was found as claimed."""
    return f"{task.number} 复核属实，已登记。"


@spoken
def missing(number: str, *, date: bool, reason: bool) -> str:
    """Ask for what is missing: what is not so, and by when it is to be done."""
    if date and reason:
        return f"请回复 {number} 不属实的情况和新的时限，例如：现场仍有积水，12月4日前。"
    if date:
        return f"请回复 {number} 重新办理的时限，例如：12月4日前。"
    return f"请回复 {number} 不属实的情况，例如：现场仍有积水。"


@spoken
def reopened(voice: Voice, task: Task) -> str:
    """Confirm that the task is open again."""
    return f"{task.number} 已重新办理，时限{voice.deadline(task)}，已告知责任人。"


@spoken
def reopened_notice(voice: Voice, task: Task, by: str) -> str:
    """Tell all sides what is not so, and by when it is to be done."""
    return (
        f"<b>{task.number} 重新办理</b>\n{entitled(task.title)}\n{called(by)}复核认为不属实：{escape(task.missing)}\n"
        f"时限：{voice.deadline(task)}"
    )


@spoken
def claim_anew(notice: str) -> str:
    """Add to the notice what is expected of those who work on the task."""
    return f"{notice}\n办结后请重新附佐证材料申请销号。"


def _month(first: date) -> str:
    return f"{first.year}年{first.month}月"
