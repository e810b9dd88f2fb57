"""What holds of every day and every limit, in years with a notice and in provisional ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.calendars import CalendarDay, load_calendars
from ledger.calendar import DAY, WorkCalendar
from ledger.hours import OfficeHours

CALENDAR = WorkCalendar(load_calendars())
HOURS = OfficeHours()
DAYS = st.dates(date(2025, 1, 6), date(2028, 12, 1))
MOMENTS = st.datetimes(datetime(2025, 1, 6), datetime(2028, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - UTC is drawn
FEW = settings(max_examples=40)


@FEW
@given(DAYS, st.integers(1, 40))
def test_a_limit_ends_on_the_workday_that_makes_the_number_full(day, count):
    end = CALENDAR.add_workdays(day, count)

    assert CALENDAR.is_workday(end)
    assert CALENDAR.workdays_between(day, end) == count
    assert CALENDAR.add_workdays(day, count + 1) == CALENDAR.next_workday(end)


@FEW
@given(DAYS, DAYS, st.integers(1, 20))
def test_who_begins_later_never_ends_earlier(first, second, count):
    first, second = sorted((first, second))

    assert CALENDAR.add_workdays(first, count) <= CALENDAR.add_workdays(second, count)


@FEW
@given(DAYS)
def test_the_next_and_the_one_before_are_neighbours(day):
    following = CALENDAR.next_workday(day)

    assert CALENDAR.previous_workday(following) == (day if CALENDAR.is_workday(day) else CALENDAR.previous_workday(day))
    assert not any(CALENDAR.is_workday(day + DAY * n) for n in range(1, (following - day).days))


@FEW
@given(DAYS, st.booleans())
def test_the_offices_own_day_wins_and_touches_no_other(day, off):
    own = CALENDAR.overlaid([CalendarDay(name="本单位", date=day, is_off_day=off)])

    assert own.is_workday(day) is not off
    assert [own.is_workday(day + DAY * n) for n in (-1, 1)] == [CALENDAR.is_workday(day + DAY * n) for n in (-1, 1)]


@FEW
@given(MOMENTS, st.integers(1, 40))
def test_working_hours_that_were_added_are_there_between(moment, hours):
    end = HOURS.add_working_hours(moment, hours, CALENDAR)

    assert HOURS.working_hours_between(moment, end, CALENDAR) == pytest.approx(hours)
    assert CALENDAR.is_workday(HOURS.local(end).date())
    assert end - moment >= timedelta(hours=hours)


@FEW
@given(MOMENTS, st.integers(1, 40))
def test_a_limit_that_began_by_the_latest_start_has_run_out_and_a_later_one_has_not(moment, hours):
    start = HOURS.latest_start(moment, hours, CALENDAR)

    assert HOURS.add_working_hours(start, hours, CALENDAR) <= moment
    assert HOURS.add_working_hours(start + timedelta(microseconds=1), hours, CALENDAR) > moment
