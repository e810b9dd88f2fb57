"""日调度, 日报告 and 周总结 on request: composed for the units that the asker may see and the chat is bound to."""

from __future__ import annotations

from datetime import datetime

import structlog

from config.timetable import ReportKind
from handlers.beforehand import beforehand
from handlers.exporting import on_export
from handlers.heard import Answer, Answers, Heard, Paper
from handlers.questions import NotUnderstood
from handlers.wording import reporting as wording
from handlers.wording.voice import Voice
from ledger.facts import Facts
from ledger.people import UnitId
from ledger.permissions import visible_units
from ledger.refusals import NotAllowed
from ledger.timetables import hour_before
from ledger.transitions import Act
from reports import Composed, compose, period_of
from reports.files import FORMS
from storage.books import OpenBooks

log = structlog.get_logger(__name__)

KINDS = ("dispatch", "daily", "weekly")


async def on_report(books: OpenBooks, heard: Heard) -> Answers:
    """Return the report as it stands now, as words or as a file; it is not the published one and claims no slot."""
    kind = str(heard.args.get("kind") or "")
    if kind == "ledger":
        return await on_export(books, heard)
    if kind not in KINDS:
        raise NotUnderstood("report")
    form = str(heard.args.get("format") or "")
    if form in FORMS and not heard.place.private:
        return (Answer(text=wording.only_in_private()),)
    units = _units(books, heard)

    async def read(books: OpenBooks) -> tuple[Voice, Facts, datetime | None]:
        last = await _last_cut_off(books, heard, kind)
        since = period_of(kind, books.now, books.house, last=last).before
        return Voice.of(books), await books.facts(since=since, at=books.now), last

    def make(found: tuple[Voice, Facts, datetime | None]) -> Answers:
        voice, facts, last = found
        composed = compose(kind, facts, units=units, since=last)
        return _files(voice, composed, form) if form in FORMS else _texts(composed, private=heard.place.private)

    return beforehand(heard, read, make)


def _texts(composed: Composed, *, private: bool) -> Answers:
    buttons = wording.buttons(composed.kind) if private else ()
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


async def _last_cut_off(books: OpenBooks, heard: Heard, kind: str) -> datetime | None:
    """Return up to when the chat has been told, else the last hour of the timetable: no fact is told twice."""
    told = await books.slots.last_cut_off(kind, heard.place.chat)
    return told or await hour_before(books, books.house.timetable, ReportKind(kind), books.now)


def _units(books: OpenBooks, heard: Heard) -> frozenset[UnitId] | None:
    """Return the units to report on: what the asker may see ∩ what the group is bound to; ``None``: the whole house."""
    seen = visible_units(books.roster, heard.person)
    bound = None if heard.place.private else heard.place.unit
    if bound is None:
        units = seen
    else:
        here = frozenset(unit.id for unit in books.roster.units if books.roster.within(unit.id, bound))
        units = here if seen is None else seen & here
    if units is not None and not units:
        raise NotAllowed(Act.SEE_REPORT)
    return units
