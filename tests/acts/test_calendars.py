"""The calendar is changed by administrators only, and holds in the same books and in all that are opened later."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.acts.calendars import KeepNotice, SetOwnDays, keep_notice, set_own_days
from ledger.acts.ports import Books
from ledger.office_entries import CalendarDaySet, CalendarYearSet, NamedDay
from ledger.office_refusals import DayOver, NothingChanges
from ledger.people import Person
from ledger.refusals import NotAllowed
from tests.acts.conftest import Ledger
from tests.ledger.house import ADMIN, COORDINATOR, HEAD, LEADER, MONDAY, REVIEWER, STAFF

SATURDAY, THURSDAY = date(2026, 11, 28), date(2026, 12, 3)
NEW_YEAR = (
    NamedDay(day=date(2027, 1, 1), name="元旦"),
    NamedDay(day=date(2027, 1, 2), name="元旦", works=True),
)


def own(*days: date, works: bool | None, by: Person = ADMIN) -> SetOwnDays:
    return SetOwnDays(person=by.id, sent_at=MONDAY, days=days, works=works)


def notice(by: Person = ADMIN) -> KeepNotice:
    return KeepNotice(person=by.id, sent_at=MONDAY, year=2027, paper="关于2027年部分节假日安排的通知", days=NEW_YEAR)


async def works_on(ledger: Ledger, *days: date) -> list[bool]:
    async def ask(books: Books, asked: tuple[date, ...]) -> list[bool]:
        return [books.house.calendar.is_workday(day) for day in asked]

    return await ledger.does(ask, days)


async def test_own_days_win_and_are_taken_back(ledger: Ledger) -> None:
    await ledger.does(set_own_days, own(SATURDAY, works=True))
    await ledger.does(set_own_days, own(THURSDAY, works=False))
    assert await works_on(ledger, SATURDAY, THURSDAY) == [True, False]
    await ledger.does(set_own_days, own(SATURDAY, THURSDAY, works=None))
    assert await works_on(ledger, SATURDAY, THURSDAY) == [False, True]
    assert [entry.works for entry in await ledger.entries() if isinstance(entry, CalendarDaySet)] == [
        True,
        False,
        None,
        None,
    ]


async def test_a_notice_ends_the_provisional_year_and_own_days_outlast_it(ledger: Ledger) -> None:
    saturday = NEW_YEAR[1].day
    await ledger.does(set_own_days, own(date(2027, 1, 4), works=False))
    assert await works_on(ledger, saturday) == [False]
    await ledger.does(keep_notice, notice())

    async def provisional(books: Books, year: int) -> bool:
        return books.house.calendar.is_provisional(year)

    assert await works_on(ledger, saturday, date(2027, 1, 4)) == [True, False]
    assert not await ledger.does(provisional, 2027)
    assert (await ledger.entries())[-1] == CalendarYearSet(
        by=ADMIN.id, at=MONDAY, year=2027, paper="关于2027年部分节假日安排的通知", days=NEW_YEAR
    )


@pytest.mark.parametrize("by", [STAFF, HEAD, COORDINATOR, REVIEWER, LEADER])
async def test_nobody_else_changes_it(ledger: Ledger, by: Person) -> None:
    with pytest.raises(NotAllowed):
        await ledger.does(set_own_days, own(SATURDAY, works=True, by=by))
    with pytest.raises(NotAllowed):
        await ledger.does(keep_notice, notice(by))
    assert await ledger.entries() == []


async def test_days_that_are_over_and_what_changes_nothing_are_refused(ledger: Ledger) -> None:
    with pytest.raises(DayOver):
        await ledger.does(set_own_days, own(date(2026, 11, 20), works=False))
    with pytest.raises(NothingChanges):
        await ledger.does(set_own_days, own(SATURDAY, works=False))
    assert await ledger.entries() == []
