"""Lists and one task with its timeline, short enough for a phone (待办、事项)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handlers.wording import evidence, extending, instructing, returning, splitting, supervising, suspending, undoing
from handlers.wording.cards import origin
from handlers.wording.spoken import spoken
from handlers.wording.terms import LEVEL, URGENCY
from handlers.wording.voice import Voice, called, entitled, headed, short, shown
from ledger import closing_entries as c
from ledger import entries as e
from ledger import origin_entries as o
from ledger import time_entries as t
from ledger.escalations import Escalated, ReceiptChased
from ledger.import_entries import TaskImported
from ledger.returns import before_claim
from ledger.tasks import Branch, Notice, Task
from ledger.undo_entries import Undone
from ledger.values import dataclass
from reports.words import term_words

SHOWN_ENTRIES = 15


@dataclass(frozen=True, slots=True)
class Family:
    """The task that one was split off, and those that were split off it (分解)."""

    parent: Task | None = None
    children: tuple[Task, ...] = ()


NO_FAMILY = Family()


@spoken
def task(
    voice: Voice,
    one: Task,
    records: tuple[e.Recorded, ...],
    *,
    own: Branch | None = None,
    family: Family = NO_FAMILY,
) -> str:
    """Return one task: what, who, until when, where it stands (``own``: the asker's branch), and what happened."""
    lines = [f"<b>{one.number} {entitled(one.title)}</b>", *_states(voice, one, own), f"责任：{voice.leads(one)}"]
    offers = [branch.offer.assignee for branch in one.branches if branch.offer is not None]
    if offers:
        lines.append(f"拟转：{voice.names(offers)}（签收前由首办负责）")
    if one.supports:
        lines.append(f"配合：{voice.supports(one)}")
    lines.append(f"时限：{voice.deadline(one)}")
    lines += _dates(voice, one)
    if one.urgency:
        lines.append(f"紧急程度：{URGENCY[one.urgency]}")
    if one.origin or one.origin_kind:
        lines.append(f"来源：{origin(one.origin_kind, short(one.origin, 100))}")
    if family.parent is not None:
        lines.append(splitting.parent(family.parent))
    if one.orientations is not None:
        lines += ["<b>重点事项</b>", *instructing.orientations(one.orientations)]
    if one.mending is not None:
        limit = f"（{voice.moment(one.mend_by)}前）" if one.mend_by else ""
        lines.append(f"待补{limit}：{returning.to_mend(one.mending)}")
    elif one.is_open:
        lines += returning.before_claim(before_claim(one, records))
    lines += [f"卡点：{shown(blocker.reason)}" for blocker in one.blockers]
    lines += [f"督办：{notice(voice, one.notice)}"] if one.notice else []
    lines += [evidence.standing(voice.house, one)] if one.category else []
    lines.append(f"佐证材料：{len(one.files)}份")
    lines += splitting.children(voice, family.children)
    return "\n".join([*lines, "", "<b>办理过程</b>", *_timeline(voice, records)])


def _dates(voice: Voice, one: Task) -> list[str]:
    """Return the other dates of the task: original, asked for, expected, actual, and when the clock was stopped."""
    extensions = f"（已延期{one.extensions}次）" if one.extensions else ""
    lines = _terms(voice, one)
    if one.original_deadline and one.original_deadline != one.deadline:
        lines.append(f"原定时限：{voice.moment(one.original_deadline)}{extensions}")
    if one.asked is not None and one.is_open:
        lines.append(extending.pending(voice, one.asked))
    if one.suspended is not None:
        lines.append(suspending.standing(voice, one.suspended))
    if one.estimate is not None and one.is_open:
        lines.append(f"预计完成：{voice.moment(one.estimate)}")
    if one.closed_at is not None and one.claimed_at is not None:
        lines.append(f"实际完成：{voice.moment(one.claimed_at)}")
    if one.withdrawn_at is not None:
        lines.append(f"撤回原因：{shown(one.reason)}")
    return lines


def _terms(voice: Voice, one: Task) -> list[str]:
    """Return the term that the deadline was counted by, and the limit of each of several leads."""
    if one.original_term is None:
        return []
    lines = [f"时限规则：{term_words(one.original_term)}"] if one.deadline is not None else []
    if one.term is not None and len(one.leads) > 1 and one.completion is e.Completion.EACH:
        each = (f"{voice.assignee(b.assignee)}{voice.moment(b.due) if b.due else '待签收'}" for b in one.leads)
        lines.append(f"各自时限：{'；'.join(each)}")
    return lines


@spoken
def notice(voice: Voice, one: Notice) -> str:
    """Return the latest supervision notice, until when it is to be answered, and whether it was."""
    if one.answered_at is not None:
        late = "，逾限" if one.answered_at > one.limit else ""
        standing = f"{voice.moment(one.answered_at)}已答复{late}"
    else:
        standing = "未答复" + ("，已逾限" if voice.now > one.limit else "")
    return f"{one.number}（{LEVEL[one.level]}），限{voice.moment(one.limit)}前答复，{standing}"


@spoken
def evidence_sent(one: Task, *, sent: int) -> str:
    """Close the row of files: how many there are, how many came, and the way to those that did not."""
    if not one.files:
        return f"{one.number} 尚无佐证材料。"
    if sent == 0:
        return f"{one.number} 共有佐证材料{len(one.files)}份，原消息已无法调取，请联系责任人补送。"
    shown_now = f"以上为最近{sent}份" if sent < len(one.files) else "见以上消息，由新到旧"
    return f"{one.number} 佐证材料共{len(one.files)}份，{shown_now}。如有缺漏，系原消息已删除，请联系责任人补送。"


def _states(voice: Voice, one: Task, own: Branch | None) -> list[str]:
    """Return the asker's own branch first where several share the task: theirs may be done, the whole not yet."""
    if own is None or not one.is_open or len(one.branches) == 1:
        return [f"状态：{voice.state(one)}"]
    return [f"状态：{voice.branch_state(own)}", f"整体状态：{voice.state(one)}"]


def _timeline(voice: Voice, records: tuple[e.Recorded, ...]) -> list[str]:
    lines = [entry(voice, record) for record in records[-SHOWN_ENTRIES:]]
    hidden = len(records) - SHOWN_ENTRIES
    return [f"（此前{hidden}条从略）", *lines] if hidden > 0 else lines


@spoken
def entry(voice: Voice, record: e.Recorded, *, where: str | None = None) -> str:
    """Return one entry on one line: when, who, what, from where."""
    local = voice.house.hours.local(record.entry.at)
    said = _SAID[type(record.entry)](voice, record.entry) + _due(voice, record.entry)
    place = _source(record.source) if where is None else where
    return f"{local:%m-%d %H:%M} {voice.person(record.entry.by)} {said}{place}"


def _due(voice: Voice, said: e.Entry) -> str:
    """Return the limit that a receipt fixed."""
    if not isinstance(said, e.Receiving) or said.due is None:
        return ""
    return f"，时限定为{voice.moment(said.due)}{'（暂定）' if said.provisional else ''}"


def _source(source: e.Source) -> str:
    if source.chat is None:
        return ""
    return "（群消息）" if source.chat < 0 else "（私信）"


def _with(words: str) -> str:
    return f"：{short(words, 60)}" if words else ""


def _because(words: str) -> str:
    return f"，原因：{short(words, 60)}" if words else ""


def _asking(words: str) -> str:
    return f"，要求：{short(words, 60)}" if words else ""


def _assigned(voice: Voice, said: e.Assigned) -> str:
    until = f"，时限{voice.moment(said.deadline)}" if said.deadline else ""
    until = f"，时限{term_words(said.term)}" if said.term else until
    return f"交办{voice.names(said.lead + said.support)}{until}"


def _progressed(_voice: Voice, said: e.ProgressNoted) -> str:
    share = f"进度{said.percent}%" if said.percent is not None else ""
    files = f"（佐证{len(said.files)}份）" if said.files else ""
    return f"反馈{share}{_with(said.note)}{files}"


def _added(said: e.EvidenceAdded) -> str:
    return f"佐证材料{len(said.files)}份" if said.files else "说明"


def _amended(voice: Voice, said: e.Amended) -> str:
    parts = [f"事项改为“{headed(said.title, 60)}”"] if said.title else []
    parts += [f"时限改为{voice.moment(said.deadline)}"] if said.deadline else []
    return f"调整交办内容：{'，'.join(parts)}" if parts else "调整交办内容"


def _corrected(_voice: Voice, said: e.Corrected) -> str:
    parts = [f"进度改为{said.percent}%"] if said.percent is not None else []
    parts += [short(said.note, 60)] if said.note else []
    return f"更正台账第{said.corrects}条：{'，'.join(parts)}" if parts else f"更正台账第{said.corrects}条"


def _acknowledged(voice: Voice, said: e.Acknowledged) -> str:
    """Name for whom it was signed, where that is not the one who signs."""
    return "签收" if said.assignee.person == said.by else f"代{voice.assignee(said.assignee)}签收"


def _decided(voice: Voice, said: t.ExtensionDecided) -> str:
    if not said.granted:
        return f"不同意延期{_with(said.reason)}"
    until = f"至{voice.moment(said.deadline)}" if said.deadline else ""
    return f"同意延期{until}{'，此后不再延期' if said.last else ''}"


def _suspended(_voice: Voice, said: t.Suspended) -> str:
    awaited = f"，等待{short(said.awaiting, 60)}" if said.awaiting else ""
    return f"中止办理{awaited}{_because(said.reason)}"


def _resumed(voice: Voice, said: t.Resumed) -> str:
    until = f"，时限{voice.moment(said.deadline)}" if said.deadline else ""
    return f"恢复办理{until}{_with(said.note)}"


def _recounted(voice: Voice, said: t.Recounted) -> str:
    until = f"时限改为{voice.moment(said.deadline)}" if said.deadline else "时限不变"
    return f"按放假安排重算，{until}{'（仍为暂定）' if said.provisional else ''}"


def _reassigned(voice: Voice, said: e.Reassigned) -> str:
    return f"转办：由{voice.assignee(said.old)}转{voice.assignee(said.new)}{_because(said.reason)}"


def _chased(voice: Voice, said: ReceiptChased) -> str:
    told = "、".join(voice.person(one) for one in said.told)
    return f"提示{voice.assignee(said.assignee)}逾时未签收，{f'已告知{told}' if told else '无人可告知'}"


def _escalated(voice: Voice, said: Escalated) -> str:
    return f"下达{said.notice}（{LEVEL[said.level]}），限{voice.moment(said.limit)}前答复{_asking(said.reason)}"


_SAID: dict[type[e.Entry], Callable[[Voice, Any], str]] = {
    e.Assigned: _assigned,
    e.Acknowledged: _acknowledged,
    e.Declined: lambda _voice, said: f"不予受理{_with(said.reason)}",
    e.ProgressNoted: _progressed,
    e.EvidenceAdded: lambda _voice, said: f"补充{_added(said)}{_with(said.note)}",
    e.BlockerRaised: lambda _voice, said: f"报告卡点{_with(said.reason)}",
    e.BlockerCleared: lambda _voice, _said: "解除卡点",
    e.CompletionClaimed: lambda _voice, said: f"申请销号{_with(said.note)}",
    e.Closed: lambda _voice, said: f"同意销号{_with(said.note)}",
    e.Returned: lambda _voice, said: f"退回{_with(said.missing)}",
    e.Reassigned: _reassigned,
    e.Withdrawn: lambda _voice, said: f"撤回{_with(said.reason)}",
    e.Amended: _amended,
    c.Archived: lambda _voice, _said: "归档",
    c.Rechecked: lambda _voice, said: f"复核属实{_with(said.note)}",
    c.Reopened: lambda voice, said: f"重新办理，时限{voice.moment(said.deadline)}{_with(said.reason)}",
    c.Mended: lambda _voice, said: returning.items_mended(said.items),
    c.Categorised: lambda _voice, said: f"归入{called(said.category)}类",
    t.ExtensionRequested: lambda voice, said: f"申请延至{voice.moment(said.deadline)}{_because(said.reason)}",
    t.ExtensionDecided: _decided,
    t.Suspended: _suspended,
    t.Resumed: _resumed,
    t.Recounted: _recounted,
    o.Split: lambda _voice, said: f"分解出 {said.child}",
    o.Instruction: lambda _voice, said: f"批示{_with(said.words)}",
    o.OrientationsSet: lambda _voice, _said: "登记重点事项四个导向",
    o.SiteVisit: lambda _voice, said: supervising.line(said),
    e.Corrected: _corrected,
    TaskImported: lambda _voice, said: f"自原台账导入（原编号{said.reference or '无'}）{_with(said.note)}",
    e.Reminded: lambda _voice, _said: "催办",
    Undone: lambda _voice, said: f"撤销“{undoing.DONE[said.kind]}”",
    ReceiptChased: _chased,
    Escalated: _escalated,
}
