"""不予受理 and 首办负责: the first handler keeps the task until somebody else signs, and nobody declines twice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from ledger.acts import requests as r
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.changing import reassign
from ledger.acts.declining import decline
from ledger.people import Assignee, Person
from ledger.refusals import AlreadyAssignee, DeclinedBefore, NotAllowed, Refusal
from ledger.tasks import Status, Task
from tests.acts.conftest import Ledger
from tests.ledger.house import COLLEAGUE, COORDINATOR, FINANCE, FRIDAY, MONDAY, OUTSIDER, STAFF, person, unit

FIRST = "DB-2026-1"


async def declined(ledger: Ledger) -> Task:
    order = r.AssignTask(
        person=COORDINATOR.id, sent_at=MONDAY, title="报送方案", lead=(person(STAFF),), deadline=FRIDAY
    )
    await ledger.does(assign, order)
    return await ledger.does(decline, no(STAFF))


def no(who: Person) -> r.DeclineTask:
    return r.DeclineTask(person=who.id, sent_at=MONDAY, number=FIRST, reason="不归我科")


def yes(who: Person) -> r.AcknowledgeTask:
    return r.AcknowledgeTask(person=who.id, sent_at=MONDAY, number=FIRST)


def to(new: Assignee) -> r.ReassignTask:
    return r.ReassignTask(person=COORDINATOR.id, sent_at=MONDAY, number=FIRST, new=new)


async def refused(ledger: Ledger, act: Callable[[Any, Any], Awaitable[Any]], request: r.Request) -> Refusal:
    with pytest.raises(Refusal) as caught:
        await ledger.does(act, request)
    return caught.value


def owners(task: Task) -> list[Assignee]:
    return [branch.assignee for branch in task.branches]


async def test_the_owner_is_unchanged_until_somebody_else_signs(ledger: Ledger) -> None:
    task = await declined(ledger)
    assert owners(task) == [person(STAFF)]

    task = await ledger.does(reassign, to(unit(FINANCE)))
    assert owners(task) == [person(STAFF)]
    assert [branch.assignee for branch in task.held] == [person(STAFF), unit(FINANCE)]

    task = await ledger.does(acknowledge, yes(OUTSIDER))
    assert (owners(task), task.status) == ([unit(FINANCE)], Status.ACTIVE)
    assert isinstance(await refused(ledger, acknowledge, yes(STAFF)), NotAllowed)


async def test_whoever_was_offered_it_may_decline_once_and_it_stays_with_the_first(ledger: Ledger) -> None:
    await declined(ledger)
    await ledger.does(reassign, to(person(COLLEAGUE)))
    task = await ledger.does(decline, no(COLLEAGUE))
    assert owners(task) == [person(STAFF)] == [branch.assignee for branch in task.held]

    await ledger.does(reassign, to(person(COLLEAGUE)))
    assert await refused(ledger, decline, no(COLLEAGUE)) == DeclinedBefore(FIRST)


async def test_the_first_handler_does_not_decline_again(ledger: Ledger) -> None:
    await declined(ledger)
    assert await refused(ledger, decline, no(STAFF)) == DeclinedBefore(FIRST)
    assert await refused(ledger, reassign, to(person(STAFF))) == AlreadyAssignee(FIRST, person(STAFF))


async def test_the_first_handler_who_signs_after_all_keeps_it(ledger: Ledger) -> None:
    await declined(ledger)
    await ledger.does(reassign, to(person(COLLEAGUE)))
    task = await ledger.does(acknowledge, yes(STAFF))
    assert (owners(task), task.status) == ([person(STAFF)], Status.ACTIVE)
    assert isinstance(await refused(ledger, acknowledge, yes(COLLEAGUE)), NotAllowed)
