"""延期: asked before the deadline with a date and a reason, decided by the leader of the field, counted and limited."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ledger.acts import requests as r
from ledger.acts.assigning import assign
from ledger.acts.changing import withdraw
from ledger.acts.closing import claim, close
from ledger.acts.extending import check_request, decide_extension, may_decide, request_extension
from ledger.entries import Evidence
from ledger.people import Person
from ledger.refusals import (
    AskedTooLate,
    DeadlinePassed,
    DeciderIsDoer,
    ExtensionPending,
    ExtensionsUsedUp,
    NotAllowed,
    NothingAsked,
    NotLater,
    ReasonMissing,
    Refusal,
    WrongStatus,
)
from ledger.tasks import Milestone, Status, Task
from ledger.transitions import Act
from tests.acts.conftest import Ledger
from tests.ledger.house import (
    COORDINATOR,
    FRIDAY,
    LEADER,
    MONDAY,
    OUTSIDER,
    REVIEWER,
    ROSTER,
    STAFF,
    assigned,
    person,
)
from tests.storage.office import HOUSE

FIRST = "DB-2026-1"
LATER = MONDAY + timedelta(hours=1)
WEDNESDAY = FRIDAY + timedelta(days=5)
THURSDAY, NEXT_FRIDAY = WEDNESDAY + timedelta(days=1), WEDNESDAY + timedelta(days=2)
PHOTO = Evidence(sha256="ab" * 32, name="现场.jpg", size=1024, kind="photo")

ASKED = r.RequestExtension(person=STAFF.id, sent_at=LATER, number=FIRST, deadline=WEDNESDAY, reason="数据未核实")
GRANTED = r.DecideExtension(person=LEADER.id, sent_at=LATER, number=FIRST, granted=True)


async def given(ledger: Ledger, who: Person = STAFF) -> Task:
    stage = Milestone("初稿", FRIDAY - timedelta(days=2))
    request = r.AssignTask(
        person=COORDINATOR.id,
        sent_at=MONDAY,
        title="报送三季度经济运行分析",
        lead=(person(who),),
        deadline=FRIDAY,
        milestones=(stage,),
    )
    return await ledger.does(assign, request)


async def refused(ledger: Ledger, act: Callable[[Any, Any], Awaitable[Any]], request: r.Request) -> Refusal:
    """Return the refusal; nothing stays in the ledger."""
    before = await ledger.entries()
    with pytest.raises(Refusal) as caught:
        await ledger.does(act, request)
    assert await ledger.entries() == before
    return caught.value


async def granted(ledger: Ledger, asked: r.RequestExtension = ASKED, **how: Any) -> Task:
    await ledger.does(request_extension, asked)
    return await ledger.does(decide_extension, replace(GRANTED, **how))


async def test_the_deadline_is_unchanged_until_the_extension_is_granted(ledger: Ledger) -> None:
    before = await given(ledger)
    task = await ledger.does(request_extension, ASKED)
    assert (task.deadline, task.extensions, task.status) == (FRIDAY, 0, Status.ACTIVE)
    assert task.asked is not None
    assert (task.asked.deadline, task.asked.reason, task.asked.late) == (WEDNESDAY, "数据未核实", False)

    task = await ledger.does(decide_extension, GRANTED)
    assert (task.deadline, task.original_deadline, task.extensions, task.asked) == (WEDNESDAY, FRIDAY, 1, None)
    assert task.milestones == before.milestones


async def test_less_than_was_asked_can_be_granted(ledger: Ledger) -> None:
    await given(ledger)
    shorter = WEDNESDAY - timedelta(days=1)
    assert (await granted(ledger, deadline=shorter)).deadline == shorter


async def test_a_refused_extension_moves_nothing_and_another_may_be_asked_for(ledger: Ledger) -> None:
    await given(ledger)
    task = await granted(ledger, granted=False, reason="按原时限办结")
    assert (task.deadline, task.extensions, task.asked) == (FRIDAY, 0, None)
    assert (await ledger.does(request_extension, ASKED)).asked is not None


async def test_another_request_waits_until_the_first_is_decided(ledger: Ledger) -> None:
    await given(ledger)
    await ledger.does(request_extension, ASKED)
    again = replace(ASKED, deadline=THURSDAY)
    assert await refused(ledger, request_extension, again) == ExtensionPending(FIRST, WEDNESDAY)


async def test_a_third_extension_is_refused_by_rule(ledger: Ledger) -> None:
    await given(ledger)
    await granted(ledger)
    assert (await granted(ledger, replace(ASKED, deadline=THURSDAY))).extensions == 2
    third = replace(ASKED, deadline=NEXT_FRIDAY)
    assert await refused(ledger, request_extension, third) == ExtensionsUsedUp(FIRST, 2, last=False)


async def test_after_the_last_one_no_further_extension_follows(ledger: Ledger) -> None:
    await given(ledger)
    assert (await granted(ledger, last=True)).last_extension
    second = replace(ASKED, deadline=THURSDAY)
    assert await refused(ledger, request_extension, second) == ExtensionsUsedUp(FIRST, 1, last=True)


async def test_a_late_request_is_marked_late(ledger: Ledger) -> None:
    await given(ledger)
    on_the_dot = await ledger.does(request_extension, replace(ASKED, sent_at=FRIDAY))
    assert on_the_dot.asked is not None and not on_the_dot.asked.late
    await ledger.does(decide_extension, replace(GRANTED, granted=False))
    late = await ledger.does(request_extension, replace(ASKED, sent_at=FRIDAY + timedelta(seconds=1)))
    assert late.asked is not None and late.asked.late


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (replace(ASKED, reason=" "), ReasonMissing(FIRST, Act.REQUEST_EXTENSION)),
        (replace(ASKED, deadline=MONDAY), DeadlinePassed(MONDAY)),
        (replace(ASKED, deadline=FRIDAY), NotLater(FIRST, FRIDAY)),
        (replace(ASKED, person=OUTSIDER.id), NotAllowed(Act.REQUEST_EXTENSION, FIRST)),
    ],
)
async def test_a_request_without_reason_later_date_or_right_is_refused(
    ledger: Ledger, request_: r.RequestExtension, refusal: Refusal
) -> None:
    await given(ledger)
    assert await refused(ledger, request_extension, request_) == refusal


@pytest.mark.parametrize(
    ("decision", "refusal"),
    [
        (replace(GRANTED, person=COORDINATOR.id), NotAllowed(Act.DECIDE_EXTENSION, FIRST)),
        (replace(GRANTED, person=REVIEWER.id), NotAllowed(Act.DECIDE_EXTENSION, FIRST)),
        (replace(GRANTED, person=STAFF.id), NotAllowed(Act.DECIDE_EXTENSION, FIRST)),
        (replace(GRANTED, deadline=FRIDAY), NotLater(FIRST, FRIDAY)),
    ],
)
async def test_a_decision_without_right_or_later_date_is_refused(
    ledger: Ledger, decision: r.DecideExtension, refusal: Refusal
) -> None:
    await given(ledger)
    assert await refused(ledger, decide_extension, GRANTED) == NothingAsked(FIRST)
    await ledger.does(request_extension, ASKED)
    assert await refused(ledger, decide_extension, decision) == refusal


async def test_leaders_do_not_decide_on_their_own_task(ledger: Ledger) -> None:
    await given(ledger, LEADER)
    await ledger.does(request_extension, replace(ASKED, person=LEADER.id))
    assert await refused(ledger, decide_extension, GRANTED) == DeciderIsDoer(FIRST)


async def test_what_is_over_is_neither_extended_nor_decided(ledger: Ledger) -> None:
    await given(ledger)
    await ledger.does(request_extension, ASKED)
    gone = r.WithdrawTask(person=COORDINATOR.id, sent_at=LATER, number=FIRST, reason="重复交办")
    await ledger.does(withdraw, gone)
    assert isinstance(await refused(ledger, request_extension, ASKED), WrongStatus)
    assert isinstance(await refused(ledger, decide_extension, GRANTED), WrongStatus)


async def test_a_closed_task_is_not_extended(ledger: Ledger) -> None:
    await given(ledger)
    claimed = r.ClaimCompletion(person=STAFF.id, sent_at=LATER, number=FIRST, files=(PHOTO,))
    await ledger.does(claim, claimed)
    assert isinstance(await refused(ledger, request_extension, ASKED), WrongStatus)
    await ledger.does(close, r.CloseTask(person=REVIEWER.id, sent_at=LATER, number=FIRST))
    assert isinstance(await refused(ledger, request_extension, ASKED), WrongStatus)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"extensions_at_most": 0}, ExtensionsUsedUp(FIRST, 0, last=False)),
        ({"late_extensions": False}, AskedTooLate(FIRST, FRIDAY)),
    ],
)
def test_limits_are_the_houses(change: dict[str, Any], refusal: Refusal) -> None:
    task, at = assigned(person(STAFF)), FRIDAY + timedelta(hours=1)
    check_request(HOUSE, task, at)
    with pytest.raises(type(refusal)) as caught:
        check_request(replace(HOUSE, **change), task, at)
    assert caught.value == refusal


def test_coordinators_decide_once_it_is_delegated_to_them() -> None:
    task = assigned(person(STAFF))
    assert not may_decide(ROSTER, HOUSE, COORDINATOR, task)
    assert may_decide(ROSTER, replace(HOUSE, coordinators_decide=True), COORDINATOR, task)
    assert not may_decide(ROSTER, replace(HOUSE, coordinators_decide=True), REVIEWER, task)
