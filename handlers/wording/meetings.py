"""Sentences of meetings (办会): the card, a meeting as it stands, each step, and the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, bare_title, called, entitled, escape, headline, shown, within
from ledger import meeting_refusals as r
from ledger.meetings import Meeting, MeetingStage
from ledger.refusals import Refusal
from ledger.tasks import OVER, Status, Task

STEPS = {"held": "已召开", "move": "调整", "cancel": "取消会议", "tasks": "议定事项"}
STAGES = {MeetingStage.PLANNED: "待召开", MeetingStage.HELD: "已召开", MeetingStage.CANCELLED: "已取消"}


@spoken
def card(voice: Voice, *, title: str, place: str, starts: datetime, agenda: Sequence[str], past: bool) -> str:
    """Show a meeting as understood, before it counts."""
    lines = ["<b>请核对会议登记</b>", *_plan(voice, title, place, starts, agenda)]
    lines += ["该时间已过，将作补登。"] if past else []
    return "\n".join([*lines, "确认后编号登记；10分钟内未确认自动失效。如有出入，请取消后重新登记。"])


def _plan(voice: Voice, title: str, place: str, starts: datetime, agenda: Sequence[str]) -> list[str]:
    lines = [f"会议：{entitled(title)}", f"时间：{voice.moment(starts)}"]
    lines += [f"地点：{shown(place)}"] if place else []
    return lines + [f"议题{n}：{shown(item)}" for n, item in enumerate(agenda, start=1)]


@spoken
def lacks(*, title: bool, hour: bool) -> str:
    """Ask for what a registration lacks."""
    what = "、".join(word for word, missing in (("会议名称", title), ("开始时间", hour)) if missing)
    return (
        f"未写明{what}，尚未登记。请写全后重发，例如："
        "登记会议：11月30日下午3点在301会议室召开第12次常务会议，议题：1.审议招商奖补办法；2.研究供热保障。"
    )


@spoken
def registered(voice: Voice, one: Meeting) -> str:
    """Confirm the registration."""
    where = f"，{escape(one.place)}" if one.place else ""
    agenda = f"，议题{len(one.agenda)}项" if one.agenda else ""
    return (
        f"{one.number} 已登记：{bare_title(one.title)}，{voice.moment(one.starts)}{where}{agenda}。\n"
        "会后请回复本消息“会议纪要：一、……”，议定事项一次交办。"
    )


@spoken
def standing(voice: Voice, one: Meeting) -> str:
    """Return the meeting as it stands."""
    lines = [f"<b>{one.number}</b>", *_plan(voice, one.title, one.place, one.starts, one.agenda)]
    lines.append(f"状态：{STAGES[one.stage]}" + (f"（{within(one.reason)}）" if one.reason else ""))
    lines += [f"纪要：{one.minutes}"] if one.minutes else []
    lines += [f"议定事项：{len(one.tasks)}项"] if one.tasks else []
    return "\n".join(lines)


@spoken
def changed(voice: Voice, one: Meeting) -> str:
    """Confirm a change with what holds now."""
    return "\n".join([f"{one.number} 已调整：", *_plan(voice, one.title, one.place, one.starts, one.agenda)])


@spoken
def cancelled(one: Meeting) -> str:
    """Confirm the cancellation."""
    return f"{one.number} {headline(one.title)} 已取消：{within(one.reason)}。"


@spoken
def held(one: Meeting) -> str:
    """Confirm that it took place, and say what comes next."""
    return (
        f"{one.number} {headline(one.title)} 已召开。请回复“会议纪要：一、……”交办议定事项，或“纪要 JY-……”登记纪要编号。"
    )


@spoken
def with_minutes(one: Meeting) -> str:
    """Confirm its minutes."""
    return f"{one.number} {headline(one.title)} 的纪要为 {one.minutes}。"


@spoken
def decided(one: Meeting) -> str:
    """Say under which meeting the tasks that were just assigned are listed."""
    return f"来源：{one.number} {headline(one.title)}，议定事项共{len(one.tasks)}项。"


def source(one: Meeting) -> str:
    """Return what a task of the meeting goes back to."""
    return one.title


@spoken
def why(number: str) -> str:
    """Ask for the reason of a cancellation."""
    return f"请回复本消息，写明 {number} 取消的原因。"


@spoken
def to_what(number: str) -> str:
    """Ask what is to be changed."""
    return (
        f"请回复本消息，写明 {number} 的新时间、地点或议题，"
        "例如：改到12月1日上午9点；改在302会议室；增加议题：供热保障。"
    )


@spoken
def no_change() -> str:
    """Say that no moment and no place could be read."""
    return "未能识别新的时间或地点，会议安排未变。请写明钟点，例如：改到12月1日上午9点。"


@spoken
def what_next(number: str) -> str:
    """Say which words a reply about a meeting may hold."""
    return (
        f"未能理解对 {number} 的操作，未作登记。可回复：已召开、改到12月1日上午9点、改在302会议室、增加议题：……、"
        "取消（写明原因）、纪要 JY-2026-1、会议纪要：一、……、议定事项。"
    )


@spoken
def tasks_title(one: Meeting, tasks: Sequence[Task], now: datetime) -> str:
    """Return the heading of the list of a meeting's decisions, with how far they have come."""
    over = sum(task.status in OVER for task in tasks)
    gone = sum(task.status is Status.WITHDRAWN for task in tasks)
    late = sum(task.is_open and task.is_overdue(now) for task in tasks)
    words = [f"已销号{over}", f"在办{len(tasks) - over - gone}"]
    words += [f"其中逾期{late}"] if late else []
    words += [f"已撤回{gone}"] if gone else []
    return f"{one.number} {headline(one.title)}议定事项：{'，'.join(words)}"


@spoken
def no_decisions(name: str) -> str:
    """Say that no meeting of that name has decisions that may be seen."""
    what = f"名称含“{headline(name)}”的会议" if name else "已登记的会议"
    return f"{what}尚无您可查看的议定事项。请先登记会议，再回复其消息“会议纪要：一、……”交办。"


@spoken
def listed(voice: Voice, ahead: Sequence[Meeting], past: Sequence[Meeting]) -> str:
    """Return the meetings ahead and the latest past ones."""
    if not ahead and not past:
        return "目前没有您可查看的会议。登记会议例：登记会议：11月30日下午3点在301会议室召开第12次常务会议，议题：1.……"
    lines = [f"<b>待召开 {len(ahead)}</b>", *(_line(voice, one) for one in ahead)]
    lines += [f"<b>近期已召开 {len(past)}</b>", *(_line(voice, one) for one in past)] if past else []
    return "\n".join(lines)


def _line(voice: Voice, one: Meeting) -> str:
    facts = [voice.moment(one.starts), escape(one.place) if one.place else ""]
    facts += [f"纪要{one.minutes}" if one.minutes else "", f"议定事项{len(one.tasks)}项" if one.tasks else ""]
    return f"{one.number} {headline(one.title)}｜{'｜'.join(filter(None, facts))}"


SENTENCES: Mapping[type[Refusal], Callable[[Voice, Any], str]] = {
    r.WrongMeetingStage: lambda _voice, said: (
        f"{said.number} 当前为“{STAGES[said.stage]}”，不能作此操作。回复编号可查看会议情况。"
    ),
    r.NotYetBegun: lambda _voice, said: f"{said.number} 尚未到开会时间，不能登记已召开。如提前召开，请先调整时间。",
    r.NoSuchMinutes: lambda _voice, said: (
        f"办文登记中没有您可查看的纪要 {called(said.document)}。"
        "请先登记纪要，例如：第12次常务会议纪要今天走签发，3日内印发，会议科首办。"
    ),
}
