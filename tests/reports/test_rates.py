"""Rates: fixed definitions, one decimal, half up."""

import pytest

from ledger import entries as e
from ledger import time_entries as t
from ledger.rates import Mean, Rate, days_overdue, extended, on_time, receipt, receipt_limit, returned
from tests.support.facts import CHEN, HOUSE, LI, QIAN, WANG, ZHANG, Diary, local, to

START, END = local("11-20 17:30"), local("11-27 17:30")


@pytest.mark.parametrize(
    ("hits", "of", "shown"),
    [(0, 0, "–"), (0, 3, "0.0%"), (2, 3, "66.7%"), (1, 16, "6.3%"), (1, 1, "100.0%"), (7, 80, "8.8%")],
)
def test_percentages_have_one_decimal_half_up(hits, of, shown):
    numbers = tuple(f"DB-2026-{n}" for n in range(of))
    assert str(Rate(numbers[:hits], numbers)) == shown


def _finished(diary, n, *, due, claimed, closed=None):
    lead = diary.assign(n, "汇总", ZHANG, at="11-16 09:00", due=due)
    diary.on(e.CompletionClaimed, n, claimed, ZHANG, lead)
    if closed:
        diary.on(e.Closed, n, closed, QIAN)


def test_on_time_counts_claims_by_the_deadline_that_were_accepted():
    diary = Diary()
    _finished(diary, 1, due="11-25 18:00", claimed="11-25 18:00", closed="11-27 09:00")
    _finished(diary, 2, due="11-25 18:00", claimed="11-25 18:01", closed="11-27 09:00")
    _finished(diary, 3, due="11-25 18:00", claimed="11-25 10:00")
    _finished(diary, 4, due="11-27 18:00", claimed="11-25 10:00", closed="11-25 11:00")  # Next week's.
    diary.assign(5, "汇总", ZHANG, at="11-16 09:00", due="11-25 18:00")
    diary.on(e.Withdrawn, 5, "11-26 09:00", LI, reason="重复")
    rate = on_time(diary.facts("11-27 17:30").tasks, START, END)
    assert rate == Rate(("DB-2026-1",), ("DB-2026-1", "DB-2026-2", "DB-2026-3"))


def test_a_returned_claim_is_no_claim():
    diary = Diary()
    _finished(diary, 1, due="11-25 18:00", claimed="11-25 10:00")
    diary.on(e.Returned, 1, "11-25 15:00", QIAN, missing="缺附件")
    diary.on(e.CompletionClaimed, 1, "11-26 09:00", ZHANG, to(ZHANG)[0])
    diary.on(e.Closed, 1, "11-26 10:00", QIAN)
    facts = diary.facts("11-27 17:30")
    assert on_time(facts.tasks, START, END) == Rate((), ("DB-2026-1",))
    decided = facts.recorded(e.Closed, e.Returned, after=START, until=END)
    assert returned(decided) == Rate(("DB-2026-1",), ("DB-2026-1", "DB-2026-1"))


def test_every_branch_owes_its_receipt_within_four_working_hours():
    diary = Diary()
    first = diary.assign(1, "汇总", ZHANG, WANG, at="11-23 10:00", due="11-30 18:00")
    diary.on(e.Acknowledged, 1, "11-23 16:30", ZHANG, first)
    diary.on(e.Acknowledged, 1, "11-23 16:31", WANG, to(WANG)[0])
    diary.assign(2, "汇总", ZHANG, at="11-27 16:00")  # Its limit falls on Monday.
    rate = receipt(diary.facts("11-27 17:30").tasks, START, END, HOUSE)
    assert rate == Rate(("DB-2026-1",), ("DB-2026-1", "DB-2026-1"))


def _extended(diary, n, *, due, until, granted=True):
    lead = diary.assign(n, "汇总", ZHANG, at="11-09 09:00", due=due)
    diary.on(t.ExtensionRequested, n, "11-10 09:00", ZHANG, lead, deadline=local(until), reason="缺数据")
    deadline = local(until) if granted else None
    diary.on(t.ExtensionDecided, n, "11-10 10:00", CHEN, granted=granted, deadline=deadline)


def test_the_extension_rate_goes_by_the_original_deadline():
    """Three were due this week by their original deadline, one of them was extended: 33.3 %."""
    diary = Diary()
    _extended(diary, 1, due="11-25 18:00", until="12-02 18:00")
    _extended(diary, 2, due="11-26 18:00", until="12-02 18:00", granted=False)
    diary.assign(3, "汇总", ZHANG, at="11-16 09:00", due="11-24 18:00")
    _extended(diary, 4, due="11-30 18:00", until="12-04 18:00")  # Next week's.
    _extended(diary, 5, due="11-25 18:00", until="12-02 18:00")
    diary.on(e.Withdrawn, 5, "11-16 09:00", LI, reason="重复")
    _extended(diary, 6, due="11-13 18:00", until="11-25 18:00")  # Last week's, though due now.
    rate = extended(diary.facts("11-27 17:30").tasks, START, END)
    assert rate == Rate(("DB-2026-1",), ("DB-2026-1", "DB-2026-2", "DB-2026-3"))
    assert str(rate) == "33.3%"


def test_days_overdue_run_from_the_deadline_to_the_accepted_claim_or_the_periods_end():
    """2 + 3 + 2 + 3 + 2 + 1 + 0 workdays of seven tasks: 13 / 7 is 1.857."""
    diary = Diary()
    _finished(diary, 1, due="11-24 18:00", claimed="11-26 10:00", closed="11-27 09:00")  # 25, 26
    _finished(diary, 2, due="11-19 18:00", claimed="11-24 10:00", closed="11-25 09:00")  # 20, 23, 24
    diary.assign(3, "汇总", ZHANG, at="11-16 09:00", due="11-25 18:00")  # 26, 27: not over yet
    _finished(diary, 4, due="11-25 18:00", claimed="11-25 18:00")  # In time, waits for review.
    _finished(diary, 5, due="11-17 18:00", claimed="11-19 10:00", closed="11-20 10:00")  # Over before the period.
    _finished(diary, 6, due="11-24 18:00", claimed="11-25 10:00")  # 25, 26, 27: late, and not accepted
    diary.assign(7, "汇总", ZHANG, at="11-16 09:00", due="11-24 18:00")
    diary.on(e.Withdrawn, 7, "11-26 09:00", LI, reason="重复")
    diary.assign(8, "汇总", ZHANG, at="11-16 09:00", due="11-20 18:00")  # 23, 24: then the clock was stopped
    diary.on(t.Suspended, 8, "11-24 09:00", LI, awaiting="省里批复")
    lead = diary.assign(9, "汇总", ZHANG, at="11-16 09:00", due="11-23 18:00")
    diary.on(t.Suspended, 9, "11-23 09:00", LI, awaiting="省里批复")
    diary.on(t.Resumed, 9, "11-25 09:00", LI, deadline=local("11-25 18:00"))
    diary.on(e.CompletionClaimed, 9, "11-26 10:00", ZHANG, lead)  # 26
    diary.on(e.Closed, 9, "11-26 11:00", QIAN)
    _finished(diary, 10, due="11-26 12:00", claimed="11-26 15:00", closed="11-27 09:00")  # Late the same day.
    diary.assign(11, "汇总", ZHANG, at="11-16 09:00", due="11-27 17:30")  # In time at the very end.
    found = days_overdue(diary.facts("11-27 17:30").tasks, START, END, HOUSE)
    assert {number.removeprefix("DB-2026-"): days for number, days in found.days} == {
        "1": 2, "2": 3, "3": 2, "6": 3, "8": 2, "9": 1, "10": 0,
    }  # fmt: skip
    assert str(found) == "1.9"
    assert str(Mean(())) == "–"


def test_a_task_that_stands_still_all_the_period_is_not_overdue_in_it():
    diary = Diary()
    diary.assign(1, "汇总", ZHANG, at="11-09 09:00", due="11-16 18:00")
    diary.on(t.Suspended, 1, "11-18 09:00", LI, awaiting="省里批复")
    tasks = diary.facts("11-27 17:30").tasks
    assert days_overdue(tasks, START, END, HOUSE).days == ()
    assert days_overdue(tasks, local("11-13 17:30"), START, HOUSE).days == (("DB-2026-1", 2),)


def test_the_limit_of_a_receipt_does_not_run_while_the_task_is_suspended():
    """Four hours from 10:00: one hour ran, the clock stood until the next day 10:00, and three are left."""
    diary = Diary()
    lead = diary.assign(1, "汇总", ZHANG, at="11-23 10:00", due="11-30 18:00")
    diary.on(t.Suspended, 1, "11-23 11:00", LI, awaiting="省里批复")
    (stopped,) = diary.facts("11-27 17:30").tasks
    assert receipt_limit(stopped, stopped.branches[0], HOUSE) is None
    assert receipt([stopped], START, END, HOUSE) == Rate((), ())

    diary.on(t.Resumed, 1, "11-24 10:00", LI, deadline=local("12-01 18:00"))
    diary.on(e.Acknowledged, 1, "11-24 15:30", ZHANG, lead)
    (task,) = diary.facts("11-27 17:30").tasks
    assert receipt_limit(task, task.branches[0], HOUSE) == local("11-24 15:30")
    assert receipt([task], START, END, HOUSE) == Rate(("DB-2026-1",), ("DB-2026-1",))
