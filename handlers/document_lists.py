"""办文清单: what is open, the sweep of what is not signed off (未批文件大起底), and how long documents took (用时)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta

from handlers.document_cards import opening_documents
from handlers.heard import Answer, Answers, Button, Heard
from handlers.rates import days_of
from handlers.reading.document_steps import asks_documents, turnaround_period
from handlers.speaking import rows_of
from handlers.unit_scope import bound_here, unit_kept, units_seen, units_within
from handlers.wording.document_lists import THIS_QUARTER, document_row, listed, nothing, took
from handlers.wording.voice import days_named
from ledger.calendar import DAY
from ledger.document_rights import may_on_document
from ledger.documents import Document
from ledger.permissions import scopes
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from reports.documents import DocumentLine, inside, open_documents, turnarounds, unsigned
from reports.view import View
from storage.books import OpenBooks

_MOMENT = timedelta(microseconds=1)

BUTTONS = 12
"""Documents of a list that are a tap away; the others are named by their number."""


async def on_documents(books: OpenBooks, heard: Heard) -> Answers:
    """``/documents``, 办文清单, 未批文件大起底, 办文用时: as far as the asker may see, and the group is bound to."""
    if heard.edited:
        return ()
    asked = asks_documents(heard.text) or "open"
    if asked == "turnaround":
        return await _turnaround(books, heard)
    here = units_within(books, unit_kept(heard), bound_here(heard))
    view = View(await books.facts(since=books.now, at=books.now), here)
    found = unsigned(view) if asked == "sweep" else open_documents(view)
    documents = {one.number: one for one in view.facts.documents}
    lines = [one for one in found if _may_see(books, heard, documents[one.number])]
    if not lines:
        return (Answer(text=nothing(asked)),)
    return tuple(
        Answer(text=part, buttons=_buttons(heard, lines) if last else (), reply=False)
        for part, last in _with_last(listed(asked, lines, books.house.hours.local(books.now)))
    )


def _with_last(parts: Sequence[str]) -> list[tuple[str, bool]]:
    return [(part, n == len(parts)) for n, part in enumerate(parts, start=1)]


def _may_see(books: OpenBooks, heard: Heard, document: Document) -> bool:
    return may_on_document(books.roster, heard.person, Act.SEE_DOCUMENT, document)


def _buttons(heard: Heard, lines: Sequence[DocumentLine]) -> tuple[tuple[Button, ...], ...]:
    if not heard.place.private:
        return ()
    return rows_of(opening_documents(lines[:BUTTONS]), 3)


def document_rows(view: View) -> list[list[str]]:
    """Return the documents as rows of a table (``COLUMNS``): those that are open, and those touched since."""
    roster, house = view.facts.roster, view.facts.house
    return [document_row(one, roster, house, view.now) for one in inside(view)]


async def _turnaround(books: OpenBooks, heard: Heard) -> Answers:
    """Tell the turnaround of the quarter so far, or of the period named, against its limit, by office."""
    if not scopes(heard.person, Act.SEE_REPORT):
        raise NotAllowed(Act.SEE_REPORT)
    period, at = turnaround_period(heard.text), books.house.hours.at
    first, last = days_of(period or "this quarter", books.house.hours.local(books.now).date())
    since, until = at(first, time()), min(at(last + DAY, time()), books.now)
    view = View(await books.facts(since=since, at=until), units_seen(books, heard, unit_kept(heard)))
    span = days_named(first, books.house.hours.local(until - _MOMENT).date()) if period else THIS_QUARTER
    return tuple(Answer(text=part, reply=False) for part in took(turnarounds(view, since), books.house, span))
