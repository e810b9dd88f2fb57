"""督办: a supervision notice by a leader's or coordinator's word; those who must answer are told at once."""

from __future__ import annotations

from datetime import datetime

from handlers.buttons import first_buttons
from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import assignee_named, fitting_tasks, kept_words, note_of, task_meant
from handlers.questions import WhichTask, WhoIsMeant
from handlers.recipients import answerable, present
from handlers.speaking import rows_of
from handlers.understanding import deadline_in
from handlers.unreached import named_in_groups
from handlers.wording import escalating, pressing
from handlers.wording.voice import Voice
from ledger.acts.escalating import escalate
from ledger.acts.requests import EscalateTask
from ledger.people import Assignee, Person
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_escalate(books: OpenBooks, heard: Heard) -> Answers:
    """Issue a notice at the level that was said, else ask for the level by buttons."""
    if heard.edited:
        return ()
    number = await _task(books, heard)
    level = escalating.level_in(str(heard.args.get("level") or heard.text))
    if level is None:
        return (_which_level(heard, await books.task(number)),)
    request = EscalateTask(
        number=number,
        person=heard.person.id,
        sent_at=heard.sent_at,
        level=level,
        limit=_limit(books, heard),
        reason=note_of(heard, "escalate", number),
    )
    task = await escalate(books, request)
    return await _answers(books, heard, task, request.reason)


async def _task(books: OpenBooks, heard: Heard) -> str:
    """Return the task that is meant; where only a unit was named, its one task that is late, or its only one."""
    whose = _named(books, heard)
    if heard.task or heard.reply_task or not whose:
        return await task_meant(books, heard, Act.ESCALATE, name="escalate")
    theirs = [task for task in await fitting_tasks(books, heard, Act.ESCALATE) if _is_theirs(books, task, whose)]
    late = [task for task in theirs if task.is_overdue(books.now)]
    for found in (late, theirs):
        if len(found) == 1:
            return found[0].number
    raise WhichTask("escalate", tuple(late or theirs) if heard.place.private else (), kept_words(heard))


def _named(books: OpenBooks, heard: Heard) -> tuple[Assignee, ...]:
    said = heard.args.get("unit")
    names = said if isinstance(said, list | tuple) else [said] if said else []
    found = [(str(name), assignee_named(books, str(name))) for name in names]
    for name, assignee in found:
        if assignee is None:
            raise WhoIsMeant(name)
    return tuple(assignee for _, assignee in found if assignee is not None)


def _is_theirs(books: OpenBooks, task: Task, whose: tuple[Assignee, ...]) -> bool:
    leads = [branch.assignee for branch in task.leads]
    units = [one.unit for one in whose if one.unit is not None]
    return any(lead in whose for lead in leads) or any(
        books.roster.within(books.roster.unit_of(lead), unit) for lead in leads for unit in units
    )


def _limit(books: OpenBooks, heard: Heard) -> datetime | None:
    said = heard.args.get("deadline")
    if isinstance(said, datetime):
        return said
    return deadline_in(books, heard, heard.text) if heard.text else None


def _which_level(heard: Heard, task: Task) -> Answer:
    kept = kept_words(heard)
    buttons = tuple(
        Button(label=escalating.label(level), act="escalate", task=task.number, args=kept | {"level": colour})
        for colour, level in escalating.LEVELS.items()
    )
    return Answer(text=escalating.which_level(task), buttons=rows_of(buttons, 3), task=task.number, lapses=True)


async def _answers(books: OpenBooks, heard: Heard, task: Task, words: str) -> Answers:
    """Confirm the notice, and put it before those who do the work and their heads."""
    notice, voice = task.notice, Voice.of(books)
    assert notice is not None  # noqa: S101 - it was just issued
    told = [one for one in present(books.roster, answerable(books.roster, task)) if one.id != heard.person.id]
    text = escalating.escalated(voice, task, notice, [one.name for one in told])
    before = escalating.told(voice, task, notice, by=heard.person.name, words=words)
    answer = Answer(text=text, task=task.number, purpose="task", edit=heard.tapped)
    missed = {one.id: (pressing.of_notice(task),) for one in told}
    return (
        answer,
        *(_told(books, before, task, one) for one in told),
        *await named_in_groups(books, missed, about=(task.number,)),
    )


def _told(books: OpenBooks, text: str, task: Task, one: Person) -> Answer:
    buttons = first_buttons(books.roster, one, task)
    return Answer(text=text, to=one.id, buttons=buttons, task=task.number, purpose="task")
