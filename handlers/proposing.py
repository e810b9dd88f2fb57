"""Staff propose a task to themselves (自拟事项): it counts once the head of the office, else a coordinator, agrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from handlers import waiting
from handlers.cards import request_for, spend
from handlers.confirming import told_in_private
from handlers.heard import Answer, Answers, Button, Heard
from handlers.recipients import unreached
from handlers.storing import Draft
from handlers.wording import assignments, terms
from handlers.wording.voice import Voice
from ledger.acts.assigning import assign, check_assignment
from ledger.origins import OriginKind
from ledger.people import Assignee, Person, PersonId, Role, Roster
from ledger.permissions import may_assign
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_propose(books: OpenBooks, heard: Heard) -> Answers:
    """确认 on the card: nothing is recorded yet; those who may assign the task are asked to."""
    await spend(books, heard, heard.args["card"])
    asked = deciders(books.roster, heard.person)
    waits = await waiting.begin(books, heard, "propose")
    args = {"drafts": heard.args["drafts"], "proposer": heard.person.id} | waits
    missed = await unreached(books, asked)
    answer = Answer(text=assignments.with_unreached(assignments.proposed(), missed), edit=True)
    return answer, *proposal_cards(books, args, asked)


def proposal_cards(books: OpenBooks, args: Mapping[str, Any], people: Iterable[Person]) -> Answers:
    """Return the card by which each of these may agree to the proposal."""
    buttons = (
        Button(label=terms.APPROVE, act="propose.agree", args=args),
        Button(label=terms.REFUSE, act="propose.refuse", args=args),
    )
    text = assignments.proposal(Voice.of(books), _drafts(args), proposer_of(books, args).name)
    return tuple(Answer(text=text, to=one.id, buttons=(buttons,)) for one in people)


def proposer_of(books: OpenBooks, args: Mapping[str, Any]) -> Person:
    """Return whose proposal it is."""
    return books.roster.person(PersonId(int(args["proposer"])))


def _drafts(args: Mapping[str, Any]) -> tuple[Draft, ...]:
    return tuple(Draft.from_json(kept) for kept in args["drafts"])


def deciders(roster: Roster, person: Person) -> tuple[Person, ...]:
    """Return who decides a proposal: the heads of the unit, else the coordinators."""
    own = (Assignee(person=person.id),)
    heads = roster.heads(person.unit) if person.unit is not None else ()
    able = tuple(head for head in heads if head.id != person.id and may_assign(roster, head, own))
    return able or roster.holders(Role.COORDINATOR)


async def on_agree(books: OpenBooks, heard: Heard) -> Answers:
    """Assign what was proposed, by the right of whoever agrees; the origin names the proposer."""
    proposer = proposer_of(books, heard.args)
    if not proposer.is_active:
        return await _moot(books, heard, proposer)
    origin = assignments.origin(proposer.name)
    drafts = [replace(draft, origin_kind=OriginKind.OWN) for draft in _drafts(heard.args)]
    requests = [request_for(heard, draft, origin=origin) for draft in drafts]
    for request in requests:
        await check_assignment(books, request)
    await waiting.settle(books, heard)
    given = tuple([await assign(books, request) for request in requests])
    text = assignments.assigned(Voice.of(books), given, await unreached(books, [proposer]))
    only = given[0].number if len(given) == 1 else None
    told = (told_in_private(books, task, proposer) for task in given)
    return Answer(text=text, edit=True, task=only, purpose="task"), *told


async def _moot(books: OpenBooks, heard: Heard, proposer: Person) -> Answers:
    """Say that whoever proposed it is there no more; nothing is assigned."""
    await waiting.settle(books, heard)
    return (Answer(text=assignments.proposer_gone(proposer), edit=True),)


async def on_refuse(books: OpenBooks, heard: Heard) -> Answers:
    """Record nothing, and tell the proposer."""
    proposer = proposer_of(books, heard.args).id
    if not may_assign(books.roster, heard.person, (Assignee(person=proposer),)):
        raise NotAllowed(Act.ASSIGN)
    await waiting.settle(books, heard)
    text = assignments.proposal_refused(_drafts(heard.args))
    return Answer(text=text, edit=True), Answer(text=text, to=proposer)
