"""Every refusal of the rules as a sentence that names the way out (不予办理的答复)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handlers.english import (
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
from handlers.english.terms import ACT, LEVEL, RULE
from handlers.english.voice import called, listed, many, month
from handlers.wording.voice import Voice
from ledger import office_refusals as office
from ledger import refusals as r
from ledger.escalations import Level
from ledger.transitions import Act

NEUTRAL = "No such task to work on was found. Please check the number, or send /my for your tasks."
_NOT_YOURS_TO_SPLIT = (
    "Parts can go only to your own office and to the task's support; nothing was registered. "
    "For other units, please ask the coordinator."
)
NOT_YOURS_TO_ASSIGN = (
    "This assignment is beyond your rights. Heads assign within their own office; else please ask the coordinator."
)

_RIGHT = {Act.RECHECK: "Recheck"}
_BY_OTHERS = dict.fromkeys(
    (Act.SET_CALENDAR, Act.CHANGE_ROSTER, Act.GRANT_ROLE, Act.SET_TIMETABLE, Act.BIND_CHAT), "administrator"
) | {
    Act.APPROVE_CIRCULAR: "leader",
    Act.CONFIRM_SCORE: "reviewer or leader",
    Act.APPEAL_SCORE: "office head",
    Act.DECIDE_APPEAL: "leader",
}


def refusal(voice: Voice, said: r.Refusal) -> str:
    """Return the sentence for the refusal."""
    return _SENTENCES[type(said)](voice, said)


def _not_allowed(_voice: Voice, said: r.NotAllowed) -> str:
    if said.number is not None:
        return NEUTRAL
    if said.act in {Act.ASSIGN, Act.RECUR}:
        return NOT_YOURS_TO_ASSIGN
    if said.act is Act.SPLIT:
        return _NOT_YOURS_TO_SPLIT
    right, others = _RIGHT.get(said.act, ACT[said.act]), _BY_OTHERS.get(said.act, "coordinator")
    return f"You do not have the right “{right}”. If you need it, please ask the {others}."


def _open_branches(voice: Voice, said: r.OpenBranches) -> str:
    open_ = [f"support not done: {voice.names(said.waiting)}"] if said.waiting else []
    open_ += [f"parts not done: {listed(said.children)}"] if said.children else []
    return f"{said.number}: {'; '.join(open_)}. To close it all the same, please reply with the reason."


def _outlives(voice: Voice, said: r.OutlivesParent) -> str:
    return (
        f"The deadline {voice.moment(said.wanted)} is later than {voice.moment(said.deadline)} of {said.parent}; "
        f"nothing was registered. Please choose an earlier one, or amend {said.parent} first."
    )


def _visit_ahead(voice: Voice, said: r.VisitAhead) -> str:
    return (
        f"The visit of {voice.moment(said.held_at)} is still ahead; nothing was registered. "
        "Please register it afterwards, or write when it was."
    )


def _already(voice: Voice, said: r.AlreadyAssignee) -> str:
    return f"{said.number} is already with {voice.assignee(said.assignee)}. Please choose somebody else."


def _reminded(voice: Voice, said: r.RemindedLately) -> str:
    return f"{said.number} was reminded {voice.moment(said.last)}; again possible after {voice.moment(said.again_at)}."


def _notice_stands(voice: Voice, said: r.NoticeStands) -> str:
    notice = said.notice
    red = notice.level is Level.RED
    then = "If it is not answered in time, issue another" if red else "To press harder, issue a higher level"
    return (
        f"{said.number} has {notice.number} ({LEVEL[notice.level]}), to be answered by {voice.moment(notice.limit)}. "
        f"{then}."
    )


def _deadline_passed(voice: Voice, said: r.DeadlinePassed) -> str:
    return f"The deadline {voice.moment(said.deadline)} has passed; nothing was registered. Please give another."


def _pending(voice: Voice, said: r.ExtensionPending) -> str:
    return (
        f"An extension of {said.number} to {voice.moment(said.asked)} is waiting to be decided. "
        "Please wait for it before asking again."
    )


def _used_up(_voice: Voice, said: r.ExtensionsUsedUp) -> str:
    why = "the last extension was the final one" if said.last else f"extended {many(said.granted, 'time')}, the most"
    return f"{said.number} {why}. Please complete it soon; if it must move, ask whoever assigned it."


def _not_later(voice: Voice, said: r.NotLater) -> str:
    return f"The deadline of {said.number} is {voice.moment(said.deadline)}; please write a later date."


def _too_late(voice: Voice, said: r.AskedTooLate) -> str:
    return (
        f"The deadline of {said.number}, {voice.moment(said.deadline)}, has passed: no extension any more. "
        "Please complete it soon, or ask whoever assigned it."
    )


def _evidence_missing(_voice: Voice, said: r.EvidenceMissing) -> str:
    if said.kinds:
        return evidence.missing(said.number, said.kinds, said.category)
    return f"{said.number} has no evidence yet. Please reply with photos or files to claim completion."


def _second_needed(_voice: Voice, said: office.SecondNeeded) -> str:
    name = called(said.name)
    if said.act is Act.BIND_PERSON:
        return (
            f"A second person must approve the binding of {name}, and there is none; no link was made. "
            "Please ask another administrator, or run taizhang roster invite on the server."
        )
    return (
        f"A second person must agree to the roles of {name}, and no other administrator or leader is bound; "
        "nothing was changed. Please have one bound first, or change the roster file and import it again."
    )


_SENTENCES: dict[type[r.Refusal], Callable[[Voice, Any], str]] = {
    r.NotAllowed: _not_allowed,
    r.NoSuchTask: lambda _voice, _said: NEUTRAL,
    r.WrongStatus: standing.wrong_status,
    r.CheckerClosedIt: lambda _voice, said: (
        f"You closed {said.number} yourself; somebody else must recheck it. "
        "If it is not so, write what you found and a deadline to reopen it."
    ),
    r.DrawnAlready: lambda _voice, said: (
        f"{month(said.first)} was drawn already, once a month. /recheck shows the list."
    ),
    r.NothingClosed: lambda _voice, said: f"Nothing was closed in {month(said.first)}; there is nothing to draw.",
    r.WholeIsOver: lambda _voice, said: (
        f"{said.parent}, of which {said.number} is a part, is closed. Please reopen {said.parent} first."
    ),
    r.ReviewerIsDoer: lambda _voice, said: (
        f"You work on {said.number}; somebody else must review it. Please ask the coordinator."
    ),
    r.OpenBranches: _open_branches,
    r.OutlivesParent: _outlives,
    r.NeverDue: lambda _voice, _said: (
        "This rhythm is never due any more; nothing was registered. Please check its beginning and end."
    ),
    r.NoSuchRecurrence: lambda _voice, said: f"There is no recurrence {said.n} to stop. /recurring lists them.",
    r.VisitAhead: _visit_ahead,
    r.EvidenceMissing: _evidence_missing,
    r.NoSuchCategory: lambda _voice, said: evidence.no_such_category(said.number, said.known),
    r.ReasonMissing: lambda _voice, said: f"{said.number} {ACT[said.act]}: please reply with the reason.",
    r.DeadlinePassed: _deadline_passed,
    r.NobodyAssigned: lambda _voice, _said: "No unit or person yet. Please write who is to do it.",
    r.AlreadyAssignee: _already,
    r.NothingToMend: lambda _voice, said: returning.nothing_to_mend(said),
    r.NothingToClear: lambda _voice, said: f"{said.number} has no blocker to clear. Please note any progress.",
    r.NothingToCorrect: lambda _voice, said: (
        f"{said.number} has no progress of yours to correct. Please note your progress."
    ),
    r.RemindedLately: _reminded,
    r.ExtensionPending: _pending,
    r.ExtensionsUsedUp: _used_up,
    r.AskedTooLate: _too_late,
    r.NotLater: _not_later,
    r.NothingAsked: lambda _voice, said: (
        f"{said.number} has no extension waiting to be decided. To move the deadline, send /amend."
    ),
    r.DeciderIsDoer: lambda _voice, said: f"You work on {said.number}; another leader must decide on the extension.",
    r.DeclinedBefore: lambda _voice, said: (
        f"{said.number} was declined before and cannot be declined again. Until decided otherwise it stays yours; "
        "please ask whoever assigned it."
    ),
    r.NoticeStands: _notice_stands,
    office.QuietHour: lambda _voice, said: (
        f"{said.hour:%H:%M} lies in quiet time, when nothing is sent. Please choose an hour of work, "
        "for example: 日报改到17:00."
    ),
    office.RingsAlready: lambda _voice, said: (
        f"{RULE[said.report]} goes out at {said.hour:%H:%M} already. /timetable shows all times."
        if said.rings
        else f"{RULE[said.report]} is stopped already. /timetable shows how to resume it."
    ),
    office.HasLeft: lambda _voice, said: f"{called(said.name)} has left; this is not possible. Please check the name.",
    office.LastAdministrator: lambda _voice, said: (
        f"{called(said.name)} is the only administrator and cannot leave yet. "
        "Please add another and have them bound first, for example: 设李四为系统管理员."
    ),
    office.NameTaken: lambda _voice, said: (
        f"The roster has a “{called(said.name)}” already; nothing was registered. "
        f"If it is another person, please use a name that differs, for example: 小{called(said.name)}."
    ),
    office.AsItIs: lambda _voice, said: (
        f"The roster says this of {called(said.name)} already. /roster shows what to write."
    ),
    office.SecondNeeded: _second_needed,
    office.NobodySucceeds: lambda _voice, said: (
        f"Nobody can take {said.number} over from {called(said.name)}; nothing was done. "
        "Please have the coordinator reassign it first."
    ),
    office.DayOver: lambda voice, said: (
        f"{voice.day(said.day)} has passed; nothing was changed. Please check the date."
    ),
    office.NothingChanges: lambda voice, said: (
        f"{voice.day(said.day)} counts as a {'workday' if said.works else 'rest day'} already. "
        "/calendar shows the work calendar."
    ),
    r.NothingToUndo: lambda _voice, _said: "You have nothing to undo. /my shows your tasks.",
    r.UndoneAlready: lambda _voice, said: (
        f"The last step of {said.number} is undone already; no further one can be. To mend it, send /correct."
    ),
    r.NotLastAct: lambda _voice, _said: "Only your latest step can be undone, and this is not it. /undo undoes it.",
    r.UndoTooLate: lambda _voice, said: (
        f"After {int(said.within.total_seconds() // 60)} minutes a step cannot be undone. "
        "To mend it, send /correct, or ask whoever assigned the task."
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
    r.DateOrder: lambda _voice, _said: "The last day is before the first; nothing was registered. Please check them.",
}
