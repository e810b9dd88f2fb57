"""Slots (时段): one report, one chat, one period; published at most once, late rather than never.

A timetable is a question, not a trigger: whoever rings the bell asks which slots are due now.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from config.timetable import ReportKind, Rule
from ledger.calendar import DAY
from ledger.house import House
from ledger.people import UnitId
from ledger.values import dataclass

GRACE = timedelta(minutes=5)  # What comes later than this after its hour is marked late (迟发).
LOOK_BACK = timedelta(days=7)  # Whoever was down longer is told of the gap, not of every slot in it.
MISSED = "missed"
REST_DAY = "rest_day"
"""Why nothing is published on a day that would have a report, were it no rest day (节假日)."""
RESTORED = "restored"
"""Why a slot was given up: its hour lies between a backup and its restore, so that its readers may have it already."""


class SlotState(StrEnum):
    """What became of a slot; a period is never just absent."""

    PUBLISHED = "published"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Slot:
    """``period`` is a local date (2026-11-27), an ISO week (2026-W48), month or quarter (2026-Q4), never an instant."""

    report: str
    chat: int
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSlot:
    """A slot whose hour has come: to be published (perhaps late), or to be given up with a reason."""

    slot: Slot
    due_at: datetime
    state: SlotState = SlotState.PUBLISHED
    late: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a chat holds: the latest version of what it was told, as it was told (``body``), and what it was made of.

    ``head`` is the hash of the last entry known then, ``hash`` that of the body. ``told`` is the cut-off of the report
    before it (``None`` for the first one). Reports older than versions have no ``made_at``, and their ``unit`` is not
    known.
    """

    slot: Slot
    unit: UnitId | None
    due_at: datetime
    cut_off: datetime
    late: bool
    told: datetime | None
    made_at: datetime | None
    version: int
    body: str
    hash: str
    head: str


class Subscriber(Protocol):
    """A chat that was promised reports; before ``bound_at`` nothing is owed to it."""

    @property
    def id(self) -> int:
        """The chat's id."""
        ...

    @property
    def reports(self) -> Collection[str]:
        """The reports it gets."""
        ...

    @property
    def bound_at(self) -> datetime | None:
        """When it was bound; ``None`` where it is not."""
        ...


def due_slots(
    rules: Collection[Rule],
    *,
    now: datetime,
    house: House,
    chats: Iterable[Subscriber],
    published: Container[Slot],
    look_back: timedelta = LOOK_BACK,
) -> Iterator[DueSlot]:
    """Yield each slot whose hour has come and that has no row yet, in the order in which they were due.

    Inside its catch-up window, outside quiet time, a slot is to be published; after the window it is to be
    skipped, with its reason. ``published`` holds the slots of the last ``look_back`` that have a row of any state.
    """
    subscribers = tuple(chats)
    daily = next((rule.time for rule in rules if rule.report is ReportKind.DAILY), None)
    for due_at, rule in sorted(_rung(rules, now, house, look_back), key=lambda hour: hour[0]):
        outcome = _outcome(rule, due_at, now, house, daily)
        if outcome is None:
            continue
        for chat in subscribers:
            slot = Slot(rule.report, chat.id, period_of(rule.report, due_at.date()))
            if _is_owed(chat, rule, due_at) and slot not in published:
                yield DueSlot(slot=slot, due_at=due_at, state=outcome, late=now - due_at > GRACE, reason=_why(outcome))


def rested_slots(
    rules: Collection[Rule], *, now: datetime, house: House, chats: Iterable[Subscriber], published: Container[Slot]
) -> Iterator[DueSlot]:
    """Yield each slot without a row that fell on a rest day.

    Not before its window is over: until then the calendar may be corrected in time.
    """
    subscribers = tuple(chats)
    for due_at, rule in sorted(_rung(rules, now, house, LOOK_BACK, resting=True), key=lambda hour: hour[0]):
        for chat in subscribers:
            slot = Slot(rule.report, chat.id, period_of(rule.report, due_at.date()))
            if now > due_at + rule.catch_up and _is_owed(chat, rule, due_at) and slot not in published:
                yield DueSlot(slot=slot, due_at=due_at, state=SlotState.SKIPPED, reason=REST_DAY)


def lost_slots(
    rules: Collection[Rule], *, since: datetime, until: datetime, house: House, chats: Iterable[Subscriber]
) -> Iterator[DueSlot]:
    """Yield, as given up, every slot whose hour struck after ``since`` and by ``until`` (of the last ``LOOK_BACK``)."""
    subscribers = tuple(chats)
    for due_at, rule in sorted(_rung(rules, until, house, LOOK_BACK), key=lambda hour: hour[0]):
        for chat in subscribers:
            if since < due_at and _is_owed(chat, rule, due_at):
                slot = Slot(rule.report, chat.id, period_of(rule.report, due_at.date()))
                yield DueSlot(slot=slot, due_at=due_at, state=SlotState.SKIPPED, reason=RESTORED)


def period_of(report: ReportKind, day: date) -> str:
    """Return the period that a report of that day is about: the date; of a summary the ISO week, month or quarter."""
    match report:
        case ReportKind.WEEKLY:
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02d}"
        case ReportKind.MONTHLY:
            return f"{day:%Y-%m}"
        case ReportKind.QUARTERLY:
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case _:
            return day.isoformat()


def is_quiet(moment: datetime, house: House) -> bool:
    """Tell whether nothing but 特急 is sent at that moment: by night and on rest days."""
    local = house.hours.local(moment)
    return house.quiet.covers(local.time()) or (house.quiet.rest_days and not house.calendar.is_workday(local.date()))


def _rung(
    rules: Iterable[Rule], now: datetime, house: House, look_back: timedelta, *, resting: bool = False
) -> Iterator[tuple[datetime, Rule]]:
    """Yield the hours that have struck within the look-back; ``resting``: those that would have, but for a rest day."""
    today = house.hours.local(now).date()
    for rule in rules:
        for back in range(look_back.days + 2):
            day = today - DAY * back
            due_at = house.hours.at(day, rule.time)
            rings = rule.rests_on(day, house.calendar) if resting else rule.falls_on(day, house.calendar)
            if rings and now - look_back <= due_at <= now:
                yield due_at, rule


def _outcome(rule: Rule, due_at: datetime, now: datetime, house: House, daily: time | None) -> SlotState | None:
    """Decide between publishing, giving up, and waiting: the night may end before the window does.

    What is asked for before the ``daily`` report is worth nothing once its hour has struck.
    """
    end = due_at + rule.catch_up
    if daily is not None and rule.report in _AHEAD_OF_DAILY and rule.time < daily:
        end = min(end, house.hours.at(house.hours.local(due_at).date(), daily))
    if now > end:
        return SlotState.SKIPPED
    return None if is_quiet(now, house) else SlotState.PUBLISHED


_AHEAD_OF_DAILY = frozenset({ReportKind.PROMPT, ReportKind.PREVIEW, ReportKind.LASTCALL})


def _is_owed(chat: Subscriber, rule: Rule, due_at: datetime) -> bool:
    return rule.report in chat.reports and chat.bound_at is not None and chat.bound_at <= due_at


def _why(state: SlotState) -> str:
    return MISSED if state is SlotState.SKIPPED else ""
