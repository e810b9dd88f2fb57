"""日报 and 请假: what a person says of the own day."""

from __future__ import annotations

from ledger.acts.ports import Books, check_present, person_of
from ledger.acts.requests import ReportDay, TakeLeave
from ledger.entries import DailyReported, LeaveTaken
from ledger.people import Assignee
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
    if not may_for(books.roster, person_of(books, request.person), Act.TAKE_LEAVE, person_of(books, request.whose)):
        raise NotAllowed(Act.TAKE_LEAVE)
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
