"""重算: after a notice was kept, what was provisional (暂定) is read again; who is concerned is told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from handlers.heard import Answer, Answers
from handlers.reading.reader import read, read_deadline
from handlers.reading.reasons import clauses
from handlers.reading.values import Context, Reading
from handlers.recipients import present, workers
from handlers.understanding import moved
from handlers.wording import recounting
from handlers.wording.voice import Voice
from ledger.acts.recounting import Counted, recount
from ledger.calendar import DAY
from ledger.entries import Amended, Assigned, Urgency
from ledger.house import House
from ledger.people import Person, PersonId, Role, Roster
from ledger.recounting import Limits
from storage.books import OpenBooks

_CARD_DAYS = 7  # A card may have waited so long between the words and the tap that made them count.


async def recount_all(books: OpenBooks, years: Sequence[int]) -> Answers:
    """Count every provisional limit by the notices kept for these years, and tell whom it concerns."""
    provisional = [task for task in await books.tasks.open_all() if task.provisional]
    counted = await recount(books, provisional, read=reader(books.roster), at=books.now)
    return tuple(_told(books, counted, years))


def reader(roster: Roster) -> Callable[[Assigned | Amended, House, datetime | None], Iterator[list[Limits]]]:
    """Return what reads the words of an entry by a house's calendar, as of each day they may be from."""

    def readings(entry: Assigned | Amended, house: House, before: datetime | None) -> Iterator[list[Limits]]:
        for back in range(_CARD_DAYS if isinstance(entry, Assigned) else 1):
            at = entry.at - back * DAY
            yield list(_whole(roster, entry, house, at, before))
            yield list(_by_clause(roster, entry, house, at))
            yield list(_by_urgency(entry, house, at))

    return readings


def _whole(
    roster: Roster, entry: Assigned | Amended, house: House, at: datetime, before: datetime | None
) -> Iterator[Limits]:
    """Yield what the message says as a whole: each of its tasks, or the change that it asks for."""
    said = _read(roster, entry.said, house, at)
    named = [one for one in said.tasks if one.title and one.title == entry.title]
    for one in named or said.tasks:
        yield tuple(filter(None, (one.deadline, *(stage.deadline for stage in one.milestones))))
    delta, deadline = said.args.get("delta"), said.args.get("deadline")
    if isinstance(delta, str) and before is not None:
        until = moved(house, before, delta)
        yield (until,) if until is not None else ()
    elif isinstance(deadline, datetime):
        yield (deadline,)


def _read(roster: Roster, text: str, house: House, at: datetime) -> Reading:
    return read(
        text,
        roster=roster,
        calendar=house.calendar,
        hours=house.hours,
        at=at,
        role=Role.COORDINATOR,
        context=Context.PRIVATE,
    )


def _by_clause(roster: Roster, entry: Assigned | Amended, house: House, at: datetime) -> Iterator[Limits]:
    """Yield the limit of every clause by itself, as shares of a split and answers to a question are read."""
    for clause in clauses(entry.said):
        found = read_deadline(clause, roster=roster, calendar=house.calendar, hours=house.hours, at=at)
        yield () if found.value is None else (found.value,)


def _by_urgency(entry: Assigned | Amended, house: House, at: datetime) -> Iterator[Limits]:
    """Yield the limit that the house gives where none was said."""
    if not isinstance(entry, Assigned):
        return
    workdays = house.urgency_workdays.get(entry.urgency or Urgency.NORMAL)
    if workdays is not None:
        day = house.calendar.add_workdays(house.hours.local(at).date(), workdays)
        yield (house.hours.end_of_business(day),)


def _told(books: OpenBooks, counted: Sequence[Counted], years: Sequence[int]) -> Iterator[Answer]:
    """Yield one message a person: those who work on what moved and who assigned it, and the coordinators' list."""
    voice = Voice.of(books)
    gone = [one for one in counted if one.moved]
    doubtful = [one for one in counted if not one.certain and not one.moved]
    coordinators = {one.id for one in present(books.roster, books.roster.holders(Role.COORDINATOR))}
    for person, mine in _by_person(books.roster, gone).items():
        if person not in coordinators:
            text = recounting.yours(voice, years, mine)
            yield Answer(text=text, to=person, about=_numbers(mine), reply=False)
    if not counted:
        return
    text = recounting.everything(voice, years, gone, doubtful, stayed=len(counted) - len(gone) - len(doubtful))
    for person in sorted(coordinators):
        yield Answer(text=text, to=person, about=_numbers(counted), reply=False)


def _by_person(roster: Roster, gone: Iterable[Counted]) -> dict[PersonId, list[Counted]]:
    found: dict[PersonId, list[Counted]] = {}
    for one in gone:
        for person in present(roster, _concerned(roster, one)):
            found.setdefault(person.id, []).append(one)
    return found


def _concerned(roster: Roster, one: Counted) -> tuple[Person, ...]:
    giver = one.after.assigned_by
    gave = (roster.person(giver),) if giver is not None and roster.person(giver).is_active else ()
    people = {who.id: who for who in (*workers(roster, one.after.branches), *gave)}
    return tuple(people.values())


def _numbers(counted: Iterable[Counted]) -> tuple[str, ...]:
    return tuple(one.after.number for one in counted)
