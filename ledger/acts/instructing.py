"""批示 and the four orientations (四个导向): what is written beside a task by those above it."""

from __future__ import annotations

from ledger.acts.origin_requests import InstructTask, OrientTask
from ledger.acts.ports import Books, task_for
from ledger.origin_entries import Instruction, OrientationsSet
from ledger.refusals import ReasonMissing
from ledger.tasks import Task
from ledger.transitions import Act


async def instruct(books: Books, request: InstructTask) -> Task:
    """Attach a leader's words to the task; the task's ``version`` is the ``seq`` of their entry."""
    task = await task_for(books, request.number, person=request.person, act=Act.INSTRUCT)
    if not request.words.strip():
        raise ReasonMissing(task.number, Act.INSTRUCT)
    return await books.append(
        Instruction(number=task.number, by=request.person, at=request.sent_at, words=request.words)
    )


async def orient(books: Books, request: OrientTask) -> Task:
    """Write down the orientations that were said; by the first of them the task becomes a key task (重点事项)."""
    task = await task_for(books, request.number, person=request.person, act=Act.ORIENT)
    said = request.orientations
    if not any(getattr(said, name).strip() for name in said.NAMES):
        raise ReasonMissing(task.number, Act.ORIENT)
    return await books.append(
        OrientationsSet(
            number=task.number,
            by=request.person,
            at=request.sent_at,
            problem=said.problem,
            target=said.target,
            result=said.result,
            effect=said.effect,
        )
    )
