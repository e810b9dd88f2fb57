"""日报, 请假 and 销假: what a person says of the own day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ledger.acts.ports import Books, check_present, person_of
from ledger.acts.requests import EndLeave, ReportDay, TakeLeave
from ledger.attendance import LEAVE, leaves_in_force
from ledger.calendar import DAY
from ledger.entries import DailyReported, LeaveEnded, LeaveTaken
from ledger.office_refusals import DayOver, NotOnLeave, SeveralLeaves
from ledger.people import Assignee, PersonId
from ledger.permissions import may_for
from ledger.refusals import DateOrder, NotAllowed
from ledger.transitions import Act


async def report_day(books: Books, request: ReportDay) -> None:
    """Record the person's daily report; a later one for the same day stands beside it and prevails."""
    person = person_of(books, request.person)
    if not may_for(books.roster, person, Act.REPORT_DAY, person):
        raise NotAllowed(Act.REPORT_DAY)
    await books.record(
        DailyReported(
            by=request.person,
            at=request.sent_at,
            day=request.day,
            done=request.done,
            plan=request.plan,
            difficulty=request.difficulty,
        )
    )


async def take_leave(books: Books, request: TakeLeave) -> None:
    """Record a leave, both days included, and who stands in."""
    _check_for(books, request.person, request.whose, Act.TAKE_LEAVE)
    named = [request.whose] if request.delegate is None else [request.whose, request.delegate]
    check_present(books, (Assignee(person=one) for one in named))
    if request.last < request.first:
        raise DateOrder
    await books.record(
        LeaveTaken(
            by=request.person,
            at=request.sent_at,
            person=request.whose,
            first=request.first,
            last=request.last,
            delegate=request.delegate,
        )
    )


async def end_leave(books: Books, request: EndLeave) -> tuple[LeaveEnded, tuple[LeaveTaken, ...]]:
    """Let the person be there again from the day on; return that with the leaves, as they were, that it cuts short.

    Without a day it is the leave of today, else the only one ahead, as a whole. Days that are over stay as they were.
    """
    _check_for(books, request.person, request.whose, Act.END_LEAVE)
    await books.hold()
    today = books.house.hours.local(request.sent_at).date()
    if request.first is not None and request.first < today:
        raise DayOver(request.first)
    ahead = [leave for leave in await leaves_of(books, request.whose) if leave.last >= today]
    first = request.first or _begun(ahead, request.whose, today)
    cut = _run_from(ahead, first)
    if not cut:
        raise NotOnLeave(request.whose, first)
    last = max(leave.last for leave in cut)
    ended = LeaveEnded(by=request.person, at=request.sent_at, person=request.whose, first=first, last=last)
    await books.record(ended)
    return ended, cut


async def leaves_of(books: Books, who: PersonId) -> tuple[LeaveTaken, ...]:
    """Return the person's leaves as they stand."""
    return tuple(leave for leave in await all_leaves(books) if leave.person == who)


async def all_leaves(books: Books) -> tuple[LeaveTaken, ...]:
    """Return everybody's leaves as they stand."""
    return leaves_in_force(record.entry for record in await books.records_of(*LEAVE))


def _check_for(books: Books, by: PersonId, whose: PersonId, act: Act) -> None:
    if not may_for(books.roster, person_of(books, by), act, person_of(books, whose)):
        raise NotAllowed(act)


def _begun(ahead: Sequence[LeaveTaken], whose: PersonId, today: date) -> date:
    """Return today where it is a day of leave, else the first day of the only leave ahead."""
    if not ahead:
        raise NotOnLeave(whose, None)
    if any(leave.first <= today for leave in ahead):
        return today
    first = min(leave.first for leave in ahead)
    if len(_run_from(ahead, first)) < len(ahead):
        raise SeveralLeaves(whose, tuple(sorted({(leave.first, leave.last) for leave in ahead})))
    return first


def _run_from(ahead: Sequence[LeaveTaken], day: date) -> tuple[LeaveTaken, ...]:
    """Return the leaves that cover the day, and those that go on from there without a day between."""
    run: list[LeaveTaken] = []
    reach = day
    for leave in sorted(ahead, key=lambda one: one.first):
        if leave.first <= reach and leave.last >= day:
            run.append(leave)
            reach = max(reach, leave.last + DAY)
    return tuple(run)
