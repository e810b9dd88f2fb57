"""Staff propose a task to themselves (自拟事项): it counts once the head of the office, else a coordinator, agrees."""

from __future__ import annotations

from dataclasses import replace

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
from storage.actions import NewAction
from storage.books import OpenBooks


async def on_propose(books: OpenBooks, heard: Heard) -> Answers:
    """确认 on the card: nothing is recorded yet; those who may assign the task are asked to."""
    await spend(books, heard, heard.args["card"])
    drafts = tuple(Draft.from_json(kept) for kept in heard.args["drafts"])
    asked = deciders(books.roster, heard.person)
    pending = await books.actions.store(
        NewAction(act="propose", task=None, args={}, person=None, chat=heard.place.chat)
    )
    args = {
        "drafts": heard.args["drafts"],
        "proposer": heard.person.id,
        "pending": pending,
        "chat": heard.place.chat,
    }
    buttons = (
        Button(label=terms.APPROVE, act="propose.agree", args=args),
        Button(label=terms.REFUSE, act="propose.refuse", args=args),
    )
    text = assignments.proposal(Voice.of(books), drafts, heard.person.name)
    missed = await unreached(books, asked)
    answer = Answer(text=assignments.with_unreached(assignments.proposed(), missed), edit=True)
    return answer, *(Answer(text=text, to=one.id, buttons=(buttons,)) for one in asked)


def deciders(roster: Roster, person: Person) -> tuple[Person, ...]:
    """Return who decides a proposal: the heads of the unit, else the coordinators."""
    own = (Assignee(person=person.id),)
    heads = roster.heads(person.unit) if person.unit is not None else ()
    able = tuple(head for head in heads if head.id != person.id and may_assign(roster, head, own))
    return able or roster.holders(Role.COORDINATOR)


async def on_agree(books: OpenBooks, heard: Heard) -> Answers:
    """Assign what was proposed, by the right of whoever agrees; the origin names the proposer."""
    proposer = books.roster.person(PersonId(int(heard.args["proposer"])))
    origin = assignments.origin(proposer.name)
    drafts = [replace(Draft.from_json(kept), origin_kind=OriginKind.OWN) for kept in heard.args["drafts"]]
    requests = [request_for(heard, draft, origin=origin) for draft in drafts]
    for request in requests:
        await check_assignment(books, request)
    await _settle(books, heard)
    given = tuple([await assign(books, request) for request in requests])
    text = assignments.assigned(Voice.of(books), given, await unreached(books, [proposer]))
    only = given[0].number if len(given) == 1 else None
    told = (told_in_private(books, task, proposer) for task in given)
    return Answer(text=text, edit=True, task=only, purpose="task"), *told


async def on_refuse(books: OpenBooks, heard: Heard) -> Answers:
    """Record nothing, and tell the proposer."""
    proposer = PersonId(int(heard.args["proposer"]))
    if not may_assign(books.roster, heard.person, (Assignee(person=proposer),)):
        raise NotAllowed(Act.ASSIGN)
    await _settle(books, heard)
    text = assignments.proposal_refused(tuple(Draft.from_json(kept) for kept in heard.args["drafts"]))
    return Answer(text=text, edit=True), Answer(text=text, to=proposer)


async def _settle(books: OpenBooks, heard: Heard) -> None:
    """Decide once, however many were asked; ``ActionGone`` for whoever comes later."""
    pending, chat = str(heard.args["pending"]), int(heard.args["chat"])
    await books.actions.take(pending, person=heard.person.id, chat=chat, now_real=books.now)
