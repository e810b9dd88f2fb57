"""Appeals (申诉) as the fold of their entries: which line was disputed, until when it can be, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from config.appraisal.events import Event
from ledger.adjustments import Standing
from ledger.entries import Recorded
from ledger.house import House
from ledger.people import Assignee, PersonId, UnitId
from ledger.score_entries import AppealDecided, ScoreAppealed
from ledger.values import dataclass

_GOES_ON = frozenset({Event.OVERDUE, Event.RECEIPT_LATE, Event.NOTICE_UNANSWERED, Event.CLOSED_IN_TIME})
"""Facts that follow from where a task stands: their lines move on with every further entry of the task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """One line of a unit's score, as it was when it was disputed; ``points`` is what it took."""

    unit: UnitId
    whom: Assignee
    register: str
    version: int
    rule: str
    item: str
    task: str
    line: int
    line_at: datetime
    points: Decimal

    def is_same(self, other: Disputed, event: Event) -> bool:
        """Tell whether the other is this very line, which may have moved on since."""
        mine, theirs = (
            (one.unit, one.whom, one.register, one.rule, one.item, one.task, 0 if event in _GOES_ON else one.line)
            for one in (self, other)
        )
        return mine == theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """An appeal as it stands; ``id`` is its ``seq``, ``decided`` that of the answer, ``answer`` the reason given."""

    id: int
    by: PersonId
    at: datetime
    about: Disputed
    reason: str
    standing: Standing = Standing.WAITING
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    decided: int | None = None
    answer: str = ""

    @property
    def given(self) -> Decimal:
        """What it gives back."""
        return -self.about.points if self.standing is Standing.GRANTED else Decimal()


def appeals_of(records: Iterable[Recorded]) -> dict[int, Appeal]:
    """Return every appeal that the entries tell of, by its id, in order."""
    found: dict[int, Appeal] = {}
    for record in records:
        match record.entry:
            case ScoreAppealed() as entry:
                found[record.seq] = _begun(record.seq, entry)
            case AppealDecided() as entry if entry.appeal in found:
                found[entry.appeal] = replace(
                    found[entry.appeal],
                    standing=Standing.GRANTED if entry.granted else Standing.REFUSED,
                    decided_by=entry.by,
                    decided_at=entry.at,
                    decided=record.seq,
                    answer=entry.reason,
                )
    return found


def _begun(seq: int, entry: ScoreAppealed) -> Appeal:
    assert entry.by is not None  # noqa: S101 - the clock disputes nothing
    about = Disputed(
        unit=entry.unit,
        whom=entry.whom,
        register=entry.register,
        version=entry.version,
        rule=entry.rule,
        item=entry.item,
        task=entry.task,
        line=entry.line,
        line_at=entry.line_at,
        points=entry.points,
    )
    return Appeal(id=seq, by=entry.by, at=entry.at, about=about, reason=entry.reason)


def appeal_limit(since: datetime, house: House) -> datetime:
    """Return until when a line of that day may be disputed: the end of business so many workdays later."""
    day = house.hours.local(since).date()
    return house.hours.end_of_business(house.calendar.add_workdays(day, house.appeal_workdays))
