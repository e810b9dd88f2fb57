"""日调度, 日报告 and 周总结 on request: composed for the units that the asker may see and the chat is bound to."""

from __future__ import annotations

from datetime import datetime

from config.timetable import ReportKind
from handlers.exporting import on_export
from handlers.heard import Answer, Answers, Heard
from handlers.questions import NotUnderstood
from ledger.people import UnitId
from ledger.permissions import visible_units
from ledger.refusals import NotAllowed
from ledger.timetables import hour_before
from ledger.transitions import Act
from reports import compose, period_of
from storage.books import OpenBooks

KINDS = ("dispatch", "daily", "weekly")


async def on_report(books: OpenBooks, heard: Heard) -> Answers:
    """Return the report as it stands now; it is not the published one and claims no slot."""
    kind = str(heard.args.get("kind") or "")
    if kind == "ledger":
        return await on_export(books, heard)
    if kind not in KINDS:
        raise NotUnderstood("report")
    units = _units(books, heard)
    last = await _last_cut_off(books, heard, kind)
    facts = await books.facts(since=period_of(kind, books.now, books.house, last=last).before, at=books.now)
    parts = compose(kind, facts, units=units, since=last).parts
    return tuple(Answer(text=part, reply=number == 0, bulk=number > 0) for number, part in enumerate(parts))


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
