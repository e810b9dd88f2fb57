"""Reports on request: composed for the units that the asker may see and the chat is bound to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import structlog

from config.timetable import ReportKind
from handlers.addressing import language_here
from handlers.beforehand import beforehand
from handlers.burdens import on_burden
from handlers.document_lists import on_documents
from handlers.exporting import on_export
from handlers.figures import figure_rows
from handlers.heard import Answer, Answers, Heard, Paper
from handlers.questions import NotUnderstood
from handlers.reading.replaying import AskedReport, period_before
from handlers.replaying import on_replay, readable
from handlers.unit_scope import unit_kept, units_seen
from handlers.wording import reporting as wording
from handlers.wording.terms import REPORT
from handlers.wording.voice import Voice
from ledger.calendar import DAY
from ledger.facts import Facts
from ledger.timetables import all_rules, hour_before
from reports import Composed, compose, period_of
from reports.composing import wanted
from reports.files import FORMS
from reports.periods import first_day, next_first
from reports.words import SPANS
from storage.books import OpenBooks

log = structlog.get_logger(__name__)


async def on_report(books: OpenBooks, heard: Heard) -> Answers:
    """Return the report as words or as a file: as it stands now, or as of a past day that is named.

    What was published on that day comes as it was published; any other claims no slot.
    """
    kind = str(heard.args.get("kind") or "")
    if kind == "ledger":
        return await on_export(books, heard)
    if kind == "documents":
        return await on_documents(books, heard)
    if kind == "burden":
        return await on_burden(books, heard)
    if kind not in REPORT:
        raise NotUnderstood("report")
    form = str(heard.args.get("format") or "")
    if form in FORMS and not heard.place.private:
        return (Answer(text=wording.only_in_private()),)
    units, day = units_seen(books, heard, unit_kept(heard)), _past_day(books, heard, kind)
    as_sent = form not in FORMS and unit_kept(heard) is None
    asked = AskedReport(kind, day, changes=False) if day is not None and as_sent else None
    if asked is not None and await readable(books, heard, asked):
        return await on_replay(books, replace(heard, args=asked.kept))

    language = language_here(books, heard)

    async def read(books: OpenBooks) -> tuple[Voice, Facts, datetime | None]:
        at = books.now if day is None else await _hour_of(books, kind, day)
        last = await _last_cut_off(books, heard, kind, at)
        period = period_of(kind, at, books.house, last=last)
        facts = await books.facts(since=period.before, at=at, wanted=wanted(kind, period, books.house))
        return Voice(books.roster, books.house, at), facts, last

    def make(found: tuple[Voice, Facts, datetime | None]) -> Answers:
        voice, facts, last = found
        composed = compose(kind, facts, units=units, since=last, language=language)
        return _files(voice, composed, form) if form in FORMS else _texts(composed, private=heard.place.private)

    return beforehand(heard, read, make)


def _texts(composed: Composed, *, private: bool) -> Answers:
    buttons = (*figure_rows(composed, anyone=not private), *(wording.buttons(composed.kind) if private else ()))
    final = len(composed.parts) - 1
    return tuple(
        Answer(text=part, reply=number == 0, bulk=number > 0, buttons=buttons if number == final else ())
        for number, part in enumerate(composed.parts)
    )


def _files(voice: Voice, composed: Composed, form: str) -> Answers:
    """Return the report as files of that form."""
    printed = FORMS[form](composed)
    if printed.missing:
        log.warning("missing_glyphs", report=composed.kind, count=printed.missing)
    said = wording.caption(composed.opening, missing=printed.missing)
    return tuple(
        Answer(text=said, paper=Paper(wording.name(voice, composed.kind, form, number), page))
        for number, page in enumerate(printed.pages)
    )


def _past_day(books: OpenBooks, heard: Heard, kind: str) -> date | None:
    """Return a day of the past week, month, quarter or the past day whose report is asked for."""
    today = books.house.hours.local(books.now).date()
    said = heard.args.get("date")
    day = date.fromisoformat(said) if said else period_before(heard.text, kind, today)
    return day if day is not None and day < first_day(kind, today) else None


async def _hour_of(books: OpenBooks, kind: str, day: date) -> datetime:
    """Return the hour at which the report of that day, or of the period that holds it, was due."""
    rules = await all_rules(books)
    rule = next(rule for rule in rules if rule.report == kind)
    last = next_first(kind, day) - DAY if kind in SPANS else day
    days = (last - DAY * back for back in range((last - first_day(kind, last)).days + 1))
    falls = next((one for one in days if rule.falls_on(one, books.house.calendar)), day)
    return books.house.hours.at(falls, rule.time)


async def _last_cut_off(books: OpenBooks, heard: Heard, kind: str, at: datetime) -> datetime | None:
    """Return up to when the chat has been told, else the last hour of the timetable: no fact is told twice."""
    told = await books.slots.last_cut_off(kind, heard.place.chat) if at == books.now else None
    return told or await hour_before(books, ReportKind(kind), at)
