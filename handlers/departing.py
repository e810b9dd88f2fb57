"""People who leave or move (离任、调动): ``/roster``, 张三12月1日起调离, 张三调到住建局任科长; cards first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from handlers import rostering
from handlers.buttons import open_button
from handlers.heard import Answer, Answers, Button, Heard
from handlers.heirs import duties_told, papers_told
from handlers.questions import NotUnderstood
from handlers.reading.departing import Departure, Transfer, departure, is_head, transfer
from handlers.reading.key import either_of, marks_of
from handlers.reading.rostering import CHANGES
from handlers.reasking import ask_others
from handlers.speaking import rows_of
from handlers.wording import assignments, terms
from handlers.wording import departing as wording
from handlers.wording.voice import Voice
from ledger.acts.departing import (
    HandedOver,
    LetGo,
    Move,
    check_departure,
    check_roster,
    depart,
    duties_of,
    end_stand_ins,
    hand_over,
    hand_over_duties,
    let_go,
    move,
    revoke_departure,
    stands_in_for,
    successors,
)
from ledger.acts.document_heirs import documents_with, pass_documents_on
from ledger.documents import Document
from ledger.office_entries import Leaving, RosterImported
from ledger.people import Person, PersonId, Role, UnitId
from ledger.recurrence import Standing
from ledger.tasks import Task
from storage.books import OpenBooks


def changes_roster(heard: Heard, books: OpenBooks) -> bool:
    """Tell whether the words change the roster: who leaves, moves, comes or changes; in private only."""
    if not heard.place.private or heard.edited:
        return False
    marks = marks_of(heard.text)
    if _LEAVES & marks and (_departure(books, heard) or transfer(heard.text, roster=books.roster)):
        return True
    return bool(CHANGES & marks) and rostering.change_meant(books, heard) is not None


_LEAVES = either_of(departure, transfer)


async def on_roster(books: OpenBooks, heard: Heard) -> Answers:
    """Show a card for whoever leaves, moves, comes or changes; nothing counts before it is confirmed."""
    check_roster(books, heard.person.id)
    if (change := rostering.change_meant(books, heard)) is not None:
        return await rostering.on_change(books, heard, change)
    leaves, moves = _departure(books, heard), transfer(heard.text, roster=books.roster)
    said = leaves or moves
    if said is None:
        raise NotUnderstood("roster")
    if len(said.people) > 1:
        return (Answer(text=wording.which(Voice.of(books), said.people)),)
    if moves is not None:
        return (await _move_card(books, moves),)
    assert leaves is not None  # noqa: S101 - one of the two was said
    return await _on_departure(books, heard, leaves)


def _departure(books: OpenBooks, heard: Heard) -> Departure | None:
    today = books.house.hours.local(heard.sent_at).date()
    return departure(heard.text, roster=books.roster, today=today)


async def _on_departure(books: OpenBooks, heard: Heard, said: Departure) -> Answers:
    person = said.people[0]
    if said.stays:
        revoked = await revoke_departure(books, person.id, by=heard.person.id, at=heard.sent_at)
        return (Answer(text=wording.stays(person) if revoked else wording.none_set(person)),)
    if said.faulty:
        return (Answer(text=wording.faulty(said.faulty)),)
    tasks = await _open_with(books, person.id)
    request = _request(heard, person.id, said.how, said.day, tasks)
    await check_departure(books, request)
    voice = Voice.of(books)
    heirs = voice.names(dict.fromkeys(successors(books.roster, person, tasks)))
    duties = len(await duties_of(books, person.id))
    text = wording.card(voice, person, wording.starting(voice, said.how, said.day), tasks, heirs, duties=duties)
    return (_card(text, wording.GO_ON, "depart.sure", _args(person.id, said.how, said.day)),)


async def on_sure(books: OpenBooks, heard: Heard) -> Answers:
    """Ask a second time."""
    check_roster(books, heard.person.id)
    who, how, day = _asked(heard)
    text = wording.sure(Voice.of(books), books.roster.person(who), how, day)
    return (_card(text, wording.SURE, "depart.confirm", heard.args, edit=True),)


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """Let the person leave, by the right and at the moment of the tap; both sides are told, in one message each."""
    who, how, day = _asked(heard)
    person, user = books.roster.person(who), await books.directory.user_of(who)
    request = _request(heard, who, how, day, await _open_with(books, who))
    absent, duties = await _with_stand_in(books, who), await duties_of(books, who)
    papers = await documents_with(books, who)
    handed = await let_go(books, request)
    voice = Voice.of(books)
    if day is not None and books.roster.person(who).is_active:
        return (Answer(text=wording.will(voice, person, how, day), edit=True),)
    answer = Answer(text=wording.done(voice, person, how, handed), edit=True)
    told = _told(books, person, user, how, handed)
    return answer, *told, *_unattended(person, absent), *await _gone(books, person, wording.HOW[how], duties, papers)


async def _gone(
    books: OpenBooks, person: Person, why: str, duties: Iterable[Standing], papers: Iterable[Document]
) -> Answers:
    """Return the word about duties that recur and documents, and the questions that waited for who was ``person``."""
    told = *await duties_told(books, person, why, duties), *await papers_told(books, person, why, papers)
    return *told, *await ask_others(books, person)


async def leave_by_clock(books: OpenBooks, who: PersonId, how: Leaving) -> Answers:
    """Let somebody leave whose day has come; what nobody can take over goes on the coordinators' list."""
    person, user = books.roster.person(who), await books.directory.user_of(who)
    tasks, absent, duties = (
        await _open_with(books, who),
        await _with_stand_in(books, who),
        await duties_of(books, who),
    )
    papers = await documents_with(books, who)
    handed = await depart(books, who, how=how, tasks=[one.number for one in tasks], by=None, at=books.now)
    voice = Voice.of(books)
    done = wording.done(voice, person, how, handed)
    answers = [Answer(text=done, to=one.id, reply=False) for one in books.roster.holders(Role.ADMIN)]
    answers += _orphaned(books, person, tasks, handed)
    answers += [*_told(books, person, user, how, handed), *_unattended(person, absent)]
    return *answers, *await _gone(books, person, wording.HOW[how], duties, papers)


async def hand_over_after_import(books: OpenBooks) -> Answers:
    """Hand over what is open with people whom an imported roster names no more, as when somebody leaves."""
    answers: list[Answer] = []
    latest = (await books.records_of(RosterImported))[-1].entry.at
    for person in (one for one in books.roster.people if one.left_at is not None):
        tasks = await books.tasks.open_with(person.id)
        absent, duties = await _with_stand_in(books, person.id), await duties_of(books, person.id)
        handed = await hand_over(books, person.id, [one.number for one in tasks], by=None, at=books.now)
        await hand_over_duties(books, person.id, by=None, at=books.now)
        papers = await documents_with(books, person.id)
        await pass_documents_on(books, person.id, by=None, at=books.now)
        await end_stand_ins(books, person.id, by=None, at=books.now)
        answers += [*_orphaned(books, person, tasks, handed), *_inheritance(books, person, terms.LEFT, handed)]
        answers += _unattended(person, absent)
        if person.left_at is not None and person.left_at >= latest:
            answers += await _gone(books, replace(person, left_at=None), terms.LEFT, duties, papers)
    return tuple(answers)


def _orphaned(books: OpenBooks, person: Person, tasks: Iterable[Task], handed: Iterable[HandedOver]) -> Answers:
    """Tell coordinators of what nobody could take over."""
    taken = {one.task.number for one in handed}
    left = [one.number for one in tasks if one.number not in taken]
    text = wording.orphaned(person, left)
    people = books.roster.holders(Role.COORDINATOR) if left else ()
    return tuple(Answer(text=text, to=one.id, reply=False) for one in people)


def _told(books: OpenBooks, person: Person, user: int | None, how: Leaving, handed: Sequence[HandedOver]) -> Answers:
    """Tell the one who left, the heirs, and those who assigned."""
    voice = Voice.of(books)
    answers = list(_inheritance(books, person, wording.HOW[how], handed))
    if user is not None:
        answers.append(Answer(text=wording.farewell(voice, how, handed), chat=user, reply=False))
    return tuple(answers)


def _unattended(person: Person, absent: Iterable[PersonId]) -> Answers:
    """Tell those on leave that their stand-in has gone."""
    return tuple(Answer(text=wording.without_stand_in(person), to=one, reply=False) for one in absent)


def _inheritance(books: OpenBooks, person: Person, why: str, handed: Sequence[HandedOver]) -> Answers:
    """Return one message for each heir with the tasks to open, and one for each who assigned them."""
    voice = Voice.of(books)
    heirs: defaultdict[PersonId, list[HandedOver]] = defaultdict(list)
    givers: defaultdict[PersonId, list[HandedOver]] = defaultdict(list)
    for one in handed:
        for heir in books.roster.behind(one.to):
            heirs[heir.id].append(one)
        giver = one.task.assigned_by
        if giver is not None and giver != person.id and books.roster.person(giver).is_active:
            givers[giver].append(one)
    answers = [_inherited(voice, person, why, heir, own) for heir, own in heirs.items()]
    answers += [
        Answer(text=wording.told(voice, person, why, own), to=giver, reply=False, about=_numbers(own))
        for giver, own in givers.items()
        if giver not in heirs
    ]
    return tuple(answers)


def _inherited(voice: Voice, person: Person, why: str, heir: PersonId, own: Sequence[HandedOver]) -> Answer:
    buttons = rows_of((open_button(one.task) for one in own[:8]), 2)
    text = wording.inherited(voice, person, why, own)
    return Answer(text=text, to=heir, buttons=buttons, reply=False, about=_numbers(own))


def _numbers(handed: Iterable[HandedOver]) -> tuple[str, ...]:
    return tuple(one.task.number for one in handed)


async def _move_card(books: OpenBooks, said: Transfer) -> Answer:
    person, tasks = said.people[0], await _open_with(books, said.people[0].id)
    roles = roles_of(said.title)
    args = {"who": person.id, "unit": said.unit.id, "title": said.title}
    text = wording.move_card(Voice.of(books), person, said.unit, title=said.title, roles=roles, count=len(tasks))
    label = wording.KEEP_HERE if tasks else terms.CONFIRM
    buttons = [Button(label=label, act="move.confirm", args=args)]
    buttons += [Button(label=wording.CARRY, act="move.confirm", args=args | {"carry": True})] if tasks else []
    drop = Button(label=terms.DROP, act="depart.drop")
    return Answer(text=text, buttons=(*rows_of(buttons, 1), (drop,)), lapses=True)


def roles_of(title: str) -> tuple[Role, ...]:
    """Return the role that goes with a post: a head of the unit, else staff; other roles are granted by the roster."""
    return (Role.HEAD,) if is_head(title) else (Role.STAFF,)


async def on_move(books: OpenBooks, heard: Heard) -> Answers:
    """Move the person, by the right and at the moment of the tap; both sides are told."""
    who, unit = PersonId(int(heard.args["who"])), books.roster.unit(UnitId(int(heard.args["unit"])))
    person, title = books.roster.person(who), str(heard.args["title"])
    tasks, duties = await _open_with(books, who), await duties_of(books, who)
    papers = await documents_with(books, who)
    request = Move(
        person=heard.person.id,
        sent_at=heard.sent_at,
        who=who,
        unit=unit.id,
        roles=roles_of(title),
        title=title,
        carry=bool(heard.args.get("carry")),
        tasks=tuple(one.number for one in tasks),
    )
    handed = await move(books, request)
    voice = Voice.of(books)
    answer = Answer(text=wording.moved(voice, person, unit, title, handed), edit=True)
    own = Answer(text=wording.moved_yourself(voice, unit, title, handed), to=who, reply=False)
    heirs = _inheritance(books, person, wording.MOVED, handed)
    return answer, own, *heirs, *await _gone(books, person, wording.MOVED, () if request.carry else duties, papers)


async def on_drop(_books: OpenBooks, _heard: Heard) -> Answers:
    """撤销 on a card: nothing was recorded."""
    return (Answer(text=assignments.dropped(), edit=True),)


async def _open_with(books: OpenBooks, who: PersonId) -> tuple[Task, ...]:
    return await books.tasks.open_with(who)


async def _with_stand_in(books: OpenBooks, who: PersonId) -> tuple[PersonId, ...]:
    today = books.house.hours.local(books.now).date()
    return tuple(dict.fromkeys(leave.person for leave in await stands_in_for(books, who, today)))


def _request(heard: Heard, who: PersonId, how: Leaving, day: date | None, tasks: Iterable[Task]) -> LetGo:
    numbers = tuple(one.number for one in tasks)
    return LetGo(person=heard.person.id, sent_at=heard.sent_at, who=who, how=how, day=day, tasks=numbers)


def _args(who: PersonId, how: Leaving, day: date | None) -> dict[str, Any]:
    return {"who": who, "how": how.value, "day": day.isoformat() if day else None}


def _asked(heard: Heard) -> tuple[PersonId, Leaving, date | None]:
    day = heard.args.get("day")
    return PersonId(int(heard.args["who"])), Leaving(heard.args["how"]), date.fromisoformat(day) if day else None


def _card(text: str, label: str, act: str, args: Any, *, edit: bool = False) -> Answer:
    buttons = (Button(label=label, act=act, args=args), Button(label=terms.DROP, act="depart.drop"))
    return Answer(text=text, buttons=(buttons,), lapses=True, edit=edit)
