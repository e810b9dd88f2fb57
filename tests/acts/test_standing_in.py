"""代办: a stand-in works on the tasks of a colleague on leave, while the leave lasts and no further."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.attending import take_leave
from ledger.acts.closing import claim, close
from ledger.acts.declining import decline
from ledger.acts.extending import request_extension
from ledger.acts.progressing import add_evidence, clear_blocker, note_progress, raise_blocker
from ledger.acts.requests import (
    AcknowledgeTask,
    AddEvidence,
    AssignTask,
    ClaimCompletion,
    ClearBlocker,
    CloseTask,
    DeclineTask,
    NoteProgress,
    RaiseBlocker,
    RequestExtension,
    TakeLeave,
)
from ledger.entries import Evidence
from ledger.people import Assignee, Person
from ledger.refusals import NotAllowed, ReviewerIsDoer
from tests.acts.conftest import Ledger
from tests.ledger.house import (
    COORDINATOR,
    FRIDAY,
    GENERAL,
    HEAD,
    MONDAY,
    OUTSIDE_HEAD,
    OUTSIDER,
    REVIEWER,
    STAFF,
    person,
    unit,
)

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
PHOTO = Evidence(sha256="a" * 64, name="photo.jpg", size=10, kind="photo")


async def given(ledger: Ledger, *lead: Assignee) -> str:
    request = AssignTask(
        person=COORDINATOR.id, sent_at=MONDAY, title="报送值班安排", lead=lead, deadline=FRIDAY, support=()
    )
    return (await ledger.does(assign, request)).number


async def away(ledger: Ledger, whose: Person, by: Person, *, first: date = TODAY, last: date = TODAY) -> None:
    leave = TakeLeave(person=whose.id, sent_at=MONDAY, whose=whose.id, first=first, last=last, delegate=by.id)
    await ledger.does(take_leave, leave)


def said(request: type[Any], number: str, by: Person = OUTSIDER, **more: Any) -> Any:
    return request(number=number, person=by.id, sent_at=MONDAY, **more)


async def test_the_stand_in_does_the_work_and_the_branch_stays_the_colleagues(ledger: Ledger) -> None:
    number = await given(ledger, person(STAFF))
    await away(ledger, STAFF, OUTSIDER)

    await ledger.does(acknowledge, said(AcknowledgeTask, number))
    await ledger.does(note_progress, said(NoteProgress, number, note="初稿已成"))
    await ledger.does(raise_blocker, said(RaiseBlocker, number, reason="缺少数据"))
    await ledger.does(clear_blocker, said(ClearBlocker, number))
    await ledger.does(add_evidence, said(AddEvidence, number, files=(PHOTO,)))
    task = await ledger.does(claim, said(ClaimCompletion, number))

    assert [branch.assignee for branch in task.branches] == [person(STAFF)]
    assert {entry.by for entry in (await ledger.entries())[2:]} == {OUTSIDER.id}


@pytest.mark.parametrize(
    ("first", "last"), [(TODAY - timedelta(2), TODAY - timedelta(1)), (TOMORROW, TOMORROW)], ids=["over", "ahead"]
)
async def test_before_and_after_the_leave_the_stand_in_may_nothing(ledger: Ledger, first: date, last: date) -> None:
    number = await given(ledger, person(STAFF))
    await away(ledger, STAFF, OUTSIDER, first=first, last=last)

    with pytest.raises(NotAllowed):
        await ledger.does(acknowledge, said(AcknowledgeTask, number))


@pytest.mark.parametrize(
    ("act", "request_"),
    [
        (decline, lambda number: said(DeclineTask, number, reason="不属本科室")),
        (request_extension, lambda number: said(RequestExtension, number, deadline=FRIDAY + timedelta(3), reason="缺")),
    ],
    ids=["decline", "extension"],
)
async def test_what_decides_about_the_task_is_not_the_stand_ins(
    ledger: Ledger, act: Callable[..., Awaitable[Any]], request_: Callable[[str], Any]
) -> None:
    number = await given(ledger, person(STAFF))
    await away(ledger, STAFF, OUTSIDER)
    await ledger.does(acknowledge, said(AcknowledgeTask, number))

    with pytest.raises(NotAllowed):
        await ledger.does(act, request_(number))


async def test_a_heads_stand_in_works_for_the_unit_and_others_do_not(ledger: Ledger) -> None:
    number = await given(ledger, unit(GENERAL))
    await away(ledger, STAFF, OUTSIDER)
    with pytest.raises(NotAllowed):
        await ledger.does(acknowledge, said(AcknowledgeTask, number))

    await away(ledger, HEAD, OUTSIDE_HEAD)
    task = await ledger.does(acknowledge, said(AcknowledgeTask, number, OUTSIDE_HEAD))
    assert task.branches[0].assignee == unit(GENERAL)
    assert task.branches[0].doers == {OUTSIDE_HEAD.id}


async def test_of_two_branches_the_own_one_comes_first_then_the_colleagues(ledger: Ledger) -> None:
    number = await given(ledger, person(STAFF), person(OUTSIDER))
    await away(ledger, STAFF, OUTSIDER)

    first = await ledger.does(acknowledge, said(AcknowledgeTask, number))
    assert [one.assignee for one in first.unacknowledged] == [person(STAFF)]
    assert not (await ledger.does(acknowledge, said(AcknowledgeTask, number))).unacknowledged


async def test_whoever_stands_in_does_not_review_even_without_having_worked(ledger: Ledger) -> None:
    number = await given(ledger, person(STAFF))
    await ledger.does(claim, said(ClaimCompletion, number, STAFF, files=(PHOTO,)))
    await away(ledger, STAFF, REVIEWER)

    with pytest.raises(ReviewerIsDoer):
        await ledger.does(close, said(CloseTask, number, REVIEWER))


async def test_whoever_stood_in_and_worked_does_not_review_later(ledger: Ledger) -> None:
    number = await given(ledger, person(STAFF))
    await away(ledger, STAFF, REVIEWER)
    await ledger.does(claim, said(ClaimCompletion, number, REVIEWER, files=(PHOTO,)))
    back = TakeLeave(person=STAFF.id, sent_at=MONDAY, whose=STAFF.id, first=TODAY, last=TODAY, delegate=None)
    await ledger.does(take_leave, back)

    with pytest.raises(ReviewerIsDoer):
        await ledger.does(close, said(CloseTask, number, REVIEWER))
