"""回头看: a draw that anybody can repeat, and tasks that are opened again where the claim was not so."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest

from config.office import Recheck
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.closing import archive, claim, close
from ledger.acts.rechecking import draw, recheck, reopen
from ledger.acts.requests import (
    AcknowledgeTask,
    ArchiveTask,
    AssignTask,
    ClaimCompletion,
    CloseTask,
    DrawRecheck,
    RecheckTask,
    ReopenTask,
    UndoLast,
)
from ledger.acts.undoing import undo
from ledger.closing_entries import RecheckDrawn
from ledger.entries import Evidence
from ledger.people import Assignee
from ledger.rates import on_time
from ledger.rechecks import month_of, population_of, sample
from ledger.refusals import (
    CheckerClosedIt,
    DeadlinePassed,
    DrawnAlready,
    EvidenceMissing,
    NotAllowed,
    NothingClosed,
    ReasonMissing,
    ReviewerIsDoer,
    WrongStatus,
)
from ledger.tasks import Status
from tests.ledger.house import COORDINATOR, FRIDAY, HEAD, LEADER, MONDAY, REVIEWER, STAFF

NOVEMBER = date(2026, 11, 1)
LATER = FRIDAY + timedelta(days=5)
PHOTO = Evidence(sha256="ab" * 32, name="现场.jpg", size=1024, kind="photo")


async def closed(ledger, count: int = 1) -> list[str]:
    """Assign, claim and strike off so many tasks; the reviewer is 钱审核."""
    numbers = []
    lead = (Assignee(person=STAFF.id),)
    for _ in range(count):
        asked = AssignTask(person=COORDINATOR.id, sent_at=MONDAY, title="报送材料", lead=lead, deadline=FRIDAY)
        number = (await ledger.does(assign, asked)).number
        of = {"number": number, "sent_at": MONDAY}
        await ledger.does(acknowledge, AcknowledgeTask(person=STAFF.id, **of))
        await ledger.does(claim, ClaimCompletion(person=STAFF.id, files=(PHOTO,), **of))
        await ledger.does(close, CloseTask(person=REVIEWER.id, **of))
        numbers.append(number)
    return numbers


def november(person=COORDINATOR) -> DrawRecheck:
    return DrawRecheck(person=person.id, sent_at=MONDAY, first=NOVEMBER)


def again(number: str, person=COORDINATOR, **fields) -> ReopenTask:
    given = {"reason": "现场仍有积水", "deadline": LATER, **fields}
    return ReopenTask(number=number, person=person.id, sent_at=MONDAY, **given)


async def test_the_draw_can_be_repeated_from_the_ledger_alone(ledger):
    """By the recipe of ``ledger.rechecks``, written out here anew."""
    numbers = await closed(ledger, 12)
    head = (await ledger.records())[-1].hash
    drawn = await ledger.does(draw, november())
    assert (drawn.seed, drawn.count) == (f"2026-11:{head}", 12)
    assert drawn.population == hashlib.sha256("\n".join(sorted(numbers)).encode()).hexdigest()
    by_chance = sorted(numbers, key=lambda one: hashlib.sha256(f"{drawn.seed}:{one}".encode()).hexdigest())
    assert list(drawn.numbers) == by_chance[:3]
    assert (await ledger.entries())[-1] == drawn


@pytest.mark.parametrize(
    ("count", "rule", "size"),
    [(0, Recheck(), 0), (2, Recheck(), 2), (30, Recheck(), 3), (31, Recheck(), 4), (100, Recheck(percent=5), 5)],
)
def test_a_tenth_is_drawn_but_at_least_three(count, rule, size):
    numbers = [f"DB-2026-{n}" for n in range(count)]
    found = sample(numbers, "2026-11:ab", rule)
    assert len(found) == size
    assert found == sample(reversed(numbers), "2026-11:ab", rule)
    assert population_of(numbers) == population_of(reversed(numbers))


def test_another_head_draws_another_sample():
    numbers = [f"DB-2026-{n}" for n in range(100)]
    assert sample(numbers, "2026-11:ab", Recheck()) != sample(numbers, "2026-11:ac", Recheck())


@pytest.mark.parametrize(("day", "last"), [(date(2026, 2, 14), 28), (date(2026, 12, 31), 31), (date(2026, 11, 1), 30)])
def test_a_month_has_its_first_and_its_last_day(day, last):
    assert month_of(day) == (day.replace(day=1), day.replace(day=last))


async def test_a_month_is_drawn_once_and_only_where_something_was_closed(ledger):
    with pytest.raises(NothingClosed):
        await ledger.does(draw, november())
    await closed(ledger)
    await ledger.does(draw, november())
    with pytest.raises(DrawnAlready):
        await ledger.does(draw, november(LEADER))
    assert [type(one) for one in await ledger.entries()].count(RecheckDrawn) == 1


@pytest.mark.parametrize("person", [STAFF, HEAD], ids=["staff", "head"])
async def test_staff_and_heads_neither_draw_nor_reopen(ledger, person):
    (number,) = await closed(ledger)
    for act, request in (
        (draw, november(person)),
        (recheck, RecheckTask(number=number, person=person.id, sent_at=MONDAY)),
        (reopen, again(number, person)),
    ):
        with pytest.raises(NotAllowed):
            await ledger.does(act, request)


async def test_what_was_found_true_stays_closed(ledger):
    (number,) = await closed(ledger)
    task = await ledger.does(recheck, RecheckTask(number=number, person=LEADER.id, sent_at=MONDAY))
    assert (task.status, task.rechecked_at) == (Status.CLOSED, MONDAY)


async def test_whoever_struck_it_off_does_not_confirm_it_but_may_say_that_it_was_wrong(ledger):
    (number,) = await closed(ledger)
    with pytest.raises(CheckerClosedIt):
        await ledger.does(recheck, RecheckTask(number=number, person=REVIEWER.id, sent_at=MONDAY))
    assert (await ledger.does(reopen, again(number, REVIEWER))).status is Status.ACTIVE


async def test_the_doer_looks_at_nothing_again(ledger):
    lead = (Assignee(person=COORDINATOR.id),)
    asked = AssignTask(person=LEADER.id, sent_at=MONDAY, title="起草通报", lead=lead, deadline=FRIDAY)
    number = (await ledger.does(assign, asked)).number
    of = {"number": number, "sent_at": MONDAY}
    await ledger.does(claim, ClaimCompletion(person=COORDINATOR.id, files=(PHOTO,), **of))
    await ledger.does(close, CloseTask(person=REVIEWER.id, **of))
    for act, request in ((recheck, RecheckTask(person=COORDINATOR.id, **of)), (reopen, again(number))):
        with pytest.raises(ReviewerIsDoer):
            await ledger.does(act, request)


async def test_a_reopened_task_is_worked_on_proved_and_counted_anew(ledger):
    """Its claim is none any more: it counts for the period of the new deadline, and evidence is owed again."""
    (number,) = await closed(ledger)
    of = {"number": number, "person": STAFF.id}
    task = await ledger.does(reopen, again(number))
    assert (task.status, task.deadline, task.original_deadline) == (Status.ACTIVE, LATER, FRIDAY)
    assert (task.missing, task.reopened_at, task.claimed_at, task.closed_at) == ("现场仍有积水", MONDAY, None, None)
    assert on_time([task], MONDAY, FRIDAY).of == ()
    with pytest.raises(EvidenceMissing):
        await ledger.does(claim, ClaimCompletion(sent_at=MONDAY + timedelta(days=1), **of))
    later = FRIDAY + timedelta(days=1)
    await ledger.does(claim, ClaimCompletion(sent_at=later, files=(PHOTO,), **of))
    done = await ledger.does(close, CloseTask(number=number, person=REVIEWER.id, sent_at=later))
    assert str(on_time([done], FRIDAY, LATER)) == "100.0%"


async def test_an_archived_task_is_reopened_as_well_and_the_undo_puts_it_back(ledger):
    (number,) = await closed(ledger)
    await ledger.does(archive, ArchiveTask(number=number, person=COORDINATOR.id, sent_at=MONDAY))
    await ledger.does(reopen, again(number, LEADER))
    await ledger.does(undo, UndoLast(person=LEADER.id, sent_at=MONDAY + timedelta(minutes=5)))
    async with ledger.opened() as books:
        assert (await books.task(number)).status is Status.ARCHIVED


async def test_reopening_names_what_is_not_so_and_a_time_to_come(ledger):
    (number,) = await closed(ledger)
    with pytest.raises(ReasonMissing):
        await ledger.does(reopen, again(number, reason=" "))
    with pytest.raises(DeadlinePassed):
        await ledger.does(reopen, again(number, deadline=MONDAY))
    await ledger.does(reopen, again(number))
    with pytest.raises(WrongStatus):
        await ledger.does(reopen, again(number))
