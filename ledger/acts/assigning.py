"""交办: a task begins, by itself or split off another (分解)."""

from __future__ import annotations

from ledger.acts.ports import Books, check_present, person_of
from ledger.acts.requests import AssignTask
from ledger.acts.splitting import check_split
from ledger.entries import Assigned
from ledger.origin_entries import Split
from ledger.permissions import may_assign
from ledger.refusals import DeadlinePassed, NobodyAssigned, NotAllowed
from ledger.tasks import Task
from ledger.transitions import Act


async def assign(books: Books, request: AssignTask) -> Task:
    """Give the task its number and record the assignment; refuse past deadlines and targets out of reach."""
    await check_assignment(books, request)
    number = await books.next_number(books.house.year(request.sent_at))
    task = await books.append(
        Assigned(
            number=number,
            by=request.person,
            at=request.sent_at,
            title=request.title,
            lead=request.lead,
            support=request.support,
            completion=request.completion,
            deadline=request.deadline,
            term=request.term,
            urgency=request.urgency,
            provisional=request.provisional,
            origin=request.origin,
            stages="\n".join(" ".join(one.title.split()) for one in request.milestones),
            stage_deadlines=tuple(one.deadline for one in request.milestones),
            said=request.said,
            about=request.about,
            media=request.media,
            origin_kind=request.origin_kind,
            parent=request.parent,
            cause=request.cause,
            category=request.category,
        )
    )
    if request.parent is not None:
        await books.append(Split(number=request.parent, by=request.person, at=request.sent_at, child=number))
    return task


async def check_assignment(books: Books, request: AssignTask) -> None:
    """Refuse what ``assign`` would refuse, without a number being taken: for the card before it counts."""
    if not request.lead:
        raise NobodyAssigned
    if request.parent is not None:
        await check_split(books, request, request.parent)
    elif not may_assign(books.roster, person_of(books, request.person), request.lead + request.support):
        raise NotAllowed(Act.ASSIGN)
    check_present(books, request.lead + request.support)
    if request.deadline is not None and request.deadline <= request.sent_at:
        raise DeadlinePassed(request.deadline)
