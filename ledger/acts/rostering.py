"""新增人员, 更正人员信息, 调整角色, 邀请: what administrators change of the roster; a role beyond a post takes two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ledger.acts.departing import check_administrator, check_roster
from ledger.acts.ports import Books, person_of
from ledger.acts.requests import Request
from ledger.entries import Entry
from ledger.office_entries import PersonAdded, PersonBound, PersonCorrected, PersonInvited, RolesSet, RosterImported
from ledger.office_refusals import AsItIs, HasLeft, NameTaken, SecondNeeded
from ledger.people import NEWCOMER, Person, PersonId, Role, Roster, UnitId
from ledger.permissions import may_for
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from ledger.values import dataclass

FROM_A_POST = frozenset({Role.STAFF, Role.HEAD})
"""Roles that go with a post and are given by one administrator; every other one is granted by two (第二人)."""
_OPENING = (PersonAdded, PersonCorrected, PersonInvited)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson(Request):
    """Put somebody on the roster, with the roles of a post; others are granted afterwards."""

    name: str
    unit: UnitId
    roles: frozenset[Role] = frozenset({Role.STAFF})
    title: str = ""
    phone: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPerson(Request):
    """Change name, aliases or phone of somebody; ``None`` leaves it as it is."""

    who: PersonId
    name: str | None = None
    aliases: tuple[str, ...] | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRoles(Request):
    """Give somebody these roles and this field (分管); ``agreed`` is the second person, where it takes one."""

    who: PersonId
    roles: frozenset[Role]
    fields: tuple[UnitId, ...] = ()
    agreed: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePerson(Request):
    """Have a one-time link made for somebody."""

    who: PersonId


async def add_person(books: Books, request: AddPerson) -> Person:
    """Put the person on the roster and return them as they stand there."""
    check_addition(books, request)
    newcomer = Person(
        id=NEWCOMER,
        name=request.name,
        unit=request.unit,
        roles=request.roles,
        title=request.title,
        phone=request.phone,
        aliases=request.aliases,
    )
    number = await books.put_person(newcomer)
    await books.record(
        PersonAdded(
            by=request.person,
            at=request.sent_at,
            person=number,
            unit=request.unit,
            roles=_in_order(request.roles),
            name=request.name,
            title=request.title,
            aliases="\n".join(request.aliases),
        )
    )
    return books.roster.person(number)


def check_addition(books: Books, request: AddPerson) -> None:
    """Refuse what ``add_person`` would refuse: for the card before it counts."""
    check_roster(books, request.person)
    if request.roles - FROM_A_POST:
        raise SecondNeeded(request.name, Act.GRANT_ROLE)
    _check_names(books.roster, NEWCOMER, request.unit, request.name, request.aliases)


async def correct_person(books: Books, request: CorrectPerson) -> Person:
    """Let the roster say this of the person and return them as they stand there."""
    person = corrected(books, request)
    before = person_of(books, request.who)
    await books.put_person(person)
    await books.record(
        PersonCorrected(
            by=request.person,
            at=request.sent_at,
            person=person.id,
            name=person.name,
            aliases="\n".join(person.aliases),
            phone=person.phone != before.phone,
        )
    )
    return books.roster.person(person.id)


def corrected(books: Books, request: CorrectPerson) -> Person:
    """Return the person as asked for, or refuse: for the card before it counts."""
    check_roster(books, request.person)
    before = _present(books, request.who)
    person = replace(
        before,
        name=before.name if request.name is None else request.name,
        aliases=before.aliases if request.aliases is None else request.aliases,
        phone=before.phone if request.phone is None else request.phone,
    )
    if person == before:
        raise AsItIs(before.name)
    name = person.name if person.name != before.name else ""
    new = [one for one in person.aliases if one not in before.aliases]
    _check_names(books.roster, person.id, person.unit, name, new)
    return person


async def set_roles(books: Books, request: SetRoles) -> Person:
    """Give the person these roles and this field, by the right of who asked, and of the second where it takes one."""
    check_roles(books, request)
    person = person_of(books, request.who)
    if takes_second(person, request):
        _check_second(books, request)
    await books.put_person(replace(person, roles=request.roles, fields=request.fields))
    await books.record(
        RolesSet(
            by=request.person,
            at=request.sent_at,
            person=person.id,
            roles=_in_order(request.roles),
            fields=request.fields,
            agreed=request.agreed,
        )
    )
    return books.roster.person(person.id)


def check_roles(books: Books, request: SetRoles) -> None:
    """Refuse what nobody could agree to: for the card before it counts."""
    check_roster(books, request.person)
    person = _present(books, request.who)
    if (person.roles, person.fields) == (request.roles, request.fields):
        raise AsItIs(person.name)
    if Role.ADMIN not in request.roles:
        check_administrator(books.roster, person)


def takes_second(person: Person, request: SetRoles) -> bool:
    """Tell whether more than a post is granted: a further role, or another field of somebody who has one."""
    beyond = request.roles - FROM_A_POST
    return bool(beyond - person.roles) or (bool(beyond) and request.fields != person.fields)


def seconds(roster: Roster, asker: PersonId, who: PersonId) -> tuple[Person, ...]:
    """Return who may agree to a role in the second place: neither who asked nor who gains by it."""
    target = roster.person(who)
    able = (one for one in roster.active_people if may_for(roster, one, Act.GRANT_ROLE, target))
    return tuple(one for one in able if one.id not in {asker, who})


async def invite(books: Books, request: InvitePerson) -> Person:
    """Record that a link is made for the person, wherever somebody else is there to approve the binding."""
    check_roster(books, request.person)
    person = _present(books, request.who)
    able = await approvers(books, person.id)
    if person.roles <= FROM_A_POST or any(one.id != request.person for one in able):
        await books.record(PersonInvited(by=request.person, at=request.sent_at, person=person.id))
        return person
    raise SecondNeeded(person.name, Act.BIND_PERSON)


async def approvers(books: Books, who: PersonId) -> tuple[Person, ...]:
    """Return who may approve a binding: administrators and the heads of the unit, never the person.

    Where the person has more than a post (督查员, 领导), whoever opened the way since the last binding, by adding,
    inviting or giving another phone number, does not let in as well.
    """
    target = person_of(books, who)
    opened = await _openers(books, who) if target.roles - FROM_A_POST else frozenset()
    return tuple(
        one
        for one in books.roster.active_people
        if one.id != who and one.id not in opened and may_for(books.roster, one, Act.BIND_PERSON, target)
    )


async def _openers(books: Books, who: PersonId) -> frozenset[PersonId | None]:
    opened: set[PersonId | None] = set()
    for record in await books.records_of(*_OPENING, RosterImported, PersonBound):
        entry = record.entry
        if isinstance(entry, PersonBound) and entry.person == who:
            opened.clear()
        elif _opens(entry, who):
            opened.add(entry.by)
    return frozenset(opened)


def _opens(entry: Entry, who: PersonId) -> bool:
    """Tell whether it opens the person a way in; an import that took a second person may do so for anybody."""
    if isinstance(entry, RosterImported):
        return entry.agreed is not None
    return isinstance(entry, _OPENING) and entry.person == who and getattr(entry, "phone", True)


def _check_second(books: Books, request: SetRoles) -> None:
    if request.agreed is None or request.agreed in {request.person, request.who}:
        raise SecondNeeded(person_of(books, request.who).name, Act.GRANT_ROLE)
    if all(one.id != request.agreed for one in seconds(books.roster, request.person, request.who)):
        raise NotAllowed(Act.GRANT_ROLE)


def _present(books: Books, who: PersonId) -> Person:
    person = person_of(books, who)
    if not person.is_active:
        raise HasLeft(person.name)
    return person


def _check_names(roster: Roster, who: PersonId, unit: UnitId | None, name: str, aliases: Iterable[str]) -> None:
    """Refuse a name that the unit has already, and an alias that anybody or any unit has."""
    others = [one for one in roster.active_people if one.id != who]
    taken = {called for one in others for called in (one.name, *one.aliases)}
    taken |= {called for unit_ in roster.units for called in (unit_.name, *unit_.aliases)}
    if any(one.name == name and one.unit == unit for one in others):
        raise NameTaken(name)
    for alias in aliases:
        if alias in taken:
            raise NameTaken(alias)


def _in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in roles)
