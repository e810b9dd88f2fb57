"""``taizhang report documents``: the sweep (未批文件大起底), the turnaround (用时), and the table of documents."""

from __future__ import annotations

import json
from datetime import date, datetime

from bot.cli.chats import unit_asked
from bot.cli.opening import now, opened
from bot.cli.report_kinds import Format
from config.settings import Settings
from handlers.document_lists import document_rows
from handlers.wording.document_lists import COLUMNS, listed, nothing, took
from ledger.people import UnitId
from ledger.quarters import Quarter
from reports.differing import plain
from reports.documents import turnarounds, unsigned
from reports.sheets import xlsx_of
from reports.view import View
from storage.books import OpenBooks


async def documents_report(
    settings: Settings, *, day: date | None, chat: int | None, shape: Format, unit: str = ""
) -> str | tuple[bytes, ...]:
    """Return what is not signed off and the turnaround of the quarter; as a workbook, every document of the quarter."""
    current = await now(settings)
    async with opened(settings) as store, store.reading(now=current) as books:
        at = books.house.hours.end_of_business(day) if day else current
        view = await view_of(books, await unit_asked(books, chat, unit), at)
    if shape is Format.XLSX:
        return (as_workbook(view),)
    return as_json(view) if shape is Format.JSON else as_text(view, marked=shape is Format.HTML)


async def view_of(books: OpenBooks, unit: UnitId | None, at: datetime) -> View:
    """Return the facts of the quarter to date, as far as the unit goes."""
    quarter = Quarter.of(books.house.hours.local(at).date())
    facts = await books.facts(since=quarter.since(books.house), at=at)
    return View(facts, None if unit is None else (unit,))


def as_workbook(view: View) -> bytes:
    """Return every document that is open, or was touched in the quarter, a row each."""
    return xlsx_of(COLUMNS, document_rows(view))


def as_json(view: View) -> str:
    """Return the sweep and the turnaround as JSON."""
    found = {
        "kind": "documents",
        "unsigned": [one.as_data() for one in unsigned(view)],
        "turnaround": turnarounds(view, view.facts.since).as_data(),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_text(view: View, *, marked: bool) -> str:
    """Return the sweep and the turnaround in words; ``marked`` keeps the markup of the chat."""
    house, lines = view.facts.house, unsigned(view)
    shown = listed("sweep", lines, house.hours.local(view.now)) if lines else (nothing("sweep"),)
    text = "\n\n".join((*shown, *took(turnarounds(view, view.facts.since), house)))
    return text if marked else plain(text)
