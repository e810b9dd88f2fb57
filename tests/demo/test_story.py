"""The demo's data: the counts that the first screen promises, and a history that the rules let happen."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.demo.cast import members
from bot.demo.days import Days, Mark
from bot.demo.papers import content_of
from bot.demo.pictures import photo
from bot.demo.plan import chat_plans, history, newcomers, office_rows
from bot.demo.script import keys_in, script
from bot.house import house_of
from ledger.entries import Recorded
from ledger.facts import Facts
from ledger.import_entries import TaskImported
from ledger.kinds import KINDS
from ledger.meeting_entries import MeetingDecided
from ledger.people import Role
from ledger.roster_rows import PERSON
from ledger.tasks import Status
from ledger.transitions import Act
from storage.entry_rows import recorded
from storage.store import Store
from tests.demo.conftest import START
from tests.demo.memory import HOUSE

DAYS = Days(START, HOUSE.calendar, HOUSE.hours)
ENTRY_OF = {
    "签收": "Acknowledged",
    "不予受理": "Declined",
    "反馈": "ProgressNoted",
    "佐证": "EvidenceAdded",
    "更正": "Corrected",
    "卡点": "BlockerRaised",
    "解除卡点": "BlockerCleared",
    "申请销号": "CompletionClaimed",
    "销号": "Closed",
    "退回": "Returned",
    "催办": "Reminded",
    "督办": "Escalated",
    "撤回": "Withdrawn",
    "转办": "Reassigned",
    "改期": "Amended",
    "归类": "Categorised",
    "补正": "Mended",
    "归档": "Archived",
    "属实": "Rechecked",
    "重新办理": "Reopened",
    "申请延期": "ExtensionRequested",
    "同意延期": "ExtensionDecided",
    "不同意延期": "ExtensionDecided",
    "中止": "Suspended",
    "恢复": "Resumed",
    "批示": "Instruction",
    "四导向": "OrientationsSet",
    "蹲点": "SiteVisit",
    "撤销": "Undone",
}
KIND_OF = {
    Act.ASSIGN: "Assigned",
    Act.SPLIT: "Split",
    Act.RECUR: "RecurrenceSet",
    Act.INSTRUCT: "Instruction",
    Act.ORIENT: "OrientationsSet",
    Act.VISIT: "SiteVisit",
    Act.ACKNOWLEDGE: "Acknowledged",
    Act.DECLINE: "Declined",
    Act.PROGRESS: "ProgressNoted",
    Act.ADD_EVIDENCE: "EvidenceAdded",
    Act.RAISE_BLOCKER: "BlockerRaised",
    Act.CLEAR_BLOCKER: "BlockerCleared",
    Act.CLAIM: "CompletionClaimed",
    Act.CLOSE: "Closed",
    Act.RETURN: "Returned",
    Act.MEND: "Mended",
    Act.ARCHIVE: "Archived",
    Act.RECHECK: "Rechecked",
    Act.REOPEN: "Reopened",
    Act.REASSIGN: "Reassigned",
    Act.WITHDRAW: "Withdrawn",
    Act.AMEND: "Amended",
    Act.CATEGORISE: "Categorised",
    Act.REQUEST_EXTENSION: "ExtensionRequested",
    Act.DECIDE_EXTENSION: "ExtensionDecided",
    Act.SUSPEND: "Suspended",
    Act.RESUME: "Resumed",
    Act.CORRECT: "Corrected",
    Act.REMIND: "Reminded",
    Act.ESCALATE: "Escalated",
    Act.UNDO: "Undone",
    Act.REPORT_DAY: "DailyReported",
    Act.TAKE_LEAVE: "LeaveTaken",
    Act.END_LEAVE: "LeaveEnded",
    Act.BIND_PERSON: "PersonBound",
    Act.BIND_CHAT: "ChatBound",
    Act.SET_CALENDAR: "CalendarDaySet",
    Act.CHANGE_ROSTER: "PersonLeft",
    Act.GRANT_ROLE: "RolesSet",
    Act.SET_TIMETABLE: "SettingChanged",
    Act.IMPORT: "LedgerImported",
    Act.DRAFT_CIRCULAR: "CircularDrafted",
    Act.APPROVE_CIRCULAR: "CircularApproved",
    Act.PROPOSE_SCORE: "AdjustmentProposed",
    Act.CONFIRM_SCORE: "AdjustmentDecided",
    Act.APPEAL_SCORE: "ScoreAppealed",
    Act.DECIDE_APPEAL: "AppealDecided",
    Act.REGISTER_DOCUMENT: "DocumentRegistered",
    Act.SIGN_DOCUMENT: "DocumentSigned",
    Act.HAND_DOCUMENT: "DocumentHanded",
    Act.RETURN_DOCUMENT: "DocumentReturned",
    Act.SUBMIT_DOCUMENT: "DocumentSubmitted",
    Act.SIGN_OFF_DOCUMENT: "DocumentSignedOff",
    Act.FINISH_DOCUMENT: "DocumentFinished",
    Act.WITHDRAW_DOCUMENT: "DocumentWithdrawn",
    Act.KEEP_TRAINING: "TrainingKept",
    Act.JOIN_TRAINING: "TrainingAnswered",
    Act.KEEP_REGULATION: "RegulationKept",
    Act.READ_REGULATION: "RegulationRead",
    Act.ARRANGE_MEETING: "MeetingRegistered",
    Act.SUBMIT_INFORMATION: "InformationSubmitted",
    Act.ADOPT_INFORMATION: "InformationAdopted",
    Act.WITHDRAW_INFORMATION: "InformationWithdrawn",
}
SEEN_BY = {
    Act.SEE: "进展如何",
    Act.SEE_REPORT: "/weekly",
    Act.SEE_DIGEST: "/digest",
    Act.SEE_SCORES: "城管局这季度多少分，扣在哪了",
    Act.VERIFY: "/verify",
    Act.EXPORT: "导出台账",
    Act.PREPARE_IMPORT: "导入台账",
    Act.MAKE_MINUTES: "出一份纪要",
    Act.SEE_DOCUMENT: "未批文件大起底",
    Act.SEE_TRAINING: "本季度培训",
    Act.SEE_ATTENDANCE: "PX-2026-1 参训情况",
    Act.SEE_REGULATION: "查制度 公文",
    Act.SEE_READERS: "ZD-6-3 阅知情况",
    Act.SEE_MEETING: "会议清单",
    Act.SEE_INFORMATION: "本季度政务信息统计",
}
"""Acts that leave no entry, and the words by which somebody does them on the demo's day."""


async def facts_of(stage, at: datetime = START) -> Facts:
    store = await Store.open(stage.settings.database_url, house=house_of(stage.settings))
    try:
        async with store.reading(now=at) as books:
            return await books.facts(since=at - timedelta(days=60), at=at)
    finally:
        await store.close()


async def recorded_on(stage) -> tuple[Recorded, ...]:
    """Return every entry of the chain, also those that were undone."""
    store = await Store.open(stage.settings.database_url, house=house_of(stage.settings))
    try:
        async with store.reading(now=START) as books:
            return await recorded(books.connection)
    finally:
        await store.close()


def test_the_office_is_as_large_as_promised():
    counts = Counter(row.kind for row in office_rows())
    assert counts == {"district": 3, "department": 46, "centre": 4, "office": 16, "person": 98, "group": 5}
    assert len(history().tasks) >= 150


def test_every_role_is_filled_and_every_office_has_a_head():
    people = [row for row in office_rows() if row.kind == PERSON]
    assert {role for row in people for role in row.roles} == set(Role)
    heads = {row.unit for row in people if Role.HEAD in row.roles}
    assert heads == {row.name for row in office_rows() if row.kind == "office"}


def test_everybody_has_something_to_do():
    told = [(task.by, *task.lead, *task.support, *(step.who for step in task.steps)) for task in history().tasks]
    busy = {name for names in told for name in names} | {line.who for line in script().lines} | set(script().play)
    assert {row.name for row in office_rows() if row.kind == PERSON} - busy == {"关山月"} <= set(newcomers())


def test_the_groups_have_their_people():
    sizes = {plan.title: len(members(plan, office_rows())) for plan in chat_plans()}
    assert sizes == {"市政府办公室工作群": 55, "督查工作群": 16, "部门联络员群": 50}


async def test_each_step_of_the_history_left_its_entry(stage):
    """A step that the rules refused, or that was asked back, would be missing here."""
    said = [one.entry for one in await recorded_on(stage) if one.entry.by is not None]
    kinds = Counter(type(entry).__name__ for entry in said)
    steps = Counter(ENTRY_OF[step.act] for task in history().tasks for step in task.steps)
    assert {kind: kinds[kind] for kind in steps} == dict(steps)
    decided = sum(len(entry.tasks) for entry in said if isinstance(entry, MeetingDecided))
    assert kinds["Assigned"] == len(history().tasks) + decided and kinds["DailyReported"] == len(history().dailies)
    assert kinds["LeaveTaken"] == len(history().leaves)
    assert kinds["LeaveEnded"] == sum(leave.back is not None for leave in history().leaves)


async def test_every_kind_of_entry_and_every_act_has_its_place(stage):
    """Whoever adds a capability gives it a place in the demo: in the history, or on the day."""
    kinds = {type(record.entry).__name__ for record in await recorded_on(stage)}
    # No quarter ends in these weeks, nothing is down or past its term, and nobody asks what is kept about them.
    never = {"ScoresFrozen", "OutageNoted", "Erased", "OwnDataExported"}
    assert set(KINDS) - kinds == never
    elsewhere = {Act.SEE_BOARD}  # The leaders' page is off in the demo: tests/demo/test_board_page.py.
    assert set(Act) - elsewhere == KIND_OF.keys() | SEEN_BY.keys() and set(KIND_OF.values()) <= kinds
    for words in SEEN_BY.values():
        assert any(words in line.text for line in script().lines), words


async def test_the_week_before_leaves_the_office_in_the_middle_of_its_work(stage):
    facts = await facts_of(stage)
    assert {task.status for task in facts.tasks} == set(Status)
    assert sum(task.is_open and task.is_overdue(START) for task in facts.tasks) >= 5
    assert sum(bool(task.blockers) for task in facts.tasks) == 2
    assert sum(bool(task.unacknowledged) for task in facts.tasks) >= 5
    old = {record.entry.number for record in facts.records if isinstance(record.entry, TaskImported)}
    said = [record.entry for record in facts.records if getattr(record.entry, "number", None) not in old]
    moments = [entry.at for entry in said]  # What was imported keeps its own dates.
    assert len(old) == 1
    assert moments == sorted(moments) and START - timedelta(days=18) < moments[0] and moments[-1] < START


def test_the_chats_hold_the_week_before(stage):
    """Reports of each day in each group, and in private what was said, answered, and can be pressed."""
    for plan in chat_plans():
        texts = [text for text, _ in said_in(stage, stage.cast.chats[plan.title])]
        for offset in range(-5, 0):
            day = DAYS.day(offset).isoformat()
            assert sum(text.startswith(f"日调度｜{day}") for text in texts) == 1 or "（1/2）" in "".join(texts)
        assert ("weekly" in plan.reports) == any(text.startswith("周总结｜2026-11-20") for text in texts)
    for name in script().play:
        texts, buttons = zip(*said_in(stage, stage.cast.users[name]), strict=True)
        assert any("交办事项" in text or "申请销号" in text for text in texts)
    assert any(buttons)


def said_in(stage, chat: int):
    messages = stage.world.room(chat).messages.values()
    return [(message.get("text", ""), message.get("reply_markup")) for message in messages]


def test_workdays_are_counted_from_the_first_day_of_work():
    feast = Days(datetime.fromisoformat("2026-10-03T09:00+08:00"), HOUSE.calendar, HOUSE.hours)
    assert feast.moment(Mark.read("0 08:30")).isoformat() == "2026-10-08T08:30:00+08:00"
    assert feast.moment(Mark.read("-1 17:00")).isoformat() == "2026-09-30T17:00:00+08:00"
    assert DAYS.moment(Mark.read("1 09:00")).isoformat() == "2026-11-30T09:00:00+08:00"


def test_the_script_never_moves_those_who_are_played():
    names = {row.name for row in office_rows() if row.kind == PERSON}
    acting = {line.who for line in script().lines}
    assert len(script().play) == 3 and set(script().play) <= names
    assert acting <= names and not acting & set(script().play)
    assert set(newcomers()) <= names


def test_the_script_names_tasks_and_chats_that_exist():
    keys = {task.key for task in history().tasks}
    titles = {plan.title for plan in chat_plans()}
    for line in script().lines:
        assert keys_in(line.text, line.on, line.reply) <= keys, line
        assert not line.chat or line.chat in titles, line
        assert not line.chat or line.who in members(_plan(line.chat), office_rows()), line
        keys |= {line.names} - {""}


def _plan(title):
    return next(plan for plan in chat_plans() if plan.title == title)


@pytest.mark.parametrize("name", ["甲.png", "甲.pdf", "甲.txt"])
def test_each_file_is_one_of_its_own(name):
    assert content_of(name) == content_of(name) != content_of(f"乙{name}")
    assert photo("甲.png").startswith(b"\x89PNG")
