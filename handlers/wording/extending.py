"""Sentences about extensions: asked, decided, and what is still missing (延期)."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, entitled, shown, within
from ledger.tasks import AskedExtension, Task

_MISSING = {
    (True, True): "请回复本消息，写明延到哪天和原因，例如：延到下周三，数据未核实。",
    (True, False): "请回复本消息，写明延到哪天，例如：下周三。",
    (False, True): "请回复本消息，说明延期原因。",
}
HOW = "请回复本消息，写明：同意、不同意，或延到哪天，例如：延到周五。"


@spoken
def missing(number: str, *, date: bool, reason: bool) -> str:
    """Ask for the date, the reason, or both."""
    return f"{number} {_MISSING[date, reason]}"


@spoken
def requested(voice: Voice, task: Task, asked: AskedExtension, deciders: Iterable[str]) -> str:
    """Confirm the request: to whom it went, and what holds until it is decided."""
    names = called("、".join(deciders))
    to = f"已报{names}审批" if names else "已登记，但名册中暂无可审批的领导，请联系督查员"
    holds = f"批准前仍按{voice.moment(task.deadline)}办理。" if task.deadline else ""
    return f"{task.number} {_kind(asked)}{to}：拟延至{voice.moment(asked.deadline)}。{holds}"


@spoken
def card(voice: Voice, task: Task, asked: AskedExtension) -> str:
    """Put the request before those who decide."""
    lines = [
        f"<b>{task.number} {_kind(asked)}</b>",
        entitled(task.title),
        f"申请：{voice.person(asked.by)}",
        f"原因：{shown(asked.reason)}",
        f"现时限：{voice.deadline(task)}",
        f"拟延至：{voice.moment(asked.deadline)}",
        f"此前延期：{task.extensions}次",
    ]
    return "\n".join([*lines, "请审批：同意、不同意，或改期；也可直接回复，例如：可以，延到周五。"])


def _kind(asked: AskedExtension) -> str:
    return "延期申请（逾期申请）" if asked.late else "延期申请"


@spoken
def granted(voice: Voice, task: Task, by: str) -> str:
    """Say what was granted, and by whom; the deadline of the beginning stays on record, however often it was moved."""
    was = f"原时限{voice.moment(task.original_deadline)}，" if task.original_deadline else ""
    last = "此后不再延期。" if task.last_extension else ""
    return f"{task.number} 延期获准：{was}现延至{voice.deadline(task)}。审批人：{called(by)}。{last}"


@spoken
def refused(voice: Voice, task: Task, by: str, reason: str) -> str:
    """Say that the deadline stays, and who decided so."""
    stays = f"，仍按{voice.deadline(task)}办理" if task.deadline else ""
    why = f"意见：{within(reason)}。" if reason else ""
    return f"{task.number} 延期申请未获同意{stays}。审批人：{called(by)}。{why}"


@spoken
def other_date(number: str) -> str:
    """Ask the decider for another date."""
    return f"{number} 请回复本消息，写明同意延到哪天，例如：延到周五。"


@spoken
def how_to_decide(number: str) -> str:
    """Ask the decider to say it in words that can be read in one way only."""
    return f"{number} 未能理解审批意见，未作登记。{HOW}"


@spoken
def pending(voice: Voice, asked: AskedExtension) -> str:
    """Return the line of a task's view on a request that waits."""
    return f"{_kind(asked)}：拟延至{voice.moment(asked.deadline)}，待审批"
