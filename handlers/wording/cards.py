"""The card of an assignment and what is asked under it (交办卡片)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.storing import Draft
from handlers.wording import evidence
from handlers.wording.spoken import spoken
from handlers.wording.terms import ORIGIN, URGENCY
from handlers.wording.voice import Voice, called, entitled, escape, headed, short
from ledger.entries import Completion
from ledger.origins import OriginKind
from ledger.people import Assignee, Roster, UnitId
from ledger.personal import cut
from ledger.receipts import latest_from
from ledger.tasks import Task

_ASKED = {
    "when": "请选择时限，或直接回复本消息写明，例如：下周三下班前。",
    "what": "请选择类别，销号时按类别附佐证材料；也可直接回复本消息写明，例如：改类别为民生。",
    "who": "请选择责任单位或责任人，或直接回复本消息写明姓名、单位。",
}
_WHICH = "请选择要修改的事项；直接回复本消息则各项一并修改。"


@spoken
def card(voice: Voice, drafts: tuple[Draft, ...], doubts: Sequence[str], *, proposing: bool = False) -> str:
    """Show an assignment, or a proposal to oneself, as understood, before it counts."""
    blocks = [draft(voice, one) for one in drafts]
    title, then = ("请核对自拟事项", "确认后报负责人同意") if proposing else ("请核对交办内容", "确认后编号登记")
    lines = [f"<b>{title}</b>", *blocks, *(escape(doubt) for doubt in doubts)]
    return "\n".join([*lines, f"{then}；10分钟内未确认自动失效。修改请点按钮或直接回复本消息。"])


@spoken
def draft(voice: Voice, one: Draft) -> str:
    """Show one task as understood: what, who, by when, in which stages."""
    label = "牵头" if one.support else "责任"
    rule = "（任一完成即可）" if one.completion is Completion.ANY else ""
    lines = [f"事项：{entitled(one.title)}", f"{label}：{voice.names(one.lead)}{rule}"]
    if one.support:
        lines.append(f"配合：{voice.names(one.support)}")
    lines.append(f"时限：{_limit(voice, one)}")
    lines += [f"阶段：{headed(stage.title)}，{voice.moment(stage.deadline)}" for stage in one.milestones]
    if one.urgency:
        lines.append(f"紧急程度：{URGENCY[one.urgency]}")
    if one.origin or one.origin_kind:
        lines.append(f"来源：{origin(one.origin_kind, short(one.origin))}")
    if one.parent:
        lines.append(f"上级事项：{one.parent}")
    if one.category:
        lines.append(f"类别：{called(one.category)}，{evidence.asked_for(voice.house, one.category)}")
    return "\n".join(lines)


def _limit(voice: Voice, one: Draft) -> str:
    """Return the deadline, or the term from the receipt and when that ends at the latest."""
    if one.deadline is not None:
        return voice.time_left(one.deadline, provisional=one.provisional)
    return voice.term(one.term, latest_from(one.term, voice.now, voice.house)) if one.term is not None else "未定时限"


@spoken
def origin(kind: OriginKind | None, words: str) -> str:
    """Return what a task goes back to: the kind of source, and its words."""
    return "｜".join(filter(None, (ORIGIN[kind] if kind else "", words)))


@spoken
def asked(panel: str, *, several: bool) -> str:
    """Ask under the card for another deadline or assignee; of several tasks, for which of them first."""
    return _WHICH if several else _ASKED[panel]


@spoken
def choice(at: int, one: Draft) -> str:
    """Return the label of one of several tasks on a card."""
    return f"{at + 1}. {cut(' '.join(one.title.split()), 13)}"


@spoken
def twins(known: Sequence[Task]) -> tuple[str, ...]:
    """Say which tasks the card seems to repeat."""
    return tuple(f"与 {task.number} 内容相同，请核对是否为同一事项。" for task in known)


@spoken
def same_as(task: Task) -> str:
    """Return the label that gives the card up for the task that there is."""
    return f"与 {task.number} 相同"


@spoken
def same(task: Task) -> str:
    """Say that nothing was recorded twice."""
    return f"与 {task.number} 为同一事项，未重复登记：{headed(task.title)}。"


@spoken
def forwarded() -> str:
    """Ask to look at an assignment made of somebody else's words."""
    return "内容转发自他人，确认后以您的名义交办。"


@spoken
def which_of(names: Sequence[str]) -> str:
    """Ask who is meant by a name that the roster holds more than once."""
    return f"名册中有多个“{called(names[0])}”，尚未登记。请选择："


@spoken
def labelled(roster: Roster, one: Assignee) -> str:
    """Return the name with the unit it belongs to, to tell people or units of one name apart."""
    unit = roster.unit_of(one) if one.person is not None else _parent(roster, one)
    where = roster.unit(unit).name if unit is not None else ""
    title = roster.person(one.person).title if one.person is not None else ""
    more = " ".join(filter(None, (where, title)))
    return f"{roster.name_of(one)}（{more}）" if more else roster.name_of(one)


def _parent(roster: Roster, one: Assignee) -> UnitId | None:
    return roster.unit(one.unit).parent if one.unit is not None else None
