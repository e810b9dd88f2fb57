"""Rates (按期办结率、签收及时率、延期率、退回率、平均逾期天数): how many percent, of what, and which tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial

from handlers.beforehand import beforehand
from handlers.heard import Answer, Answers, Button, Heard
from handlers.reading.measuring import ASKS, asked_rate
from handlers.speaking import rows_of
from handlers.understanding import names_within
from handlers.unit_scope import UNIT, bound_here, unit_kept, units_seen
from handlers.wording import rates as wording
from handlers.wording.voice import Voice
from ledger.calendar import DAY
from ledger.facts import Facts
from ledger.people import Roster, UnitId
from ledger.rates import Mean, Rate
from reports.measures import measured
from reports.periods import first_day, next_first
from reports.view import View
from storage.books import OpenBooks

MOST = 200
"""Tasks that a button names; whoever wants all of a longer list exports the ledger."""
_KINDS = {"week": "weekly", "month": "monthly", "quarter": "quarterly"}


def asks_rate(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return the question for a rate: said to the bot, or as a question; beside it stands at most a unit's name."""
    asked = None if heard.edited or heard.reply_task else asked_rate(heard.text)
    if asked is None or not (heard.place.private or heard.addressed or ASKS.search(heard.text)):
        return None
    unit = _unit_called(books.roster, asked.rest) if asked.rest else None
    if asked.rest and unit is None:
        return None
    own = heard.person.unit if asked.own else None
    return "rates", replace(heard, args={"rate": asked.rate, "period": asked.period, UNIT: unit or own})


def _unit_called(roster: Roster, words: str) -> UnitId | None:
    """Return the one unit that the words name, and nothing else."""
    found = names_within(roster, words)
    if len(found) != 1 or found[0].unit is None:
        return None
    unit = roster.unit(found[0].unit)
    return unit.id if words in (unit.name, *unit.aliases) else None


async def on_rates(books: OpenBooks, heard: Heard) -> Answers:
    """Tell the rate of the unit that was named, else of all that the asker may see here, and open what is behind it."""
    rate, unit = str(heard.args["rate"]), unit_kept(heard)
    units = units_seen(books, heard, unit)
    today = books.house.hours.local(books.now).date()
    first, last = days_of(str(heard.args["period"]), today)
    at = books.house.hours.at
    start, end = at(first, time()), min(at(last + DAY, time()), books.now)

    async def read(books: OpenBooks) -> Facts:
        return await books.facts(since=start, at=books.now)

    found = beforehand(heard, read, partial(_measured, rate, units, start, end), of=(rate, units, first))
    shown = unit or bound_here(heard)
    whose = books.roster.unit(shown).name if shown is not None else wording.all_of(whole=units is None)
    text = wording.told(Voice.of(books), rate, found, whose=whose, first=first, last=min(last, today))
    return (Answer(text=text, buttons=rows_of(_opening(rate, found), 2)),)


def _measured(rate: str, units: tuple[UnitId, ...] | None, start: datetime, end: datetime, facts: Facts) -> Rate | Mean:
    return measured(View(facts, units), rate, start, end)


def days_of(period: str, today: date) -> tuple[date, date]:
    """Return the first and last day of this or the last week, month, quarter or year, or of the latest one so named."""
    which, _, span = period.partition(" ")
    if which.isdecimal():
        return _numbered(int(which), span, today)
    if span == "year":
        year = today.year - (which == "last")
        return date(year, 1, 1), date(year, 12, 31)
    first = first_day(_KINDS[span], today)
    if which == "last":
        first = first_day(_KINDS[span], first - DAY)
    return first, next_first(_KINDS[span], first) - DAY


def _numbered(n: int, span: str, today: date) -> tuple[date, date]:
    """Return the days of the n-th month or quarter, of last year where it has not begun in this one."""
    month = n if span == "month" else 3 * n - 2
    first = date(today.year, month, 1)
    if first > today:
        first = first.replace(year=today.year - 1)
    return first, next_first(_KINDS[span], first) - DAY


def _opening(rate: str, found: Rate | Mean) -> Iterator[Button]:
    for title, numbers in wording.lists_of(rate, found):
        if numbers:
            named = list(dict.fromkeys(numbers))
            shown = title if len(named) <= MOST else wording.first_of(title, MOST)
            args = {"title": shown, "numbers": named[:MOST]}
            yield Button(label=wording.button(title, len(numbers)), act="list.open", args=args, item=title)
