"""Random walks over the acts: each step is a wish, plausible or not, that somebody has of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time, timedelta

from ledger.acts import origin_requests as o
from ledger.acts import requests as r
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.attending import end_leave, report_day, take_leave
from ledger.acts.calendars import SetOwnDays, set_own_days
from ledger.acts.changing import amend, categorise, reassign, remind, withdraw
from ledger.acts.closing import archive, claim, close, return_
from ledger.acts.declining import decline
from ledger.acts.escalating import escalate
from ledger.acts.extending import decide_extension, request_extension
from ledger.acts.instructing import instruct, orient
from ledger.acts.mending import mend
from ledger.acts.progressing import add_evidence, clear_blocker, correct_progress, note_progress, raise_blocker
from ledger.acts.rechecking import recheck, reopen
from ledger.acts.recurring import set_recurrence
from ledger.acts.supervising import record_visit
from ledger.acts.suspending import resume, suspend
from ledger.acts.undoing import undo
from ledger.entries import Completion, Evidence
from ledger.escalations import Level
from ledger.origin_entries import Every
from ledger.origins import Orientations
from ledger.transitions import Act
from tests.support import adjusting, appealing, circulating
from tests.support.walkers import PHOTO, PLAUSIBLE, Wish, World
from tests.support.walking_office import grant, import_ledger, rostered


def _assign(world: World, parent: str | None = None) -> Wish:
    world.steers()
    lead = world.targets(3)
    support = tuple(one for one in world.targets(2) if one not in lead) if world.chance.random() < 0.4 else ()
    request = r.AssignTask(
        person=world.who.id,
        sent_at=world.now,
        title="报送方案",
        lead=lead,
        support=support,
        completion=world.chance.choice(tuple(Completion)),
        deadline=world.day(),
        parent=parent,
    )
    return assign, request


def _recur(world: World) -> Wish:
    starts = world.day().date()
    request = o.SetRecurrence(
        person=world.who.id,
        sent_at=world.now,
        title="报送进展",
        lead=world.targets(1),
        every=Every.WEEK,
        weekdays=(4,),
        hour=time(18),
        starts=starts,
        until=starts + timedelta(days=world.chance.choice((-3, 30))),
    )
    return set_recurrence, request


def _visit(world: World) -> Wish:
    held = world.now + timedelta(hours=world.chance.choice((-2, -1, 1)))
    return record_visit, o.RecordVisit(
        person=world.who.id, sent_at=world.now, place="现场", held_at=held, about=world.number()
    )


def _leave(world: World) -> Wish:
    request = r.TakeLeave(
        person=world.who.id,
        sent_at=world.now,
        whose=world.somebody().id,
        first=world.day().date(),
        last=world.day().date(),
        delegate=world.chance.choice((None, world.somebody().id)),
    )
    return take_leave, request


def _back(world: World) -> Wish:
    whose = world.who if world.chance.random() < PLAUSIBLE else world.somebody()
    first = world.chance.choice((None, world.day().date()))
    return end_leave, r.EndLeave(person=world.who.id, sent_at=world.now, whose=whose.id, first=first)


def _undo(world: World) -> Wish:
    about = world.number() if world.chance.random() < 0.1 else None
    who = world.last if world.chance.random() < PLAUSIBLE else world.who
    return undo, r.UndoLast(person=who.id, sent_at=world.now, number=about)


def _report(world: World) -> Wish:
    return report_day, r.ReportDay(person=world.who.id, sent_at=world.now, day=world.now.date(), done="完成初稿")


def _calendar(world: World) -> Wish:
    day = world.day().date() + timedelta(days=400)
    return set_own_days, SetOwnDays(person=world.who.id, sent_at=world.now, days=(day,), works=False)


def _files(world: World) -> tuple[Evidence, ...]:
    return (PHOTO,) if world.chance.random() < 0.7 else ()


def _percent(world: World) -> int | None:
    return world.chance.choice((None, 10, 60, 100))


WISHES: dict[Act, Callable[[World], Wish]] = {
    Act.ASSIGN: _assign,
    Act.SPLIT: lambda w: _assign(w, parent=w.number()),
    Act.RECUR: _recur,
    Act.INSTRUCT: lambda w: (instruct, w.asks(o.InstructTask, words=w.words("抓紧落实"))),
    Act.ORIENT: lambda w: (orient, w.asks(o.OrientTask, orientations=Orientations(problem=w.words("进度慢")))),
    Act.VISIT: _visit,
    Act.ACKNOWLEDGE: lambda w: (acknowledge, w.asks(r.AcknowledgeTask)),
    Act.DECLINE: lambda w: (decline, w.asks(r.DeclineTask, reason=w.words("不归我科"))),
    Act.PROGRESS: lambda w: (note_progress, w.asks(r.NoteProgress, note="在办", percent=_percent(w), files=_files(w))),
    Act.ADD_EVIDENCE: lambda w: (add_evidence, w.asks(r.AddEvidence, files=(PHOTO,))),
    Act.RAISE_BLOCKER: lambda w: (raise_blocker, w.asks(r.RaiseBlocker, reason="缺经费", needs=w.target())),
    Act.CLEAR_BLOCKER: lambda w: (clear_blocker, w.asks(r.ClearBlocker)),
    Act.CLAIM: lambda w: (
        claim,
        w.asks(r.ClaimCompletion, files=_files(w), despite=w.chance.choice(("", "已并入本单位材料"))),
    ),
    Act.CLOSE: lambda w: (close, w.checks(r.CloseTask, w.claimed)),
    Act.ARCHIVE: lambda w: (archive, w.asks(r.ArchiveTask)),
    Act.RECHECK: lambda w: (recheck, w.checks(r.RecheckTask, w.closed)),
    Act.REOPEN: lambda w: (reopen, w.checks(r.ReopenTask, w.closed, reason="现场仍未整改", deadline=w.day())),
    Act.RETURN: lambda w: (
        return_,
        w.checks(
            r.ReturnTask, w.claimed, missing=w.words(w.chance.choice(("缺盖章件", "缺盖章件\n缺数据"))), limit=w.day()
        ),
    ),
    Act.MEND: lambda w: (mend, w.mends()),
    Act.REASSIGN: lambda w: (reassign, w.asks(r.ReassignTask, new=w.target(), old=w.chance.choice((None, w.target())))),
    Act.WITHDRAW: lambda w: (withdraw, w.asks(r.WithdrawTask, reason=w.words("重复交办"))),
    Act.AMEND: lambda w: (amend, w.asks(r.AmendTask, deadline=w.day())),
    Act.CATEGORISE: lambda w: (categorise, w.asks(r.CategoriseTask, category="")),
    Act.REQUEST_EXTENSION: lambda w: (
        request_extension,
        w.asks(r.RequestExtension, deadline=w.day(), reason=w.words("数据未核实")),
    ),
    Act.DECIDE_EXTENSION: lambda w: (
        decide_extension,
        w.asks(r.DecideExtension, granted=w.chance.random() < 0.7, deadline=w.chance.choice((None, w.day()))),
    ),
    Act.SUSPEND: lambda w: (suspend, w.asks(r.SuspendTask, awaiting=w.words("省里批复"))),
    Act.RESUME: lambda w: (resume, w.asks(r.ResumeTask)),
    Act.CORRECT: lambda w: (correct_progress, w.asks(r.CorrectProgress, note="应为一半", percent=50)),
    Act.REMIND: lambda w: (remind, w.asks(r.RemindTask)),
    Act.ESCALATE: lambda w: (escalate, w.asks(r.EscalateTask, level=w.chance.choice(tuple(Level)))),
    Act.UNDO: _undo,
    Act.REPORT_DAY: _report,
    Act.TAKE_LEAVE: _leave,
    Act.END_LEAVE: _back,
    Act.SET_CALENDAR: _calendar,
    Act.DRAFT_CIRCULAR: circulating.drafts,
    Act.APPROVE_CIRCULAR: circulating.decides,
    Act.PROPOSE_SCORE: adjusting.proposes,
    Act.CONFIRM_SCORE: adjusting.decides,
    Act.APPEAL_SCORE: appealing.appeals,
    Act.DECIDE_APPEAL: appealing.answers,
    Act.CHANGE_ROSTER: rostered,
    Act.GRANT_ROLE: grant,
    Act.IMPORT: import_ledger,
}
"""Every act that leaves an entry through a rule of ``ledger.acts``."""

ELSEWHERE = frozenset(
    {
        Act.SEE,
        Act.SEE_REPORT,
        Act.SEE_DIGEST,
        Act.SEE_BOARD,
        Act.SEE_SCORES,
        Act.VERIFY,
        Act.BIND_PERSON,
        Act.BIND_CHAT,
        Act.SET_TIMETABLE,
        Act.EXPORT,
        Act.PREPARE_IMPORT,
        Act.MAKE_MINUTES,
        # Nor do the registers of regulations and training: tests/acts/test_registers_walk.py.
        Act.SEE_REGULATION,
        Act.KEEP_REGULATION,
        Act.READ_REGULATION,
        Act.SEE_READERS,
        Act.SEE_TRAINING,
        Act.KEEP_TRAINING,
        Act.JOIN_TRAINING,
        Act.SEE_ATTENDANCE,
        # Documents touch no task, and have a walk of their own: tests/acts/test_documents_walk.py.
        Act.SEE_DOCUMENT,
        Act.REGISTER_DOCUMENT,
        Act.SIGN_DOCUMENT,
        Act.HAND_DOCUMENT,
        Act.RETURN_DOCUMENT,
        Act.SUBMIT_DOCUMENT,
        Act.SIGN_OFF_DOCUMENT,
        Act.FINISH_DOCUMENT,
        Act.WITHDRAW_DOCUMENT,
        # Nor do meetings and information: tests/acts/test_registers_walk.py.
        Act.SEE_MEETING,
        Act.ARRANGE_MEETING,
        Act.SEE_INFORMATION,
        Act.SUBMIT_INFORMATION,
        Act.ADOPT_INFORMATION,
        Act.WITHDRAW_INFORMATION,
    }
)
"""Views, and acts upon directory and settings: no step of a task's life."""

_OFTEN = (Act.ASSIGN, Act.ACKNOWLEDGE, Act.PROGRESS, Act.CLAIM, Act.CLOSE, Act.UNDO, Act.SPLIT, Act.RESUME, Act.RETURN)
_CIRCULAR = (Act.DRAFT_CIRCULAR, Act.APPROVE_CIRCULAR) * 3


MIX = (
    *WISHES,
    *_OFTEN * 3,
    *(Act.ASSIGN,) * 8,
    *(Act.CHANGE_ROSTER, Act.IMPORT) * 4,
    *_CIRCULAR,
    *(Act.PROPOSE_SCORE, Act.CONFIRM_SCORE) * 2,
)
"""All acts; what a task's life is made of comes more often."""


def wish(world: World, mix: Sequence[Act]) -> Wish:
    """Return what is wished next, one of the mix."""
    return WISHES[world.chance.choice(mix)](world)
