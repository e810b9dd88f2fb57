"""Sentences: every refusal has one, nothing shouts, moments stand in the office's zone."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

import handlers.wording
from config.timetable import ReportKind
from handlers.acts import ACTS
from handlers.commands import ALIASES, COMMANDS, Scope, command_named, menu
from handlers.understanding import ACT_OF_INTENT
from handlers.wording.asking import question
from handlers.wording.refusals import refusal
from handlers.wording.terms import ACT, STATUS
from handlers.wording.voice import Voice, escape
from ledger import circular_refusals as circular
from ledger import document_refusals as d
from ledger import information_refusals as information
from ledger import meeting_refusals as meeting
from ledger import office_refusals as office
from ledger import refusals as r
from ledger import regulation_refusals as regulation
from ledger import score_refusals as score
from ledger import training_refusals as training
from ledger.adjustments import Standing
from ledger.circulars import Stage
from ledger.documents import DocumentStage
from ledger.escalations import Level
from ledger.evidence import EvidenceKind
from ledger.meetings import MeetingStage
from ledger.people import Assignee
from ledger.regulation_entries import RegulationStatus
from ledger.tasks import Notice, Status
from ledger.transitions import Act
from tests.ledger.house import FRIDAY, MONDAY, ROSTER, STAFF, assigned, person
from tests.support.dialog import house

VOICE = Voice(ROSTER, house(), MONDAY)
NUMBER = "DB-2026-1"
SAMPLES: dict[type[r.Refusal], r.Refusal] = {
    type(one): one
    for one in (
        r.NotAllowed(Act.ASSIGN),
        office.HasLeft("张三"),
        office.NotOnLeave(STAFF.id, date(2026, 11, 30)),
        office.SeveralLeaves(
            STAFF.id, ((date(2026, 11, 30), date(2026, 12, 1)), (date(2026, 12, 9), date(2026, 12, 9)))
        ),
        office.NameTaken("张三"),
        office.AsItIs("张三"),
        office.SecondNeeded("张三", Act.GRANT_ROLE),
        office.QuietHour(time(21)),
        office.RingsAlready(ReportKind.DAILY, time(17, 30), rings=False),
        office.LastAdministrator("孙管理"),
        office.NobodySucceeds("张三", NUMBER),
        office.DayOver(date(2026, 11, 20)),
        office.NothingChanges(date(2026, 11, 28), works=False),
        circular.PeriodAhead(date(2026, 12, 1)),
        circular.NothingToSay(date(2026, 11, 23), date(2026, 11, 27)),
        circular.CircularMoved(2),
        *(circular.WrongStage(stage) for stage in Stage),
        score.NotScored(),
        score.NothingShown(),
        *(score.AdjustmentSettled(one) for one in Standing if one is not Standing.WAITING),
        score.ProposerDecides(),
        score.OwnScore(),
        score.NothingLost(),
        score.AppealTooLate(FRIDAY),
        score.AppealedAlready(),
        *(score.AppealSettled(one) for one in (Standing.GRANTED, Standing.REFUSED)),
        score.OwnAppeal(),
        circular.ApproverDrafted(),
        circular.BeyondField(NUMBER),
        circular.NoApprover(),
        circular.NoGroupChosen(),
        circular.NotInQuietTime(),
        circular.NoSuchSentence(9, 3),
        circular.TooLong(),
        r.NoSuchTask(NUMBER),
        r.WrongStatus(NUMBER, Status.CLOSED, Act.CLAIM),
        r.ReviewerIsDoer(NUMBER),
        r.CheckerClosedIt(NUMBER),
        r.DrawnAlready(date(2026, 11, 1)),
        r.NothingClosed(date(2026, 11, 1)),
        r.WholeIsOver(NUMBER, "DB-2026-2"),
        r.OpenBranches(NUMBER, (Assignee(person=STAFF.id),)),
        r.EvidenceMissing(NUMBER, (EvidenceKind.PHOTO, EvidenceKind.ACCEPTANCE), "项目"),
        r.NoSuchCategory(NUMBER, ("民生", "项目")),
        r.ReasonMissing(NUMBER, Act.RETURN),
        r.DeadlinePassed(MONDAY),
        r.NobodyAssigned(),
        r.AlreadyAssignee(NUMBER, Assignee(person=STAFF.id)),
        r.NothingToMend(NUMBER, of=3),
        r.NothingToClear(NUMBER),
        r.NothingToCorrect(NUMBER),
        r.RemindedLately(NUMBER, MONDAY, MONDAY),
        r.ExtensionPending(NUMBER, FRIDAY),
        r.ExtensionsUsedUp(NUMBER, 2, last=False),
        r.AskedTooLate(NUMBER, FRIDAY),
        r.NotLater(NUMBER, FRIDAY),
        r.NothingAsked(NUMBER),
        r.DeciderIsDoer(NUMBER),
        r.DeclinedBefore(NUMBER),
        r.NoticeStands(NUMBER, Notice(number="督办〔2026〕1号", level=Level.RED, at=MONDAY, limit=FRIDAY)),
        r.DateOrder(),
        r.NothingToUndo(),
        r.UndoneAlready(NUMBER),
        r.NotLastAct(),
        r.UndoTooLate(timedelta(minutes=10)),
        r.NotUndoable("Assigned"),
        r.ActedSince(NUMBER, STAFF.id, "Closed"),
        r.OutlivesParent(NUMBER, MONDAY, FRIDAY),
        r.NeverDue(),
        r.NoSuchRecurrence(1),
        r.VisitAhead(FRIDAY),
        d.WrongDocumentStage("SW-2026-1", DocumentStage.FINISHED, Act.HAND_DOCUMENT),
        d.NotSignedOff("QF-2026-1"),
        d.HandlerSigns("QF-2026-1"),
        d.HasDocument("SW-2026-1", Assignee(person=STAFF.id)),
        d.NotALeader("QF-2026-1", "张三"),
        d.GoneOn("SW-2026-1", STAFF.id, "DocumentSigned"),
        d.LimitPassed(MONDAY),
        d.LimitsCross(FRIDAY, MONDAY),
        regulation.TitleTaken("ZD-N-1", "公文处理办法"),
        regulation.NothingToRead("ZD-N-1", RegulationStatus.TO_DRAFT),
        regulation.AllAsked("ZD-N-1"),
        regulation.HasRevision("ZD-N-1", "DB-2026-1"),
        regulation.RevisionUndefined("ZD-N-1", None, owned=True, owed=True),
        training.TrainingPast(MONDAY),
        training.TrainingGone("PX-2026-1"),
        training.NotYetHeld("PX-2026-1", FRIDAY),
        *(meeting.WrongMeetingStage("HY-2026-1", stage) for stage in MeetingStage),
        meeting.NotYetBegun("HY-2026-1"),
        meeting.NoSuchMinutes("JY-2026-1"),
        information.KnownInformation("XX-2026-1"),
        information.AdoptedAlready("XX-2026-1", "省政府办公厅"),
        information.OwnInformation("XX-2026-1"),
        information.InformationVoid("XX-2026-1"),
    )
}


@pytest.mark.parametrize("kind", r.Refusal.__subclasses__())
def test_every_refusal_has_a_sentence_that_ends_and_does_not_shout(kind: type[r.Refusal]) -> None:
    said = refusal(VOICE, SAMPLES[kind])
    assert said.endswith("。")
    assert len(said) < 120


def test_not_allowed_and_no_such_task_are_the_same_words() -> None:
    assert refusal(VOICE, r.NotAllowed(Act.CLOSE, NUMBER)) == refusal(VOICE, r.NoSuchTask("DB-2026-99"))


def test_every_act_and_status_has_its_word() -> None:
    assert set(ACT) == set(Act)
    assert set(STATUS) == set(Status)


def test_nothing_that_is_said_shouts() -> None:
    for file in Path(next(iter(handlers.wording.__path__))).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "！" not in node.value, (file.name, node.value)
                assert "!" not in node.value, (file.name, node.value)


def test_moments_stand_in_the_offices_zone() -> None:
    assert VOICE.moment(datetime(2026, 11, 27, 10, tzinfo=UTC)) == "11月27日（星期五）18:00"
    assert VOICE.moment(datetime(2027, 1, 3, 17, tzinfo=UTC)) == "2027年1月4日（星期一）01:00"


def test_the_time_left_is_told_in_workdays() -> None:
    assert VOICE.time_left(datetime(2026, 11, 23, 10, tzinfo=UTC)).endswith("18:00（今日到期）")
    assert VOICE.time_left(datetime(2026, 11, 30, 10, tzinfo=UTC)).endswith("18:00（剩5个工作日）")
    assert VOICE.time_left(datetime(2026, 11, 20, 10, tzinfo=UTC)).endswith("18:00（已逾期1个工作日）")
    friday = Voice(VOICE.roster, VOICE.house, datetime(2026, 11, 27, 2, tzinfo=UTC))
    assert friday.time_left(datetime(2026, 11, 29, 10, tzinfo=UTC)).endswith("18:00（剩2天）")


def test_users_words_are_inert() -> None:
    assert escape('<b>&"\u202e') == '&lt;b&gt;&amp;"'


def test_every_command_leads_to_an_act_and_is_described() -> None:
    for command in COMMANDS:
        assert command.act in ACTS
        assert command.description
        assert command.name.isascii()
    assert set(ALIASES) == {command.name for command in COMMANDS}
    assert set(ACT_OF_INTENT.values()) <= set(ACTS)


def test_aliases_are_nobody_elses() -> None:
    names = [alias for aliases in ALIASES.values() for alias in aliases]
    assert len(names) == len(set(names))
    found = command_named("签收")
    assert found is not None
    assert found.name == "ack"


def test_menus_fit_the_platform() -> None:
    for scope in Scope:
        for name, description in menu(scope):
            assert 1 <= len(name) <= 32
            assert 1 <= len(description) <= 256


def test_a_question_is_asked_of_every_kind() -> None:
    from handlers.questions import NotUnderstood, WhichTask, WhoIsMeant, WordsMissing

    for asked in (WhichTask("ack"), WordsMissing("return", NUMBER), WhoIsMeant("<某>"), NotUnderstood("leave")):
        answer = question(VOICE, asked)
        assert answer is not None
        assert answer.text.endswith("。")
        assert "<某>" not in answer.text


@pytest.mark.parametrize(
    ("claimed", "waiting", "over"),
    [
        (datetime(2026, 11, 27, 2, tzinfo=UTC), "按期申请销号", "按期办结"),
        (FRIDAY, "按期申请销号", "按期办结"),
        (datetime(2026, 11, 27, 11, tzinfo=UTC), "逾期申请销号", "逾期办结"),
        (datetime(2026, 12, 1, 2, tzinfo=UTC), "逾期2个工作日申请销号", "逾期2个工作日办结"),
    ],
)
def test_a_claim_decides_whether_it_was_in_time(claimed: datetime, waiting: str, over: str) -> None:
    """However much later it is reviewed or looked at."""
    voice = Voice(ROSTER, house(), datetime(2026, 12, 7, 2, tzinfo=UTC))
    task = assigned(person(STAFF))
    assert voice.deadline(task) == "11月27日（星期五）18:00（已逾期6个工作日）"
    branch = replace(task.branches[0], status=Status.CLAIMED, claimed_at=claimed)
    task = replace(task, branches=(branch,))
    assert voice.deadline(task) == f"11月27日（星期五）18:00（{waiting}）"
    assert voice.deadline(replace(task, closed_at=voice.now)) == f"11月27日（星期五）18:00（{over}）"


def test_what_was_withdrawn_is_not_overdue() -> None:
    voice = Voice(ROSTER, house(), datetime(2026, 12, 7, 2, tzinfo=UTC))
    assert voice.deadline(replace(assigned(person(STAFF)), withdrawn_at=MONDAY)).endswith("（已撤回）")
