"""Suspended workdays are those after the day it began, up to and including the day it ended."""

import pytest

from ledger.suspensions import deadline_after, limit_after, running_workdays
from ledger.tasks import Suspension
from tests.support.facts import HOUSE, local


@pytest.mark.parametrize(
    ("since", "until", "moved"),
    [
        ("11-23 09:00", "11-23 17:00", "11-27 18:00"),  # The same day: nothing.
        ("11-23 17:00", "11-24 09:00", "11-30 18:00"),  # One workday: Friday becomes Monday.
        ("11-20 17:00", "11-23 09:00", "11-30 18:00"),  # The weekend is none: one workday.
        ("11-21 10:00", "11-22 10:00", "11-27 18:00"),  # Nothing but rest days.
        ("09-30 09:00", "10-08 09:00", "11-30 18:00"),  # National Day: one workday.
        ("11-30 09:00", "12-07 09:00", "12-04 18:00"),  # Begun when it was overdue: it stays as much overdue.
    ],
)
def test_a_deadline_moves_by_the_suspended_workdays(since, until, moved):
    found = deadline_after(local("11-27 18:00"), local(since), local(until), HOUSE)
    assert found == local(moved)


def test_a_deadline_on_a_rest_day_moves_to_workdays():
    assert deadline_after(local("11-28 12:00"), local("11-23 09:00"), local("11-24 09:00"), HOUSE) == local(
        "11-30 12:00"
    )


def test_ages_leave_suspended_workdays_out():
    stood = [
        Suspension(since=local("11-24 09:00"), until=local("11-25 09:00")),
        Suspension(since=local("11-26 09:00")),
    ]
    assert running_workdays(local("11-23 09:00"), local("11-26 08:00"), [], HOUSE) == 3
    assert running_workdays(local("11-23 09:00"), local("12-04 09:00"), stood, HOUSE) == 2  # 24 and 26.
    assert running_workdays(local("12-01 09:00"), local("12-04 09:00"), stood, HOUSE) == 0


def test_a_limit_in_hours_leaves_suspended_hours_out():
    def limit(*stood):
        return limit_after(local("11-23 10:00"), 4, stood, HOUSE)

    assert limit() == local("11-23 16:30")
    assert limit(Suspension(since=local("11-23 11:00"), until=local("11-24 09:00"))) == local("11-24 12:00")
    assert limit(Suspension(since=local("11-23 11:00"))) is None
    assert limit(Suspension(since=local("11-24 11:00"))) == local("11-23 16:30")
    assert limit(Suspension(since=local("11-20 09:00"), until=local("11-23 11:00"))) == local("11-23 17:30")
