"""制度修订任务: what the register owes is given to the owners as tasks, one or all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.cards import keep, spend
from handlers.confirming import assignees_told
from handlers.heard import Answer, Answers, Button, Heard
from handlers.recipients import unreached_behind
from handlers.speaking import rows_of
from handlers.wording import regulation_tasks as wording
from handlers.wording import regulations as sentences
from handlers.wording.voice import Voice
from ledger.acts.regulations import AssignRevision, all_regulations, assign_revision, check_revision, owed
from ledger.acts.revising import regulation_of_task
from ledger.permissions import check_right, scopes
from ledger.refusals import Refusal
from ledger.regulation_entries import RegulationRevised
from ledger.regulations import Regulation
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_tasks(books: OpenBooks, heard: Heard) -> Answers:
    """List what is to be revised or drafted, and offer to give it out as tasks to whoever keeps the register."""
    check_right(heard.person, Act.SEE_REGULATION)
    found = owed((await all_regulations(books)).values())
    able = found if scopes(heard.person, Act.KEEP_REGULATION) else ()
    ready = [one for one in able if await _is_ready(books, heard, one)]
    parts = wording.listed(Voice.of(books), found, len(ready))
    keys = await _keys(books, heard, ready) if ready and heard.place.private else ()
    last = len(parts) - 1
    return tuple(
        Answer(text=part, buttons=keys if n == last else (), lapses=bool(keys) and n == last)
        for n, part in enumerate(parts)
    )


async def _is_ready(books: OpenBooks, heard: Heard, one: Regulation) -> bool:
    try:
        await check_revision(books, _request(books, heard, one))
    except Refusal:
        return False
    return True


async def on_task(books: OpenBooks, heard: Heard, regulation: Regulation, _to: str) -> Answers:
    """交办修订 of one: show the task as a card."""
    await check_revision(books, _request(books, heard, regulation))
    keys = await _keys(books, heard, [regulation])
    return (Answer(text=wording.card(Voice.of(books), regulation), buttons=keys, lapses=True),)


async def _keys(books: OpenBooks, heard: Heard, ready: Sequence[Regulation]) -> tuple[tuple[Button, ...], ...]:
    args = {"regulations": [one.number for one in ready]}
    kept = await keep(books, heard, "regulation.tasks", args, group="")
    return rows_of(
        (
            Button(label=wording.confirm(len(ready)), act="regulation.tasks", args=args | {"card": kept}),
            Button(label=wording.DROP, act="regulation.drop", args={"card": kept}),
        )
    )


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """Give each to its owner; whoever answers for it is told as of any task."""
    await spend(books, heard, heard.args["card"])
    known = await all_regulations(books)
    wanted = [known[str(number)] for number in heard.args["regulations"]]
    tasks = [await assign_revision(books, _request(books, heard, one)) for one in wanted]
    owners = [branch.assignee for task in tasks for branch in task.held]
    missed = await unreached_behind(books, owners)
    answer = Answer(text=wording.assigned(Voice.of(books), tasks, missed), edit=True)
    return answer, *(told for task in tasks for told in assignees_told(books, task))


def _request(books: OpenBooks, heard: Heard, one: Regulation) -> AssignRevision:
    return AssignRevision(
        person=heard.person.id,
        sent_at=heard.sent_at,
        number=one.number,
        title=wording.title(one),
        deadline=_deadline(books, heard, one),
    )


def _deadline(books: OpenBooks, heard: Heard, one: Regulation) -> datetime:
    return books.house.hours.end_of_business(one.due) if one.due else heard.sent_at


async def of_regulation(books: OpenBooks, task: Task) -> str:
    """Say what the closing of the task did to the regulation that it came from; nothing where it came from none."""
    regulation = await regulation_of_task(books, task.number)
    if regulation is None:
        return ""
    revised = any(isinstance(one.entry, RegulationRevised) and one.entry.task == task.number for one in books.written)
    return sentences.revised(regulation) if revised else sentences.not_revised(regulation)
