"""What a person says of the own day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ledger.acts.attending import end_leave, report_day, take_leave
from ledger.acts.requests import EndLeave, ReportDay, TakeLeave
from ledger.attendance import leaves_in_force
from ledger.entries import DailyReported, LeaveEnded, LeaveTaken
from ledger.office_refusals import DayOver, NotOnLeave, SeveralLeaves
from ledger.people import Person
from ledger.refusals import DateOrder, NotAllowed, Refusal
from ledger.transitions import Act
from tests.acts.conftest import Ledger
from tests.ledger.house import COLLEAGUE, HEAD, MONDAY, OUTSIDER, STAFF

FIRST, LAST = date(2026, 11, 24), date(2026, 11, 25)


def leave(by: Person, whose: Person, *, first: date = FIRST, last: date = LAST) -> TakeLeave:
    return TakeLeave(person=by.id, sent_at=MONDAY, whose=whose.id, first=first, last=last, delegate=COLLEAGUE.id)


async def test_a_daily_report_is_an_entry_of_its_own(ledger: Ledger) -> None:
    await ledger.does(
        report_day, ReportDay(person=STAFF.id, sent_at=MONDAY, day=FIRST, done="完成调研", plan="起草报告")
    )
    assert await ledger.entries() == [
        DailyReported(by=STAFF.id, at=MONDAY, day=FIRST, done="完成调研", plan="起草报告")
    ]


@pytest.mark.parametrize("by", [STAFF, HEAD])
async def test_a_leave_is_taken_by_oneself_or_the_head(ledger: Ledger, by: Person) -> None:
    await ledger.does(take_leave, leave(by, STAFF))
    assert await ledger.entries() == [
        LeaveTaken(by=by.id, at=MONDAY, person=STAFF.id, first=FIRST, last=LAST, delegate=COLLEAGUE.id)
    ]


async def test_nobody_takes_leave_for_a_stranger_or_backwards(ledger: Ledger) -> None:
    with pytest.raises(NotAllowed):
        await ledger.does(take_leave, leave(COLLEAGUE, OUTSIDER))
    with pytest.raises(DateOrder):
        await ledger.does(take_leave, leave(STAFF, STAFF, first=LAST, last=FIRST))
    assert await ledger.entries() == []


TODAY, LATER = date(2026, 11, 23), date(2026, 12, 1)


def back(by: Person, whose: Person, first: date | None = None) -> EndLeave:
    return EndLeave(person=by.id, sent_at=MONDAY, whose=whose.id, first=first)


def days(*pairs: tuple[date, date]) -> list[tuple[date, date]]:
    return list(pairs)


async def standing(ledger: Ledger) -> list[tuple[date, date]]:
    return [(leave.first, leave.last) for leave in leaves_in_force(await ledger.entries())]


async def test_who_is_back_early_is_on_leave_until_the_day_before(ledger: Ledger) -> None:
    yesterday = TODAY - timedelta(1)
    await ledger.does(take_leave, leave(STAFF, STAFF, first=yesterday, last=LAST))
    await ledger.does(end_leave, back(STAFF, STAFF))

    ended = LeaveEnded(by=STAFF.id, at=MONDAY, person=STAFF.id, first=TODAY, last=LAST)
    assert (await ledger.entries())[-1] == ended
    assert await standing(ledger) == days((yesterday, yesterday))


async def test_a_leave_ahead_is_taken_back_as_a_whole_and_a_later_one_counts_again(ledger: Ledger) -> None:
    await ledger.does(take_leave, leave(STAFF, STAFF))
    await ledger.does(end_leave, back(STAFF, STAFF))
    assert await standing(ledger) == []

    await ledger.does(take_leave, leave(STAFF, STAFF, first=LAST))
    assert await standing(ledger) == days((LAST, LAST))


async def test_a_leave_that_was_made_longer_ends_with_its_lengthening(ledger: Ledger) -> None:
    await ledger.does(take_leave, leave(STAFF, STAFF, first=TODAY, last=FIRST))
    await ledger.does(take_leave, leave(STAFF, STAFF, first=LAST, last=LAST))
    await ledger.does(take_leave, leave(STAFF, STAFF, first=LATER, last=LATER))
    await ledger.does(end_leave, back(STAFF, STAFF, FIRST))

    assert await standing(ledger) == days((TODAY, TODAY), (LATER, LATER))


async def test_of_several_leaves_ahead_the_day_says_which(ledger: Ledger) -> None:
    await ledger.does(take_leave, leave(STAFF, STAFF))
    await ledger.does(take_leave, leave(STAFF, STAFF, first=LATER, last=LATER))
    with pytest.raises(SeveralLeaves) as asked:
        await ledger.does(end_leave, back(STAFF, STAFF))
    assert asked.value.spans == ((FIRST, LAST), (LATER, LATER))

    await ledger.does(end_leave, back(STAFF, STAFF, LATER))
    assert await standing(ledger) == days((FIRST, LAST))


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (back(STAFF, STAFF, LATER), NotOnLeave(STAFF.id, LATER)),
        (back(STAFF, STAFF, TODAY - timedelta(1)), DayOver(TODAY - timedelta(1))),
        (back(HEAD, HEAD), NotOnLeave(HEAD.id, None)),
        (back(COLLEAGUE, STAFF), NotAllowed(Act.END_LEAVE)),
    ],
    ids=["another day", "a day that is over", "no leave", "not one's own"],
)
async def test_what_is_no_leave_is_not_ended(ledger: Ledger, request_: EndLeave, refusal: Refusal) -> None:
    await ledger.does(take_leave, leave(STAFF, STAFF, first=TODAY))
    with pytest.raises(type(refusal)) as refused:
        await ledger.does(end_leave, request_)
    assert vars(refused.value) == vars(refusal)
    assert await standing(ledger) == days((TODAY, LAST))


async def test_the_head_ends_a_leave_of_the_office(ledger: Ledger) -> None:
    await ledger.does(take_leave, leave(STAFF, STAFF, first=TODAY))
    await ledger.does(end_leave, back(HEAD, STAFF, LAST))
    assert await standing(ledger) == days((TODAY, FIRST))
