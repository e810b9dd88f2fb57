"""Which slots are due: late rather than never, never twice, never at night, never before the chat was bound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest

from config.calendars import load_calendars
from config.timetable import Timetable
from ledger.calendar import WorkCalendar
from ledger.hours import OfficeHours
from ledger.house import House
from ledger.slots import REST_DAY, Slot, SlotState, due_slots, rested_slots

HOUSE = House(calendar=WorkCalendar(load_calendars()), hours=OfficeHours())
GROUP = -100


@dataclass(frozen=True)
class Group:
    """A chat that was promised reports."""

    id: int = GROUP
    reports: tuple[str, ...] = ("dispatch", "daily", "weekly")
    bound_at: datetime | None = None


def moment(text: str) -> datetime:
    return HOUSE.hours.at(date.fromisoformat(text[:10]), time.fromisoformat(text[11:]))


def due(now: str, *, bound="2026-01-01T00:00", published=(), timetable=None, reports=("dispatch", "daily", "weekly")):
    """Return what is due as (report, period, state, late)."""
    group = Group(reports=reports, bound_at=moment(bound) if bound else None)
    found = due_slots(
        (timetable or Timetable()).rules,
        now=moment(now),
        house=HOUSE,
        chats=[group],
        published={Slot(report, GROUP, period) for report, period in published},
    )
    return [(item.slot.report, item.slot.period, item.state.value, item.late) for item in found]


def only_after(start: str, now: str, **kwargs):
    """Return what is due for a chat bound at the start of the story."""
    return due(now, bound=start, **kwargs)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-25T08:29", []),
        ("2026-11-25T08:30", [("dispatch", "2026-11-25", "published", False)]),
        ("2026-11-25T08:35", [("dispatch", "2026-11-25", "published", False)]),
        ("2026-11-25T08:36", [("dispatch", "2026-11-25", "published", True)]),
        ("2026-11-25T11:30", [("dispatch", "2026-11-25", "published", True)]),
        ("2026-11-25T11:31", [("dispatch", "2026-11-25", "skipped", True)]),
    ],
)
def test_a_report_is_due_from_its_hour_to_the_end_of_its_window(now, expected):
    assert only_after("2026-11-25T00:00", now) == expected


def test_a_stop_over_the_hour_publishes_late():
    """Down from 16:50 to 18:20: the daily report appears at 18:20, marked late."""
    seen = [("dispatch", "2026-11-25")]
    assert only_after("2026-11-25T00:00", "2026-11-25T18:20", published=seen) == [
        ("daily", "2026-11-25", "published", True)
    ]


@pytest.mark.parametrize(
    ("now", "daily", "state"),
    [("17:29", "17:30", "published"), ("17:31", "17:30", "skipped"), ("18:05", "20:00", "published")],
)
def test_what_asks_for_the_daily_report_ends_at_its_hour(now, daily, state):
    told = Timetable.model_validate({"daily": {"time": daily}})
    asked = due(f"2026-11-25T{now}", bound="2026-11-25T12:00", timetable=told, reports=("prompt", "lastcall"))
    assert asked == [("prompt", "2026-11-25", state, True), ("lastcall", "2026-11-25", state, True)]


def test_three_days_down_skip_what_is_past_and_publish_what_is_not():
    found = only_after("2026-11-23T00:00", "2026-11-26T09:00")
    assert [(report, period, state) for report, period, state, _ in found] == [
        ("dispatch", "2026-11-23", "skipped"),
        ("daily", "2026-11-23", "skipped"),
        ("dispatch", "2026-11-24", "skipped"),
        ("daily", "2026-11-24", "skipped"),
        ("dispatch", "2026-11-25", "skipped"),
        ("daily", "2026-11-25", "skipped"),
        ("dispatch", "2026-11-26", "published"),
    ]


def test_nobody_looks_back_further_than_a_week():
    periods = [period for _, period, _, _ in due("2026-11-25T18:00", reports=("daily",))]
    assert min(periods) == "2026-11-19"


def test_the_window_never_reaches_into_the_night():
    timetable = Timetable.model_validate({"daily": {"time": "19:00"}})
    assert due("2026-11-25T20:00", bound="2026-11-25T18:00", timetable=timetable) == []
    assert due("2026-11-25T22:01", bound="2026-11-25T18:00", timetable=timetable) == [
        ("daily", "2026-11-25", "skipped", True)
    ]


def test_after_the_night_the_missed_report_is_given_up():
    found = only_after("2026-11-25T17:00", "2026-11-26T08:10")
    assert found == [("daily", "2026-11-25", "skipped", True)]


def test_a_rest_day_owes_nothing():
    """1 October 2026 is a holiday, 28 November 2026 a Saturday."""
    assert only_after("2026-10-01T00:00", "2026-10-01T18:00") == []
    assert only_after("2026-11-28T00:00", "2026-11-28T18:00") == []


def rested(start: str, now: str, **kwargs):
    """Return what a rest day spared a chat bound at the start, as (report, period)."""
    group, rules = Group(bound_at=moment(start)), Timetable().rules
    about = {"now": moment(now), "house": HOUSE, "chats": [group], "published": kwargs.get("published", ())}
    return [(one.slot.report, one.slot.period, one.reason) for one in rested_slots(rules, **about)]


def test_a_rest_day_has_its_rows_once_nobody_can_correct_it_in_time_any_more():
    """Saturday 28 November 2026: the dispatch's window ends at 11:30, the daily report's at 20:30."""
    assert rested("2026-11-28T00:00", "2026-11-28T11:30") == []
    dispatch, daily = ((kind, "2026-11-28", REST_DAY) for kind in ("dispatch", "daily"))
    assert rested("2026-11-28T00:00", "2026-11-28T11:31") == [dispatch]
    assert rested("2026-11-28T00:00", "2026-11-28T20:31") == [dispatch, daily]
    known = {Slot("dispatch", GROUP, "2026-11-28")}
    assert rested("2026-11-28T00:00", "2026-11-28T20:31", published=known) == [daily]
    assert rested("2026-11-28T12:00", "2026-11-28T20:31") == [daily], "bound after the dispatch's hour"


def test_a_week_of_rest_days_has_its_row():
    """The spring festival of 2026 is off from Sunday 15 to Monday 23 February."""
    weekly = [one for one in rested("2026-02-15T00:00", "2026-02-22T21:00") if one[0] == "weekly"]
    assert weekly == [("weekly", "2026-W08", REST_DAY)]
    assert not [one for one in rested("2026-11-23T00:00", "2026-11-29T21:00") if one[0] == "weekly"]


def test_the_weekly_summary_comes_on_the_last_workday():
    weekly = [item for item in only_after("2026-11-27T09:00", "2026-11-27T17:30") if item[0] == "weekly"]
    assert weekly == [("weekly", "2026-W48", "published", False)]
    assert not [item for item in only_after("2026-11-26T09:00", "2026-11-26T17:30") if item[0] == "weekly"]


def test_a_make_up_sunday_is_the_last_workday_of_its_week():
    """20 September 2026 is a Sunday worked for the National Day holiday."""
    friday = [item for item in only_after("2026-09-18T09:00", "2026-09-18T17:30") if item[0] == "weekly"]
    sunday = [item for item in only_after("2026-09-20T09:00", "2026-09-20T17:30") if item[0] == "weekly"]
    assert friday == []
    assert sunday == [("weekly", "2026-W38", "published", False)]


@pytest.mark.parametrize(
    ("report", "day", "period"),
    [
        ("monthly", "2026-11-30", "2026-11"),
        ("monthly", "2026-10-30", "2026-10"),  # A Friday: the 31st is a Saturday.
        ("quarterly", "2026-09-30", "2026-Q3"),
        ("quarterly", "2026-12-31", "2026-Q4"),
    ],
)
def test_the_longer_summaries_come_on_the_last_workday_to_those_who_chose_them(report, day, period):
    before = [item for item in due(f"{day}T17:29", bound=f"{day}T00:00", reports=(report,)) if item[0] == report]
    assert before == []
    assert due(f"{day}T17:30", bound=f"{day}T00:00", reports=(report,)) == [(report, period, "published", False)]
    assert not [item for item in due(f"{day}T17:30", bound=f"{day}T00:00") if item[0] == report]


def test_a_chat_is_owed_nothing_from_before_it_was_bound():
    assert only_after("2026-11-25T17:31", "2026-11-25T17:40") == []
    assert due("2026-11-25T17:40", bound=None) == []


def test_only_chosen_reports_are_due():
    assert due("2026-11-27T17:30", bound="2026-11-27T08:00", reports=("weekly",)) == [
        ("weekly", "2026-W48", "published", False)
    ]


def test_a_published_slot_stays_published_when_the_hour_is_moved():
    timetable = Timetable.model_validate({"daily": {"time": "19:00"}})
    seen = [("daily", "2026-11-25")]
    assert due("2026-11-25T19:00", bound="2026-11-25T09:00", published=seen, timetable=timetable) == []


def test_a_clock_set_back_publishes_nothing_again():
    seen = [("daily", "2026-11-25")]
    assert due("2026-11-25T17:31", bound="2026-11-25T09:00", published=seen) == []
    assert due("2026-11-25T15:30", bound="2026-11-25T09:00", published=seen) == []


def test_the_hour_is_told_with_the_slot():
    group = Group(reports=("daily",), bound_at=moment("2026-11-25T09:00"))
    now = moment("2026-11-25T18:20")
    (item,) = due_slots(Timetable().rules, now=now, house=HOUSE, chats=[group], published=())
    assert (item.due_at, item.state, item.reason) == (now - timedelta(minutes=50), SlotState.PUBLISHED, "")
