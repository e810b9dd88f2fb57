"""督办: a supervision notice by somebody's word, at once and whatever the rule says."""

from __future__ import annotations

from ledger.acts.ports import Books, task_for
from ledger.acts.requests import EscalateTask
from ledger.escalations import Escalated
from ledger.pressing import reply_limit, waits_for_reply
from ledger.refusals import DeadlinePassed, NoticeStands
from ledger.tasks import Task
from ledger.transitions import Act


async def escalate(books: Books, request: EscalateTask) -> Task:
    """Issue a notice with the year's next number; refuse one that adds nothing to the notice that still runs."""
    task = await task_for(books, request.number, person=request.person, act=Act.ESCALATE)
    running = waits_for_reply(task)
    if running is not None and request.sent_at <= running.limit and running.level.rank >= request.level.rank:
        raise NoticeStands(task.number, running)
    limit = request.limit or reply_limit(request.sent_at, books.house)
    if limit <= request.sent_at:
        raise DeadlinePassed(limit)
    return await books.append(
        Escalated(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            notice=await books.next_notice(books.house.year(request.sent_at)),
            level=request.level,
            limit=limit,
            reason=request.reason,
        )
    )
