"""人工赋分: a coordinator proposes points under a decided rule with evidence, and a second person confirms them."""

from __future__ import annotations

from ledger.acts.ports import Books, check_present, person_of
from ledger.acts.requests import Request
from ledger.adjustments import Adjustment, Standing, adjustments_of, choices, scored_unit
from ledger.entries import Entry, Evidence
from ledger.people import Assignee, Person
from ledger.permissions import authorise, check_right, in_field, scopes
from ledger.refusals import NotAllowed
from ledger.scopes import Scope
from ledger.score_entries import ADJUSTMENTS, AdjustmentDecided, AdjustmentProposed, AdjustmentWithdrawn
from ledger.score_refusals import AdjustmentSettled, NothingShown, NotScored, OwnScore, ProposerDecides
from ledger.transitions import Act
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeAdjustment(Request):
    """The rule of the register holds so many ``times`` of ``whom``; files, task or document show it."""

    whom: Assignee
    register: str
    rule: str
    item: str = ""
    times: int = 1
    reason: str = ""
    files: tuple[Evidence, ...] = ()
    about: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutAdjustment(Request):
    """An act upon an adjustment (the ``seq`` of its proposal)."""

    adjustment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAdjustment(AboutAdjustment):
    """The second person's word."""

    granted: bool
    reason: str = ""


async def all_adjustments(books: Books) -> dict[int, Adjustment]:
    """Return every adjustment by the ``seq`` of its proposal."""
    return adjustments_of(await books.records_of(*ADJUSTMENTS))


async def propose(books: Books, request: ProposeAdjustment) -> Adjustment:
    """Record the proposal; it gives no points before somebody else has confirmed it."""
    check_right(person_of(books, request.person), Act.PROPOSE_SCORE)
    check_present(books, [request.whom])
    day = books.house.hours.local(request.sent_at).date()
    unit = scored_unit(books.house.registers, books.roster, request.whom)
    able = () if unit is None or request.times < 1 else choices(books.house.registers, day, unit)
    wanted = (request.register, request.rule, request.item)
    chosen = next((one for one in able if (one.register.key, one.rule.key, one.key) == wanted), None)
    if chosen is None:
        raise NotScored
    if not (request.files or request.about or request.paper.strip()):
        raise NothingShown
    if request.about:
        authorise(books.roster, person_of(books, request.person), Act.SEE, await books.task(request.about))
    await books.hold()
    written = await books.record(
        AdjustmentProposed(
            by=request.person,
            at=request.sent_at,
            whom=request.whom,
            register=request.register,
            version=chosen.register.version,
            rule=request.rule,
            item=request.item,
            times=request.times,
            reason=request.reason,
            files=request.files,
            about=request.about,
            paper=request.paper,
        )
    )
    return (await all_adjustments(books))[written.seq]


async def decide(books: Books, request: DecideAdjustment) -> Adjustment:
    """Confirm it, so that it counts, or refuse it; never by whoever proposed it or is meant by it."""
    before = await check_decision(books, request)
    decided = AdjustmentDecided(
        by=request.person,
        at=request.sent_at,
        adjustment=before.id,
        granted=request.granted,
        reason=request.reason,
    )
    return await _recorded(books, before.id, decided)


async def check_decision(books: Books, request: AboutAdjustment) -> Adjustment:
    """Return the adjustment that the person may decide now; refuse as ``decide`` would."""
    person = person_of(books, request.person)
    check_right(person, Act.CONFIRM_SCORE)
    before = await _waiting(books, request, Act.CONFIRM_SCORE)
    if (hindrance := _hindrance(books, before, person)) is not None:
        raise hindrance
    return before


async def withdraw_adjustment(books: Books, request: AboutAdjustment) -> Adjustment:
    """Give up what one proposed oneself, before it is decided."""
    check_right(person_of(books, request.person), Act.PROPOSE_SCORE)
    before = await _waiting(books, request, Act.PROPOSE_SCORE)
    if before.proposed_by != request.person:
        raise NotAllowed(Act.PROPOSE_SCORE)
    withdrawn = AdjustmentWithdrawn(by=request.person, at=request.sent_at, adjustment=before.id)
    return await _recorded(books, before.id, withdrawn)


def second_people(books: Books, one: Adjustment) -> tuple[Person, ...]:
    """Return who may confirm it."""
    people = books.roster.active_people
    able = (person for person in people if scopes(person, Act.CONFIRM_SCORE))
    return tuple(person for person in able if _hindrance(books, one, person) is None)


async def _waiting(books: Books, request: AboutAdjustment, act: Act) -> Adjustment:
    await books.hold()
    one = (await all_adjustments(books)).get(request.adjustment)
    if one is None:
        raise NotAllowed(act)
    if one.standing is not Standing.WAITING:
        raise AdjustmentSettled(one.standing)
    return one


def _hindrance(books: Books, one: Adjustment, person: Person) -> ProposerDecides | OwnScore | NotAllowed | None:
    """Return why the person, who has the right, may not confirm this one, if so."""
    if person.id == one.proposed_by:
        return ProposerDecides()
    if person.id == one.whom.person or person.unit == books.roster.unit_of(one.whom):
        return OwnScore()
    if Scope.ANY in scopes(person, Act.CONFIRM_SCORE) or in_field(books.roster, person, one.whom):
        return None
    return NotAllowed(Act.CONFIRM_SCORE)


async def _recorded(books: Books, adjustment: int, entry: Entry) -> Adjustment:
    await books.record(entry)
    return (await all_adjustments(books))[adjustment]
