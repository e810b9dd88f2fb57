"""反馈, 佐证材料, 卡点 and 更正: what is said about a branch while it is worked on."""

from __future__ import annotations

from ledger.acts.ports import Books, branch_for, last_progress
from ledger.acts.receiving import receive
from ledger.acts.requests import AddEvidence, ClearBlocker, CorrectProgress, NoteProgress, RaiseBlocker
from ledger.entries import BlockerCleared, BlockerRaised, Corrected, EvidenceAdded, ProgressNoted
from ledger.refusals import NothingToClear, NothingToCorrect
from ledger.tasks import Task
from ledger.transitions import Act


async def note_progress(books: Books, request: NoteProgress) -> Task:
    """Record progress; work on a branch is its receipt, too."""
    task, branch = await branch_for(books, request.number, person=request.person, act=Act.PROGRESS)
    return await receive(
        books,
        task,
        branch,
        ProgressNoted(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            assignee=branch.assignee,
            note=request.note,
            percent=request.percent,
            estimate=request.estimate,
            files=request.files,
            shows=request.shows,
        ),
    )


async def add_evidence(books: Books, request: AddEvidence) -> Task:
    """Record files that were sent for the branch."""
    task, branch = await branch_for(books, request.number, person=request.person, act=Act.ADD_EVIDENCE)
    return await receive(
        books,
        task,
        branch,
        EvidenceAdded(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            assignee=branch.assignee,
            files=request.files,
            shows=request.shows,
            note=request.note,
        ),
    )


async def raise_blocker(books: Books, request: RaiseBlocker) -> Task:
    """Record what holds the branch up, and whose help is needed."""
    task, branch = await branch_for(books, request.number, person=request.person, act=Act.RAISE_BLOCKER)
    return await receive(
        books,
        task,
        branch,
        BlockerRaised(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            assignee=branch.assignee,
            reason=request.reason,
            needs=request.needs,
        ),
    )


async def clear_blocker(books: Books, request: ClearBlocker) -> Task:
    """Record that the branch is no longer held up; refuse where nothing holds it up."""
    task, branch = await branch_for(books, request.number, person=request.person, act=Act.CLEAR_BLOCKER)
    if branch.blocker is None:
        raise NothingToClear(task.number)
    return await books.append(
        BlockerCleared(number=task.number, by=request.person, at=request.sent_at, assignee=branch.assignee)
    )


async def correct_progress(books: Books, request: CorrectProgress) -> Task:
    """Record red ink over the person's own last progress; the first words stay in the ledger."""
    task, branch = await branch_for(books, request.number, person=request.person, act=Act.CORRECT)
    wrong = await last_progress(books, task.number, by=request.person, assignee=branch.assignee)
    if wrong is None:
        raise NothingToCorrect(task.number)
    return await books.append(
        Corrected(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            assignee=branch.assignee,
            corrects=wrong.seq,
            note=request.note,
            percent=request.percent,
        )
    )
