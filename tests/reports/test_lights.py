"""Lights, cell by cell: the table of defaults on a week with nothing but plain workdays, and beside a feast."""

import pytest

from ledger import entries as e
from ledger.lights import Light, Why, light_of, near_until, workdays_overdue
from tests.support.facts import HOUSE, LI, QIAN, ZHANG, Diary, local


def _task(due, *, now):
    diary = Diary()
    diary.assign(1, "汇总", ZHANG, at="09-01 09:00", due=due)
    return diary.facts(now, days=365).tasks[0]


@pytest.mark.parametrize(
    ("due", "now", "light", "why"),
    [
        ("11-27 18:00", "11-23 09:00", Light.GREEN, Why.IN_TIME),  # Four workdays.
        ("11-26 18:00", "11-23 09:00", Light.YELLOW, Why.DEADLINE_NEAR),  # Three.
        ("11-26 18:00", "11-26 18:00", Light.YELLOW, Why.DEADLINE_NEAR),  # The deadline itself is in time.
        ("11-26 18:00", "11-26 18:01", Light.RED, Why.OVERDUE),
        ("12-01 18:00", "11-26 09:00", Light.YELLOW, Why.DEADLINE_NEAR),  # A weekend lies between.
        ("12-02 18:00", "11-26 09:00", Light.GREEN, Why.IN_TIME),
        ("09-23 18:00", "09-18 09:00", Light.GREEN, Why.IN_TIME),  # Sunday 09-20 is a workday (调休): four.
        ("10-09 18:00", "09-29 09:00", Light.YELLOW, Why.DEADLINE_NEAR),  # The feast does not count: three.
        ("10-10 18:00", "09-29 09:00", Light.GREEN, Why.IN_TIME),  # A make-up Saturday is the fourth.
        (None, "11-26 09:00", Light.GREEN, Why.NO_DEADLINE),
    ],
)
def test_the_deadline_gives_the_light(due, now, light, why):
    task, moment = _task(due, now=now), local(now)
    lit = light_of(task, moment, HOUSE)
    assert lit is not None
    assert (lit.light, lit.why) == (light, why)
    assert light_of(task, moment, HOUSE, near=near_until(moment, HOUSE)) == lit


@pytest.mark.parametrize(
    ("now", "light"), [("11-25 18:00", Light.GREEN), ("11-26 08:30", Light.YELLOW), ("11-28 08:30", Light.YELLOW)]
)
def test_a_blocker_turns_yellow_after_three_workdays(now, light):
    diary = Diary()
    lead = diary.assign(1, "汇总", ZHANG, at="11-23 09:00", due="12-31 18:00")
    diary.on(e.BlockerRaised, 1, "11-23 10:00", ZHANG, lead, reason="缺数据")
    lit = light_of(diary.facts(now).tasks[0], local(now), HOUSE)
    assert lit is not None
    assert lit.light is light


def test_a_claimed_task_keeps_the_light_of_its_claim():
    diary = Diary()
    lead = diary.assign(1, "汇总", ZHANG, at="11-16 09:00", due="11-25 18:00")
    diary.on(e.CompletionClaimed, 1, "11-17 09:00", ZHANG, lead)
    task = diary.facts("11-30 09:00").tasks[0]
    lit = light_of(task, local("11-30 09:00"), HOUSE)
    assert lit is not None
    assert (lit.light, lit.claimed) == (Light.GREEN, True)
    assert workdays_overdue(task, local("11-30 09:00"), HOUSE) is None


def test_a_late_claim_stays_red_and_its_days_stand_still():
    diary = Diary()
    lead = diary.assign(1, "汇总", ZHANG, at="11-16 09:00", due="11-20 18:00")
    diary.on(e.CompletionClaimed, 1, "11-23 09:00", ZHANG, lead)
    task = diary.facts("11-30 09:00").tasks[0]
    assert light_of(task, local("11-30 09:00"), HOUSE).light is Light.RED
    assert workdays_overdue(task, local("11-30 09:00"), HOUSE) == 1


def test_a_task_that_is_not_open_has_no_light():
    diary = Diary()
    lead = diary.assign(1, "汇总", ZHANG, at="11-16 09:00", due="11-20 18:00")
    diary.on(e.CompletionClaimed, 1, "11-19 09:00", ZHANG, lead)
    diary.on(e.Closed, 1, "11-19 10:00", QIAN)
    diary.assign(2, "汇总", ZHANG, at="11-16 09:00")
    diary.on(e.Withdrawn, 2, "11-19 10:00", LI, reason="重复")
    assert [light_of(task, local("11-23 09:00"), HOUSE) for task in diary.facts("11-23 09:00").tasks] == [None, None]
