"""What a person says of the own day."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.acts.attending import report_day, take_leave
from ledger.acts.requests import ReportDay, TakeLeave
from ledger.entries import DailyReported, LeaveTaken
from ledger.people import Person
from ledger.refusals import DateOrder, NotAllowed
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
