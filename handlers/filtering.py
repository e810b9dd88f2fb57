"""From the words of a question to a query: light, state, notice, unit or person, period, urgency, source, text."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from handlers.meaning import assignee_named
from handlers.questions import WhoIsMeant
from handlers.reading.names import index_of
from ledger.calendar import DAY
from ledger.entries import Urgency
from ledger.escalations import Level
from ledger.lights import Light
from ledger.origins import OriginKind
from ledger.people import Assignee, Person
from ledger.queries import State, TaskQuery
from storage.books import OpenBooks

ASKED = ("filter", "unit", "mine", "light", "level", "period", "urgency", "origin", "text")
"""The names under which a reading says what is asked for; their values can be kept in a button."""

_GROUP = "group="
_STATES = frozenset(State)


def asked_in(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the reading asks for, and nothing else."""
    return {name: args[name] for name in ASKED if args.get(name)}


def query_of(books: OpenBooks, person: Person, wanted: Mapping[str, Any]) -> TaskQuery:
    """Return the person's query; ``WhoIsMeant`` where a name stands for nobody, or for several."""
    said = str(wanted.get("filter") or "")
    names = names_in(wanted)
    light, level = wanted.get("light"), wanted.get("level")
    urgency, origin = wanted.get("urgency"), wanted.get("origin")
    return TaskQuery(
        state=State(said) if said in _STATES else State.OPEN,
        light=Light(light) if light else None,
        level=Level(level) if level else None,
        period=_period(books, wanted),
        whose=tuple(who for name in names for who in _meant(books, name)),
        mine=person.id if wanted.get("mine") and not names else None,
        urgency=Urgency(urgency) if urgency else None,
        origin=OriginKind(origin) if origin else None,
        text=str(wanted.get("text") or ""),
    )


def names_in(wanted: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the units and people that were asked about."""
    said = wanted.get("unit")
    return tuple(map(str, said)) if isinstance(said, list | tuple) else (str(said),) if said else ()


def _meant(books: OpenBooks, name: str) -> tuple[Assignee, ...]:
    if name.startswith(_GROUP):
        return tuple(who for one in index_of(books.roster).find(name.removeprefix(_GROUP)) for who in one.entry.who)
    found = assignee_named(books, name)
    if found is None:
        raise WhoIsMeant(name)
    return (found,)


_UNSAID = {State.DUE.value: "week", State.ASSIGNED.value: "today"}
"""The period of a list that names none."""


def _period(books: OpenBooks, wanted: Mapping[str, Any]) -> tuple[date, date] | None:
    """Return the first and last day that were named; 到期 alone means this week, 新交办 today."""
    said = wanted.get("period") or _UNSAID.get(str(wanted.get("filter")))
    today = books.house.hours.local(books.now).date()
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    known = {
        "yesterday": (today - DAY, today - DAY),
        "today": (today, today),
        "tomorrow": (today + DAY, today + DAY),
        "week": (monday, monday + DAY * 6),
        "next_week": (monday + DAY * 7, monday + DAY * 13),
        "month": (first, today.replace(day=monthrange(today.year, today.month)[1])),
    }
    return known.get(str(said))
