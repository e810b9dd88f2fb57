"""Office hours: limits in working hours skip lunch, nights and rest days."""

from datetime import UTC, date, datetime, time

import pytest

from config.calendars import load_calendars
from ledger.calendar import WorkCalendar
from ledger.hours import OfficeHours

HOURS = OfficeHours()
CALENDAR = WorkCalendar(load_calendars())


def moment(text: str) -> datetime:
    return HOURS.at(date.fromisoformat(text[:10]), time.fromisoformat(text[11:]))


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        ("2026-11-23T10:00", 4, "2026-11-23T16:30"),
        ("2026-11-23T08:00", 4, "2026-11-23T15:00"),
        ("2026-11-23T16:30", 4, "2026-11-24T11:00"),
        ("2026-11-27T17:00", 4, "2026-11-30T11:30"),
        ("2026-09-30T17:00", 4, "2026-10-08T11:30"),
        ("2026-11-23T08:30", 7, "2026-11-23T18:00"),
    ],
)
def test_a_limit_runs_in_working_hours(start, hours, expected):
    assert HOURS.add_working_hours(moment(start), hours, CALENDAR) == moment(expected)
    assert HOURS.working_hours_between(moment(start), moment(expected), CALENDAR) == hours


def test_business_time_does_not_depend_on_the_zone_of_the_moment():
    """02:00 in UTC is 10:00 in Shanghai."""
    local = HOURS.local(datetime(2026, 11, 23, 2, tzinfo=UTC))
    assert (local.hour, local.date()) == (10, date(2026, 11, 23))
    assert HOURS.end_of_business(date(2026, 11, 23)) == datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        HOURS.local(datetime(2026, 11, 23, 10))  # noqa: DTZ001 - that is the point


def test_crossed_hours_are_refused():
    with pytest.raises(ValueError, match="follow"):
        OfficeHours(morning_end=time(15))
