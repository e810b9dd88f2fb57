"""离任 and 调动: what was open goes to who answers next, access ends, and all of it is an entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime

from ledger.acts.attending import all_leaves
from ledger.acts.document_heirs import pass_documents_on
from ledger.acts.ports import Books, person_of
from ledger.acts.recurring import recurrences
from ledger.acts.requests import Request
from ledger.attendance import leaves_covered
from ledger.entries import LeaveTaken, Reassigned
from ledger.office_entries import DepartureSet, Leaving, PersonLeft, PersonMoved
from ledger.office_refusals import DayOver, HasLeft, LastAdministrator, NobodySucceeds
from ledger.origin_entries import RecurrenceHanded
from ledger.people import Assignee, Person, PersonId, Role, Roster, UnitId
from ledger.permissions import check_right
from ledger.recurrence import Standing
from ledger.succession import next_beside
from ledger.tasks import Task
from ledger.transitions import Act
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LetGo(Request):
    """Let somebody leave, at once or (``day``) at the beginning of a day; ``tasks`` are the open ones of theirs."""

    who: PersonId
    how: Leaving
    day: date | None = None
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Request):
    """Give somebody another unit, post and role; ``carry``: the open ``tasks`` go along."""

    who: PersonId
    unit: UnitId
    roles: tuple[Role, ...]
    title: str = ""
    carry: bool = False
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One task that has gone from somebody to the next."""

    task: Task
    to: Assignee


def check_roster(books: Books, person: PersonId) -> None:
    """Refuse (``NotAllowed``) whoever may not change the roster."""
    check_right(person_of(books, person), Act.CHANGE_ROSTER)


async def check_departure(books: Books, request: LetGo) -> None:
    """Refuse what ``let_go`` would refuse, with nothing changed: for the card before it counts."""
    _check_leaving(books, request)
    for number in request.tasks:
        _next_in_line(books.roster, person_of(books, request.who), await books.task(number))


async def let_go(books: Books, request: LetGo) -> tuple[HandedOver, ...]:
    """Hand over what is open, end stand-ins, and let the person leave; or record that it will be so on a later day."""
    _check_leaving(books, request)
    if request.day is not None and request.day > books.house.hours.local(request.sent_at).date():
        await books.record(
            DepartureSet(by=request.person, at=request.sent_at, person=request.who, how=request.how, day=request.day)
        )
        return ()
    return await depart(books, request.who, how=request.how, tasks=request.tasks, by=request.person, at=request.sent_at)


async def depart(
    books: Books, who: PersonId, *, how: Leaving, tasks: Iterable[str], by: PersonId | None, at: datetime
) -> tuple[HandedOver, ...]:
    """Let the person leave now, as was asked, or by the clock (``by`` is ``None``) as was set."""
    handed = await hand_over(books, who, tasks, by=by, at=at)
    await hand_over_duties(books, who, by=by, at=at)
    await pass_documents_on(books, who, by=by, at=at)
    await end_stand_ins(books, who, by=by, at=at)
    await books.record(PersonLeft(by=by, at=at, person=who, how=how))
    return handed


async def hand_over_duties(books: Books, who: PersonId, *, by: PersonId | None, at: datetime) -> None:
    """Let the next in line answer for what recurs (周期事项); a duty that nobody could take over stays as it is."""
    person, old = person_of(books, who), Assignee(person=who)
    for duty in await duties_of(books, who):
        new = next_beside(books.roster, person, duty.rule.lead + duty.rule.support)
        if new is not None:
            await books.record(RecurrenceHanded(by=by, at=at, recurrence=duty.seq, old=old, new=new))


async def duties_of(books: Books, who: PersonId) -> tuple[Standing, ...]:
    """Return the recurring duties for which the person answers."""
    mine = Assignee(person=who)
    return tuple(one for one in await recurrences(books) if mine in one.rule.lead + one.rule.support)


async def end_stand_ins(books: Books, who: PersonId, *, by: PersonId | None, at: datetime) -> None:
    """Let the person stand in (代办) for nobody any more."""
    today = books.house.hours.local(at).date()
    for leave in await stands_in_for(books, who, today):
        first = max(leave.first, today)
        await books.record(LeaveTaken(by=by, at=at, person=leave.person, first=first, last=leave.last))


async def move(books: Books, request: Move) -> tuple[HandedOver, ...]:
    """Record the other post; what is open stays with the old unit's head, unless it goes along."""
    check_roster(books, request.person)
    person = person_of(books, request.who)
    if not person.is_active:
        raise HasLeft(person.name)
    if Role.ADMIN not in request.roles:
        check_administrator(books.roster, person)
    handed: tuple[HandedOver, ...] = ()
    if not request.carry:
        handed = await hand_over(books, person.id, request.tasks, by=request.person, at=request.sent_at)
        await hand_over_duties(books, person.id, by=request.person, at=request.sent_at)
        await pass_documents_on(books, person.id, by=request.person, at=request.sent_at)
    await books.record(
        PersonMoved(
            by=request.person,
            at=request.sent_at,
            person=person.id,
            unit=request.unit,
            roles=request.roles,
            title=request.title,
            carried=request.carry,
        )
    )
    return handed


async def hand_over(
    books: Books, who: PersonId, tasks: Iterable[str], *, by: PersonId | None, at: datetime
) -> tuple[HandedOver, ...]:
    """Put the next in line in the person's place on each task; ``NobodySucceeds`` before any where one has none.

    By the clock (``by`` is ``None``) such a task is left out: access ends all the same, and coordinators are told.
    """
    person, old = person_of(books, who), Assignee(person=who)
    found: list[tuple[str, Assignee]] = []
    for number in tasks:
        task = await books.task(number)
        if any(branch.assignee == old for branch in task.held):
            with suppress(*(NobodySucceeds,) if by is None else ()):
                found.append((number, _next_in_line(books.roster, person, task)))
    handed = []
    for number, new in found:
        task = await books.append(Reassigned(number=number, by=by, at=at, old=old, new=new, left=True))
        handed.append(HandedOver(task, new))
    return tuple(handed)


def successors(roster: Roster, person: Person, tasks: Iterable[Task]) -> tuple[Assignee, ...]:
    """Return to whom each of the tasks would go; ``NobodySucceeds`` where there is nobody."""
    return tuple(_next_in_line(roster, person, task) for task in tasks)


async def departures_set(books: Books) -> dict[PersonId, DepartureSet]:
    """Return what is set for those who are still there, by the latest word."""
    records = [record.entry for record in await books.records_of(DepartureSet)]
    latest = {entry.person: entry for entry in records if isinstance(entry, DepartureSet)}
    return {who: one for who, one in latest.items() if one.day is not None and person_of(books, who).is_active}


async def revoke_departure(books: Books, who: PersonId, *, by: PersonId, at: datetime) -> bool:
    """Take back a departure that was set; ``False`` where there is none."""
    check_roster(books, by)
    known = (await departures_set(books)).get(who)
    if known is None:
        return False
    await books.record(DepartureSet(by=by, at=at, person=who, how=known.how, day=None))
    return True


def holds(task: Task, who: PersonId) -> bool:
    """Tell whether the person is, or was asked to become, answerable for a branch."""
    return any(branch.assignee.person == who for branch in task.held)


def _next_in_line(roster: Roster, person: Person, task: Task) -> Assignee:
    """Return the first in line who does not hold a branch of the task already."""
    taken = {branch.assignee for branch in task.held}
    found = next_beside(roster, person, taken)
    if found is None:
        raise NobodySucceeds(person.name, task.number)
    return found


async def stands_in_for(books: Books, who: PersonId, today: date) -> Sequence[LeaveTaken]:
    """Return the leaves, not over yet, in which the person is the stand-in by the latest word."""
    return leaves_covered(await all_leaves(books), who, today)


def _check_leaving(books: Books, request: LetGo) -> None:
    check_roster(books, request.person)
    person = person_of(books, request.who)
    if not person.is_active:
        raise HasLeft(person.name)
    if request.day is not None and request.day < books.house.hours.local(request.sent_at).date():
        raise DayOver(request.day)
    check_administrator(books.roster, person)


def check_administrator(roster: Roster, person: Person) -> None:
    """Somebody must be there who can run the system."""
    if person.has(Role.ADMIN) and all(one.id == person.id for one in roster.holders(Role.ADMIN)):
        raise LastAdministrator(person.name)
