"""确认 on a card: every task is numbered and recorded, and the assignees are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.buttons import first_buttons
from handlers.cards import request_for, show, spend
from handlers.heard import Answer, Answers, Heard
from handlers.meeting_cards import note_decisions
from handlers.recipients import absences_behind, stand_in_of, unreached_behind
from handlers.storing import Card
from handlers.twins import twin_of
from handlers.wording import assignments, attending, tasks
from handlers.wording.spoken import joined
from handlers.wording.voice import Voice
from ledger.acts.assigning import assign, check_assignment
from ledger.entries import Source
from ledger.people import Assignee, Person, PersonId
from ledger.tasks import Task
from storage.books import OpenBooks

ASSIGNED = "assigned"  # What a message is linked to once it became tasks: an edit of it amends.


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """Give every task its number, and put the outcome in the card's place; the assignees are told.

    A task that came into being since the card was shown, by the same words in another group, is shown first.
    """
    card = Card.from_json(heard.args)
    for draft in card.drafts:
        await check_assignment(books, request_for(heard, draft))
    if await _has_new_twin(books, card):
        return (await show(books, heard, card),)
    await spend(books, heard, heard.args["card"])
    books.said_in(Source(chat=heard.place.chat, message=card.source))
    given = tuple([await assign(books, request_for(heard, draft, said=card.text)) for draft in card.drafts])
    then = await to_know(books, [branch.assignee for task in given for branch in task.branches])
    then = (*then, *await note_decisions(books, heard, card.drafts, given))
    await books.tasks.link(heard.place.chat, card.source, task=_only(given), purpose=ASSIGNED)
    private = (answer for task in given for answer in assignees_told(books, task))
    return *_outcome(Voice.of(books), given, then, private=heard.place.private), *private


async def _has_new_twin(books: OpenBooks, card: Card) -> bool:
    found = [await twin_of(books, draft) for draft in card.drafts]
    return any(task is not None and task.number not in card.twins for task in found)


def _outcome(voice: Voice, given: tuple[Task, ...], then: tuple[str, ...], *, private: bool) -> Answers:
    """Return the card's last form; in a group several tasks get a line each, for 收到 answers exactly one of them."""
    if private:
        return (Answer(text=assignments.assigned(voice, given, then), edit=True, task=_only(given), purpose="task"),)
    lines = [assignments.assigned_in_group(voice, task) for task in given]
    if len(given) == 1:
        text = joined(lines[0], *then)
        return (Answer(text=text, edit=True, task=_only(given), purpose="task"),)
    card = Answer(text=joined(assignments.several(len(given)), *then), edit=True)
    return card, *(Answer(text=line, task=task.number, purpose="task") for line, task in zip(lines, given, strict=True))


def _only(given: tuple[Task, ...]) -> str | None:
    return given[0].number if len(given) == 1 else None


def _told(books: OpenBooks, task: Task) -> tuple[Person, ...]:
    found: dict[PersonId, Person] = {}
    for branch in task.branches:
        found |= {one.id: one for one in books.roster.behind(branch.assignee)}
    return tuple(found.values())


def assignees_told(books: OpenBooks, task: Task) -> Answers:
    """Return the assignment for each of its assignees, in private, and for whoever stands in."""
    return told_of(books, task, _told(books, task))


def told_of(books: OpenBooks, task: Task, people: Iterable[Person], *, note: str = "") -> Answers:
    """Return the assignment for these people; of those on leave (请假) the stand-in reads it, they without a sound."""
    found: dict[PersonId, Answer] = {}
    for one in people:
        absence = books.roster.absence_of(one.id)
        if absence is None:
            found[one.id] = told_in_private(books, task, one, note)
            continue
        voice, stand_in = Voice.of(books), stand_in_of(books.roster, absence)
        if stand_in is not None:
            answer = told_in_private(books, task, stand_in, note, attending.in_place(voice, absence))
            found.setdefault(stand_in.id, answer)
        away = attending.while_away(voice, absence, stand_in)
        found[one.id] = replace(told_in_private(books, task, one, note, away), silent=True)
    return tuple(found.values())


def told_in_private(books: OpenBooks, task: Task, one: Person, *notes: str) -> Answer:
    """Return the assignment as whoever is told reads it."""
    text = joined(tasks.assignment(Voice.of(books), task), *notes)
    buttons = first_buttons(books.roster, one, task)
    return Answer(text=text, to=one.id, buttons=buttons, task=task.number, purpose="task")


async def to_know(books: OpenBooks, assignees: Sequence[Assignee]) -> tuple[str, ...]:
    """Return what whoever gives a task has to know: who is on leave, who stands in, whom no message reaches."""
    voice, away = Voice.of(books), absences_behind(books.roster, assignees)
    notes = [attending.given_while_away(voice, one, stand_in_of(books.roster, one)) for one in away]
    missed = await unreached_behind(books, assignees)
    return *notes, *((tasks.not_bound(missed),) if missed else ())
