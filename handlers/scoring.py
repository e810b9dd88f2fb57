"""Scores asked for in private (城管局这季度多少分，扣在哪了): each line with its rule and task, and how it was counted.

A ranking goes to leaders and coordinators only; a group sees one in an approved circular, and nowhere else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from handlers.addressing import in_words_of, language_here
from handlers.beforehand import beforehand
from handlers.filtering import names_in
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import assignee_named
from handlers.questions import WhoIsMeant
from handlers.reading.appraising import quarter_asked, without_quarter
from handlers.wording import scoring as wording
from ledger.adjustments import Adjustment, adjustments_of
from ledger.appeals import Appeal, appeal_limit, appeals_of
from ledger.circular_entries import CIRCULARS
from ledger.circulars import Circular, circulars_of
from ledger.facts import Facts, Head
from ledger.folding import replay
from ledger.languages import Language
from ledger.linkage import linked
from ledger.outages import Outage, OutageNoted, outages_of
from ledger.people import Person, UnitId
from ledger.permissions import check_right, scopes, visible_units
from ledger.pooled_scores import pooled
from ledger.quarters import Correction, Frozen, Quarter, corrections
from ledger.refusals import NotAllowed
from ledger.scopes import Scope
from ledger.score_entries import ADJUSTMENTS, APPEALS, ScoresFrozen
from ledger.scores import Appraisal
from ledger.scoring import appraise
from ledger.transitions import Act
from ledger.values import dataclass
from reports.centre_scores import centre_text, centres_text
from reports.scores import linkage_text, ranking_text, score_text
from storage.books import OpenBooks
from storage.frozen_scores import frozen_of

ACT = Act.SEE_SCORES


@dataclass(frozen=True, slots=True)
class Material:
    """What scores are made of."""

    facts: Facts
    circulars: tuple[Circular, ...]
    adjustments: tuple[Adjustment, ...]
    appeals: tuple[Appeal, ...]
    outages: tuple[Outage, ...] = ()

    def appraised(self) -> tuple[Appraisal, ...]:
        """Return what comes of it by the registers in force."""
        return appraise(self.facts, self.circulars, self.adjustments, self.appeals, self.outages)


async def on_score(books: OpenBooks, heard: Heard) -> Answers:
    """``/score``, 多少分: the unit that was named, else the own one; leaders and coordinators get the ranking."""
    check_right(heard.person, ACT)
    if not heard.place.private:
        return (Answer(text=wording.ONLY_IN_PRIVATE),)
    unit, placed = _unit(books, heard), sees_others(heard.person)
    seen = visible_units(books.roster, heard.person, ACT)
    if unit is None and not placed:
        return (Answer(text=wording.no_unit()),)
    if unit is not None and seen is not None and unit not in seen:
        raise NotAllowed(ACT)
    if not books.house.registers:
        return (Answer(text=wording.NO_RULES),)
    running = Quarter.of(books.house.hours.local(books.now).date())
    quarter = Quarter(*quarter_asked(heard.said or heard.text, running.year, running.n))
    if quarter > running:
        return (Answer(text=wording.not_begun(quarter)),)
    told = beforehand(heard, partial(standings, quarter=quarter), Standings.made, of=(unit, quarter))
    language = language_here(books, heard)
    parts = _parts(told, unit, seen, language, placed=placed) if told.known else (wording.not_kept(quarter),)
    return tuple(Answer(text=part, to=heard.person.id) for part in parts)


def _parts(
    told: Told, unit: UnitId | None, seen: frozenset[UnitId] | None, language: Language, *, placed: bool
) -> tuple[str, ...]:
    """Return the ranking, a unit's score with its lines, or what the offices of a centre come to."""
    span = in_words_of(told.span, language)
    if unit is None:
        ranking = ranking_text(told.facts, span, told.found, seen, language)
        return (*ranking, *centres_text(told.facts, span, told.found, seen, language))
    if any(one.of(unit) is not None for one in told.found):
        return score_text(told.facts, unit, span, told.found, placed=placed, later=told.later, language=language)
    below = pooled(told.facts.roster, told.found, unit)
    name = told.facts.roster.unit(unit).name
    return centre_text(told.facts, unit, span, below, language) if below else (wording.not_scored(name),)


async def on_linkage(books: OpenBooks, heard: Heard) -> Answers:
    """怎么算的: how the own score follows from the office's and from the own lines, with the numbers put in."""
    check_right(heard.person, ACT)
    if not books.house.registers:
        return (Answer(text=wording.NO_RULES),)
    quarter = Quarter.of(books.house.hours.local(books.now).date())
    told = beforehand(heard, partial(standings, quarter=quarter), Standings.made)
    found = linked(told.found, heard.person)
    language = language_here(books, heard)
    span = in_words_of(told.span, language)
    parts = linkage_text(told.facts, heard.person, span, told.found, found, language=language)
    return tuple(Answer(text=part) for part in parts) if found else (Answer(text=wording.NOT_LINKED),)


def _unit(books: OpenBooks, heard: Heard) -> UnitId | None:
    """Return whose score is asked for; ``None`` for everybody's, which is for who sees more than one office."""
    words = without_quarter(heard.text)
    names = names_in(heard.args) or ((words,) if words and not heard.args else ())
    if names:
        found = assignee_named(books, names[0])
        if found is None or found.unit is None:
            raise WhoIsMeant(names[0])
        return found.unit
    return None if sees_others(heard.person) and not heard.args.get("mine") else heard.person.unit


def sees_others(person: Person) -> bool:
    """Tell whether the person may see how units stand against each other."""
    return bool(scopes(person, ACT) & {Scope.ANY, Scope.FIELD})


async def material(books: OpenBooks, *, since: datetime, at: datetime, upto: Head | None = None) -> Material:
    """Read what the scores over (since, at] are made of; ``upto`` leaves out what lies behind that link."""
    facts = await books.facts(since=since, at=at, upto=upto)
    told = await books.records_of(*CIRCULARS, *ADJUSTMENTS, *APPEALS, OutageNoted)
    known = [one for one in told if upto is None or one.seq <= upto.seq]
    circulars = tuple(circulars_of(known).values())
    return Material(
        await _with_named(books, facts, circulars, upto),
        circulars=circulars,
        adjustments=tuple(adjustments_of(known).values()),
        appeals=tuple(appeals_of(known).values()),
        outages=outages_of(known),
    )


async def _with_named(books: OpenBooks, facts: Facts, circulars: tuple[Circular, ...], upto: Head | None) -> Facts:
    """Return the facts with the tasks, also those that were over before, of which a circular of the period speaks."""
    published = (one for one in circulars if one.published_at and facts.since < one.published_at <= facts.at)
    named = dict.fromkeys(number for one in published for number in one.tasks)
    missing = named.keys() - {task.number for task in facts.tasks}
    found = [await books.entries_of(number) for number in named if number in missing]
    kept = [
        [one for one in told if one.entry.at <= facts.at and (upto is None or one.seq <= upto.seq)] for told in found
    ]
    return replace(facts, tasks=facts.tasks + tuple(replay(told) for told in kept if told)) if missing else facts


async def materials(books: OpenBooks) -> tuple[Material, ...]:
    """Read what the running quarter is made of, and the one before it while a line of it may still be disputed."""
    house, now = books.house, books.now
    quarter = Quarter.of(house.hours.local(now).date())
    running = await material(books, since=quarter.since(house), at=now)
    if now > appeal_limit(quarter.since(house), house):
        return (running,)
    before = quarter.before
    return await material(books, since=before.since(house), at=before.until(house)), running


@dataclass(frozen=True, slots=True)
class Told:
    """How units stood in a quarter: as frozen, where it was, with what came ``later``; else as it follows today.

    It is not ``known`` where the ledger had not begun by then: everybody would stand at the base.
    """

    facts: Facts
    found: tuple[Appraisal, ...]
    span: str
    later: tuple[Correction, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Standings:
    """What is read to tell how units stood in a quarter."""

    read: Material
    quarter: Quarter
    frozen: Frozen | None

    @property
    def known(self) -> bool:
        """Whether the ledger knows anything of that quarter."""
        return self.frozen is not None or bool(self.read.facts.head.seq)

    def made(self) -> Told:
        """Return what is told; pure."""
        facts, frozen = self.read.facts, self.frozen
        if frozen is None:
            over = self.quarter.until(facts.house) <= facts.at
            span = wording.not_frozen(self.quarter) if over else wording.QUARTER
            return Told(facts, self.read.appraised(), span, known=self.known or not over)
        later = corrections(frozen, facts.roster, facts.house, self.read.adjustments, self.read.appeals)
        day = facts.house.hours.local(frozen.at).date()
        return Told(facts, frozen.appraisals, wording.frozen(self.quarter, day), later)


async def standings(books: OpenBooks, *, quarter: Quarter, at: datetime | None = None) -> Standings:
    """Read how units stood in the quarter; of the running one until ``at``, or until now."""
    until = quarter.until(books.house)
    upto = until if until <= books.now else min(until, at or books.now)
    read = await material(books, since=quarter.since(books.house), at=upto)
    past = frozen_of(await books.records_of(ScoresFrozen)) if until <= books.now else {}
    return Standings(read, quarter, past.get(quarter))
