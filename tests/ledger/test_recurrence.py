"""When a recurring duty is due, when its task is assigned, and that a rest day gives way to the workday before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import islice

import pytest

from config.calendars import CalendarDay, CalendarYear
from ledger.entries import Recorded, Source
from ledger.house import House
from ledger.origin_entries import Every, RecurrenceSet, RecurrenceStopped
from ledger.recurrence import current, due_instead, in_force, next_dates, occurrences, opening
from tests.ledger.house import COORDINATOR, MONDAY, STAFF, person
from tests.storage.office import HOUSE

FRIDAYS = RecurrenceSet(
    by=COORDINATOR.id,
    at=MONDAY,
    title="报送项目进展",
    lead=(person(STAFF),),
    every=Every.WEEK,
    weekdays=(4,),
    hour=time(18),
    starts=date(2026, 11, 23),
)


def local(day: str, hour: str = "18:00") -> datetime:
    return HOUSE.hours.at(date.fromisoformat(f"2026-{day}"), time.fromisoformat(hour))


def days(rule: RecurrenceSet, count: int, after: datetime = MONDAY) -> list[str]:
    return [f"{one:%m-%d}" for one in islice(occurrences(rule, HOUSE, after=after), count)]


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        (FRIDAYS, ["11-27", "12-04", "12-11", "12-18", "12-25", "12-31"]),  # 2027-01-01 is 元旦.
        (replace(FRIDAYS, weekdays=(0, 2)), ["11-23", "11-25", "11-30", "12-02"]),
        (replace(FRIDAYS, every=Every.WORKDAY), ["11-23", "11-24", "11-25", "11-26", "11-27", "11-30"]),
        (replace(FRIDAYS, every=Every.DAYS, interval=3), ["11-26", "11-27", "12-02", "12-04", "12-08"]),
        (replace(FRIDAYS, every=Every.MONTH, day=5), ["12-04", "01-05"]),
        (replace(FRIDAYS, every=Every.MONTH, day=31), ["11-30", "12-31", "01-29", "02-26"]),
        (replace(FRIDAYS, every=Every.MONTH, day=-1), ["11-30", "12-31"]),
        (replace(FRIDAYS, every=Every.QUARTER, day=-1), ["12-31", "03-31"]),
    ],
)
def test_a_rest_day_gives_way_to_the_workday_before(rule: RecurrenceSet, due: list[str]):
    assert days(rule, len(due)) == due


def test_a_feast_gives_way_too():
    rule = replace(FRIDAYS, starts=date(2026, 9, 28))
    assert days(rule, 3, after=local("09-28", "08:00")) == ["09-30", "10-09", "10-16"]


def test_it_ends_with_its_last_day():
    assert days(replace(FRIDAYS, until=date(2026, 12, 4)), 9) == ["11-27", "12-04"]
    assert next_dates(replace(FRIDAYS, until=date(2026, 11, 20)), HOUSE, after=MONDAY) == ()


def test_the_next_task_is_assigned_once_the_one_before_was_due():
    """The first one at once; a month ahead nobody is bothered."""
    assert current(FRIDAYS, HOUSE, MONDAY) == local("11-27")
    assert current(FRIDAYS, HOUSE, local("11-29", "12:00")) is None
    assert current(FRIDAYS, HOUSE, local("11-30", "08:30")) == local("12-04")
    monthly = replace(FRIDAYS, every=Every.MONTH, day=25)
    assert opening(monthly, HOUSE, local("12-25")) == local("12-18", "08:30")
    assert opening(replace(FRIDAYS, every=Every.WORKDAY), HOUSE, local("11-25")) == local("11-25", "08:30")
    early = replace(FRIDAYS, every=Every.WORKDAY, hour=time(8))
    assert opening(early, HOUSE, local("11-25", "08:00")) == local("11-24", "08:30")


def test_what_fell_due_meanwhile_is_past():
    assert current(FRIDAYS, HOUSE, local("12-16", "09:00")) == local("12-18")


def test_what_is_in_force_is_what_was_set_and_not_stopped():
    def record(seq: int, entry: RecurrenceSet | RecurrenceStopped) -> Recorded:
        at = datetime(2026, 11, 23, tzinfo=UTC)
        return Recorded(seq=seq, entry=entry, recorded_at=at, source=Source(), prev="", hash="")

    stop = RecurrenceStopped(by=COORDINATOR.id, at=MONDAY, recurrence=4)
    standing = in_force([record(4, FRIDAYS), record(7, FRIDAYS), record(9, stop)])
    assert [(one.n, one.seq) for one in standing] == [(2, 7)]


@pytest.mark.parametrize(("every", "was", "due"), [(Every.WEEK, "02-12", "02-12"), (Every.MONTH, "02-09", "02-04")])
def test_an_occurrence_is_due_on_another_day_once_the_notice_is_known(every: Every, was: str, due: str) -> None:
    known = _with_spring_festival()
    duty = replace(FRIDAYS, every=every, day=9)
    found = due_instead(duty, _evening(was), before=HOUSE, house=known)
    assert found == _evening(due)
    assert due_instead(duty, _evening("02-10"), before=HOUSE, house=known) is None


def _evening(day: str) -> datetime:
    return HOUSE.hours.at(date.fromisoformat(f"2027-{day}"), time(18))


def _with_spring_festival() -> House:
    days = tuple(CalendarDay(name="春节", date=date(2027, 2, day), isOffDay=True) for day in range(5, 12))
    year = CalendarYear(year=2027, papers=("通知",), days=days)
    return replace(HOUSE, calendar=HOUSE.calendar.with_notices([year]))
