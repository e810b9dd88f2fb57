"""Binding people (人员绑定): a link or the own contact, the name confirmed, then approved by a second person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handlers import practising
from handlers.heard import Answer, Answers, Button, Heard
from handlers.visitor import Visitor
from handlers.wording import binding as wording
from handlers.wording import binding_requests as request_wording
from handlers.wording import terms
from ledger.acts.rostering import approvers
from ledger.people import Person, PersonId
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from storage.books import OpenBooks
from storage.directory import PendingBinding


async def on_link(books: OpenBooks, visitor: Visitor, token: str) -> Answers:
    """``/start TOKEN``: show the name of the link and ask whether it is theirs; nothing for any wrong link."""
    invite = await books.directory.look_up_invite(token, now=books.now)
    if invite is None or not books.roster.person(invite.person).is_active:
        return ()
    return (_name_card(books, visitor, invite.person, {"token": token}),)


async def on_contact(books: OpenBooks, visitor: Visitor) -> Answers:
    """Take the own contact: matched with the roster's phone, never stored."""
    phone = _digits(visitor.phone or "")
    matching = [one for one in books.roster.active_people if phone and _digits(one.phone)[-11:] == phone[-11:]]
    if len(matching) != 1:
        return ()
    return (_name_card(books, visitor, matching[0].id, {"contact": True}),)


def _name_card(books: OpenBooks, visitor: Visitor, person: PersonId, how: dict[str, Any]) -> Answer:
    args = how | {"person": person, "user": visitor.user}
    buttons = (
        Button(label=terms.CONFIRM, act="bind.mine", args=args, anyone=True),
        Button(label=terms.NOT_ME, act="bind.not_mine", args=args, anyone=True),
    )
    text = wording.is_it_you(books.roster.person(person), _unit_name(books, person))
    return Answer(text=text, chat=visitor.user, buttons=(buttons,), lapses=True)


def _unit_name(books: OpenBooks, person: PersonId) -> str:
    unit = books.roster.person(person).unit
    return books.roster.unit(unit).name if unit is not None else ""


async def on_mine(books: OpenBooks, user: int, args: dict[str, Any]) -> Answers:
    """Take the name as theirs: bound at once by a first administrator's link, else put to approval."""
    person = PersonId(int(args["person"]))
    at_once = False
    if "token" in args:
        invite = await books.directory.use_invite(str(args["token"]), user=user, now=books.now)
        if invite is None or invite.person != person or not books.roster.person(person).is_active:
            return (Answer(text=wording.link_void(), chat=user, edit=True),)
        at_once = invite.admin and await books.directory.bound_count() == 0
    if at_once:
        return await let_in(books, person, user, approved_by=None)
    request = await books.directory.request_binding(
        person, user, via="link" if "token" in args else "contact", now=books.now
    )
    args = {"person": person, "user": user, "request": request}
    cards = approval_cards(books, args, await approvers(books, person))
    return Answer(text=wording.waits(), chat=user, edit=True), *cards


async def on_not_mine(_books: OpenBooks, user: int, _args: dict[str, Any]) -> Answers:
    """Take the name as somebody else's: nothing is bound, the link stays unused."""
    return (Answer(text=wording.not_yours(), chat=user, edit=True),)


def approval_cards(books: OpenBooks, args: Mapping[str, Any], people: Iterable[Person]) -> Answers:
    """Return the card by which each of these may approve the binding."""
    person, user = PersonId(int(args["person"])), int(args["user"])
    buttons = (
        Button(label=terms.APPROVE, act="bind.approve", args=args),
        Button(label=terms.REFUSE, act="bind.refuse", args=args),
    )
    text = wording.approve_card(books.roster.person(person), _unit_name(books, person), user)
    return tuple(Answer(text=text, to=approver.id, buttons=(buttons,)) for approver in people)


async def on_approve(books: OpenBooks, heard: Heard) -> Answers:
    """Bind the identity, as an administrator or head agreed, and tell both."""
    await books.hold()  # Of two who decide at once, one is first.
    person, user = await asked(books, heard)
    if not await waits(books, person, user):
        return decided()
    approved = Answer(text=wording.approved(books.roster.person(person)), edit=True)
    return approved, *await let_in(books, person, user, approved_by=heard.person.id)


async def on_refuse(books: OpenBooks, heard: Heard) -> Answers:
    """Bind nothing, as an administrator or head did not agree, and tell the visitor where to turn."""
    await books.hold()
    person, user = await asked(books, heard)
    if not await waits(books, person, user):
        return decided()
    await books.directory.reject_binding(int(heard.args["request"]), now=books.now)
    text = wording.refused(books.roster.person(person))
    return Answer(text=text, edit=True), Answer(text=wording.not_approved(), chat=user)


async def asked(books: OpenBooks, heard: Heard) -> tuple[PersonId, int]:
    """Return whose request it is; binding a coordinator or leader always takes a second person."""
    person, user = PersonId(int(heard.args["person"])), int(heard.args["user"])
    able = await approvers(books, person)
    if heard.user == user or all(one.id != heard.person.id for one in able):
        raise NotAllowed(Act.BIND_PERSON)
    return person, user


async def waits(books: OpenBooks, person: PersonId, user: int) -> bool:
    """Tell whether nobody has decided yet, and the person is still here."""
    waiting = [(one.person, one.user) for one in await books.directory.pending_bindings()]
    return (person, user) in waiting and books.roster.person(person).is_active


def decided() -> Answers:
    """Say on the tap and on the card that another approver was first."""
    text = wording.decided()
    return Answer(text=text, edit=True), Answer(text=text, toast=text)


async def let_in(books: OpenBooks, person: PersonId, user: int, *, approved_by: PersonId | None) -> Answers:
    """Bind, welcome the account, and tell the one that it replaces."""
    old = await books.directory.user_of(person)
    await books.directory.bind(person, user, approved_by=approved_by, now=books.now)
    text = wording.bound(books.roster.person(person), _unit_name(books, person))
    welcome = Answer(text=text, chat=user, keyboard=terms.KEYBOARD)
    newcomer = welcome, practising.offered(person), *await _others_wait(books, person, user)
    return newcomer if old in {None, user} else (*newcomer, Answer(text=wording.unbound(), chat=old))


async def _others_wait(books: OpenBooks, newcomer: PersonId, user: int) -> Answers:
    """Tell somebody who was just bound who waits for their decision: earlier on nobody could be asked."""
    waiting = await decidable(books, newcomer, user)
    button = Button(label=request_wording.REVIEW, act="bind.requests")
    asked = Answer(text=request_wording.some_wait(len(waiting)), to=newcomer, buttons=((button,),))
    return (asked,) if waiting else ()


async def decidable(books: OpenBooks, approver: PersonId, user: int) -> tuple[PendingBinding, ...]:
    """Return the requests that wait and that this person may decide on, with this account; the first first."""
    return tuple(
        [
            one
            for one in await books.directory.pending_bindings()
            if one.user != user
            and books.roster.person(one.person).is_active
            and any(able.id == approver for able in await approvers(books, one.person))
        ]
    )


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())
