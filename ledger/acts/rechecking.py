"""回头看: a month's closed tasks are drawn, looked at again, and opened again where the claim was not so."""

from __future__ import annotations

from datetime import date

from ledger.acts.ports import Books, person_of, task_for
from ledger.acts.requests import DrawRecheck, RecheckTask, ReopenTask
from ledger.acts.splitting import check_within_parent
from ledger.closing_entries import RecheckDrawn, Rechecked, Reopened
from ledger.permissions import check_right, takes_part
from ledger.rechecks import month_of, population_of, sample, seed_of
from ledger.refusals import (
    CheckerClosedIt,
    DeadlinePassed,
    DrawnAlready,
    NothingClosed,
    ReasonMissing,
    ReviewerIsDoer,
    WholeIsOver,
)
from ledger.tasks import Task
from ledger.transitions import Act


async def draw(books: Books, request: DrawRecheck) -> RecheckDrawn:
    """Draw the month's sample and record it; there is one draw a month, so that nobody draws until it suits."""
    check_right(person_of(books, request.person), Act.RECHECK)
    first, last = month_of(request.first)
    head = await books.hold()  # Of two who draw at once, one finds that the other has.
    if await drawn_for(books, first) is not None:
        raise DrawnAlready(first)
    numbers = await books.closed_in(first, last)
    if not numbers:
        raise NothingClosed(first)
    seed = seed_of(first, head)
    drawn = RecheckDrawn(
        by=request.person,
        at=request.sent_at,
        first=first,
        last=last,
        seed=seed,
        count=len(numbers),
        population=population_of(numbers),
        numbers=sample(numbers, seed, books.house.recheck),
    )
    await books.record(drawn)
    return drawn


async def drawn_for(books: Books, first: date) -> RecheckDrawn | None:
    """Return the draw of the month that begins at ``first``, if there was one."""
    known = [one.entry for one in await books.records_of(RecheckDrawn)]
    return next((one for one in known if isinstance(one, RecheckDrawn) and one.first == first), None)


async def recheck(books: Books, request: RecheckTask) -> Task:
    """Record that the closed task is as it was claimed; neither its doer nor whoever struck it off says so."""
    task = await task_for(books, request.number, person=request.person, act=Act.RECHECK)
    _check_checker(books, task, request)
    if task.closed_by == request.person:
        raise CheckerClosedIt(task.number)
    return await books.append(Rechecked(number=task.number, by=request.person, at=request.sent_at, note=request.note))


async def reopen(books: Books, request: ReopenTask) -> Task:
    """Open the task again with what is not so and a new deadline, which lies within its whole's."""
    task = await task_for(books, request.number, person=request.person, act=Act.REOPEN)
    _check_checker(books, task, request)
    if not request.reason.strip():
        raise ReasonMissing(task.number, Act.REOPEN)
    if request.deadline <= request.sent_at:
        raise DeadlinePassed(request.deadline)
    if task.parent is not None and not (await books.task(task.parent)).is_open:
        raise WholeIsOver(task.number, task.parent)
    await check_within_parent(books, task, request.deadline)
    return await books.append(
        Reopened(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            reason=request.reason,
            deadline=request.deadline,
        )
    )


def _check_checker(books: Books, task: Task, request: RecheckTask | ReopenTask) -> None:
    if takes_part(books.roster, person_of(books, request.person), task):
        raise ReviewerIsDoer(task.number)
