"""政务信息: an office submits a piece of information; a coordinator of another office records that it was adopted."""

from __future__ import annotations

from ledger.acts.ports import Books, person_of
from ledger.acts.requests import Request
from ledger.information import Information, information_of
from ledger.information_entries import (
    INFORMATION,
    InformationAdopted,
    InformationEntry,
    InformationSubmitted,
    InformationWithdrawn,
)
from ledger.information_refusals import AdoptedAlready, InformationVoid, KnownInformation, OwnInformation
from ledger.people import Person, PersonId, Roster, UnitId
from ledger.permissions import check_right, scopes, visible_units
from ledger.queries import folded
from ledger.refusals import NotAllowed
from ledger.scopes import Scope
from ledger.series import next_number
from ledger.transitions import Act
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitInformation(Request):
    """What a unit submitted."""

    title: str
    unit: UnitId
    to: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutInformation(Request):
    """Something asked about one piece: by whom it was adopted, or why it is void."""

    number: str
    adopter: str = ""
    reason: str = ""
    said: str = ""


async def all_information(books: Books) -> dict[str, Information]:
    """Return every piece by its number."""
    return information_of(await books.records_of(*INFORMATION))


def titled(known: dict[str, Information], title: str) -> tuple[Information, ...]:
    """Return what has that title and is not void, whatever the width and case of its signs."""
    return tuple(one for one in known.values() if one.withdrawn_at is None and folded(one.title) == folded(title))


async def submit(books: Books, request: SubmitInformation) -> Information:
    """Give it its number; the same title of the same unit is told once."""
    person = person_of(books, request.person)
    if not _in_reach(books.roster, person, Act.SUBMIT_INFORMATION, request.unit):
        raise NotAllowed(Act.SUBMIT_INFORMATION)
    await books.hold()
    for one in titled(await all_information(books), request.title):
        if one.unit == request.unit:
            raise KnownInformation(one.number)
    begun = await books.records_of(InformationSubmitted)
    number = next_number(begun, books.house.documents.information_numbering, request.sent_at, books.house)
    return await _noted(
        books,
        InformationSubmitted(
            by=request.person,
            at=request.sent_at,
            number=number,
            title=request.title,
            unit=request.unit,
            to=request.to,
            said=request.said,
        ),
    )


async def adopt(books: Books, request: AboutInformation) -> Information:
    """Record an adoption: it is worth points, so nobody records one of the own unit."""
    person = person_of(books, request.person)
    check_right(person, Act.ADOPT_INFORMATION)
    one = await _standing(books, request.number, Act.ADOPT_INFORMATION)
    if person.unit == one.unit:
        raise OwnInformation(one.number)
    if any(folded(each.adopter) == folded(request.adopter) for each in one.adoptions):
        raise AdoptedAlready(one.number, request.adopter)
    entry = InformationAdopted(
        by=request.person, at=request.sent_at, number=one.number, adopter=request.adopter, said=request.said
    )
    return await _noted(books, entry)


async def withdraw(books: Books, request: AboutInformation) -> Information:
    """作废, with the reason."""
    person = person_of(books, request.person)
    one = await _standing(books, request.number, Act.WITHDRAW_INFORMATION)
    own = Scope.OWN in scopes(person, Act.WITHDRAW_INFORMATION) and one.by == person.id
    if not own and not _in_reach(books.roster, person, Act.WITHDRAW_INFORMATION, one.unit):
        raise NotAllowed(Act.WITHDRAW_INFORMATION, request.number)
    entry = InformationWithdrawn(by=request.person, at=request.sent_at, number=one.number, reason=request.reason)
    return await _noted(books, entry)


async def seen(books: Books, person: PersonId, number: str) -> Information:
    """Return the piece if the person may see it; else refuse, whether or not there is one."""
    one = (await all_information(books)).get(number)
    units = visible_units(books.roster, person_of(books, person), Act.SEE_INFORMATION)
    if one is None or (units is not None and one.unit not in units):
        raise NotAllowed(Act.SEE_INFORMATION, number)
    return one


def _in_reach(roster: Roster, person: Person, act: Act, unit: UnitId) -> bool:
    """Tell whether the act reaches the unit: anything, or what lies in the person's own unit."""
    reach = scopes(person, act)
    own = person.unit is not None and roster.within(unit, person.unit)
    return Scope.ANY in reach or (Scope.OFFICE in reach and own)


async def _standing(books: Books, number: str, act: Act) -> Information:
    """Return the piece, held against others, as long as it is not void."""
    await books.hold()
    one = (await all_information(books)).get(number)
    if one is None:
        raise NotAllowed(act, number)
    if one.withdrawn_at is not None:
        raise InformationVoid(number)
    return one


async def _noted(books: Books, entry: InformationEntry) -> Information:
    await books.record(entry)
    return (await all_information(books))[entry.number]
