"""What the roster says, from the chat (名册): 新增人员 张三，综合科，科员; 张三改名为张珊; 设张三为督查员; 邀请张三."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import TypeAdapter

from handlers import waiting
from handlers.heard import Answer, Answers, Button, Heard
from handlers.questions import NotUnderstood
from handlers.reading.rostering import Addition, Change, Correction, Granting, Invitation, roster_change
from handlers.wording import assignments, terms
from handlers.wording import departing as departures
from handlers.wording import rostering as wording
from handlers.wording.binding import link
from handlers.wording.voice import Voice
from ledger.acts.ports import person_of
from ledger.acts.requests import Request
from ledger.acts.rostering import (
    FROM_A_POST,
    AddPerson,
    CorrectPerson,
    InvitePerson,
    SetRoles,
    add_person,
    check_addition,
    check_roles,
    correct_person,
    corrected,
    invite,
    seconds,
    set_roles,
    takes_second,
)
from ledger.office_refusals import AsItIs, SecondNeeded
from ledger.people import Person, PersonId, Role, UnitId
from ledger.refusals import NotAllowed, Refusal
from ledger.transitions import Act
from storage.books import OpenBooks
from storage.delivery import ONE_TIME
from storage.invitations import LINK_LIFE

R = TypeVar("R", bound=Request)
_ADD, _CORRECT, _ROLES = TypeAdapter(AddPerson), TypeAdapter(CorrectPerson), TypeAdapter(SetRoles)


def change_meant(books: OpenBooks, heard: Heard) -> Change | None:
    """Return what of the roster the words change."""
    return roster_change(heard.text, roster=books.roster)


async def on_change(books: OpenBooks, heard: Heard, change: Change) -> Answers:
    """Show a card for what was said; nothing counts before it is confirmed, and a link needs no card."""
    if not isinstance(change, Addition) and len(change.people) > 1:
        return (Answer(text=departures.which(Voice.of(books), change.people, wording.EXAMPLE)),)
    match change:
        case Addition():
            return (await _addition_card(books, heard, change),)
        case Correction():
            return (_correction_card(books, heard, change),)
        case Granting():
            return (await _roles_card(books, heard, change),)
        case Invitation():
            return await _invited(books, heard, change.people[0].id)


async def _addition_card(books: OpenBooks, heard: Heard, said: Addition) -> Answer:
    if said.unclear or said.unit is None:
        return Answer(text=wording.unclear(said.unclear) if said.unclear else wording.unit_missing())
    post = said.roles & FROM_A_POST or {Role.STAFF}
    request = AddPerson(
        person=heard.person.id,
        sent_at=heard.sent_at,
        name=said.name,
        unit=said.unit.id,
        roles=frozenset(post),
        title=said.title,
        phone=said.phone,
        aliases=said.aliases,
    )
    check_addition(books, request)
    beyond = said.roles - FROM_A_POST
    if beyond:
        await _check_somebody_seconds(books, said.name, _able(books, heard.person.id))
    fields = [unit.id for unit in said.fields]
    args = {"add": _ADD.dump_python(request, mode="json"), "beyond": _values(beyond), "fields": fields}
    text = wording.addition(Voice.of(books), said.unit, request, beyond, said.fields)
    return _card(text, args)


def _correction_card(books: OpenBooks, heard: Heard, said: Correction) -> Answer:
    person = said.people[0]
    aliases = None
    if said.alias:
        others = tuple(one for one in person.aliases if one != said.alias)
        aliases = others if said.drops else (*others, said.alias)
    request = CorrectPerson(
        person=heard.person.id,
        sent_at=heard.sent_at,
        who=person.id,
        name=said.name,
        aliases=aliases,
        phone=said.phone,
    )
    after = corrected(books, request)
    text = wording.correction(Voice.of(books), person, after)
    return _card(text, {"correct": _CORRECT.dump_python(request, mode="json")})


async def _roles_card(books: OpenBooks, heard: Heard, said: Granting) -> Answer:
    if said.unclear:
        return Answer(text=wording.unclear(said.unclear))
    person = said.people[0]
    fields = person.fields if said.fields is None else tuple(unit.id for unit in said.fields)
    roles = person.roles if said.role is None else _roles_after(person, said.role, takes=said.takes)
    request = SetRoles(person=heard.person.id, sent_at=heard.sent_at, who=person.id, roles=roles, fields=fields)
    check_roles(books, request)
    second = takes_second(person, request)
    if second:
        await _check_somebody_seconds(books, person.name, seconds(books.roster, heard.person.id, person.id))
    text = wording.roles(Voice.of(books), person, request, second=second)
    return _card(text, {"roles": _ROLES.dump_python(request, mode="json")})


def _roles_after(person: Person, role: Role, *, takes: bool) -> frozenset[Role]:
    """Return the roles afterwards; somebody without any other is a member of staff, and a head is no staff beside."""
    if takes:
        if role not in person.roles:
            raise AsItIs(person.name)
        return (person.roles - {role}) or frozenset({Role.STAFF})
    others = person.roles - FROM_A_POST if role in FROM_A_POST else person.roles
    return others | {role}


def _able(books: OpenBooks, asker: PersonId) -> tuple[Person, ...]:
    """Return who could agree to a role of somebody who is not on the roster yet."""
    holders = [*books.roster.holders(Role.ADMIN), *books.roster.holders(Role.LEADER)]
    return tuple(one for one in dict.fromkeys(holders) if one.id != asker)


async def _check_somebody_seconds(books: OpenBooks, name: str, able: Iterable[Person]) -> None:
    users = await books.directory.users()
    if not any(one.id in users for one in able):
        raise SecondNeeded(name, Act.GRANT_ROLE)


def _card(text: str, args: Mapping[str, Any]) -> Answer:
    buttons = (
        Button(label=terms.CONFIRM, act="roster.confirm", args=args),
        Button(label=terms.DROP, act="roster.drop"),
    )
    return Answer(text=text, buttons=(buttons,), lapses=True)


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """Let it count, by the right and at the moment of the tap; a role beyond a post is put before the second person."""
    if "add" in heard.args:
        return await _added(books, heard, _said_now(heard, _ADD.validate_python(heard.args["add"])))
    if "correct" in heard.args:
        return await _corrected(books, _said_now(heard, _CORRECT.validate_python(heard.args["correct"])))
    request = _said_now(heard, _ROLES.validate_python(heard.args["roles"]))
    check_roles(books, request)
    if not takes_second(person_of(books, request.who), request):
        return await _roles_set(books, request)
    asked = await _ask_seconds(books, heard, request)
    return Answer(text=wording.put_to(_names(books, asked)), edit=True), *asked


def _said_now(heard: Heard, kept: R) -> R:
    return replace(kept, person=heard.person.id, sent_at=heard.sent_at)


def _names(books: OpenBooks, asked: Answers) -> list[str]:
    return [person_of(books, one.to).name for one in asked if one.to is not None]


async def _added(books: OpenBooks, heard: Heard, request: AddPerson) -> Answers:
    person = await add_person(books, request)
    asked: Answers = ()
    beyond = frozenset(Role(one) for one in heard.args["beyond"])
    if beyond:
        fields = tuple(UnitId(one) for one in heard.args["fields"])
        wanted = SetRoles(
            person=heard.person.id,
            sent_at=heard.sent_at,
            who=person.id,
            roles=beyond | (person.roles & {Role.HEAD}),
            fields=fields,
        )
        asked = await _ask_seconds(books, heard, wanted)
    button = Button(label=wording.LINK, act="roster.invite", args={"who": person.id})
    text = wording.added(Voice.of(books), person, _names(books, asked))
    return Answer(text=text, buttons=((button,),), edit=True), *asked


async def _corrected(books: OpenBooks, request: CorrectPerson) -> Answers:
    before = person_of(books, request.who)
    after = await correct_person(books, request)
    voice = Voice.of(books)
    answer = Answer(text=wording.corrected(voice, before, after), edit=True)
    if after.id == request.person:
        return (answer,)
    return answer, Answer(text=wording.corrected_yourself(before, after), to=after.id, reply=False)


async def _roles_set(books: OpenBooks, request: SetRoles) -> Answers:
    person = await set_roles(books, request)
    voice = Voice.of(books)
    answer = Answer(text=wording.roles_set(voice, person), edit=True)
    told = dict.fromkeys([person.id, request.person])
    told.pop(request.agreed or request.person, None)
    own = {person.id: wording.roles_yourself(voice, person)}
    return answer, *(Answer(text=own.get(one, wording.roles_set(voice, person)), to=one, reply=False) for one in told)


async def _ask_seconds(books: OpenBooks, heard: Heard, request: SetRoles) -> Answers:
    """Return a card for each who may agree, where somebody of them can be reached."""
    able = seconds(books.roster, request.person, request.who)
    await _check_somebody_seconds(books, person_of(books, request.who).name, able)
    args = {"roles": _ROLES.dump_python(request, mode="json")} | await waiting.begin(books, heard, "role")
    users = await books.directory.users()
    return second_cards(books, args, [one for one in able if one.id in users])


def second_cards(books: OpenBooks, args: Mapping[str, Any], people: Iterable[Person]) -> Answers:
    """Return the card by which each of these may agree to the roles."""
    request = _ROLES.validate_python(args["roles"])
    text = wording.agree(Voice.of(books), person_of(books, request.who), request)
    buttons = (
        Button(label=terms.APPROVE, act="role.agree", args=args),
        Button(label=terms.REFUSE, act="role.refuse", args=args),
    )
    return tuple(Answer(text=text, to=one.id, buttons=(buttons,), reply=False) for one in people)


def second_people(books: OpenBooks, args: Mapping[str, Any]) -> tuple[Person, ...]:
    """Return who may agree to the roles of such a card now."""
    request = _ROLES.validate_python(args["roles"])
    return seconds(books.roster, request.person, request.who)


def asker_of(books: OpenBooks, args: Mapping[str, Any]) -> Person:
    """Return who asked for the roles of such a card."""
    return person_of(books, _ROLES.validate_python(args["roles"]).person)


async def on_agree(books: OpenBooks, heard: Heard) -> Answers:
    """Grant the roles, as a second person agreed, and tell who asked and whom it is about."""
    request = _ROLES.validate_python(heard.args["roles"])
    request = replace(request, sent_at=heard.sent_at, agreed=heard.person.id)
    _check_second(books, heard, request)
    try:
        check_roles(books, request)
    except Refusal as moot:
        if isinstance(moot, NotAllowed):  # Who asked may not any more: theirs is the right that is missing.
            return (Answer(text=wording.asker_gone(), edit=True),)
        raise
    await waiting.settle(books, heard)
    return await _roles_set(books, request)


async def on_refuse(books: OpenBooks, heard: Heard) -> Answers:
    """Grant nothing, as a second person did not agree, and tell who asked."""
    request = _ROLES.validate_python(heard.args["roles"])
    _check_second(books, heard, request)
    await waiting.settle(books, heard)
    text = wording.roles_refused(person_of(books, request.who))
    return Answer(text=text, edit=True), Answer(text=text, to=request.person, reply=False)


def _check_second(books: OpenBooks, heard: Heard, request: SetRoles) -> None:
    if all(one.id != heard.person.id for one in seconds(books.roster, request.person, request.who)):
        raise NotAllowed(Act.GRANT_ROLE)


async def on_invite(books: OpenBooks, heard: Heard) -> Answers:
    """Make a one-time link for whom the button names."""
    return await _invited(books, heard, PersonId(int(heard.args["who"])))


async def _invited(books: OpenBooks, heard: Heard, who: PersonId) -> Answers:
    if not heard.place.private:
        raise NotUnderstood("roster")
    request = InvitePerson(person=heard.person.id, sent_at=heard.sent_at, who=who)
    person = await invite(books, request)
    token = await books.directory.invite(who, expires_at=books.now + LINK_LIFE)
    text = wording.invitation(person, link(heard.bot, token), beyond=not person.roles <= FROM_A_POST)
    return (Answer(text=text, purpose=ONE_TIME, reply=False),)


async def on_drop(_books: OpenBooks, _heard: Heard) -> Answers:
    """撤销 on a card: nothing was recorded."""
    return (Answer(text=assignments.dropped(), edit=True),)


def _values(roles: Iterable[Role]) -> list[str]:
    return [role.value for role in Role if role in roles]
