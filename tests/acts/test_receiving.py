"""签收起算: the receipt fixes the limit of its branch, and the task's deadline; what happens to that afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from ledger.acts import requests as r
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.changing import amend, reassign
from ledger.acts.extending import decide_extension, request_extension
from ledger.acts.progressing import note_progress
from ledger.acts.suspending import resume, suspend
from ledger.entries import Acknowledged, Amended, Completion
from ledger.lights import Why, light_of
from ledger.receipts import latest_due
from ledger.refusals import NotLater, OutlivesParent
from ledger.tasks import Task
from ledger.terms import Term
from tests.acts.conftest import Ledger
from tests.ledger.house import COLLEAGUE, COORDINATOR, GENERAL, HEAD, LEADER, MONDAY, STAFF, person, unit
from tests.storage.office import HOUSE

FIRST, SECOND = "DB-2026-1", "DB-2026-2"
TWO_DAYS = Term.parse("+2wd")
ASK = r.AssignTask(person=COORDINATOR.id, sent_at=MONDAY, title="报送方案", lead=(person(STAFF),), term=TWO_DAYS)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3))


def end_of(moment: datetime) -> datetime:
    return HOUSE.hours.end_of_business(HOUSE.hours.local(moment).date())


def signs(who: Any, at: datetime, number: str = FIRST) -> r.AcknowledgeTask:
    return r.AcknowledgeTask(person=who.id, sent_at=at, number=number)


async def test_before_the_receipt_there_is_a_latest_moment_only(ledger: Ledger) -> None:
    """Assigned on Monday at ten, to be signed within four working hours: by the evening, so Wednesday at the latest."""
    task = await ledger.does(assign, ASK)
    assert (task.deadline, task.original_deadline, task.term, task.original_term) == (None, None, TWO_DAYS, TWO_DAYS)
    assert latest_due(task, HOUSE) == end_of(WEDNESDAY)
    lit = light_of(task, THURSDAY, HOUSE)
    assert lit is not None and lit.why is Why.NO_DEADLINE
    assert not task.is_overdue(THURSDAY)


async def test_signing_the_next_day_moves_the_deadline(ledger: Ledger) -> None:
    await ledger.does(assign, ASK)
    task = await ledger.does(acknowledge, signs(STAFF, TUESDAY))
    assert (task.deadline, task.original_deadline, task.provisional) == (end_of(THURSDAY), end_of(THURSDAY), False)
    assert task.branches[0].due == end_of(THURSDAY)
    assert task.is_overdue(end_of(THURSDAY) + timedelta(minutes=1))
    entry = (await ledger.entries())[-1]
    assert isinstance(entry, Acknowledged) and entry.due == end_of(THURSDAY)


async def test_work_is_a_receipt_too_and_only_the_first_counts(ledger: Ledger) -> None:
    await ledger.does(assign, ASK)
    note = r.NoteProgress(person=STAFF.id, sent_at=MONDAY + timedelta(hours=1), number=FIRST, note="已开始")
    task = await ledger.does(note_progress, note)
    assert task.deadline == end_of(WEDNESDAY)
    task = await ledger.does(note_progress, replace(note, sent_at=TUESDAY))
    assert task.deadline == end_of(WEDNESDAY)


async def test_each_lead_has_a_limit_and_the_latest_is_the_deadline(ledger: Ledger) -> None:
    await ledger.does(assign, replace(ASK, lead=(person(STAFF), person(COLLEAGUE))))
    task = await ledger.does(acknowledge, signs(STAFF, MONDAY))
    assert task.deadline == end_of(WEDNESDAY)
    task = await ledger.does(acknowledge, signs(COLLEAGUE, TUESDAY))
    assert (task.deadline, task.original_deadline) == (end_of(THURSDAY), end_of(THURSDAY))
    assert [branch.due for branch in task.branches] == [end_of(WEDNESDAY), end_of(THURSDAY)]


async def test_where_any_will_do_the_first_receipt_sets_the_deadline(ledger: Ledger) -> None:
    whole = replace(ASK, lead=(person(STAFF), person(COLLEAGUE)), completion=Completion.ANY)
    await ledger.does(assign, whole)
    await ledger.does(acknowledge, signs(STAFF, MONDAY))
    task = await ledger.does(acknowledge, signs(COLLEAGUE, TUESDAY))
    assert task.deadline == end_of(WEDNESDAY)


async def test_those_who_support_set_no_deadline(ledger: Ledger) -> None:
    await ledger.does(assign, replace(ASK, support=(person(COLLEAGUE),)))
    task = await ledger.does(acknowledge, signs(COLLEAGUE, MONDAY))
    assert (task.deadline, task.supports[0].due) == (None, end_of(WEDNESDAY))


async def test_a_limit_stays_with_its_branch_when_it_is_handed_over(ledger: Ledger) -> None:
    await ledger.does(assign, ASK)
    await ledger.does(acknowledge, signs(STAFF, MONDAY))
    request = r.ReassignTask(person=COORDINATOR.id, sent_at=TUESDAY, number=FIRST, new=person(COLLEAGUE))
    await ledger.does(reassign, request)
    task = await ledger.does(acknowledge, signs(COLLEAGUE, TUESDAY))
    assert (task.deadline, task.branches[0].due) == (end_of(WEDNESDAY), end_of(WEDNESDAY))


async def test_a_decided_deadline_is_moved_by_no_receipt(ledger: Ledger) -> None:
    await ledger.does(assign, ASK)
    request = r.AmendTask(person=COORDINATOR.id, sent_at=MONDAY, number=FIRST, deadline=end_of(TUESDAY))
    assert (await ledger.does(amend, request)).term is None
    task = await ledger.does(acknowledge, signs(STAFF, MONDAY))
    assert (task.deadline, task.original_deadline, task.original_term) == (end_of(TUESDAY), None, TWO_DAYS)


async def test_an_extension_keeps_what_the_receipt_fixed(ledger: Ledger) -> None:
    """Asking is a receipt, too: what is asked for lies after the limit that it sets running."""
    await ledger.does(assign, ASK)
    wanted = end_of(THURSDAY)
    ask = r.RequestExtension(person=STAFF.id, sent_at=MONDAY, number=FIRST, deadline=wanted, reason="数据未核实")
    with pytest.raises(NotLater):
        await ledger.does(request_extension, replace(ask, deadline=end_of(WEDNESDAY)))
    assert (await ledger.does(request_extension, ask)).deadline == end_of(WEDNESDAY)
    decide = r.DecideExtension(person=LEADER.id, sent_at=TUESDAY, number=FIRST, granted=True)
    task = await ledger.does(decide_extension, decide)
    assert (task.deadline, task.original_deadline, task.term) == (wanted, end_of(WEDNESDAY), None)


async def stopped(ledger: Ledger, at: datetime) -> None:
    await ledger.does(suspend, r.SuspendTask(person=COORDINATOR.id, sent_at=at, number=FIRST, awaiting="省里批复"))


async def goes_on(ledger: Ledger, at: datetime) -> Task:
    return await ledger.does(resume, r.ResumeTask(person=COORDINATOR.id, sent_at=at, number=FIRST))


async def test_suspended_time_counts_from_the_receipt_on(ledger: Ledger) -> None:
    """Stopped on Monday, signed on Tuesday, resumed on Wednesday: the limit moves by Wednesday alone."""
    await ledger.does(assign, ASK)
    await stopped(ledger, MONDAY)
    task = await ledger.does(acknowledge, signs(STAFF, TUESDAY))
    assert latest_due(task, HOUSE) is None
    assert (await goes_on(ledger, WEDNESDAY)).deadline == end_of(THURSDAY + timedelta(days=1))


async def test_resumed_before_the_receipt_there_is_still_no_deadline(ledger: Ledger) -> None:
    await ledger.does(assign, ASK)
    await stopped(ledger, MONDAY)
    assert (await goes_on(ledger, TUESDAY)).deadline is None
    assert (await ledger.does(acknowledge, signs(STAFF, TUESDAY))).deadline == end_of(THURSDAY)


async def split(ledger: Ledger, **limit: Any) -> Task:
    part = r.AssignTask(person=HEAD.id, sent_at=MONDAY, title="初稿", lead=(person(STAFF),), parent=FIRST, **limit)
    return await ledger.does(assign, part)


async def test_a_part_is_never_due_after_its_whole(ledger: Ledger) -> None:
    await ledger.does(assign, replace(ASK, lead=(unit(GENERAL),), term=None, deadline=end_of(WEDNESDAY)))
    with pytest.raises(OutlivesParent):
        await split(ledger, term=Term.parse("+3wd"))
    await split(ledger, term=TWO_DAYS)
    assert (await ledger.does(acknowledge, signs(STAFF, TUESDAY, SECOND))).deadline == end_of(WEDNESDAY)


async def test_the_receipt_of_the_whole_brings_its_parts_forward(ledger: Ledger) -> None:
    await ledger.does(assign, replace(ASK, lead=(unit(GENERAL),)))
    assert (await split(ledger, deadline=end_of(THURSDAY))).deadline == end_of(THURSDAY)
    await ledger.does(acknowledge, signs(HEAD, MONDAY))
    entry = (await ledger.entries())[-1]
    assert isinstance(entry, Amended)
    assert (entry.number, entry.by, entry.deadline) == (SECOND, None, end_of(WEDNESDAY))
