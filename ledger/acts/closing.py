"""申请销号, 销号, 退回 and 归档: a task is claimed as complete, struck off or sent back, and put away in the end."""

from __future__ import annotations

from datetime import datetime

from ledger.acts.ports import Books, branch_for, person_of, task_for
from ledger.acts.receiving import receive
from ledger.acts.requests import ArchiveTask, ClaimCompletion, CloseTask, ReturnTask
from ledger.acts.revising import revise_by
from ledger.acts.splitting import waiting_children
from ledger.archiving import archive_is_due
from ledger.closing_entries import Archived
from ledger.entries import Closed, CompletionClaimed, Returned
from ledger.evidence import EvidenceKind
from ledger.house import House
from ledger.permissions import takes_part
from ledger.refusals import DeadlinePassed, EvidenceMissing, OpenBranches, ReasonMissing, ReviewerIsDoer
from ledger.tasks import Branch, Part, Task
from ledger.transitions import Act


async def claim(books: Books, request: ClaimCompletion) -> Task:
    """Record that the branch is said to be done; evidence must lie with the task or come along."""
    task, branch = await branch_for(books, request.number, person=request.person, act=Act.CLAIM)
    await _check_claim(books, task, branch, request)
    return await receive(
        books,
        task,
        branch,
        CompletionClaimed(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            assignee=branch.assignee,
            note=request.note,
            despite=request.despite,
            files=request.files,
            shows=request.shows,
        ),
    )


async def _check_claim(books: Books, task: Task, branch: Branch, request: ClaimCompletion) -> None:
    if branch.part is Part.SUPPORT:
        return
    wanting = tuple(kind for kind in lacking(books.house, task) if kind not in request.shows)
    if wanting:
        raise EvidenceMissing(task.number, wanting, task.category)
    if (
        not books.house.evidence_needs.get(task.category)
        and books.house.evidence_required
        and not (task.files[task.stale :] or request.files)
    ):
        raise EvidenceMissing(task.number)
    if request.despite:
        return
    waiting, children = tuple(one.assignee for one in task.open_supports), await waiting_children(books, task)
    if waiting or children:
        raise OpenBranches(task.number, waiting, children)


def lacking(house: House, task: Task) -> tuple[EvidenceKind, ...]:
    """Return the kinds of evidence that the task's category asks for and that are not there yet."""
    return tuple(kind for kind in house.evidence_needs.get(task.category, ()) if kind not in task.shown)


async def close(books: Books, request: CloseTask) -> Task:
    """Strike the task off; who did the work does not review it. A regulation that it was to revise has its version."""
    task = await task_for(books, request.number, person=request.person, act=Act.CLOSE)
    _check_reviewer(books, task, request)
    closed = await books.append(
        Closed(number=task.number, by=request.person, at=request.sent_at, note=request.note),
    )
    await revise_by(books, closed, by=request.person, at=request.sent_at)
    return closed


async def return_(books: Books, request: ReturnTask) -> Task:
    """Send the claim back with what is missing."""
    task = await task_for(books, request.number, person=request.person, act=Act.RETURN)
    _check_reviewer(books, task, request)
    if not request.missing.strip():
        raise ReasonMissing(task.number, Act.RETURN)
    if request.limit is not None and request.limit <= request.sent_at:
        raise DeadlinePassed(request.limit)
    return await books.append(
        Returned(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            missing=request.missing,
            limit=request.limit,
        )
    )


async def archive(books: Books, request: ArchiveTask) -> Task:
    """Put the closed task away (归档); it counts as closed as before."""
    task = await task_for(books, request.number, person=request.person, act=Act.ARCHIVE)
    return await books.append(Archived(number=task.number, by=request.person, at=request.sent_at))


async def archive_by_rule(books: Books, number: str, *, at: datetime) -> Task | None:
    """Put the task away by the clock; ``None`` where that is not (or no longer) due."""
    task = await books.task(number)
    if not archive_is_due(task, at, books.house):
        return None
    return await books.append(Archived(number=number, by=None, at=at))


def _check_reviewer(books: Books, task: Task, request: CloseTask | ReturnTask) -> None:
    if takes_part(books.roster, person_of(books, request.person), task):
        raise ReviewerIsDoer(task.number)
