"""Overdue receipts go up the ladder once a rung, late tasks get notices by rule, and by somebody's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ledger.acts import requests as r
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.changing import amend, reassign
from ledger.acts.closing import claim
from ledger.acts.declining import decline
from ledger.acts.escalating import escalate
from ledger.acts.extending import request_extension
from ledger.acts.ports import Books
from ledger.acts.pressing import chase, escalate_by_rule
from ledger.acts.progressing import note_progress
from ledger.acts.suspending import suspend
from ledger.entries import Completion, Evidence
from ledger.escalations import Escalated, Level, ReceiptChased, Rung
from ledger.people import Assignee, Person
from ledger.pressing import next_rung, waits_for_reply
from ledger.refusals import DeadlinePassed, NoticeStands, Refusal, WrongStatus
from ledger.tasks import Task
from tests.acts.conftest import Ledger
from tests.ledger.house import COLLEAGUE, COORDINATOR, FRIDAY, GENERAL, LEADER, MONDAY, STAFF, person, unit
from tests.storage.office import HOUSE

FIRST = "DB-2026-1"
ASSIGNEE, UNIT = person(STAFF), unit(GENERAL)


def office(day: int, hour: int, minute: int = 0) -> datetime:
    """Return that hour in the office, November 2026; days above 30 run on into December."""
    return datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=day - 1, hours=hour - 8, minutes=minute)


async def given(ledger: Ledger, to: Assignee = ASSIGNEE, *, at: datetime = MONDAY) -> Task:
    order = r.AssignTask(person=COORDINATOR.id, sent_at=at, title="报送分析", lead=(to,), deadline=FRIDAY)
    return await ledger.does(assign, order)


async def chased(ledger: Ledger, rung: Rung, at: datetime, to: Assignee = ASSIGNEE) -> Task | None:
    async def act(books: Books, _: None) -> Task | None:
        return await chase(books, FIRST, to, rung, told=[STAFF.id], at=at)

    return await ledger.does(act, None)


async def by_rule(ledger: Ledger, at: datetime) -> Task | None:
    async def act(books: Books, _: None) -> Task | None:
        return await escalate_by_rule(books, FIRST, at=at)

    return await ledger.does(act, None)


def word(level: Level, at: datetime = MONDAY, by: Person = LEADER) -> r.EscalateTask:
    return r.EscalateTask(person=by.id, sent_at=at, number=FIRST, level=level, reason="进展缓慢")


async def progressed(ledger: Ledger, at: datetime) -> Task:
    return await ledger.does(note_progress, r.NoteProgress(person=STAFF.id, sent_at=at, number=FIRST, note="初稿"))


async def refused(ledger: Ledger, request: r.EscalateTask) -> Refusal:
    before = await ledger.entries()
    with pytest.raises(Refusal) as caught:
        await ledger.does(escalate, request)
    assert await ledger.entries() == before
    return caught.value


@pytest.mark.parametrize("to", [ASSIGNEE, UNIT], ids=["person", "unit"])
async def test_each_rung_comes_four_working_hours_after_the_one_before_and_once(ledger: Ledger, to: Assignee) -> None:
    """Given on Monday at 10:00: 16:30; Tuesday 11:00 and 17:30 (noon and night do not count)."""
    await given(ledger, to)
    for rung, at in (
        (Rung.ASSIGNEE, office(23, 16, 30)),
        (Rung.HEAD, office(24, 11)),
        (Rung.COORDINATOR, office(24, 17, 30)),
    ):
        assert await chased(ledger, rung, at - timedelta(seconds=1), to) is None
        task = await chased(ledger, rung, at, to)
        assert task is not None
        assert (task.branches[0].chased, task.branches[0].chased_at) == (rung, at)
        assert await chased(ledger, rung, at, to) is None
    assert await chased(ledger, Rung.LEADER, office(25, 8, 30), to) is not None
    rungs = [entry.rung for entry in await ledger.entries() if isinstance(entry, ReceiptChased)]
    assert rungs == list(Rung)


async def test_after_a_downtime_the_rungs_still_come_one_after_the_other(ledger: Ledger) -> None:
    await given(ledger)
    task = await chased(ledger, Rung.ASSIGNEE, office(26, 9))
    assert task is not None
    due = next_rung(task, task.branches[0], HOUSE)
    assert due is not None
    assert (due.rung, due.at) == (Rung.HEAD, office(26, 14, 30) + timedelta(minutes=60))


async def test_a_receipt_ends_the_ladder_and_a_new_assignee_begins_it_anew(ledger: Ledger) -> None:
    await given(ledger)
    await chased(ledger, Rung.ASSIGNEE, office(23, 16, 30))
    await ledger.does(
        reassign, r.ReassignTask(person=COORDINATOR.id, sent_at=office(24, 9), number=FIRST, new=person(COLLEAGUE))
    )
    assert await chased(ledger, Rung.HEAD, office(24, 11)) is None
    assert await chased(ledger, Rung.ASSIGNEE, office(24, 15, 29), person(COLLEAGUE)) is None
    assert await chased(ledger, Rung.ASSIGNEE, office(24, 15, 30), person(COLLEAGUE)) is not None
    await ledger.does(acknowledge, r.AcknowledgeTask(person=COLLEAGUE.id, sent_at=office(24, 16), number=FIRST))
    assert await chased(ledger, Rung.HEAD, office(25, 16), person(COLLEAGUE)) is None


async def test_whoever_declined_is_not_chased(ledger: Ledger) -> None:
    await given(ledger)
    await ledger.does(decline, r.DeclineTask(person=STAFF.id, sent_at=office(23, 11), number=FIRST, reason="不归我科"))
    assert await chased(ledger, Rung.ASSIGNEE, office(24, 17)) is None


async def test_nobody_is_chased_while_the_clock_stands_still(ledger: Ledger) -> None:
    await given(ledger)
    stop = r.SuspendTask(person=COORDINATOR.id, sent_at=office(23, 17), number=FIRST, reason="等省里批复")
    await ledger.does(suspend, stop)
    assert await chased(ledger, Rung.ASSIGNEE, office(24, 17)) is None
    assert await by_rule(ledger, office(38, 9)) is None


async def test_where_any_will_do_nobody_is_chased_once_somebody_does_it(ledger: Ledger) -> None:
    order = r.AssignTask(
        person=COORDINATOR.id,
        sent_at=MONDAY,
        title="核实线索",
        lead=(ASSIGNEE, person(COLLEAGUE)),
        completion=Completion.ANY,
        deadline=FRIDAY,
    )
    await ledger.does(assign, order)
    await ledger.does(acknowledge, r.AcknowledgeTask(person=COLLEAGUE.id, sent_at=office(23, 16), number=FIRST))
    assert await chased(ledger, Rung.ASSIGNEE, office(24, 17)) is None


async def test_notices_by_rule_rise_with_the_workdays_overdue(ledger: Ledger) -> None:
    """Due on Friday 18:00: blue on Monday, yellow on Wednesday, red on Friday; each once, by the clock."""
    await given(ledger)
    found = []
    for day in range(27, 41):
        task = await by_rule(ledger, office(day, 19))
        assert await by_rule(ledger, office(day, 19, 1)) is None
        if task is not None and task.notice is not None:
            found.append((day, task.notice.level, task.notice.number, task.notice.limit))
    assert found == [
        (30, Level.BLUE, "督办〔2026〕1号", office(32, 18)),
        (32, Level.YELLOW, "督办〔2026〕2号", office(34, 18)),
        (34, Level.RED, "督办〔2026〕3号", office(38, 18)),
    ]
    notices = [entry for entry in await ledger.entries() if isinstance(entry, Escalated)]
    assert [entry.by for entry in notices] == [None, None, None]


async def test_a_long_overdue_task_gets_the_strongest_notice_alone_and_a_moved_deadline_a_new_count(
    ledger: Ledger,
) -> None:
    await given(ledger)
    task = await by_rule(ledger, office(34, 9))
    assert task is not None and task.notice is not None
    assert task.notice.level is Level.RED
    later = r.AmendTask(person=COORDINATOR.id, sent_at=office(34, 10), number=FIRST, deadline=office(37, 18))
    await ledger.does(amend, later)
    assert await by_rule(ledger, office(37, 19)) is None
    task = await by_rule(ledger, office(38, 9))
    assert task is not None and task.notice is not None
    assert (task.notice.level, task.notice.number) == (Level.BLUE, "督办〔2026〕2号")


async def test_a_notice_by_word_is_at_once_and_says_whose_word_it_was(ledger: Ledger) -> None:
    await given(ledger)
    task = await ledger.does(escalate, word(Level.YELLOW))
    assert task.notice is not None
    assert (task.notice.number, task.notice.level, task.notice.limit) == (
        "督办〔2026〕1号",
        Level.YELLOW,
        office(25, 18),
    )
    (entry,) = [entry for entry in await ledger.entries() if isinstance(entry, Escalated)]
    assert (entry.by, entry.reason) == (LEADER.id, "进展缓慢")


async def test_a_second_notice_must_be_stronger_while_the_first_runs(ledger: Ledger) -> None:
    await given(ledger)
    task = await ledger.does(escalate, word(Level.YELLOW))
    assert task.notice is not None
    assert await refused(ledger, word(Level.BLUE)) == NoticeStands(FIRST, task.notice)
    assert await refused(ledger, word(Level.YELLOW, office(25, 18))) == NoticeStands(FIRST, task.notice)
    assert (await ledger.does(escalate, word(Level.RED))).notice.number == "督办〔2026〕2号"
    assert (await ledger.does(escalate, word(Level.RED, office(26, 9)))).notice.number == "督办〔2026〕3号"


async def test_a_refused_notice_takes_no_number(ledger: Ledger) -> None:
    await given(ledger)
    past = replace(word(Level.RED), limit=MONDAY)
    assert await refused(ledger, past) == DeadlinePassed(MONDAY)
    assert (await ledger.does(escalate, word(Level.RED))).notice.number == "督办〔2026〕1号"


async def test_notices_are_numbered_by_the_office_s_year(ledger: Ledger) -> None:
    await given(ledger)
    await ledger.does(escalate, word(Level.BLUE))
    new_year = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    assert (await ledger.does(escalate, word(Level.BLUE, new_year))).notice.number == "督办〔2027〕1号"


async def test_the_first_word_after_a_notice_answers_it(ledger: Ledger) -> None:
    await given(ledger)
    await ledger.does(escalate, word(Level.YELLOW, office(24, 9)))
    before = await progressed(ledger, office(24, 8))
    assert waits_for_reply(before) is not None  # Sent before the notice, dealt with after it.
    task = await progressed(ledger, office(25, 17))
    assert task.notice is not None
    assert (task.notice.answered_at, waits_for_reply(task)) == (office(25, 17), None)
    assert (await progressed(ledger, office(26, 9))).notice == task.notice


async def test_a_task_that_was_claimed_gets_no_notice(ledger: Ledger) -> None:
    await given(ledger)
    photo = Evidence(sha256="ab" * 32, name="现场.jpg", size=1024, kind="photo")
    await ledger.does(claim, r.ClaimCompletion(person=STAFF.id, sent_at=office(30, 9), number=FIRST, files=(photo,)))
    assert await by_rule(ledger, office(38, 9)) is None
    assert isinstance(await refused(ledger, word(Level.RED, office(31, 9))), WrongStatus)


async def test_a_receipt_is_no_answer_and_a_request_for_more_time_is_one(ledger: Ledger) -> None:
    """What a notice wants to hear is a word on the task, of whatever kind."""
    await given(ledger)
    await ledger.does(escalate, word(Level.YELLOW))
    task = await ledger.does(acknowledge, r.AcknowledgeTask(person=STAFF.id, sent_at=office(24, 9), number=FIRST))
    assert waits_for_reply(task) is not None

    more_time = r.RequestExtension(
        person=STAFF.id, sent_at=office(24, 10), number=FIRST, deadline=FRIDAY + timedelta(days=7), reason="图纸未到"
    )
    task = await ledger.does(request_extension, more_time)

    assert task.notice is not None
    assert (task.notice.answered_at, waits_for_reply(task)) == (office(24, 10), None)
