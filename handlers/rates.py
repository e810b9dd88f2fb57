"""Rates (按期办结率、签收及时率、延期率、退回率、平均逾期天数): how many percent, of what, and which tasks these are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from functools import partial

from handlers.beforehand import beforehand
from handlers.heard import Answer, Answers, Button, Heard
from handlers.lists import first_page
from handlers.reading.measuring import ASKS, AskedRate, asked_rate
from handlers.speaking import rows_of
from handlers.understanding import names_within
from handlers.wording import rates as wording
from handlers.wording.voice import Voice
from ledger.calendar import DAY
from ledger.facts import Facts
from ledger.people import Assignee, UnitId
from ledger.permissions import visible_units
from ledger.rates import Mean, Rate
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from reports.measures import measured
from reports.periods import first_day, next_first
from reports.view import View
from storage.books import OpenBooks

_KINDS = {"week": "weekly", "month": "monthly", "quarter": "quarterly"}


def asks_rate(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return the question for a rate: said to the bot, or with a question's word; beside it stands at most a name."""
    asked = None if heard.edited or heard.reply_task or heard.task else asked_rate(heard.text)
    if asked is None or not (heard.place.private or heard.addressed or ASKS.search(heard.text)):
        return None
    named = _named(books, asked)
    if named is None:
        return None
    unit = named.unit if named is not Ellipsis else None
    return "rates", replace(heard, args={"rate": asked.rate, "period": asked.period, "own": asked.own, "unit": unit})
