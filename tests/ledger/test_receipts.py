"""签收起算: when a term that runs from the receipt ends, by the calendar and the office hours."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from ledger.receipts import due_after, is_provisional
from ledger.terms import Term
from tests.storage.office import HOUSE

NEXT_YEAR = "2026-12-31T10:00"


def local(words: str) -> datetime:
    return HOUSE.hours.local(datetime.fromisoformat(f"{words}+08:00"))


@pytest.mark.parametrize(
    ("delta", "received", "due"),
    [
        ("+2wd", "2026-11-24T10:00", "2026-11-26T18:00"),
        ("+2wd", "2026-11-26T23:50", "2026-11-30T18:00"),
        ("+1wd", "2026-11-28T09:00", "2026-11-30T18:00"),  # A receipt on Saturday.
        ("+3wd", "2026-09-30T10:00", "2026-10-10T18:00"),  # Past 国庆, to the make-up Saturday.
        ("+3d", "2026-11-24T10:00", "2026-11-27T18:00"),
        ("+3d", "2026-11-25T10:00", "2026-11-30T18:00"),  # Saturday rolls on.
        ("+24h", "2026-11-24T16:20", "2026-11-25T16:20"),  # Through the night.
        ("+48h", "2026-11-27T16:20", "2026-11-29T16:20"),
    ],
)
def test_a_term_begins_with_the_day_after_the_receipt(delta: str, received: str, due: str) -> None:
    assert due_after(Term.parse(delta), local(received), HOUSE) == local(due)


def test_a_year_without_a_notice_is_provisional() -> None:
    due = due_after(Term.parse("+3wd"), local(NEXT_YEAR), HOUSE)
    assert is_provisional(local(NEXT_YEAR), due, HOUSE)
    assert not is_provisional(local("2026-11-24T10:00"), local("2026-11-26T18:00"), HOUSE)


@pytest.mark.parametrize("delta", ["+2wd", "+3d", "+24h"])
def test_a_term_is_read_as_it_was_written(delta: str) -> None:
    assert str(Term.parse(delta)) == delta


@pytest.mark.parametrize("delta", ["2wd", "+wd", "+2m", "-2d", "两天"])
def test_what_is_no_term_is_refused(delta: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(delta)}$"):
        Term.parse(delta)
