"""Every refusal of the rules as a sentence that names the way out (不予办理的答复)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handlers.wording import (
    adjusting,
    appealing,
    attending,
    circular_refusals,
    document_refusals,
    evidence,
    information,
    meetings,
    regulation_refusals,
    returning,
    standing,
    training_refusals,
    undoing,
)
from handlers.wording.spoken import spoken
from handlers.wording.terms import ACT, LEVEL, RULE
from handlers.wording.voice import Voice, called
from ledger import office_refusals as office
from ledger import refusals as r
from ledger.escalations import Level
from ledger.transitions import Act

NEUTRAL = "未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"
_NOT_YOURS_TO_SPLIT = "分解事项只能分给本科室和该事项的配合单位、人员，未作登记。需分给其他单位的，请联系督查员。"
NOT_YOURS_TO_ASSIGN = "该交办超出您的权限范围。科室负责人可向本科室交办，其他事项请联系督查员。"


_RIGHT = {Act.RECHECK: "回头看"}
"""What a right is called where that is more than its button says."""
_BY_OTHERS = dict.fromkeys(
    (Act.SET_CALENDAR, Act.CHANGE_ROSTER, Act.GRANT_ROLE, Act.SET_TIMETABLE, Act.BIND_CHAT), "系统管理员"
) | {
    Act.APPROVE_CIRCULAR: "分管领导",
    Act.CONFIRM_SCORE: "审核人或分管领导",
    Act.APPEAL_SCORE: "科室负责人",
    Act.DECIDE_APPEAL: "分管领导",
}


@spoken
def refusal(voice: Voice, said: r.Refusal) -> str:
    """Return the sentence for the refusal."""
    return _SENTENCES[type(said)](voice, said)


def _not_allowed(_voice: Voice, said: r.NotAllowed) -> str:
    if said.number is not None:
        return NEUTRAL  # The same words whether or not the task exists.
    if said.act in {Act.ASSIGN, Act.RECUR}:
        return NOT_YOURS_TO_ASSIGN
    if said.act is Act.SPLIT:
        return _NOT_YOURS_TO_SPLIT
    right, others = _RIGHT.get(said.act, ACT[said.act]), _BY_OTHERS.get(said.act, "督查员")
    return f"您没有“{right}”的权限。如有需要，请联系{others}。"


def _open_branches(voice: Voice, said: r.OpenBranches) -> str:
    open_ = [f"配合单位尚未完成：{voice.names(said.waiting)}"] if said.waiting else []
    open_ += [f"分解事项尚未办结：{'、'.join(said.children)}"] if said.children else []
    return f"{said.number} 的{'；'.join(open_)}。如仍需销号，请回复本消息说明原因。"


def _outlives(voice: Voice, said: r.OutlivesParent) -> str:
    return (
        f"分解事项的时限{voice.moment(said.wanted)}晚于 {said.parent} 的时限{voice.moment(said.deadline)}，未作登记。"
        f"请提前该项时限，或先调整 {said.parent} 的时限。"
    )


def _visit_ahead(voice: Voice, said: r.VisitAhead) -> str:
    return f"蹲点时间{voice.moment(said.held_at)}尚未到，未作登记。请在蹲点后登记，或写明实际时间。"


def _already(voice: Voice, said: r.AlreadyAssignee) -> str:
    return f"{said.number} 已由{voice.assignee(said.assignee)}办理，请另选单位或人员。"


def _reminded(voice: Voice, said: r.RemindedLately) -> str:
    return f"{said.number} 已于{voice.moment(said.last)}催办，{voice.moment(said.again_at)}后可再次催办。"


def _notice_stands(voice: Voice, said: r.NoticeStands) -> str:
    notice = said.notice
    until = f"限{voice.moment(notice.limit)}前答复，尚未逾限"
    then = "逾限未答复的，可再次下达" if notice.level is Level.RED else "如需加重，请下更高一级的督办单"
    return f"{said.number} 已有{notice.number}（{LEVEL[notice.level]}），{until}。{then}。"


def _deadline_passed(voice: Voice, said: r.DeadlinePassed) -> str:
    return f"时限{voice.moment(said.deadline)}已过，未作登记。请给出新的时限。"


def _pending(voice: Voice, said: r.ExtensionPending) -> str:
    return f"{said.number} 已申请延至{voice.moment(said.asked)}，尚待审批。请等待审批结果，审批后方可再次申请。"


def _used_up(_voice: Voice, said: r.ExtensionsUsedUp) -> str:
    why = "上次延期已明确为最后一次" if said.last else f"已延期{said.granted}次，达到规定次数"
    return f"{said.number} {why}，不再受理延期。请抓紧办结；确需调整的，请联系交办人。"


def _not_later(voice: Voice, said: r.NotLater) -> str:
    return f"{said.number} 现时限为{voice.moment(said.deadline)}，延期须晚于该时限。请写明新的日期。"


def _too_late(voice: Voice, said: r.AskedTooLate) -> str:
    return f"{said.number} 时限{voice.moment(said.deadline)}已过，不再受理延期申请。请抓紧办结，或联系交办人。"


def _evidence_missing(_voice: Voice, said: r.EvidenceMissing) -> str:
    if said.kinds:
        return evidence.missing(said.number, said.kinds, said.category)
    return f"{said.number} 尚无佐证材料。请回复本消息并附照片或文件，即可申请销号。"


def _second_needed(_voice: Voice, said: office.SecondNeeded) -> str:
    name = called(said.name)
    if said.act is Act.BIND_PERSON:
        return (
            f"{name}的绑定须由第二人审核，目前没有其他可审核的人员，未生成链接。"
            "请由另一名系统管理员办理，或在服务器上用 taizhang roster invite 生成链接。"
        )
    return (
        f"{name}的角色须由第二人同意，目前没有其他已绑定的系统管理员或分管领导，未作调整。"
        "请先由其完成绑定，或在服务器上用 taizhang roster import 导入花名册。"
    )


_SENTENCES: dict[type[r.Refusal], Callable[[Voice, Any], str]] = {
    r.NotAllowed: _not_allowed,
    r.NoSuchTask: lambda _voice, _said: NEUTRAL,
    r.WrongStatus: standing.wrong_status,
    r.CheckerClosedIt: lambda _voice, said: (
        f"{said.number} 由您审核销号，须由他人复核。如发现不属实，可直接写明情况和时限，重新办理。"
    ),
    r.DrawnAlready: lambda _voice, said: (
        f"{said.first.year}年{said.first.month}月已抽取，每月一次。发送 /recheck 查看名单。"
    ),
    r.NothingClosed: lambda _voice, said: f"{said.first.year}年{said.first.month}月没有已销号的事项，无需抽取。",
    r.WholeIsOver: lambda _voice, said: f"{said.number} 所属的 {said.parent} 已销号，请先重新办理 {said.parent}。",
    r.ReviewerIsDoer: lambda _voice, said: f"{said.number} 由您参与办理，须由他人审核销号。请联系督查员。",
    r.OpenBranches: _open_branches,
    r.OutlivesParent: _outlives,
    r.NeverDue: lambda _voice, _said: "所写周期已没有到期日，未作登记。请核对起止日期后重新发送。",
    r.NoSuchRecurrence: lambda _voice, said: f"没有可停止的周期{said.n}。发送 /recurring 查看周期事项。",
    r.VisitAhead: _visit_ahead,
    r.EvidenceMissing: _evidence_missing,
    r.NoSuchCategory: lambda _voice, said: evidence.no_such_category(said.number, said.known),
    r.ReasonMissing: lambda _voice, said: f"{said.number} {ACT[said.act]}须说明原因。请回复本消息说明。",
    r.DeadlinePassed: _deadline_passed,
    r.NobodyAssigned: lambda _voice, _said: "尚未明确责任单位或责任人。请写明由谁办理。",
    r.AlreadyAssignee: _already,
    r.NothingToMend: lambda _voice, said: returning.nothing_to_mend(said),
    r.NothingToClear: lambda _voice, said: f"{said.number} 没有未解除的卡点，无需解除。如有进展，请直接反馈。",
    r.NothingToCorrect: lambda _voice, said: f"{said.number} 没有您的反馈记录，无可更正。请直接反馈进展。",
    r.RemindedLately: _reminded,
    r.ExtensionPending: _pending,
    r.ExtensionsUsedUp: _used_up,
    r.AskedTooLate: _too_late,
    r.NotLater: _not_later,
    r.NothingAsked: lambda _voice, said: f"{said.number} 没有待审批的延期申请。如需调整时限，请发送 /amend。",
    r.DeciderIsDoer: lambda _voice, said: f"{said.number} 由您参与办理，延期须由其他领导审批。",
    r.DeclinedBefore: lambda _voice, said: (
        f"{said.number} 此前已提出不予受理，不能重复提出。另行明确前仍须办理，请联系交办人。"
    ),
    r.NoticeStands: _notice_stands,
    office.QuietHour: lambda _voice, said: (
        f"{said.hour:%H:%M}属免打扰时段，届时不推送。请另选上班前后的时间，例如：日报改到17:00。"
    ),
    office.RingsAlready: lambda _voice, said: (
        f"{RULE[said.report]}现为{said.hour:%H:%M}推送，无需调整。发送 /timetable 查看推送时间。"
        if said.rings
        else f"{RULE[said.report]}目前已停发。如需恢复，请写“恢复{RULE[said.report]}”。"
    ),
    office.HasLeft: lambda _voice, said: f"{called(said.name)}已离任，无法办理。请核对姓名。",
    office.LastAdministrator: lambda _voice, said: (
        f"{called(said.name)}是唯一的系统管理员，暂不能离任或调动。请先增加一名管理员并完成绑定，例如：设李四为系统管理员。"
    ),
    office.NameTaken: lambda _voice, said: (
        f"名册中已有“{called(said.name)}”，未作登记。请核对；确为另一人的，请用可区分的姓名，例如：小{called(said.name)}。"
    ),
    office.AsItIs: lambda _voice, said: f"名册中{called(said.name)}的信息与所写一致，无需调整。发送 /roster 查看写法。",
    office.SecondNeeded: _second_needed,
    office.NobodySucceeds: lambda _voice, said: (
        f"{said.number} 没有可接手{called(said.name)}的负责人，尚未办理。"
        f"请督查员先将该事项转办，例如：{said.number} 转给其他人员，再办理离任。"
    ),
    office.DayOver: lambda voice, said: f"{voice.day(said.day)}已过，未作调整。请核对日期后重新发送。",
    office.NothingChanges: lambda voice, said: (
        f"{voice.day(said.day)}现已按{'上班' if said.works else '放假'}计算，无需调整。发送 /calendar 查看工作日历。"
    ),
    r.NothingToUndo: lambda _voice, _said: "您还没有可撤销的操作。发送 /my 查看本人待办。",
    r.UndoneAlready: lambda _voice, said: (
        f"{said.number} 的上一步已撤销，不能再往前撤销。如需更正，请重新办理或发送 /correct。"
    ),
    r.NotLastAct: lambda _voice, _said: "只能撤销您最近的一次操作，所指的不是最近一次。发送 /undo 撤销最近一次。",
    r.UndoTooLate: lambda _voice, said: (
        f"操作已超过{int(said.within.total_seconds() // 60)}分钟，不能撤销。如需更正，请发送 /correct，或联系交办人。"
    ),
    r.NotUndoable: lambda _voice, said: undoing.instead(said.kind),
    r.ActedSince: lambda voice, said: undoing.acted_since(voice, said.number, said.by, said.kind),
    **circular_refusals.SENTENCES,
    office.NotOnLeave: lambda voice, said: attending.not_on_leave(voice, said.person, said.day),
    office.SeveralLeaves: lambda voice, said: attending.several_leaves(voice, said.spans),
    **adjusting.SENTENCES,
    **appealing.SENTENCES,
    **document_refusals.SENTENCES,
    **regulation_refusals.SENTENCES,
    **training_refusals.SENTENCES,
    **meetings.SENTENCES,
    **information.SENTENCES,
    r.DateOrder: lambda _voice, _said: "结束日期早于开始日期，未作登记。请重新填写请假日期。",
}
