"""From time words to a moment under the house rules; whatever is in doubt is asked, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers.reading.facts import fact
from handlers.reading.time_words import TimeWords
from ledger.calendar import DAY, WorkCalendar
from ledger.hours import OfficeHours

FAR = timedelta(days=90)  # A deadline further away is confirmed.
SMALL_HOURS = 5  # Before five in the morning 明天 may mean the day that has begun.


@fact()
class Now:
    """The moment of sending in business time, and what days and hours mean to the office."""

    at: datetime
    calendar: WorkCalendar
    hours: OfficeHours

    @property
    def today(self) -> date:
        """The business date of the message."""
        return self.at.date()


@fact()
class Days:
    """What a day rule found: days in order of preference, or a finished moment, or neither (then ask)."""

    candidates: tuple[date, ...] = ()
    moment: datetime | None = None
    confirm_later: bool = False
    explicit: bool = False
    period_end: bool = False
    asks: tuple[str, ...] = ()
    relative_to: str | None = None
    delta: str | None = None
    past: bool = False


@fact()
class Resolved:
    """A moment that stands (``value``), with what must be asked or warned of."""

    value: datetime | None = None
    asks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    offer: datetime | None = None
    provisional: bool = False
    relative_to: str | None = None
    delta: str | None = None
    past: bool = False


DayRule = Callable[[TimeWords, Now], Days]
ASK = Resolved(asks=("deadline",))


def settle(words: TimeWords, days: Days, now: Now) -> Resolved:
    """Choose the day, put the hour in, and check the result."""
    if days.moment is not None:
        return _checked(days.moment, words, days, now)
    if days.relative_to or not days.candidates:
        return Resolved(
            asks=days.asks or (() if days.delta else ("deadline",)),
            relative_to=days.relative_to,
            delta=days.delta,
            past=days.past,
        )
    if words.event and not (words.hour and words.hour.exact):
        return _before_event(words, days, now)
    if words.hour is not None and words.hour.offset is None:
        return ASK
    return _first_ahead(words, days, now)


def _first_ahead(words: TimeWords, days: Days, now: Now) -> Resolved:
    for choice, day in enumerate(days.candidates):
        moment = moment_on(day, words, now)
        if moment > now.at:
            later = choice and days.confirm_later
            return _checked(moment, words, replace(days, asks=(*days.asks, "confirm_past")) if later else days, now)
    last = moment_on(days.candidates[-1], words, now)
    return Resolved(asks=("deadline",), past=last.date() < now.today)


def moment_on(day: date, words: TimeWords, now: Now) -> datetime:
    """Return the hour said on that day, else the end of business."""
    if words.hour is None or words.hour.offset is None:
        return now.hours.end_of_business(day)
    midnight = datetime.combine(day, datetime.min.time(), now.at.tzinfo)
    return midnight + words.hour.offset


def _checked(moment: datetime, words: TimeWords, days: Days, now: Now) -> Resolved:
    day, asks = moment.date(), list(days.asks)
    rest = days.explicit and not now.calendar.is_workday((moment - timedelta(minutes=1)).date())
    if days.period_end and day.weekday() >= 5:
        asks.append("confirm_makeup")
    if words.rule == "relative_day" and now.at.hour < SMALL_HOURS:
        asks.append("confirm_midnight")
    if moment - now.at > FAR:
        asks.append("confirm_far")
    return Resolved(
        moment,
        tuple(asks),
        warnings=("rest_day",) if rest else (),
        offer=_workday_before(moment, now) if rest else None,
        provisional=_provisional(moment, now),
    )


def _workday_before(moment: datetime, now: Now) -> datetime | None:
    offer = now.hours.end_of_business(now.calendar.previous_workday(moment.date()))
    return offer if offer > now.at else None


def _provisional(moment: datetime, now: Now) -> bool:
    return any(now.calendar.is_provisional(year) for year in range(now.at.year, moment.year + 1))


def _before_event(words: TimeWords, days: Days, now: Now) -> Resolved:
    """Offer the beginning of the event's day; its hour is not known, so nothing is fixed."""
    day = next((day for day in days.candidates if day >= now.today), None)
    offer = now.hours.at(day, now.hours.morning_start) if day else None
    return Resolved(asks=("deadline",), offer=offer if offer and offer > now.at else None, relative_to=words.event)


def add_months(day: date, count: int) -> date:
    """Return the same day ``count`` months later, else that month's last day (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def rolled(day: date, now: Now) -> date:
    """Return the day, or the next workday where it is a rest day (民法典 203)."""
    return day if now.calendar.is_workday(day) else now.calendar.next_workday(day)


def monday(day: date) -> date:
    """Return the Monday of the week, which ends on Sunday."""
    return day - DAY * day.weekday()
