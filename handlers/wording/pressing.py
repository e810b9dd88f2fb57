"""Sentences of the clock about receipts that are overdue, and about those who cannot be told in private (催签)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, headed, headline
from ledger.escalations import Rung
from ledger.tasks import Branch, Task
from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A branch whose receipt is overdue, and as which rung somebody hears of it."""

    task: Task
    branch: Branch
    rung: Rung


_ASKED = {
    Rung.ASSIGNEE: "请签收；不属于本单位职责的，请注明不予受理。",
    Rung.HEAD: "请督促签收，或转其他人员办理。",
    Rung.COORDINATOR: "已提示责任人和科室负责人，请协调。",
}


@spoken
def receipt_overdue(voice: Voice, one: Unsigned) -> str:
    """Tell one person of one receipt that is overdue, and what is expected of them."""
    who = "" if one.rung is Rung.ASSIGNEE else voice.assignee(one.branch.assignee)
    facts = f"{headed(one.task.title)}｜{voice.deadline(one.task)}"
    return f"{one.task.number} {who}{_hours(voice, one)}未签收：{facts}\n{_ASKED[one.rung]}"


@spoken
def receipts_overdue(voice: Voice, unsigned: Sequence[Unsigned], *, most: int) -> str:
    """Tell one person of several in one message."""
    lines = [f"<b>逾时未签收（{len(unsigned)}项）</b>"]
    lines += [
        f"{one.task.number} {headline(one.task.title)}｜"
        f"{voice.assignee(one.branch.assignee)}｜{_hours(voice, one)}未签收"
        for one in unsigned[:most]
    ]
    if len(unsigned) > most:
        lines.append(f"另有{len(unsigned) - most}项，请发送 /my 查看。")
    rungs = dict.fromkeys(one.rung for one in unsigned)
    return "\n".join([*lines, *(_ASKED[rung] for rung in rungs)])


def _hours(voice: Voice, one: Unsigned) -> str:
    house = voice.house
    return f"{int(house.hours.working_hours_between(one.branch.since, voice.now, house.calendar))}个工作小时"


@spoken
def of_receipt(one: Unsigned) -> str:
    """Return what somebody is to be told by others: a receipt."""
    return f"{one.task.number} 待签收"


@spoken
def of_urging(task: Task) -> str:
    """Return what somebody is to be told by others: an urging."""
    return f"{task.number} 催办"


@spoken
def of_notice(task: Task) -> str:
    """Return what somebody is to be told by others: a supervision notice."""
    return f"{task.number} 督办单"


@spoken
def missed_message(number: str) -> str:
    """Return what somebody is to be told by others: that a message about the task did not arrive."""
    return f"{number} 有消息未送达"


@spoken
def named(people: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Name in a group those whom no private message reaches, and what waits for them; nobody can be mentioned."""
    lines = [f"{called(name)}：{'；'.join(said)}" for name, said in people]
    return "\n".join(
        ["以下同志未启用或已停用本助手，无法私信提醒，请转告：", *lines, "启用方法：请联系管理员获取绑定链接。"]
    )


@spoken
def held() -> str:
    """Say that what others are told arrives when the quiet time is over."""
    return "现为休息时间，发给他人的消息将于下一工作日上班时送达。"
