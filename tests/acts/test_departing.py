"""Whoever leaves hands over what is open and may do nothing more; the last administrator stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.attending import take_leave
from ledger.acts.departing import LetGo, Move, depart, departures_set, let_go, move
from ledger.acts.ports import Books
from ledger.acts.requests import AcknowledgeTask, AssignTask, TakeLeave
from ledger.entries import LeaveTaken, Reassigned
from ledger.office_entries import DepartureSet, Leaving, PersonLeft, PersonMoved
from ledger.office_refusals import DayOver, HasLeft, LastAdministrator, NobodySucceeds
from ledger.people import Assignee, Person, Role
from ledger.refusals import NotAllowed
from ledger.tasks import Status
from tests.acts.conftest import Ledger
from tests.ledger.house import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    FINANCE,
    FRIDAY,
    HEAD,
    LEADER,
    MONDAY,
    OUTSIDE_HEAD,
    REVIEWER,
    STAFF,
    person,
)

NUMBER = "DB-2026-1"
LATER = date(2026, 12, 1)


async def given(ledger: Ledger, *lead: Assignee) -> None:
    request = AssignTask(person=COORDINATOR.id, sent_at=MONDAY, title="报送分析", lead=lead, deadline=FRIDAY)
    await ledger.does(assign, request)


def leaving(who: Person = STAFF, *, by: Person = ADMIN, day: date | None = None) -> LetGo:
    return LetGo(person=by.id, sent_at=MONDAY, who=who.id, how=Leaving.TRANSFERRED, day=day, tasks=(NUMBER,))


async def task_of(ledger: Ledger):
    async def look(books: Books, number: str):
        return await books.task(number)

    return await ledger.does(look, NUMBER)


async def test_open_tasks_go_to_the_head_who_signs_anew(ledger: Ledger) -> None:
    await given(ledger, person(STAFF))
    await ledger.does(acknowledge, AcknowledgeTask(person=STAFF.id, sent_at=MONDAY, number=NUMBER))
    handed = await ledger.does(let_go, leaving())
    assert [one.to for one in handed] == [person(HEAD)]
    entries = await ledger.entries()
    assert entries[-2:] == [
        Reassigned(number=NUMBER, by=ADMIN.id, at=MONDAY, old=person(STAFF), new=person(HEAD), left=True),
        PersonLeft(by=ADMIN.id, at=MONDAY, person=STAFF.id, how=Leaving.TRANSFERRED),
    ]
    task = await task_of(ledger)
    assert task.branch(person(HEAD)).status is Status.ASSIGNED
    with pytest.raises(NotAllowed):
        await ledger.does(acknowledge, AcknowledgeTask(person=STAFF.id, sent_at=MONDAY, number=NUMBER))
    with pytest.raises(HasLeft):
        await ledger.does(let_go, leaving())


async def test_who_holds_a_branch_already_is_passed_over(ledger: Ledger) -> None:
    await given(ledger, person(STAFF), person(HEAD))
    handed = await ledger.does(let_go, leaving())
    assert [one.to for one in handed] == [person(LEADER)]


async def test_a_head_is_followed_by_the_leader_of_the_field(ledger: Ledger) -> None:
    await given(ledger, person(HEAD))
    assert [one.to for one in await ledger.does(let_go, leaving(HEAD))] == [person(LEADER)]


async def test_where_nobody_follows_it_is_refused_but_by_the_clock_access_ends_all_the_same(ledger: Ledger) -> None:
    await given(ledger, person(LEADER))
    with pytest.raises(NobodySucceeds):
        await ledger.does(let_go, leaving(LEADER))

    async def by_clock(books: Books, tasks: tuple[str, ...]):
        return await depart(books, LEADER.id, how=Leaving.RETIRED, tasks=tasks, by=None, at=MONDAY)

    assert await ledger.does(by_clock, (NUMBER,)) == ()
    assert (await ledger.entries())[-1] == PersonLeft(by=None, at=MONDAY, person=LEADER.id, how=Leaving.RETIRED)


async def test_a_later_day_is_set_and_nothing_happens_yet(ledger: Ledger) -> None:
    await given(ledger, person(STAFF))
    assert await ledger.does(let_go, leaving(day=LATER)) == ()
    assert (await ledger.entries())[-1] == DepartureSet(
        by=ADMIN.id, at=MONDAY, person=STAFF.id, how=Leaving.TRANSFERRED, day=LATER
    )

    async def known(books: Books, _nothing: None):
        return list(await departures_set(books))

    assert await ledger.does(known, None) == [STAFF.id]
    await ledger.does(acknowledge, AcknowledgeTask(person=STAFF.id, sent_at=MONDAY, number=NUMBER))
    with pytest.raises(DayOver):
        await ledger.does(let_go, leaving(day=date(2026, 11, 20)))


@pytest.mark.parametrize("by", [STAFF, HEAD, COORDINATOR, REVIEWER, LEADER])
async def test_nobody_but_administrators_lets_people_go_or_moves_them(ledger: Ledger, by: Person) -> None:
    with pytest.raises(NotAllowed):
        await ledger.does(let_go, replace(leaving(COLLEAGUE, by=by), tasks=()))
    with pytest.raises(NotAllowed):
        await ledger.does(
            move, Move(person=by.id, sent_at=MONDAY, who=COLLEAGUE.id, unit=FINANCE.id, roles=(Role.STAFF,))
        )
    assert await ledger.entries() == []


async def test_the_last_administrator_stays(ledger: Ledger) -> None:
    with pytest.raises(LastAdministrator):
        await ledger.does(let_go, replace(leaving(ADMIN), tasks=()))
    with pytest.raises(LastAdministrator):
        await ledger.does(
            move, Move(person=ADMIN.id, sent_at=MONDAY, who=ADMIN.id, unit=FINANCE.id, roles=(Role.STAFF,))
        )


async def test_stand_in_duties_end(ledger: Ledger) -> None:
    first, last = date(2026, 11, 23), date(2026, 11, 25)
    leave = TakeLeave(
        person=COLLEAGUE.id, sent_at=MONDAY, whose=COLLEAGUE.id, first=first, last=last, delegate=STAFF.id
    )
    await ledger.does(take_leave, leave)
    await ledger.does(let_go, replace(leaving(), tasks=()))
    assert LeaveTaken(by=ADMIN.id, at=MONDAY, person=COLLEAGUE.id, first=first, last=last) in await ledger.entries()


@pytest.mark.parametrize("carry", [False, True])
async def test_a_transfer_leaves_the_tasks_or_takes_them_along(ledger: Ledger, carry: bool) -> None:
    await given(ledger, person(STAFF))
    request = Move(
        person=ADMIN.id,
        sent_at=MONDAY + timedelta(minutes=1),
        who=STAFF.id,
        unit=FINANCE.id,
        roles=(Role.HEAD,),
        title="科长",
        carry=carry,
        tasks=(NUMBER,),
    )
    handed = await ledger.does(move, request)
    assert [one.to for one in handed] == ([] if carry else [person(HEAD)])
    entry = (await ledger.entries())[-1]
    assert isinstance(entry, PersonMoved) and entry.carried is carry

    async def now(books: Books, who: Person):
        return books.roster.person(who.id)

    moved = await ledger.does(now, STAFF)
    assert (moved.unit, moved.roles, moved.title) == (FINANCE.id, frozenset({Role.HEAD}), "科长")
    assert OUTSIDE_HEAD.unit == moved.unit
