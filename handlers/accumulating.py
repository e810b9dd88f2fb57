"""今年累计多少分, 年度评优: a year of scores in private, for whoever may see those of its quarters."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from handlers.addressing import in_words_of, language_here
from handlers.beforehand import beforehand
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import assignee_named
from handlers.questions import WhoIsMeant
from handlers.reading.appraising import MYSELF, year_asked
from handlers.scoring import ACT, Standings, sees_others, standings
from handlers.wording import scoring as wording
from ledger.facts import Facts
from ledger.languages import Language
from ledger.people import PersonId, UnitId
from ledger.permissions import check_right, visible_units
from ledger.quarters import Quarter
from ledger.refusals import NotAllowed
from ledger.values import dataclass
from ledger.years import QuarterScores, YearList, cadre_year, year_of
from reports.years import cadre_text, honours_text, ranking_of_year, year_text
from storage.books import OpenBooks


@dataclass(frozen=True, slots=True)
class Year:
    """A year's lists, with the facts of its last quarter."""

    facts: Facts
    lists: tuple[YearList, ...]


async def on_year(books: OpenBooks, heard: Heard) -> Answers:
    """今年累计多少分: the unit that is named, else the own one; 我今年累计多少分: the person's own year."""
    check_right(heard.person, ACT)
    if not books.house.registers:
        return (Answer(text=wording.NO_RULES),)
    person, asked = heard.person, year_asked(heard.text) or ""
    unit = None if asked == MYSELF else _named(books, asked)
    placed, seen = sees_others(person), visible_units(books.roster, person, ACT)
    if unit is not None and seen is not None and unit not in seen:
        raise NotAllowed(ACT)
    told, span, language = _year(books, heard)
    if asked == MYSELF or (unit is None and not placed):
        own = person.unit
        if own is None:
            return (Answer(text=wording.no_unit()),)
        unit, cadre = own, _cadre(told, heard, own, span, language)
    elif unit is None:
        return _answers(ranking_of_year(told.facts, span, told.lists, seen, language), person.id)
    else:
        cadre = ()
    if not any(row.unit == unit for one in told.lists for row in one.rows):
        return (Answer(text=wording.not_scored(books.roster.unit(unit).name)),)
    year = year_text(told.facts, span, told.lists, unit, placed=placed, language=language)
    return _answers((*year, *cadre), person.id)


async def on_honours(books: OpenBooks, heard: Heard) -> Answers:
    """年度评优名单: for those who see more than one unit, with each line."""
    check_right(heard.person, ACT)
    if not sees_others(heard.person):
        raise NotAllowed(ACT)
    if not books.house.registers:
        return (Answer(text=wording.NO_RULES),)
    told, span, language = _year(books, heard)
    seen = visible_units(books.roster, heard.person, ACT)
    return _answers(honours_text(told.facts, span, told.lists, seen, language), heard.person.id)


def _cadre(told: Year, heard: Heard, unit: UnitId, span: str, language: Language) -> tuple[str, ...]:
    found = cadre_year(told.lists, unit, heard.person.id)
    return cadre_text(told.facts, heard.person, span, found, language) if found else ()


def _answers(parts: tuple[str, ...], to: PersonId) -> Answers:
    return tuple(Answer(text=part, to=to) for part in parts)


def _named(books: OpenBooks, name: str) -> UnitId | None:
    if not name:
        return None
    found = assignee_named(books, name)
    if found is None or found.unit is None:
        raise WhoIsMeant(name)
    return found.unit


def _year(books: OpenBooks, heard: Heard) -> tuple[Year, str, Language]:
    """Return the year, what it is called and in which language; it is made before the books open for writing."""
    year = books.house.hours.local(books.now).year
    language = language_here(books, heard)
    span = in_words_of(wording.year_name(year), language)
    return beforehand(heard, partial(quarters_of, year=year), made, of=year), span, language


async def quarters_of(books: OpenBooks, *, year: int) -> tuple[Standings, ...]:
    """Read every quarter of the year that has begun and of which the ledger knows anything."""
    begun = [one for n in range(1, 5) if (one := Quarter(year, n)).since(books.house) < books.now]
    read = [await standings(books, quarter=one) for one in begun]
    return tuple(one for one in read if one.known)


def made(read: tuple[Standings, ...]) -> Year:
    """Return what comes of the quarters; pure."""
    told = [(one.quarter, one.made()) for one in read]
    parts = [QuarterScores(quarter, one.found, one.later) for quarter, one in told]
    titled = {task.number: task for _, one in told for task in one.facts.tasks}  # Lines of any quarter name theirs.
    facts = replace(told[-1][1].facts, tasks=tuple(titled.values()))
    return Year(facts, year_of(parts, facts.roster))
