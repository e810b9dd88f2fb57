"""Rates (按期办结率、签收及时率、延期率、退回率、平均逾期天数): how many percent, of what, and which tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

from handlers.beforehand import beforehand
from handlers.buttons import open_button
from handlers.heard import Answer, Answers, Button, Heard
from handlers.paging import Page
from handlers.reading.measuring import ASKS, asked_rate
from handlers.speaking import rows_of
from handlers.understanding import names_within
from handlers.unit_scope import UNIT, bound_here, unit_kept, units_seen
from handlers.wording import figures, lists
from handlers.wording import rates as wording
from handlers.wording.lists import Block, Listing
from handlers.wording.voice import Voice
from ledger.calendar import DAY
from ledger.facts import Facts
from ledger.people import Roster, UnitId
from ledger.permissions import may
from ledger.rates import Mean, Rate
from ledger.transitions import Act
from ledger.values import dataclass
from reports.measures import measured
from reports.periods import first_day, next_first
from reports.view import View
from storage.books import OpenBooks

_ROWS = 10
"""Tasks on a page of the list behind a rate."""
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
    unit = unit_kept(heard)
    units = units_seen(books, heard, unit)
    today = books.house.hours.local(books.now).date()
    first, last = days_of(str(heard.args["period"]), today)
    at = books.house.hours.at
    asked = Asked(
        rate=str(heard.args["rate"]),
        units=units,
        start=at(first, time()),
        end=min(at(last + DAY, time()), books.now),
        at=books.now,
    )
    asked, found = _found(heard, asked, of=(asked.rate, units, first))
    shown = unit or bound_here(heard)
    whose = books.roster.unit(shown).name if shown is not None else wording.all_of(whole=units is None)
    text = wording.told(Voice.of(books), asked.rate, found, whose=whose, first=first, last=min(last, today))
    return (Answer(text=text, buttons=rows_of(_opening(asked, found), 2)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A rate of those units (``None``: all) over (start, end], by what the ledger knew at ``at``."""

    rate: str
    units: tuple[UnitId, ...] | None
    start: datetime
    end: datetime
    at: datetime

    def kept(self) -> dict[str, Any]:
        """Return what the button of a list keeps."""
        moments = {name: getattr(self, name).isoformat() for name in ("start", "end", "at")}
        return {"rate": self.rate, "units": None if self.units is None else list(self.units), **moments}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Asked:
        """Return what a button kept."""
        moments = {name: datetime.fromisoformat(kept[name]) for name in ("start", "end", "at")}
        units = None if kept["units"] is None else tuple(UnitId(int(one)) for one in kept["units"])
        return cls(rate=str(kept["rate"]), units=units, **moments)


def _found(heard: Heard, asked: Asked, *, of: Any) -> tuple[Asked, Rate | Mean]:
    """Return the rate with what exactly was asked when it was made."""

    async def read(books: OpenBooks) -> Facts:
        return await books.facts(since=asked.start, at=asked.at)

    return beforehand(heard, read, partial(_measured, asked), of=of)


def _measured(asked: Asked, facts: Facts) -> tuple[Asked, Rate | Mean]:
    return asked, measured(View(facts, asked.units), asked.rate, asked.start, asked.end)


async def on_listed(books: OpenBooks, heard: Heard) -> Answers:
    """Open the list behind a rate, as long as its button says, page by page in the same message."""
    if "rate" not in heard.args:
        return ()
    asked = Asked.read(heard.args)
    which = int(heard.args["which"])
    title, numbers = wording.lists_of(asked.rate, _found(heard, asked, of=asked)[1])[which]
    found = {task.number: task for task in await books.tasks.these(dict.fromkeys(numbers))}
    seen = [found[one] for one in dict.fromkeys(numbers) if may(books.roster, heard.person, Act.SEE, found[one])]
    page = Page.cut(seen, int(heard.args.get("page", 1)), size=_ROWS)
    made = Listing(blocks=(Block(title, tuple(seen)),), nothing=lists.nothing(title, only_open=False))
    text = lists.listed(Voice.of(books), made, page, asker=heard.person.id)
    turning = page.buttons("rates.list", args=asked.kept() | {"which": which})
    buttons = (*rows_of(map(open_button, page.shown), 3), *((turning,) if turning else ()))
    answer = Answer(text=text, buttons=buttons, edit="page" in heard.args)
    if heard.place.private:
        return (answer,)
    return replace(answer, to=heard.person.id), Answer(text="", toast=figures.in_private())


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


def _opening(asked: Asked, found: Rate | Mean) -> Iterator[Button]:
    for which, (title, numbers) in enumerate(wording.lists_of(asked.rate, found)):
        if numbers:
            args = asked.kept() | {"which": which}
            yield Button(label=wording.button(title, len(numbers)), act="rates.list", args=args, item=title)
