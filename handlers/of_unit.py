"""What is asked of one unit by its name in front: a rate, a report, its documents, its information (按单位查询)."""

from __future__ import annotations

from dataclasses import replace

from handlers.heard import Heard
from handlers.information import of_information
from handlers.rates import asks_rate
from handlers.reading.document_steps import asks_documents
from handlers.reading.key import either_of, marks_of
from handlers.reading.unit_first import report_wanted, unit_first
from handlers.unit_scope import UNIT
from storage.books import OpenBooks


def asks_of_unit(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return the act that is asked for with the unit beside it, where the words are said to the bot and name both."""
    rate = asks_rate(books, heard)
    if rate is not None or heard.edited or not (heard.place.private or heard.addressed):
        return rate
    return None if heard.reply_task else of_information(books, heard) or _of_unit_first(books, heard)


def _of_unit_first(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    if not _ASKED & marks_of(heard.text):
        return None
    unit, rest = unit_first(books.roster, heard.text)
    if unit is None:
        return None
    of_unit = {**heard.args, UNIT: unit}
    if asks_documents(rest):
        return "documents", replace(heard, text=rest, args=of_unit)
    if kind := report_wanted(rest):
        return "report", replace(heard, args=of_unit | {"kind": kind})
    return None


_ASKED = either_of(asks_documents, report_wanted)
