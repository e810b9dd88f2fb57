"""登记培训: a sentence becomes a card, and then a row of the plan; whoever was invited hears of what is otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from handlers.cards import spend
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import assignee_named
from handlers.reading.reader import read_deadline
from handlers.reading.trainings import is_afternoon, means_everybody, time_said, training_facts, whose
from handlers.register_cards import keys_of
from handlers.storing import assignee_from, assignee_json
from handlers.training_cards import PURPOSE
from handlers.understanding import names_within
from handlers.wording import trainings as wording
from handlers.wording.voice import Voice
from ledger.acts.trainings import KeepTraining, TrainingRow, check_keeping, keep, may_organise, turnout
from ledger.people import Assignee, Group, UnitId
from ledger.permissions import check_right, scopes
from ledger.trainings import Training
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_plan(books: OpenBooks, heard: Heard) -> Answers:
    """12月10日下午培训公文写作，综合一科组织，秘书一科参加: show what was understood; nothing counts before 确认."""
    overheard = not heard.place.private and not heard.addressed
    if heard.edited or (overheard and not scopes(heard.person, Act.KEEP_TRAINING)):
        return ()
    check_right(heard.person, Act.KEEP_TRAINING)
    facts = training_facts(heard.said or heard.text)
    starts = starts_in(books, heard, facts.rest)
    organiser = _organiser(books, heard, facts.organiser)
    audience = audience_in(books, facts.audience)
    if not facts.title or starts is None or organiser is None or audience is None:
        lacks = (not facts.title, starts is None, organiser is None, audience is None)
        return () if overheard else (Answer(text=wording.missing(lacks)),)
    if overheard and not may_organise(books, heard.person.id, organiser):
        return ()
    row = TrainingRow(
        title=facts.title,
        starts=starts,
        organiser=organiser,
        audience=audience,
        city_wide=facts.city_wide,
        place=facts.place,
        said=heard.text,
    )
    return (await _card(books, heard, row),)


async def changed(books: OpenBooks, heard: Heard, training: Training) -> Answers:
    """Show what would be otherwise (改到12月12日上午，地点二楼会议室), as a card; nothing where no words say so."""
    facts = training_facts(heard.text)
    starts, audience = starts_in(books, heard, facts.rest), audience_in(books, facts.audience)
    if starts is None and not facts.place and not audience:
        return (Answer(text=wording.what_next(training.number), task=training.number, purpose=PURPOSE),)
    row = TrainingRow(
        number=training.number,
        title=training.title,
        starts=starts or training.starts,
        organiser=training.organiser,
        audience=audience or training.audience,
        city_wide=training.city_wide,
        place=facts.place or training.place,
        said=heard.text,
    )
    return (await _card(books, heard, row),)


def starts_in(books: OpenBooks, heard: Heard, words: tuple[str, ...]) -> datetime | None:
    """Return when it begins: the moment that a clause names; half a day begins where a limit would end."""
    house = books.house
    at = house.hours.local(heard.sent_at)
    for clause in words:
        said = time_said(clause, house.hours)
        found = read_deadline(said, roster=books.roster, calendar=house.calendar, hours=house.hours, at=at)
        if found.value is not None:
            return _beginning(books, house.hours.local(found.value), clause)
    return None


def _beginning(books: OpenBooks, limit: datetime, clause: str) -> datetime:
    hours = books.house.hours
    begins: dict[time, time] = {hours.morning_end: hours.morning_start}
    begins[hours.afternoon_end] = hours.afternoon_start if is_afternoon(clause) else hours.morning_start
    return hours.at(limit.date(), begins.get(limit.time(), limit.time()))


def _organiser(books: OpenBooks, heard: Heard, words: str) -> UnitId | None:
    """Return the one unit that is named; a head who names none means the own office."""
    named = [one.unit for one in names_within(books.roster, words) if one.unit is not None] if words else []
    if not words:
        return heard.person.unit
    return named[0] if len(named) == 1 else None


def audience_in(books: OpenBooks, words: str) -> tuple[Assignee, ...] | None:
    """Return who is meant; nothing (everybody) for 全体人员, ``None`` where the words name nobody.

    全体秘书 are the people of the offices whose names hold the word.
    """
    if not words:
        return None
    if means_everybody(words):
        return ()
    named = assignee_named(books, words)
    found = [named] if named is not None else list(names_within(books.roster, words))
    for group in books.roster.groups:
        if any(name and name in words for name in (group.name, *group.aliases)):
            found += members_of(books, group)
    if not found:
        word = whose(words)
        found = [Assignee(unit=unit.id) for unit in books.roster.units if len(word) > 1 and word in unit.name]
    return tuple(dict.fromkeys(found)) or None


def members_of(books: OpenBooks, group: Group) -> list[Assignee]:
    """Return the members of a group (分组): all units of its kind, and those whom it names."""
    kind = group.kind
    of_kind = [Assignee(unit=unit.id) for unit in books.roster.units if kind is not None and unit.kind is kind]
    named = (assignee_named(books, name) for name in group.members)
    return [*of_kind, *(one for one in named if one is not None)]


async def _card(books: OpenBooks, heard: Heard, row: TrainingRow) -> Answer:
    await check_keeping(books, KeepTraining(person=heard.person.id, sent_at=heard.sent_at, row=row))
    _, keys = await keys_of(books, heard, _as_json(row), of="training")
    return Answer(text=wording.card(Voice.of(books), row), buttons=keys, lapses=True)


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """Put it into the plan; whoever was invited before hears what is otherwise."""
    row = _from_json(heard.args)
    await spend(books, heard, heard.args["card"])
    training = await keep(books, KeepTraining(person=heard.person.id, sent_at=heard.sent_at, row=row))
    text = wording.kept(Voice.of(books), training, new=not row.number)
    answer = Answer(text=text, edit=True, task=training.number, purpose=PURPOSE)
    return answer, *await told_invited(books, heard, training, wording.changed_notice(Voice.of(books), training))


async def told_invited(books: OpenBooks, heard: Heard, training: Training, text: str) -> Answers:
    """Return what those read who were told of it before."""
    people = (await turnout(books, training)).invited - {heard.person.id}
    return tuple(Answer(text=text, to=one, task=training.number, purpose=PURPOSE, bulk=True) for one in sorted(people))


def _as_json(row: TrainingRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": row.title,
        "starts": row.starts.isoformat(),
        "organiser": row.organiser,
        "audience": [assignee_json(one) for one in row.audience],
        "city_wide": row.city_wide,
        "place": row.place,
        "said": row.said,
    }


def _from_json(kept: Mapping[str, Any]) -> TrainingRow:
    return TrainingRow(
        number=kept["number"],
        title=kept["title"],
        starts=datetime.fromisoformat(kept["starts"]),
        organiser=UnitId(int(kept["organiser"])),
        audience=tuple(map(assignee_from, kept["audience"])),
        city_wide=bool(kept["city_wide"]),
        place=kept["place"],
        said=kept["said"],
    )
