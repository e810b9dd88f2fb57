"""Questions that wait are put once more (转请审批): before whoever decides them now that somebody left or moved.

And before whoever says 同意 without saying to what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from handlers import changing, closing, extending, proposing, rostering, waiting
from handlers.deciding import waiting_for
from handlers.heard import Answer, Answers, Heard
from handlers.lists import on_my
from handlers.questions import NotUnderstood
from handlers.recipients import deciders, reviewers
from handlers.wording import rostering as wording
from ledger.acts.extending import who_decides
from ledger.people import Person, Roster
from ledger.tasks import Status, Task
from storage.actions import StoredAction
from storage.books import OpenBooks

_CARDS = 3  # More at once bury the chat.
_PROPOSAL, _HAND_OVER, _ROLES = "propose.agree", "handover.agree", "role.agree"


async def ask_others(books: OpenBooks, person: Person) -> Answers:
    """Return the cards for those who decide in the place of the person, who is given as before; each question once.

    Who was asked beside the person, and is still there, has the card already.
    """
    before = replace(books.roster, people=tuple(person if one.id == person.id else one for one in books.roster.people))
    answers: list[Answer] = []
    for task in await books.tasks.open_all():
        answers += await _extension(books, task, before)
        answers += await _claim(books, task, before)
    kept = await books.actions.waiting_for(person.id, (_PROPOSAL, _HAND_OVER, _ROLES), now_real=books.now)
    for one in kept:
        answers += await _stored(books, one, before)
    if not books.roster.person(person.id).is_active:
        await books.actions.end_all(person.id, now_real=books.now)
    return tuple(answers)


def _new(now: Iterable[Person], before: Iterable[Person]) -> Iterator[Person]:
    asked = {one.id for one in before}
    return (one for one in now if one.id not in asked)


async def _extension(books: OpenBooks, task: Task, before: Roster) -> Answers:
    if task.asked is None or not task.is_running:
        return ()
    people = _new(who_decides(books.roster, books.house, task), who_decides(before, books.house, task))
    return extending.decision_cards(books, task, task.asked, people)


async def on_yes_or_no(books: OpenBooks, heard: Heard) -> Answers:
    """Return once more the cards that wait for whoever says 同意 and not to what; a long row of them as a list."""
    cards = await _waiting_cards(books, heard.person)
    if not cards:
        raise NotUnderstood("yes_or_no")
    return await on_my(books, heard) if len(cards) > _CARDS else cards


async def _waiting_cards(books: OpenBooks, person: Person) -> Answers:
    asked = [(task, task.asked) for task in await waiting_for(books, person) if task.asked is not None]
    answers = [card for task, one in asked for card in extending.decision_cards(books, task, one, (person,))]
    for task in await books.tasks.claimed():
        if person in reviewers(books.roster, task):
            answers += await closing.claim_cards_again(books, task, (person,))
    return tuple(answers)


async def _claim(books: OpenBooks, task: Task, before: Roster) -> Answers:
    if task.status is not Status.CLAIMED:
        return ()
    people = _new(reviewers(books.roster, task), reviewers(before, task))
    return await closing.claim_cards_again(books, task, tuple(people))


async def _stored(books: OpenBooks, one: StoredAction, before: Roster) -> Answers:
    if one.act == _HAND_OVER:
        return await _hand_over(books, one, before)
    asker = proposing.proposer_of(books, one.args) if one.act == _PROPOSAL else rostering.asker_of(books, one.args)
    if not asker.is_active or not await waiting.waits(books, one.args, person=asker.id):
        return ()
    if one.act == _PROPOSAL:
        people = _new(proposing.deciders(books.roster, asker), proposing.deciders(before, asker))
        return proposing.proposal_cards(books, one.args, people)
    if rostering.second_people(books, one.args):
        return ()
    return (Answer(text=wording.nobody_seconds(), to=asker.id, reply=False),)


async def _hand_over(books: OpenBooks, one: StoredAction, before: Roster) -> Answers:
    task, wisher = await books.task(str(one.task)), books.roster.person(one.args["wisher"])
    if not wisher.is_active or not task.is_open or not changing.hands_over(task, one.args):
        return ()
    people = _new(deciders(books.roster, wisher, task), deciders(before, wisher, task))
    return changing.hand_over_cards(books, task, one.args, people)
