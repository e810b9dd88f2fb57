"""中止 and 恢复: the clock stands still, and the deadline lies later by the suspended workdays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ledger.acts import requests as r
from ledger.acts.assigning import assign
from ledger.acts.changing import amend, remind
from ledger.acts.closing import claim
from ledger.acts.declining import decline
from ledger.acts.extending import request_extension
from ledger.acts.progressing import note_progress
from ledger.acts.suspending import resume, suspend
from ledger.entries import Evidence
from ledger.refusals import NotAllowed, ReasonMissing, Refusal, WrongStatus
from ledger.tasks import Status, Task
from ledger.transitions import Act
from tests.acts.conftest import Ledger
from tests.ledger.house import COORDINATOR, FRIDAY, HEAD, LEADER, MONDAY, REVIEWER, STAFF, person

FIRST = "DB-2026-1"
LATER = MONDAY + timedelta(hours=1)
WEDNESDAY = MONDAY + timedelta(days=2)
PHOTO = Evidence(sha256="ab" * 32, name="现场.jpg", size=1024, kind="photo")
STOP = r.SuspendTask(person=COORDINATOR.id, sent_at=LATER, number=FIRST, awaiting="省里批复")
GO = r.ResumeTask(person=COORDINATOR.id, sent_at=WEDNESDAY, number=FIRST)


async def given(ledger: Ledger) -> Task:
    request = r.AssignTask(
        person=COORDINATOR.id, sent_at=MONDAY, title="报送方案", lead=(person(STAFF),), deadline=FRIDAY
    )
    return await ledger.does(assign, request)


async def refused(ledger: Ledger, act: Callable[[Any, Any], Awaitable[Any]], request: r.Request) -> Refusal:
    with pytest.raises(Refusal) as caught:
        await ledger.does(act, request)
    return caught.value


async def test_the_deadline_moves_by_the_suspended_workdays(ledger: Ledger) -> None:
    """Stopped on Monday, resumed on Wednesday: Tuesday and Wednesday, so Friday becomes Tuesday."""
    await given(ledger)
    stopped = await ledger.does(suspend, STOP)
    assert (stopped.status, stopped.is_open, stopped.is_running) == (Status.SUSPENDED, True, False)
    assert stopped.suspended is not None and stopped.suspended.awaiting == "省里批复"
    assert not stopped.is_overdue(FRIDAY + timedelta(days=9))

    task = await ledger.does(resume, GO)
    assert (task.status, task.deadline, task.original_deadline) == (
        Status.ASSIGNED,
        FRIDAY + timedelta(days=4),
        FRIDAY,
    )
    assert (task.extensions, [one.until for one in task.suspensions]) == (0, [WEDNESDAY])


async def test_why_or_for_what_must_be_said(ledger: Ledger) -> None:
    await given(ledger)
    assert await refused(ledger, suspend, replace(STOP, awaiting=" ")) == ReasonMissing(FIRST, Act.SUSPEND)


@pytest.mark.parametrize("who", [STAFF, HEAD, REVIEWER])
async def test_only_those_who_assigned_stop_and_start_the_clock(ledger: Ledger, who: Any) -> None:
    await given(ledger)
    assert isinstance(await refused(ledger, suspend, replace(STOP, person=who.id)), NotAllowed)
    await ledger.does(suspend, replace(STOP, person=LEADER.id))
    assert isinstance(await refused(ledger, resume, replace(GO, person=who.id)), NotAllowed)


async def test_what_becomes_known_is_noted_while_the_clock_stands_still(ledger: Ledger) -> None:
    await given(ledger)
    await ledger.does(suspend, STOP)
    note = r.NoteProgress(person=STAFF.id, sent_at=LATER, number=FIRST, note="省里已受理")
    assert (await ledger.does(note_progress, note)).last_note == "省里已受理"


@pytest.mark.parametrize(
    ("act", "request_"),
    [
        (suspend, STOP),
        (claim, r.ClaimCompletion(person=STAFF.id, sent_at=LATER, number=FIRST, files=(PHOTO,))),
        (decline, r.DeclineTask(person=STAFF.id, sent_at=LATER, number=FIRST, reason="不归我科")),
        (remind, r.RemindTask(person=COORDINATOR.id, sent_at=LATER, number=FIRST)),
        (amend, r.AmendTask(person=COORDINATOR.id, sent_at=LATER, number=FIRST, deadline=FRIDAY)),
        (
            request_extension,
            r.RequestExtension(person=STAFF.id, sent_at=LATER, number=FIRST, deadline=FRIDAY, reason="忙"),
        ),
    ],
)
async def test_nothing_is_decided_or_urged_meanwhile(
    ledger: Ledger, act: Callable[[Any, Any], Awaitable[Any]], request_: r.Request
) -> None:
    await given(ledger)
    await ledger.does(suspend, STOP)
    found = await refused(ledger, act, request_)
    assert isinstance(found, WrongStatus) and found.status is Status.SUSPENDED


async def test_what_runs_cannot_be_resumed(ledger: Ledger) -> None:
    await given(ledger)
    assert await refused(ledger, resume, GO) == WrongStatus(FIRST, Status.ASSIGNED, Act.RESUME)


async def parts(ledger: Ledger, *, depth: int) -> list[str]:
    """Assign a task until Friday and split it ``depth`` times, each part off the one before and as long."""
    await given(ledger)
    numbers = [FIRST]
    for _ in range(depth):
        request = r.AssignTask(
            person=COORDINATOR.id,
            sent_at=MONDAY,
            title="汇总数据",
            lead=(person(STAFF),),
            deadline=FRIDAY,
            parent=numbers[-1],
        )
        numbers.append((await ledger.does(assign, request)).number)
    return numbers


@pytest.mark.parametrize(
    ("depth", "stopped", "days"),
    [(1, (1,), 0), (1, (0, 1), 4), (2, (2,), 0), (2, (1, 2), 0), (2, (0, 1, 2), 4)],
    ids=["the part alone", "with its whole", "a part's part", "its whole runs on", "all of them"],
)
async def test_a_resumed_part_does_not_outlive_its_whole(
    ledger: Ledger, depth: int, stopped: tuple[int, ...], days: int
) -> None:
    """A whole whose clock stands still as well will end later by as much."""
    numbers = await parts(ledger, depth=depth)
    for at in stopped:
        await ledger.does(suspend, replace(STOP, number=numbers[at]))
    task = await ledger.does(resume, replace(GO, number=numbers[-1]))
    assert task.deadline == FRIDAY + timedelta(days=days)
