"""The work calendar (工作日历): ``/calendar``, a holiday notice pasted as text, 11月28日上班; cards first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from handlers.heard import Answer, Answers, Button, Heard
from handlers.questions import NotUnderstood
from handlers.reading.holidays import Notice, OwnDays, holiday_notice, own_days
from handlers.wording import assignments, calendars, terms
from handlers.wording.voice import Voice
from ledger.acts.calendars import KeepNotice, SetOwnDays, check_calendar, days_changed, keep_notice, set_own_days
from ledger.calendar import DAY
from ledger.office_entries import NamedDay
from ledger.people import Role
from ledger.permissions import scopes
from ledger.transitions import Act
from storage.books import OpenBooks

_AHEAD = 120  # Days that /calendar looks ahead.
_NOTICE = TypeAdapter(KeepNotice)
_OWN = TypeAdapter(SetOwnDays)


def asks_for_calendar(heard: Heard, today: date) -> bool:
    """Tell whether the words are a pasted notice, or own days said by somebody who may set them; in private only."""
    if not heard.place.private or heard.edited:
        return False
    if holiday_notice(heard.text) is not None:
        return True
    return bool(scopes(heard.person, Act.SET_CALENDAR)) and own_days(heard.text, today=today) is not None


async def on_calendar(books: OpenBooks, heard: Heard) -> Answers:
    """Show the coming days off and make-up days, or a card for the notice or the days in the words."""
    check_calendar(books, heard.person.id)
    today = books.house.hours.local(heard.sent_at).date()
    notice = holiday_notice(heard.text)
    if notice is not None:
        return _on_notice(books, heard, notice)
    own = own_days(heard.text, today=today)
    if own is not None:
        return _on_own(books, heard, own)
    if heard.text:
        raise NotUnderstood("calendar")
    return (_ahead(books, heard, today),)


def _ahead(books: OpenBooks, heard: Heard, today: date) -> Answer:
    calendar = books.house.calendar
    days = [today + DAY * step for step in range(_AHEAD)]
    special = [day for day in days if calendar.is_workday(day) is not (day.weekday() < 5) or calendar.is_own(day)]
    provisional = [year for year in sorted({day.year for day in days}) if calendar.is_provisional(year)]
    text = calendars.ahead(Voice.of(books), calendar, special, provisional=provisional)
    return Answer(text=text, to=heard.person.id)


def _on_notice(books: OpenBooks, heard: Heard, notice: Notice) -> Answers:
    if notice.faults:
        return (Answer(text=calendars.notice_faulty(notice.faults)),)
    request = KeepNotice(
        person=heard.person.id, sent_at=heard.sent_at, year=notice.year, paper=notice.paper, days=notice.days
    )
    changed = _differing(books, notice.days)
    if not changed and not books.house.calendar.is_provisional(notice.year):
        return (Answer(text=calendars.notice_same(notice.year)),)
    text = calendars.notice_card(notice.paper, notice.year, notice.days, changed)
    return (_card(text, "calendar.keep", _NOTICE.dump_python(request, mode="json")),)


def _differing(books: OpenBooks, days: Sequence[NamedDay]) -> int:
    """Count the days that the calendar in force has otherwise, those that a notice no longer names among them."""
    calendar = books.house.calendar
    year = days[-1].day.year
    named = {one.day for one in days}
    dropped = [day for day in calendar.days_off(year) if day not in named and day.weekday() < 5]
    return len(dropped) + sum(calendar.is_workday(one.day) is not one.works for one in days)


def _on_own(books: OpenBooks, heard: Heard, own: OwnDays) -> Answers:
    if own.faults or not own.days:
        return (Answer(text=calendars.day_faulty(own.faults or (heard.text,))),)
    request = SetOwnDays(person=heard.person.id, sent_at=heard.sent_at, days=own.days, works=own.works)
    text = calendars.own_card(Voice.of(books), days_changed(books, request), works=own.works)
    return (_card(text, "calendar.own", _OWN.dump_python(request, mode="json")),)


def _card(text: str, act: str, request: Any) -> Answer:
    buttons = (
        Button(label=terms.CONFIRM, act=act, args={"request": request}),
        Button(label=terms.DROP, act="calendar.drop"),
    )
    return Answer(text=text, buttons=(buttons,), lapses=True)


async def on_keep(books: OpenBooks, heard: Heard) -> Answers:
    """Keep the notice, by the right and at the moment of the tap; the other administrators are told."""
    kept = _NOTICE.validate_python(heard.args["request"])
    await keep_notice(books, replace(kept, person=heard.person.id, sent_at=heard.sent_at))
    text = calendars.notice_kept(kept.year)
    return Answer(text=text, edit=True), *_others(books, heard, text)


async def on_own(books: OpenBooks, heard: Heard) -> Answers:
    """Set the office's own days; coordinators and the other administrators are told."""
    asked = replace(_OWN.validate_python(heard.args["request"]), person=heard.person.id, sent_at=heard.sent_at)
    changed = days_changed(books, asked)
    await set_own_days(books, asked)
    voice = Voice.of(books)
    told = calendars.own_set(voice, changed, works=asked.works, by=heard.person.name)
    return Answer(text=calendars.own_set(voice, changed, works=asked.works), edit=True), *_others(books, heard, told)


async def on_drop(_books: OpenBooks, _heard: Heard) -> Answers:
    """撤销 on the card: nothing was recorded."""
    return (Answer(text=assignments.dropped(), edit=True),)


def _others(books: OpenBooks, heard: Heard, text: str) -> Answers:
    """Tell coordinators and administrators: their dates may have moved."""
    people = {one.id: one for role in (Role.COORDINATOR, Role.ADMIN) for one in books.roster.holders(role)}
    return tuple(Answer(text=text, to=one, reply=False) for one in people if one != heard.person.id)
