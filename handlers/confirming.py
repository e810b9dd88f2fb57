"""确认 on a card: every task is numbered and recorded, and the assignees are told."""

from __future__ import annotations

from handlers.buttons import first_buttons
from handlers.cards import Card, request_for, show, spend
from handlers.heard import Answer, Answers, Heard
from handlers.recipients import people_behind, unreached_behind
from handlers.twins import twin_of
from handlers.wording import assignments, tasks
from handlers.wording.voice import Voice
from ledger.acts.assigning import assign, check_assignment
from ledger.entries import Source
from ledger.people import Person, PersonId
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
    missed = await unreached_behind(books, [branch.assignee for task in given for branch in task.branches])
    await books.tasks.link(heard.place.chat, card.source, task=_only(given), purpose=ASSIGNED)
    private = (answer for task in given for answer in assignees_told(books, task))
    return *_outcome(Voice.of(books), given, missed, private=heard.place.private), *private


async def _has_new_twin(books: OpenBooks, card: Card) -> bool:
    found = [await twin_of(books, draft) for draft in card.drafts]
    return any(task is not None and task.number not in card.twins for task in found)


def _outcome(voice: Voice, given: tuple[Task, ...], missed: tuple[str, ...], *, private: bool) -> Answers:
    """Return the card's last form; in a group several tasks get a line each, for 收到 answers exactly one of them."""
    if private:
        return (Answer(text=assignments.assigned(voice, given, missed), edit=True, task=_only(given), purpose="task"),)
    lines = [assignments.assigned_in_group(voice, task) for task in given]
    if len(given) == 1:
        text = assignments.with_unreached(lines[0], missed)
        return (Answer(text=text, edit=True, task=_only(given), purpose="task"),)
    card = Answer(text=assignments.with_unreached(assignments.several(len(given)), missed), edit=True)
    return card, *(Answer(text=line, task=task.number, purpose="task") for line, task in zip(lines, given, strict=True))


def _only(given: tuple[Task, ...]) -> str | None:
    return given[0].number if len(given) == 1 else None


def _told(books: OpenBooks, task: Task) -> tuple[Person, ...]:
    found: dict[PersonId, Person] = {}
    for branch in task.branches:
        found |= {one.id: one for one in people_behind(books.roster, branch.assignee)}
    return tuple(found.values())


def assignees_told(books: OpenBooks, task: Task) -> Answers:
    """Return the assignment for each of its assignees, in private."""
    return tuple(told_in_private(books, task, one) for one in _told(books, task))


def told_in_private(books: OpenBooks, task: Task, one: Person) -> Answer:
    """Return the assignment as its assignee reads it."""
    text = tasks.assignment(Voice.of(books), task)
    buttons = first_buttons(books.roster, one, task)
    return Answer(text=text, to=one.id, buttons=buttons, task=task.number, purpose="task")
