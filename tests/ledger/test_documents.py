"""Documents (办文) as the fold of their entries: limits, clocks, and who answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ledger.document_entries import DocumentFinished, DocumentKind, DocumentRegistered, DocumentSignedOff
from ledger.documents import Document, DocumentGoal, days_over, fold_document, limits_of, turnaround
from ledger.entries import Source
from ledger.people import Assignee, PersonId
from tests.ledger.house import MONDAY
from tests.storage.office import HOUSE


def at(day: int, hour: int, month: int = 11) -> datetime:
    """Return that hour of the office's day."""
    return datetime(2026, month, day, hour, tzinfo=UTC) - timedelta(hours=8)


@pytest.mark.parametrize(
    ("kind", "said", "sign_by", "finish_by"),
    [
        (DocumentKind.INCOMING, at(23, 10), None, at(25, 18)),
        (DocumentKind.FOR_SIGNATURE, at(23, 10), at(26, 18), None),
        (DocumentKind.MINUTES, at(23, 10), at(23, 18), at(26, 18)),
        (DocumentKind.INCOMING, at(26, 16), None, at(30, 18)),  # Thursday: the weekend does not count.
        (DocumentKind.MINUTES, at(27, 19), at(30, 18), at(2, 18, month=12)),  # After business: the next workday.
        (DocumentKind.MINUTES, at(28, 10), at(30, 18), at(2, 18, month=12)),  # On a Saturday.
    ],
)
def test_the_limits_are_those_of_the_kind(
    kind: DocumentKind, said: datetime, sign_by: datetime | None, finish_by: datetime | None
) -> None:
    limit = limits_of(kind, said, HOUSE)
    assert (limit.sign_by, limit.finish_by) == (sign_by, finish_by)


def minutes() -> Document:
    limit = limits_of(DocumentKind.MINUTES, MONDAY, HOUSE)
    entry = DocumentRegistered(
        number="JY-2026-1",
        by=PersonId(4),
        at=MONDAY,
        kind=DocumentKind.MINUTES,
        title="常务会议纪要",
        handler=Assignee(person=PersonId(1)),
        sign_by=limit.sign_by,
        finish_by=limit.finish_by,
    )
    return fold_document(None, entry, seq=1, source=Source())


def test_minutes_have_a_clock_for_the_signature_and_one_for_the_issue() -> None:
    one = minutes()
    assert one.running is not None
    assert one.running.until is DocumentGoal.SIGN_OFF
    signed = DocumentSignedOff(number=one.number, by=PersonId(6), at=at(24, 9))
    one = fold_document(one, signed, seq=2, source=Source())
    assert one.running is not None
    assert one.running.until is DocumentGoal.FINISH
    assert [clock.until for clock in one.was_over(at(24, 10))] == [DocumentGoal.SIGN_OFF]
    issued = DocumentFinished(number=one.number, by=PersonId(1), at=at(26, 18))
    one = fold_document(one, issued, seq=3, source=Source())
    assert one.running is None
    assert [clock.until for clock in one.was_over(at(30, 10))] == [DocumentGoal.SIGN_OFF]  # 18:00 itself is in time.


def test_over_and_turnaround_are_counted_in_workdays() -> None:
    one = minutes()
    assert one.running is not None
    assert days_over(one.running, at(30, 10), HOUSE) == 5
    assert [turnaround(one, moment, HOUSE) for moment in (at(23, 17), at(24, 9), at(30, 9))] == [0, 1, 5]
