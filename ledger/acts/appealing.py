"""申诉: a head disputes a line of the office's score, staff one of their own; a leader answers with a reason."""

from __future__ import annotations

from dataclasses import fields

from config.appraisal.events import Event
from ledger.acts.ports import Books, person_of
from ledger.acts.requests import Request
from ledger.adjustments import Standing
from ledger.appeals import Appeal, Disputed, appeal_limit, appeals_of
from ledger.people import Person, Roster
from ledger.permissions import check_right, in_field, scopes
from ledger.refusals import NotAllowed
from ledger.scopes import Scope
from ledger.score_entries import APPEALS, AppealDecided, ScoreAppealed
from ledger.score_refusals import AppealedAlready, AppealSettled, AppealTooLate, NothingLost, OwnAppeal
from ledger.transitions import Act
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealScore(Request):
    """Dispute this line, for the reason."""

    about: Disputed
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAppeal(Request):
    """Answer the appeal (its ``seq``), with the reason."""

    appeal: int
    granted: bool
    reason: str = ""


async def all_appeals(books: Books) -> dict[int, Appeal]:
    """Return every appeal by its ``seq``."""
    return appeals_of(await books.records_of(*APPEALS))


async def appeal(books: Books, request: AppealScore) -> Appeal:
    """Record the appeal, inside its limit and once for each line."""
    person, about = person_of(books, request.person), request.about
    check_right(person, Act.APPEAL_SCORE)
    if not may_appeal(books.roster, person, about):
        raise NotAllowed(Act.APPEAL_SCORE)
    if about.points >= 0:
        raise NothingLost
    if request.sent_at > (limit := appeal_limit(about.line_at, books.house)):
        raise AppealTooLate(limit)
    await books.hold()
    event = _event_of(books, about)
    if any(one.about.is_same(about, event) for one in (await all_appeals(books)).values()):
        raise AppealedAlready
    told = {one.name: getattr(about, one.name) for one in fields(about)}
    written = await books.record(ScoreAppealed(by=request.person, at=request.sent_at, reason=request.reason, **told))
    return (await all_appeals(books))[written.seq]


def may_appeal(roster: Roster, person: Person, about: Disputed) -> bool:
    """Tell whether the line is the person's own, or one of the office that the person heads."""
    reach = scopes(person, Act.APPEAL_SCORE)
    if Scope.OFFICE in reach and person.unit is not None and roster.within(about.unit, person.unit):
        return True
    return bool(reach) and about.whom.person == person.id


def _event_of(books: Books, about: Disputed) -> Event:
    for register in books.house.registers:
        if (register.key, register.version) == (about.register, about.version):
            return register.named(about.rule).event
    raise NothingLost


async def decide_appeal(books: Books, request: DecideAppeal) -> Appeal:
    """Give back what the line took, or leave it; either way a new line tells it."""
    before = await check_answer(books, request)
    answer = AppealDecided(
        by=request.person, at=request.sent_at, appeal=before.id, granted=request.granted, reason=request.reason
    )
    await books.record(answer)
    return (await all_appeals(books))[before.id]


async def check_answer(books: Books, request: DecideAppeal) -> Appeal:
    """Return the appeal that the person may answer now; refuse as ``decide_appeal`` would."""
    person = person_of(books, request.person)
    check_right(person, Act.DECIDE_APPEAL)
    await books.hold()
    one = (await all_appeals(books)).get(request.appeal)
    if one is None:
        raise NotAllowed(Act.DECIDE_APPEAL)
    if one.standing is not Standing.WAITING:
        raise AppealSettled(one.standing)
    if (hindrance := _hindrance(books, one, person)) is not None:
        raise hindrance
    return one


def answerers(books: Books, one: Appeal) -> tuple[Person, ...]:
    """Return the leaders who may answer it."""
    able = (person for person in books.roster.active_people if scopes(person, Act.DECIDE_APPEAL))
    return tuple(person for person in able if _hindrance(books, one, person) is None)


def _hindrance(books: Books, one: Appeal, person: Person) -> OwnAppeal | NotAllowed | None:
    """Return why the person, who has the right, may not answer this one, if so."""
    if person.id in {one.by, one.about.whom.person} or person.unit == one.about.unit:
        return OwnAppeal()
    return None if in_field(books.roster, person, one.about.whom) else NotAllowed(Act.DECIDE_APPEAL)
