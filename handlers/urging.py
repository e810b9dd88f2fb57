"""催办: one task, several, all that is overdue, or all that a unit or person has open; one message per person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from handlers.buttons import first_buttons, open_button
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import UNCLEAR, assignee_named, check_shown_here, task_meant, touches
from handlers.questions import WhichTask, WhoIsMeant
from handlers.recipients import present, unreached, workers
from handlers.speaking import rows_of
from handlers.unreached import named_in_groups
from handlers.wording import pressing, tasks, urging
from handlers.wording.refusals import refusal
from handlers.wording.spoken import joined
from handlers.wording.voice import Voice
from ledger.acts.changing import remind
from ledger.acts.requests import RemindTask
from ledger.people import Assignee, Person, PersonId
from ledger.permissions import may
from ledger.refusals import Refusal, RemindedLately
from ledger.tasks import Branch, Task
from ledger.transitions import TRANSITIONS, Act
from ledger.values import dataclass
from storage.books import OpenBooks

OVERDUE = "overdue"  # What the reader says for 逾期的 in the place of a unit.
MOST = 12  # More lines than this are not read on a phone.


@dataclass
class _Round:
    """One round of urging: what each person is urged for, and what was urged too lately to be urged again."""

    done: list[tuple[Task, tuple[Person, ...]]] = field(default_factory=list)
    lately: list[Task] = field(default_factory=list)

    def by_person(self) -> dict[PersonId, tuple[Person, list[Task]]]:
        found: dict[PersonId, tuple[Person, list[Task]]] = {}
        for task, told in self.done:
            for one in told:
                found.setdefault(one.id, (one, []))[1].append(task)
        return found


async def on_remind(books: OpenBooks, heard: Heard) -> Answers:
    """Urge the assignees; a second press within the pause shows the last urging instead."""
    named, whose = heard.args.get("tasks"), _named(heard.args.get("unit"))
    if named:
        return await _urge_numbers(books, heard, [str(number) for number in named])
    if whose and not heard.task:
        return await _urge_all_of(books, heard, whose)
    number = await task_meant(books, heard, Act.REMIND, name="remind")
    try:
        task = await remind(books, _request(heard, number))
    except RemindedLately as lately:
        text = refusal(Voice.of(books), lately)
        return (Answer(text=text, task=number, purpose="task", toast=text),)
    told = await _told(books, heard, _within(books, task, _meant(books, whose)) or _waiting(task))
    return await _answers(books, heard, _Round([(task, told)]))


def _named(said: object) -> tuple[str, ...]:
    names = said if isinstance(said, list | tuple) else [said] if said else []
    return tuple(str(name) for name in names)


def _request(heard: Heard, number: str) -> RemindTask:
    return RemindTask(number=number, person=heard.person.id, sent_at=heard.sent_at)


async def _urge_numbers(books: OpenBooks, heard: Heard, numbers: Iterable[str]) -> Answers:
    """Urge for each of the tasks that were named; one that cannot be urged is answered on its own."""
    done, refused = _Round(), []
    for number in dict.fromkeys(numbers):
        try:
            await check_shown_here(books, heard, Act.REMIND, number)
            task = await remind(books, _request(heard, number))
        except Refusal as said:
            refused.append(Answer(text=urging.about(number, refusal(Voice.of(books), said))))
            continue
        done.done.append((task, await _told(books, heard, _waiting(task))))
    return *(await _answers(books, heard, done) if done.done else ()), *refused


async def _urge_all_of(books: OpenBooks, heard: Heard, names: tuple[str, ...]) -> Answers:
    """Urge for all that is overdue, or for all that units or people have open: those assignees, and nobody else."""
    if heard.args.get(UNCLEAR):
        raise WhichTask("remind")
    whose = None if names == (OVERDUE,) else _meant(books, names, strict=True)
    done = _Round()
    for task in await (books.tasks.overdue(books.now) if whose is None else books.tasks.open_all()):
        branches = _waiting(task) if whose is None else _within(books, task, whose)
        if branches and _possible(books, heard, task):
            await _urge_one(books, heard, task, branches, done)
    if not done.done:
        lately = urging.lately(done.lately) if done.lately else tasks.nothing_to_remind()
        return (Answer(text=lately),)
    return await _answers(books, heard, done)


def _meant(books: OpenBooks, names: Iterable[str], *, strict: bool = False) -> tuple[Assignee, ...]:
    found = [(name, assignee_named(books, name)) for name in names]
    for name, assignee in found:
        if assignee is None and strict:
            raise WhoIsMeant(name)
    return tuple(assignee for _, assignee in found if assignee is not None)


def _possible(books: OpenBooks, heard: Heard, task: Task) -> bool:
    able = may(books.roster, heard.person, Act.REMIND, task) and task.status in TRANSITIONS[Act.REMIND]
    return able and touches(books, task, heard)


async def _urge_one(books: OpenBooks, heard: Heard, task: Task, branches: tuple[Branch, ...], done: _Round) -> None:
    try:
        urged = await remind(books, _request(heard, task.number))
    except RemindedLately:
        done.lately.append(task)
        return
    done.done.append((urged, await _told(books, heard, branches)))


def _waiting(task: Task) -> tuple[Branch, ...]:
    return tuple(branch for branch in task.branches if branch.claimed_at is None)


def _within(books: OpenBooks, task: Task, whose: Iterable[Assignee]) -> tuple[Branch, ...]:
    """Return the branches still under way that lie with the people or inside the units."""
    wanted = tuple(whose)
    return tuple(one for one in _waiting(task) if any(_lies_with(books, one.assignee, who) for who in wanted))


def _lies_with(books: OpenBooks, assignee: Assignee, whose: Assignee) -> bool:
    return assignee == whose or (
        whose.unit is not None and books.roster.within(books.roster.unit_of(assignee), whose.unit)
    )


async def _told(books: OpenBooks, heard: Heard, branches: Iterable[Branch]) -> tuple[Person, ...]:
    found = present(books.roster, workers(books.roster, branches))
    return tuple(one for one in found if one.id != heard.person.id)


async def _answers(books: OpenBooks, heard: Heard, done: _Round) -> Answers:
    """Return one line for each task to the one who urges, and one message for each person who is urged."""
    by_person = done.by_person()
    lines = [
        tasks.reminded(task, tuple(one.name for one in told)) if told else _reached_nobody(books, heard, task)
        for task, told in done.done
    ]
    if done.lately:
        lines.append(urging.lately(done.lately))
    only = done.done[0][0].number if len(done.done) == 1 else None
    answers = [Answer(text=joined(*lines), task=only, purpose="task" if only else "")]
    missed = await unreached(books, [one for one, _ in by_person.values()])
    answers += [Answer(text=tasks.not_bound(missed))] if missed else []
    named = {one: [pressing.of_urging(task) for task in urged] for one, (_, urged) in by_person.items()}
    answers += await named_in_groups(books, named, about=tuple(task.number for task, _ in done.done))
    return *answers, *(_urged(books, heard, one, urged) for one, urged in by_person.values())


def _reached_nobody(books: OpenBooks, heard: Heard, task: Task) -> str:
    """Say why nobody was urged: units without people, people on leave without a stand-in, or the one who urges."""
    branches = _waiting(task)
    empty = [one.assignee for one in branches if not books.roster.behind(one.assignee)]
    if empty:
        return tasks.urged_nobody(task, tuple(books.roster.name_of(one) for one in empty))
    away = tuple(one.name for one in workers(books.roster, branches) if one.id != heard.person.id)
    return tasks.urged_absent(task, away) if away else tasks.urged_oneself(task)


def _urged(books: OpenBooks, heard: Heard, one: Person, urged: list[Task]) -> Answer:
    voice = Voice.of(books)
    if len(urged) > 1:
        text = urging.reminders(voice, urged, heard.person.name, most=MOST)
        about = tuple(task.number for task in urged)
        return Answer(
            text=text, to=one.id, buttons=rows_of((open_button(task) for task in urged[:MOST]), 3), about=about
        )
    text, task = tasks.reminder(voice, urged[0], heard.person.name), urged[0]
    buttons = first_buttons(books.roster, one, task)
    return Answer(text=text, to=one.id, buttons=buttons, task=task.number, purpose="task")
