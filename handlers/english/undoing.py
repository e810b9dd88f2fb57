"""Sentences about 撤销: what was taken back, who hears of it, and what to do where that is not possible."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.english.terms import STATUS
from handlers.english.voice import called
from handlers.wording.voice import Voice
from ledger.people import PersonId
from ledger.tasks import OVER, Status, Task

BUTTON = "Undo this step"

DONE = {
    "Assigned": "assignment",
    "Acknowledged": "receipt",
    "Declined": "declining",
    "ProgressNoted": "progress",
    "EvidenceAdded": "added evidence",
    "BlockerRaised": "blocker",
    "BlockerCleared": "clearing of the blocker",
    "CompletionClaimed": "claim of completion",
    "Closed": "closing",
    "Returned": "return",
    "Reassigned": "reassignment",
    "Withdrawn": "withdrawal",
    "Amended": "amendment",
    "ExtensionRequested": "extension request",
    "ExtensionDecided": "decision on the extension",
    "Suspended": "suspension",
    "Resumed": "resumption",
    "Split": "split",
    "Instruction": "instruction",
    "OrientationsSet": "four orientations",
    "SiteVisit": "on-site supervision",
    "RecurrenceSet": "recurring task",
    "RecurrenceHanded": "handing on of the recurring task",
    "RecurrenceStopped": "stop of the recurring task",
    "Corrected": "correction",
    "Reminded": "reminder",
    "ReceiptChased": "hint at a missing receipt",
    "Escalated": "supervision notice",
    "DailyReported": "daily return",
    "LeaveTaken": "leave",
    "LeaveEnded": "end of the leave",
    "RosterImported": "roster import",
    "PersonBound": "binding of a person",
    "ChatBound": "binding of a group chat",
    "SettingChanged": "change of a setting",
    "Categorised": "category",
    "Mended": "putting right",
    "Archived": "archiving",
    "RecheckDrawn": "draw for the recheck",
    "Rechecked": "recheck",
    "Reopened": "reopening",
    "CalendarYearSet": "registration of the work calendar",
    "Recounted": "recount of the deadline",
    "CalendarDaySet": "change of a workday",
    "DepartureSet": "arrangement of a departure",
    "PersonLeft": "departure",
    "PersonMoved": "move",
    "PersonAdded": "new person",
    "PersonCorrected": "correction of a person",
    "RolesSet": "change of roles",
    "PersonInvited": "invitation",
    "CircularDrafted": "draft of a circular",
    "CircularChanged": "change of a circular",
    "CircularSubmitted": "submission of a circular",
    "CircularApproved": "approval of a circular",
    "CircularReturned": "return of a circular",
    "CircularPublished": "publication of a circular",
    "CircularWithdrawn": "withdrawal of a circular",
    "AdjustmentProposed": "proposed score",
    "AdjustmentDecided": "decision on a score",
    "AdjustmentWithdrawn": "withdrawal of a score",
    "ScoreAppealed": "appeal",
    "AppealDecided": "answer to an appeal",
    "ScoresFrozen": "freezing of scores",
    "OutageNoted": "noted outage",
    "Erased": "erasure",
    "OwnDataExported": "export of own data",
    "DocumentRegistered": "registration of a document",
    "DocumentSigned": "receipt",
    "DocumentHanded": "handing on",
    "DocumentReturned": "return",
    "DocumentSubmitted": "submission for signature",
    "DocumentSignedOff": "signing off",
    "DocumentFinished": "finishing or issuing",
    "DocumentWithdrawn": "voiding",
    "DocumentUndone": "undoing",
    "RegulationKept": "registration of a regulation",
    "RegulationTasked": "assignment of a revision",
    "RegulationRevised": "new version of a regulation",
    "RegulationLaid": "request to read",
    "RegulationRead": "reading",
    "TrainingKept": "registration of a training",
    "TrainingCancelled": "cancellation of a training",
    "TrainingFiled": "training material",
    "TrainingInvited": "invitation to a training",
    "TrainingAnswered": "answer to a training",
    "TrainingAttended": "attendance",
    "CadenceWarned": "warning about trainings",
    "MeetingRegistered": "registration of a meeting",
    "MeetingChanged": "change of a meeting",
    "MeetingCancelled": "cancellation of a meeting",
    "MeetingHeld": "holding of a meeting",
    "MinutesAttached": "minutes",
    "MeetingDecided": "assignment of decisions",
    "InformationSubmitted": "submission of information",
    "InformationAdopted": "adoption of information",
    "InformationWithdrawn": "voiding of information",
    "LedgerImported": "ledger import",
    "TaskImported": "ledger import",
    "Undone": "undoing",
}
_INSTEAD = {
    "Assigned": "If it is not needed, reply 撤回 with the reason; to amend it, write the new deadline or assignee.",
    "Split": "If it is not needed, please withdraw the part with the reason.",
    "Instruction": "If anything changes, please give another instruction.",
    "SiteVisit": "If anything is wrong, please register the visit anew.",
    "RecurrenceSet": "If it is not needed, /recurring shows and stops it.",
    "RecurrenceStopped": "If it is still needed, please set it anew.",
    "Reminded": "The message is out; if it was a mistake, please tell them.",
    "Escalated": "The notice has its number and is out; if it was a mistake, please tell the unit.",
    "DailyReported": "Please send it again: the last one counts.",
    "DepartureSet": "If anything changes, write 取消某某离任.",
    "PersonAdded": "If it was a mistake, register the departure; if anything is wrong, write the correction.",
    "PersonCorrected": "If anything is wrong, please write the correction.",
    "RolesSet": "If anything is wrong, please set or take the role anew.",
    "CalendarDaySet": "If anything is wrong, please write what holds on that day.",
    "RecheckDrawn": "It is drawn once a month; please recheck by the list.",
    "CircularDrafted": "If it is not needed, press “Withdraw” under the draft.",
    "CircularChanged": "Please change it again: the last version counts.",
    "CircularSubmitted": "To change it, just change the draft; the leader's copy lapses.",
    "CircularApproved": "Before it is published, press “Return” or reply with the reason.",
    "CircularReturned": "If you agree after all, have the coordinator submit it again.",
    "CircularPublished": "It is out in the groups; if anything is wrong, please draft a correction.",
    "CircularWithdrawn": "If it is still needed, please draft it anew.",
    "LeaveTaken": "If anything changes, write 取消请假, then the right days.",
    "LeaveEnded": "If you are still on leave, please register the days anew.",
    "AdjustmentProposed": "If it is not needed, press “Withdraw” under the proposal.",
    "AdjustmentDecided": "If anything is wrong, the coordinator can propose another score.",
    "AdjustmentWithdrawn": "If it is still needed, please propose it anew.",
    "ScoreAppealed": "If you no longer appeal, please tell the leader who answers.",
    "AppealDecided": "If anything is wrong, the coordinator can propose another score.",
    "MeetingRegistered": "If it is off, write 取消 with the reason; else write the new time, place or agenda.",
    "MeetingChanged": "If anything is wrong, write time, place or agenda again: the last one counts.",
    "MeetingCancelled": "If it takes place after all, please register it anew.",
    "InformationSubmitted": "If it was a mistake, reply 作废 with the reason; the number is not used again.",
    "InformationAdopted": "If it was a mistake, void the information and register it anew.",
    "InformationWithdrawn": "If it is to count, please register it anew.",
    "DocumentRegistered": "If it was a mistake, reply 作废 with the reason; the number is not used again.",
    "RegulationKept": "Please write what is to be otherwise: the last registration counts.",
    "RegulationTasked": "If it is not needed, please withdraw the task with the reason.",
    "RegulationRevised": "If anything is wrong, reopen the task or register the regulation anew.",
    "TrainingKept": "If anything changes, write number and new time; if it is off, write 取消 with the reason.",
    "TrainingCancelled": "If it takes place after all, please register it anew.",
    "TrainingAnswered": "If anything changes, reply 参加 (I come) or 不能参加 (I cannot).",
    "TrainingAttended": "If anything is wrong, write the list anew: the last one counts.",
    "RegulationLaid": "The message is out; if it was a mistake, please tell them.",
}
_ELSE = "If anything is wrong, please ask the administrator."


def instead(kind: str) -> str:
    """Say that such an act is not taken back, and what to do instead."""
    return f"In force and not to be undone: {DONE[kind]}. {_INSTEAD.get(kind, _ELSE)}"


def acted_since(voice: Voice, number: str, by: PersonId | None, kind: str) -> str:
    """Say who has gone on from there."""
    who = f" by {voice.person(by)}" if by is not None else ""
    return (
        f"{number} cannot be undone: since then there was a {DONE[kind]}{who}. "
        "To mend it, send /correct, or ask whoever assigned the task."
    )


def undone(voice: Voice, done: Iterable[tuple[Task, str]]) -> str:
    """Confirm to whoever took it back what stands now; one line for each task."""
    lines = [f"{task.number} undone: {DONE[kind]}; {_stands(voice, task)}." for task, kind in done]
    return "\n".join([*lines, "The ledger keeps the record; you can act anew."])


def undone_notice(voice: Voice, by: str, done: Iterable[tuple[Task, str]]) -> str:
    """Tell those who heard of the act that it no longer counts."""
    return "\n".join(
        f"{task.number} {called(by)} undid: {DONE[kind]}; {_stands(voice, task)}. This is what holds."
        for task, kind in done
    )


def _stands(voice: Voice, task: Task) -> str:
    where = f"again “{STATUS[task.status]}”"
    return where if task.status in {*OVER, Status.WITHDRAWN} else f"{where}, deadline {voice.deadline(task)}"
