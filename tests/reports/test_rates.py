"""Rates: fixed definitions, one decimal, half up."""

import pytest

from ledger import entries as e
from ledger.rates import Rate, on_time, receipt, returned
from tests.support.facts import HOUSE, LI, QIAN, WANG, ZHANG, Diary, local, to

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
    assert returned(facts.records, START, END) == Rate(("DB-2026-1",), ("DB-2026-1", "DB-2026-1"))


def test_every_branch_owes_its_receipt_within_four_working_hours():
    diary = Diary()
    first = diary.assign(1, "汇总", ZHANG, WANG, at="11-23 10:00", due="11-30 18:00")
    diary.on(e.Acknowledged, 1, "11-23 16:30", ZHANG, first)
    diary.on(e.Acknowledged, 1, "11-23 16:31", WANG, to(WANG)[0])
    diary.assign(2, "汇总", ZHANG, at="11-27 16:00")  # Its limit falls on Monday.
    rate = receipt(diary.facts("11-27 17:30").tasks, START, END, HOUSE)
    assert rate == Rate(("DB-2026-1",), ("DB-2026-1", "DB-2026-1"))
