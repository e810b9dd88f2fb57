"""Sentences about 撤销: what was taken back, who hears of it, and what to do where that is not possible."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.wording.spoken import spoken
from handlers.wording.terms import STATUS
from handlers.wording.voice import Voice, called
from ledger import circular_entries as n
from ledger import closing_entries as c
from ledger import document_entries as d
from ledger import entries as e
from ledger import information_entries as i
from ledger import meeting_entries as m
from ledger import office_entries as f
from ledger import origin_entries as o
from ledger import regulation_entries as r
from ledger import score_entries as s
from ledger import time_entries as t
from ledger import training_entries as tr
from ledger.escalations import Escalated, ReceiptChased
from ledger.import_entries import LedgerImported, TaskImported
from ledger.outages import OutageNoted
from ledger.people import PersonId
from ledger.retention import Erased
from ledger.tasks import OVER, Status, Task
from ledger.undo_entries import Undone

BUTTON = "撤销本次操作"

DONE = {
    kind.__name__: word
    for kind, word in {
        e.Assigned: "交办",
        e.Acknowledged: "签收",
        e.Declined: "不予受理",
        e.ProgressNoted: "反馈",
        e.EvidenceAdded: "补充佐证材料",
        e.BlockerRaised: "报告卡点",
        e.BlockerCleared: "解除卡点",
        e.CompletionClaimed: "申请销号",
        e.Closed: "同意销号",
        e.Returned: "退回",
        e.Reassigned: "转办",
        e.Withdrawn: "撤回",
        e.Amended: "调整交办内容",
        t.ExtensionRequested: "申请延期",
        t.ExtensionDecided: "延期审批",
        t.Suspended: "中止",
        t.Resumed: "恢复办理",
        o.Split: "分解",
        o.Instruction: "批示",
        o.OrientationsSet: "登记四个导向",
        o.SiteVisit: "蹲点督办登记",
        o.RecurrenceSet: "周期事项设定",
        o.RecurrenceHanded: "周期事项转接",
        o.RecurrenceStopped: "周期事项停止",
        e.Corrected: "更正",
        e.Reminded: "催办",
        ReceiptChased: "签收提示",
        Escalated: "督办单",
        e.DailyReported: "日报",
        e.LeaveTaken: "请假",
        e.LeaveEnded: "销假",
        f.RosterImported: "名册导入",
        f.PersonBound: "人员绑定",
        f.ChatBound: "工作群绑定",
        f.SettingChanged: "设置调整",
        c.Categorised: "归类",
        c.Mended: "补正",
        c.Archived: "归档",
        c.RecheckDrawn: "回头看抽取",
        c.Rechecked: "复核属实",
        c.Reopened: "重新办理",
        f.CalendarYearSet: "工作日历登记",
        t.Recounted: "时限重算",
        f.CalendarDaySet: "工作日调整",
        f.DepartureSet: "离任安排",
        f.PersonLeft: "离任登记",
        f.PersonMoved: "调动登记",
        f.PersonAdded: "新增人员",
        f.PersonCorrected: "人员信息更正",
        f.RolesSet: "角色调整",
        f.PersonInvited: "邀请",
        n.CircularDrafted: "通报起草",
        n.CircularChanged: "通报修改",
        n.CircularSubmitted: "通报报批",
        n.CircularApproved: "通报批准",
        n.CircularReturned: "通报退回修改",
        n.CircularPublished: "通报印发",
        n.CircularWithdrawn: "通报撤稿",
        s.AdjustmentProposed: "赋分建议",
        s.AdjustmentDecided: "赋分确认",
        s.AdjustmentWithdrawn: "赋分撤回",
        s.ScoreAppealed: "考评申诉",
        s.AppealDecided: "申诉答复",
        s.ScoresFrozen: "考评封存",
        OutageNoted: "停机登记",
        Erased: "清除",
        f.OwnDataExported: "导出本人数据",
        d.DocumentRegistered: "办文登记",
        d.DocumentSigned: "签收",
        d.DocumentHanded: "转办",
        d.DocumentReturned: "退回",
        d.DocumentSubmitted: "送签",
        d.DocumentSignedOff: "签发",
        d.DocumentFinished: "办结或印发",
        d.DocumentWithdrawn: "作废",
        d.DocumentUndone: "撤销",
        r.RegulationKept: "制度登记",
        r.RegulationTasked: "制度修订交办",
        r.RegulationRevised: "制度更新",
        r.RegulationLaid: "组织阅知",
        r.RegulationRead: "阅知",
        tr.TrainingKept: "培训登记",
        tr.TrainingCancelled: "培训取消",
        tr.TrainingFiled: "培训材料登记",
        tr.TrainingInvited: "培训通知",
        tr.TrainingAnswered: "培训报名",
        tr.TrainingAttended: "参训登记",
        tr.CadenceWarned: "培训预警",
        m.MeetingRegistered: "会议登记",
        m.MeetingChanged: "会议调整",
        m.MeetingCancelled: "会议取消",
        m.MeetingHeld: "会议召开登记",
        m.MinutesAttached: "会议纪要登记",
        m.MeetingDecided: "议定事项交办",
        i.InformationSubmitted: "信息报送登记",
        i.InformationAdopted: "信息采用登记",
        i.InformationWithdrawn: "信息作废",
        LedgerImported: "台账导入",
        TaskImported: "台账导入",
        Undone: "撤销",
    }.items()
}
"""What each kind of entry is called, as something that was done."""

_INSTEAD = {
    "Assigned": "如不再办理，请回复“撤回”并说明原因；如需调整，请写明新的时限或责任人。",
    "Split": "如不再办理，请撤回该分解事项并说明原因。",
    "Instruction": "如有变化，请另行批示。",
    "SiteVisit": "如有出入，请重新登记蹲点情况。",
    "RecurrenceSet": "如不再需要，请发送 /recurring 查看并停止。",
    "RecurrenceStopped": "如仍需要，请重新设定。",
    "Reminded": "消息已发出，如系误发，请向对方说明。",
    "Escalated": "督办单已编号下达，如系误下，请向承办单位说明并督促答复。",
    "DailyReported": "请直接重新报送，以最后一次为准。",
    "DepartureSet": "如有变化，请写“取消某某离任”。",
    "PersonAdded": "如系误增，请办理离任；如有出入，请写明更正内容。",
    "PersonCorrected": "如有出入，请重新写明更正内容。",
    "RolesSet": "如有出入，请重新设定或取消该角色。",
    "CalendarDaySet": "如有出入，请重新写明该日上班或放假。",
    "RecheckDrawn": "每月抽取一次，请按名单复核。",
    "CircularDrafted": "如不再需要，请点通报稿下方的“撤稿”。",
    "CircularChanged": "请直接修改，以最后一版为准。",
    "CircularSubmitted": "如需修改，请直接修改通报稿，领导处的旧稿随即失效。",
    "CircularApproved": "印发前如不同意，请点“退回修改”，或直接回复原因。",
    "CircularReturned": "如同意，请督查员重新报批后批准。",
    "CircularPublished": "通报已发到群内，如有出入，请另行起草更正。",
    "CircularWithdrawn": "如仍需要，请重新起草。",
    "LeaveTaken": "如有变化，请写“取消请假”，再按实际日期登记。",
    "LeaveEnded": "如仍需请假，请重新登记请假日期。",
    "AdjustmentProposed": "如不再需要，请点赋分建议下方的“撤回”。",
    "AdjustmentDecided": "如有出入，请督查员另行提出赋分建议。",
    "AdjustmentWithdrawn": "如仍需要，请重新提出。",
    "ScoreAppealed": "如不再申诉，请向答复的领导说明。",
    "AppealDecided": "如有出入，请督查员另行提出赋分建议。",
    "MeetingRegistered": "如不再召开，请写“取消”并说明原因；如有调整，请写明新的时间、地点或议题。",
    "MeetingChanged": "如有出入，请再写明时间、地点或议题，以最后一次为准。",
    "MeetingCancelled": "如仍需召开，请重新登记会议。",
    "InformationSubmitted": "如系误登，请回复“作废”并说明原因；编号不再使用。",
    "InformationAdopted": "如系误登，请将该信息作废后重新登记。",
    "InformationWithdrawn": "如仍需计入，请重新登记报送。",
    "DocumentRegistered": "如系误登，请回复“作废”并说明原因；编号不再使用。",
    "RegulationKept": "请直接写明应改的内容，以最后一次登记为准。",
    "RegulationTasked": "如不再办理，请撤回该修订事项并说明原因。",
    "RegulationRevised": "如有出入，请将该事项重新办理，或重新登记该制度。",
    "TrainingKept": "如有变化，请写明编号和新的时间；不再举办的，写“取消”并说明原因。",
    "TrainingCancelled": "如仍需举办，请重新登记。",
    "TrainingAnswered": "如有变化，请直接回复“参加”或“不能参加”。",
    "TrainingAttended": "如有出入，请重新写明参训名单，以最后一次为准。",
    "RegulationLaid": "消息已发出，如系误发，请向对方说明。",
}
_ELSE = "如有出入，请联系管理员。"


@spoken
def instead(kind: str) -> str:
    """Say that such an act is not taken back, and what to do instead."""
    return f"{DONE[kind]}已生效，不能撤销。{_INSTEAD.get(kind, _ELSE)}"


@spoken
def acted_since(voice: Voice, number: str, by: PersonId | None, kind: str) -> str:
    """Say who has gone on from there."""
    who = f"由{voice.person(by)}" if by is not None else ""
    return f"{number} 此后已{who}{DONE[kind]}，不能撤销。如需更正，请发送 /correct，或联系交办人。"


@spoken
def undone(voice: Voice, done: Iterable[tuple[Task, str]]) -> str:
    """Confirm to whoever took it back what stands now; one line for each task."""
    lines = [f"{task.number} 的“{DONE[kind]}”已撤销，{_stands(voice, task)}。" for task, kind in done]
    return "\n".join([*lines, "台账保留撤销记录，可重新办理。"])


@spoken
def undone_notice(voice: Voice, by: str, done: Iterable[tuple[Task, str]]) -> str:
    """Tell those who heard of the act that it no longer counts."""
    return "\n".join(
        f"{task.number} {called(by)}撤销了刚才的“{DONE[kind]}”，{_stands(voice, task)}。请以此为准。"
        for task, kind in done
    )


def _stands(voice: Voice, task: Task) -> str:
    where = f"恢复为“{STATUS[task.status]}”"
    return where if task.status in {*OVER, Status.WITHDRAWN} else f"{where}，时限{voice.deadline(task)}"
