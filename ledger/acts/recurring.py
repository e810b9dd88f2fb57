"""周期事项: a duty that recurs is set and stopped; each occurrence becomes a task by the clock."""

from __future__ import annotations

from datetime import datetime

from ledger.acts.origin_requests import SetRecurrence, StopRecurrence
from ledger.acts.ports import Books, check_present, person_of
from ledger.entries import Assigned, Recorded
from ledger.origin_entries import RecurrenceSet, RecurrenceStopped
from ledger.origins import OriginKind
from ledger.people import PersonId
from ledger.permissions import may_assign
from ledger.recurrence import KINDS, Standing, in_force, next_dates
from ledger.refusals import NeverDue, NobodyAssigned, NoSuchRecurrence, NotAllowed
from ledger.tasks import Task
from ledger.transitions import Act


async def set_recurrence(books: Books, request: SetRecurrence) -> Recorded:
    """Record the rule; refuse targets out of reach and a rule that is never due."""
    check_recurrence(books, request)
    return await books.record(rule_of(request))


def check_recurrence(books: Books, request: SetRecurrence) -> None:
    """Refuse what ``set_recurrence`` would refuse: for the card before it counts."""
    if not request.lead:
        raise NobodyAssigned
    person = person_of(books, request.person)
    if not may_assign(books.roster, person, request.lead + request.support, act=Act.RECUR):
        raise NotAllowed(Act.RECUR)
    check_present(books, request.lead + request.support)
    if not next_dates(rule_of(request), books.house, after=request.sent_at, count=1):
        raise NeverDue


def rule_of(request: SetRecurrence) -> RecurrenceSet:
    """Return the entry that the request asks for."""
    return RecurrenceSet(
        by=request.person,
        at=request.sent_at,
        title=request.title,
        lead=request.lead,
        support=request.support,
        completion=request.completion,
        urgency=request.urgency,
        every=request.every,
        interval=request.interval,
        weekdays=request.weekdays,
        day=request.day,
        hour=request.hour,
        starts=request.starts,
        until=request.until,
        said=request.said,
    )


async def recurrences(books: Books) -> tuple[Standing, ...]:
    """Return all rules in force."""
    return in_force(await books.records_of(*KINDS))


async def reachable_recurrences(books: Books, person: PersonId) -> tuple[Standing, ...]:
    """Return the rules in force that the person set, or could have set."""
    return tuple(one for one in await recurrences(books) if _reaches(books, person, one))


async def stop_recurrence(books: Books, request: StopRecurrence) -> Standing:
    """Stop the rule and return it as it stood; the tasks that it has brought about stay."""
    reachable = await reachable_recurrences(books, request.person)
    standing = next((one for one in reachable if one.n == request.n), None)
    if standing is None:
        raise NoSuchRecurrence(request.n)
    await books.record(
        RecurrenceStopped(by=request.person, at=request.sent_at, recurrence=standing.seq, reason=request.reason)
    )
    return standing


def _reaches(books: Books, person: PersonId, standing: Standing) -> bool:
    rule = standing.rule
    able = may_assign(books.roster, person_of(books, person), rule.lead + rule.support, act=Act.RECUR)
    return able or rule.by == person


async def begin_occurrence(books: Books, standing: Standing, *, due: datetime, at: datetime, origin: str) -> Task:
    """Assign the task of one occurrence by the clock, on behalf of who set the rule; once is the caller's affair."""
    rule = standing.rule
    number = await books.next_number(books.house.year(at))
    return await books.append(
        Assigned(
            number=number,
            by=None,
            at=at,
            title=rule.title,
            lead=rule.lead,
            support=rule.support,
            completion=rule.completion,
            deadline=due,
            urgency=rule.urgency,
            provisional=books.house.calendar.is_provisional(due.date()),
            origin=origin,
            origin_kind=OriginKind.RECURRENCE,
            cause=standing.seq,
            giver=rule.by,
        )
    )
