"""若今天销号能得多少分: what the score would be, from the ledger as it stands; nothing is recorded."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from handlers.addressing import in_words_of, language_here
from handlers.beforehand import beforehand
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import assignee_named
from handlers.questions import WhoIsMeant
from handlers.reading.appraising import supposed_in
from handlers.reading.numbers import find_numbers
from handlers.scoring import ACT, Standings, sees_others, standings
from handlers.wording import scoring as wording
from ledger.facts import Facts
from ledger.people import UnitId
from ledger.permissions import authorise, check_right, visible_units
from ledger.quarters import Quarter
from ledger.refusals import NotAllowed
from ledger.scores import Appraisal
from ledger.scoring import scored_unit_of
from ledger.supposing import closed_now, moves
from ledger.transitions import Act
from reports.supposed import Compared, supposed_text
from storage.books import OpenBooks


async def on_supposed(books: OpenBooks, heard: Heard) -> Answers:
    """若118号今天销号: that task; without a number every open task that the unit leads, the own or the named one."""
    check_right(heard.person, ACT)
    if not books.house.registers:
        return (Answer(text=wording.NO_RULES),)
    number, unit = _number(books, heard), _unit(books, heard)
    if number is not None:
        task = await books.task(number)
        authorise(books.roster, heard.person, Act.SEE, task)
        if not task.is_running:
            return (Answer(text=wording.cannot_be_closed(number), task=number),)
    elif unit is None:
        return (Answer(text=wording.name_task_or_unit()),)
    seen = visible_units(books.roster, heard.person, ACT)
    if number is None and seen is not None and unit not in seen:
        raise NotAllowed(ACT)
    quarter = Quarter.of(books.house.hours.local(books.now).date())
    make = partial(_supposed, number=number, unit=unit)
    facts, found = beforehand(heard, partial(standings, quarter=quarter), make, of=(number, unit, quarter))
    whose = _whose(facts, found, number=number, unit=unit, seen=seen)
    if not whose:
        return (Answer(text=wording.nothing_to_suppose()),)
    language = language_here(books, heard)
    what = in_words_of(wording.if_closed(number), language)
    placed = sees_others(heard.person)
    return tuple(
        Answer(text=part, to=heard.person.id, task=number)
        for one in whose
        for part in supposed_text(facts, one, what, found, placed=placed, language=language)
    )


def _number(books: OpenBooks, heard: Heard) -> str | None:
    """Return the task that is named, else the one whose card is answered."""
    said, _ = supposed_in(heard.text) or ("", "")
    if said.isdigit():
        return books.house.number(int(said), heard.sent_at)
    found = find_numbers(said, books.house.year(heard.sent_at))
    return found[0].number if found else heard.task or heard.reply_task


def _unit(books: OpenBooks, heard: Heard) -> UnitId | None:
    """Return the unit that is named, else the person's own."""
    _, name = supposed_in(heard.text) or ("", "")
    if not name:
        return heard.person.unit
    found = assignee_named(books, name)
    if found is None or found.unit is None:
        raise WhoIsMeant(name)
    return found.unit


def _supposed(read: Standings, *, number: str | None, unit: UnitId | None) -> tuple[Facts, list[Compared]]:
    """Return the facts, and each register before and after; pure."""
    facts = read.read.facts
    before = read.read.appraised()
    numbers = {number} if number is not None else _led(facts, before, unit)
    after = replace(read.read, facts=closed_now(facts, numbers)).appraised() if numbers else before
    return facts, [(old, new, moves(old, new)) for old, new in zip(before, after, strict=True)]


def _led(facts: Facts, found: tuple[Appraisal, ...], unit: UnitId | None) -> set[str]:
    """Return the numbers of the running tasks that the unit is scored for."""
    scored = {row.score.unit for one in found for row in one.rows}
    return {
        task.number
        for task in facts.tasks
        if task.is_running
        and any(scored_unit_of(facts.roster, branch.assignee, scored) == unit for branch in task.leads)
    }


def _whose(
    facts: Facts,
    found: list[Compared],
    *,
    number: str | None,
    unit: UnitId | None,
    seen: frozenset[UnitId] | None,
) -> list[UnitId]:
    """Return the units to tell of: those that lead the task and may be seen, else the one that was asked for."""
    scored = {row.score.unit for _, one, _ in found for row in one.rows}
    if number is None:
        return [unit] if unit is not None and unit in scored else []
    task = next(one for one in facts.tasks if one.number == number)
    homes = (scored_unit_of(facts.roster, branch.assignee, scored) for branch in task.leads)
    return [one for one in dict.fromkeys(homes) if one is not None and (seen is None or one in seen)]
