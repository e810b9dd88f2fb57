"""The work calendar agrees with an independent oracle for published years and with the statute for later ones."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from config.calendars import CalendarData, CalendarDay, CalendarYear, load_calendars
from ledger.calendar import UnknownFeast, WorkCalendar


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    return WorkCalendar(load_calendars())


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=step) for step in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_of_a_published_year_is_as_the_oracle_says(calendar, year):
    """The shipped files and the oracle package agree on each single day."""
    wrong = [day for day in days_of(year) if calendar.is_workday(day) != chinese_calendar.is_workday(day)]
    assert wrong == []
    assert not calendar.is_provisional(year)


@pytest.mark.parametrize("year", range(2027, 2036))
def test_a_year_without_a_notice_is_provisional_and_has_the_statutory_days(calendar, year):
    """13 statutory days, fewer only where two feasts share a day; no make-up days."""
    off = calendar.days_off(year)
    assert calendar.is_provisional(year)
    assert 11 <= len(off) <= 13
    assert not any(calendar.is_workday(day) for day in days_of(year) if day.weekday() >= 5)


def test_new_years_eve_is_off_in_2027(calendar):
    """除夕 2027-02-05 and the first three days of the lunar year."""
    spring = [day for day in calendar.days_off(2027) if day.month == 2]
    assert spring == [date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 8)]
    assert calendar.feast("春节", 2027) == date(2027, 2, 5)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-09-30", 2, "2026-10-09"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-18", 1, "2026-09-20"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-04-29", 3, "2026-05-07"),
        ("2026-12-31", 3, "2027-01-06"),
        ("2026-10-10", -3, "2026-09-30"),
        ("2026-11-28", 0, "2026-11-28"),
    ],
)
def test_workdays_are_counted_without_the_first_day(calendar, start, count, expected):
    first, last = date.fromisoformat(start), date.fromisoformat(expected)
    assert calendar.add_workdays(first, count) == last
    assert calendar.workdays_between(first, last) == count


def test_the_week_ends_on_a_make_up_sunday(calendar):
    """Sunday 2026-09-20 makes up for the National Day week."""
    assert calendar.last_workday_of_week(date(2026, 9, 18)) == date(2026, 9, 20)
    assert calendar.is_last_workday_of_week(date(2026, 9, 20))
    assert not calendar.is_last_workday_of_week(date(2026, 9, 18))


def test_a_week_of_rest_has_no_last_workday_of_its_own(calendar):
    """The week of 2026-02-16 is all Spring Festival; its answer lies before it."""
    assert calendar.last_workday_of_week(date(2026, 2, 18)) == date(2026, 2, 14)


@pytest.mark.parametrize(
    ("day", "expected"), [("2027-01-25", "2027-01-29"), ("2028-02-10", "2028-02-29"), ("2026-12-31", "2026-12-31")]
)
def test_the_month_ends_on_its_last_workday(calendar, day, expected):
    assert calendar.last_workday_of_month(date.fromisoformat(day)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("春节", 2026, "2026-02-15"),
        ("春节", 2024, "2024-02-10"),
        ("元旦", 2024, "2023-12-30"),
        ("国庆", 2026, "2026-10-01"),
        ("中秋", 2025, "2025-10-01"),
        ("五一", 2026, "2026-05-01"),
        ("端午", 2027, "2027-06-09"),
    ],
)
def test_a_feast_begins_with_its_run_of_days_off(calendar, name, year, expected):
    assert calendar.feast(name, year) == date.fromisoformat(expected)


def test_an_unknown_feast_is_refused(calendar):
    """Neither a name that is no feast nor a year beyond the lunar table gets a guess."""
    for name, year in (("感恩节", 2026), ("春节", 2090)):
        with pytest.raises(UnknownFeast):
            calendar.feast(name, year)


def test_a_local_overlay_wins_and_publishes_nothing(calendar):
    """这周六加班: the office works on a Saturday, 2027 stays provisional."""
    saturday = CalendarDay(name="加班", date=date(2026, 11, 28), is_off_day=False)
    monday = CalendarDay(name="停电", date=date(2027, 3, 1), is_off_day=True)
    local = calendar.overlaid([saturday, monday])
    assert local.is_workday(date(2026, 11, 28)) and not calendar.is_workday(date(2026, 11, 28))
    assert not local.is_workday(date(2027, 3, 1)) and local.is_provisional(2027)


def test_a_notice_may_name_days_of_the_year_before(calendar):
    """All files are merged before a day is looked up."""
    notice = CalendarYear(
        year=2027, papers=("通知",), days=(CalendarDay(name="元旦", date=date(2026, 12, 31), is_off_day=True),)
    )
    data = load_calendars()
    merged = WorkCalendar(CalendarData(years=(*data.years, notice), feasts=data.feasts))
    assert not merged.is_workday(date(2026, 12, 31)) and calendar.is_workday(date(2026, 12, 31))
    assert not merged.is_provisional(2027)


def test_files_of_a_folder_are_read_after_the_shipped_ones(tmp_path):
    """``2026-local.json`` changes one day of the shipped year."""
    (tmp_path / "2026-local.json").write_text(
        '{"year": 2026, "days": [{"name": "加班", "date": "2026-11-28", "isOffDay": false}]}', encoding="utf-8"
    )
    assert WorkCalendar(load_calendars(tmp_path)).is_workday(date(2026, 11, 28))
