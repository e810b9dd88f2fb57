"""One task with its timeline and its buttons, as the asker may see it here; what words in reply to it are."""

from __future__ import annotations

from dataclasses import replace

from handlers.buttons import ACT_NAMES, acts_for, open_button, own_branch, task_buttons
from handlers.deciding import decision_rows
from handlers.explaining import why_row
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import check_shown_here, touches
from handlers.questions import WhichTask
from handlers.showing import evidence_row
from handlers.timeline import records_about, timeline_row
from handlers.wording import asking, terms, views
from handlers.wording.voice import Voice
from ledger.permissions import authorise, may
from ledger.tasks import Status, Task
from ledger.transitions import Act
from storage.books import OpenBooks

_TAKE_WORDS = frozenset(
    {Act.PROGRESS, Act.RAISE_BLOCKER, Act.DECLINE, Act.RETURN, Act.REASSIGN, Act.AMEND, Act.SPLIT, Act.INSTRUCT}
)


async def on_task(books: OpenBooks, heard: Heard) -> Answers:
    """``/task N``: one task with its timeline, and the acts that are possible as buttons."""
    number = heard.task or heard.reply_task
    if number is None:
        raise WhichTask("task", await own_tasks(books, heard) if heard.place.private else ())
    await check_shown_here(books, heard, Act.SEE, number)
    task = await books.task(number)
    authorise(books.roster, heard.person, Act.SEE, task)
    own = own_branch(books.roster, heard.person, task) if heard.place.private else None
    family = await _family(books, task)
    text = views.task(Voice.of(books), task, await records_about(books, task), own=own, family=family)
    decision = decision_rows(books, heard.person, task)
    acts = task_buttons(books.roster, heard.person, task)
    rows = (*decision, *acts, *evidence_row(task), *why_row(books, task), *timeline_row(task))
    buttons = rows if heard.place.private else ()
    return (Answer(text=text, buttons=buttons, task=number, purpose="task"),)


async def _family(books: OpenBooks, task: Task) -> views.Family:
    """Return the task that this one was split off, and those that were split off it."""
    parent = await books.tasks.get(task.parent) if task.parent else None
    children = [await books.tasks.get(number) for number in task.children]
    return views.Family(parent, tuple(child for child in children if child is not None))


async def on_choose(books: OpenBooks, heard: Heard) -> Answers:
    """Ask what words in reply to a task are: nothing is recorded by guessing."""
    assert heard.reply_task is not None  # noqa: S101 - the conversation has looked
    task = await books.task(heard.reply_task)
    authorise(books.roster, heard.person, Act.SEE, task)
    possible = [act for act in acts_for(books.roster, heard.person, task) if act in _TAKE_WORDS]
    acts = tuple((terms.ACT[act], ACT_NAMES[act]) for act in possible) or _beside_claim(books, heard, task)
    if not acts:
        return (Answer(text=asking.nothing_to_choose(task), buttons=((open_button(task),),), task=task.number),)
    return (asking.choose(task, acts, heard.said.strip() or heard.text),)


def _beside_claim(books: OpenBooks, heard: Heard, task: Task) -> tuple[tuple[str, str], ...]:
    """Offer whoever claimed a task to say more beside the claim."""
    branch = own_branch(books.roster, heard.person, task, Act.ADD_EVIDENCE)
    return ((terms.ADD_WORDS, ACT_NAMES[Act.PROGRESS]),) if branch and branch.status is Status.CLAIMED else ()


async def spoken_of(books: OpenBooks, heard: Heard) -> Heard | None:
    """Return words with the number of the person's own open task as said in reply to it; other numbers may be any."""
    task = await books.tasks.get(heard.task) if heard.task is not None and heard.text else None
    if task is None or not task.is_open or own_branch(books.roster, heard.person, task) is None:
        return None
    return replace(heard, reply_task=task.number)


async def own_tasks(books: OpenBooks, heard: Heard) -> tuple[Task, ...]:
    """Return the asker's own open tasks that may be shown here."""
    own = await books.tasks.open_of(heard.person)
    return tuple(task for task in own if may(books.roster, heard.person, Act.SEE, task) and touches(books, task, heard))
