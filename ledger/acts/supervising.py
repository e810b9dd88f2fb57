"""蹲点督办: a visit on site is put on record; its findings become tasks by assignments of their own."""

from __future__ import annotations

from ledger.acts.origin_requests import RecordVisit
from ledger.acts.ports import Books, person_of, task_for
from ledger.entries import Recorded
from ledger.origin_entries import SiteVisit
from ledger.permissions import check_right
from ledger.refusals import DeadlinePassed, VisitAhead
from ledger.transitions import Act


async def record_visit(books: Books, request: RecordVisit) -> Recorded:
    """Record the visit and return its entry, which the tasks made of the findings will name."""
    if request.about is not None:
        await task_for(books, request.about, person=request.person, act=Act.VISIT)
    else:
        check_right(person_of(books, request.person), Act.VISIT)
    if request.held_at > request.sent_at:
        raise VisitAhead(request.held_at)
    if request.fix_by is not None and request.fix_by <= request.sent_at:
        raise DeadlinePassed(request.fix_by)
    return await books.record(
        SiteVisit(
            by=request.person,
            at=request.sent_at,
            place=request.place,
            held_at=request.held_at,
            visitors=request.visitors,
            findings="\n".join(" ".join(one.split()) for one in request.findings),
            fix_by=request.fix_by,
            files=request.files,
            about=request.about,
        )
    )
