"""Scores asked for in private (城管局这季度多少分，扣在哪了): each line with its rule and task, and how it was counted.

A ranking goes to leaders and coordinators only; a group sees one in an approved circular, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from handlers.beforehand import beforehand
from handlers.filtering import names_in
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import assignee_named
from handlers.questions import WhoIsMeant
from handlers.wording import scoring as wording
from ledger.acts.adjusting import all_adjustments
from ledger.acts.appealing import all_appeals
from ledger.acts.circulars import all_circulars
from ledger.adjustments import Adjustment
from ledger.appeals import Appeal, appeal_limit
from ledger.circulars import Circular
from ledger.facts import Facts
from ledger.house import House
from ledger.people import Person, UnitId
from ledger.permissions import Scope, check_right, scopes, visible_units
from ledger.refusals import NotAllowed
from ledger.scores import Appraisal
from ledger.scoring import appraise
from ledger.transitions import Act
from reports.periods import first_day
from reports.scores import ranking_text, score_text
from storage.books import OpenBooks

ACT = Act.SEE_SCORES


@dataclass(frozen=True, slots=True)
class Material:
    """What scores are made of."""

    facts: Facts
    circulars: tuple[Circular, ...]
    adjustments: tuple[Adjustment, ...]
    appeals: tuple[Appeal, ...]

    def appraised(self) -> tuple[Appraisal, ...]:
        """Return what comes of it by the registers in force."""
        return appraise(self.facts, self.circulars, self.adjustments, self.appeals)


async def on_score(books: OpenBooks, heard: Heard) -> Answers:
    """``/score``, 多少分: the unit that was named, else the own one; leaders and coordinators get the ranking."""
    check_right(heard.person, ACT)
    if not heard.place.private:
        return (Answer(text=wording.ONLY_IN_PRIVATE),)
    unit, sees_others = _unit(books, heard), _sees_others(heard.person)
    seen = visible_units(books.roster, heard.person, ACT)
    if unit is None and not sees_others:
        return (Answer(text=wording.no_unit()),)
    if unit is not None and seen is not None and unit not in seen:
        raise NotAllowed(ACT)
    if not books.house.registers:
        return (Answer(text=wording.NO_RULES),)
    since = quarter_start(books.now, books.house)
    facts, found = beforehand(heard, partial(material, since=since, at=books.now), _made, of=unit)
    if unit is None:
        parts = ranking_text(facts, wording.QUARTER, found, seen)
    elif all(one.of(unit) is None for one in found):
        return (Answer(text=wording.not_scored(books.roster.unit(unit).name)),)
    else:
        parts = score_text(facts, unit, wording.QUARTER, found, placed=sees_others)
    return tuple(Answer(text=part, to=heard.person.id) for part in parts)


def _unit(books: OpenBooks, heard: Heard) -> UnitId | None:
    """Return whose score is asked for; ``None`` for everybody's, which is for who sees more than one office."""
    names = names_in(heard.args) or ((heard.text.strip(),) if heard.text.strip() and not heard.args else ())
    if names:
        found = assignee_named(books, names[0])
        if found is None or found.unit is None:
            raise WhoIsMeant(names[0])
        return found.unit
    return None if _sees_others(heard.person) and not heard.args.get("mine") else heard.person.unit


def _sees_others(person: Person) -> bool:
    """Tell whether the person may see how units stand against each other."""
    return bool(scopes(person, ACT) & {Scope.ANY, Scope.FIELD})


def quarter_start(now: datetime, house: House) -> datetime:
    """Return the beginning of the quarter's first day."""
    return house.hours.at(first_day("quarterly", house.hours.local(now).date()), time())


async def material(books: OpenBooks, *, since: datetime, at: datetime) -> Material:
    """Read what the scores over (since, at] are made of."""
    facts = await books.facts(since=since, at=at)
    return Material(
        facts,
        circulars=tuple((await all_circulars(books)).values()),
        adjustments=tuple((await all_adjustments(books)).values()),
        appeals=tuple((await all_appeals(books)).values()),
    )


async def materials(books: OpenBooks) -> tuple[Material, ...]:
    """Read what the running quarter is made of, and the one before it while a line of it may still be disputed."""
    since, now = quarter_start(books.now, books.house), books.now
    running = await material(books, since=since, at=now)
    if now > appeal_limit(since, books.house):
        return (running,)
    before = quarter_start(since - timedelta(seconds=1), books.house)
    return await material(books, since=before, at=since - timedelta(microseconds=1)), running


def _made(read: Material) -> tuple[Facts, tuple[Appraisal, ...]]:
    return read.facts, read.appraised()
