"""Somebody who came and left before the demo's week: added from the chat, given a role for a while, moved, retired."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from ledger.acts.departing import LetGo, Move, let_go, move
from ledger.acts.origin_requests import SetRecurrence, StopRecurrence
from ledger.acts.recurring import recurrences, set_recurrence, stop_recurrence
from ledger.acts.rostering import (
    AddPerson,
    CorrectPerson,
    InvitePerson,
    SetRoles,
    add_person,
    correct_person,
    invite,
    set_roles,
)
from ledger.calendar import DAY
from ledger.office_entries import Leaving
from ledger.origin_entries import Every
from ledger.people import Assignee, PersonId, Role, UnitId
from storage.books import OpenBooks

NAME, TITLE = "沈归田", "四级调研员"
UNIT, NEW_UNIT = "综合一科", "督查室"
_STAFF = frozenset({Role.STAFF})


async def let_somebody_come_and_go(books: OpenBooks, by: PersonId, at: datetime) -> None:
    """Add and invite the person, grant a role by two and take it back; then move, set the retirement, and retire."""
    who = await _come(books, by, at)
    second = next(one.id for one in books.roster.holders(Role.LEADER))
    reviews = SetRoles(person=by, sent_at=at, who=who, roles=_STAFF | {Role.REVIEWER}, agreed=second)
    await set_roles(books, reviews)
    await set_roles(books, SetRoles(person=by, sent_at=at, who=who, roles=_STAFF))
    unit, roles = _unit(books, NEW_UNIT), (Role.STAFF,)
    await move(books, Move(person=by, sent_at=at, who=who, unit=unit, roles=roles, title=TITLE, carry=True))
    await _with_a_duty(books, who, at)
    day = books.house.hours.local(at).date() + timedelta(days=7)
    await let_go(books, LetGo(person=by, sent_at=at, who=who, how=Leaving.RETIRED, day=day))
    await let_go(books, LetGo(person=by, sent_at=at, who=who, how=Leaving.RETIRED))
    for duty in await recurrences(books):
        assert duty.rule.by is not None  # noqa: S101 - a coordinator set it
        await stop_recurrence(books, StopRecurrence(person=duty.rule.by, sent_at=at, n=duty.n))


async def _come(books: OpenBooks, by: PersonId, at: datetime) -> PersonId:
    added = AddPerson(person=by, sent_at=at, name=NAME, unit=_unit(books, UNIT), title=TITLE)
    who = (await add_person(books, added)).id
    await invite(books, InvitePerson(person=by, sent_at=at, who=who))
    await correct_person(books, CorrectPerson(person=by, sent_at=at, who=who, aliases=("老沈",)))
    return who


async def _with_a_duty(books: OpenBooks, who: PersonId, at: datetime) -> None:
    """Let the person answer for something that recurs; it goes to the head, who does without it."""
    rule = SetRecurrence(
        person=next(one.id for one in books.roster.holders(Role.COORDINATOR)),
        sent_at=at,
        title="报送信访台账",
        lead=(Assignee(person=who),),
        every=Every.WEEK,
        weekdays=(4,),
        hour=time(18),
        starts=books.house.hours.local(at).date() + 7 * DAY,
    )
    await set_recurrence(books, rule)


def _unit(books: OpenBooks, name: str) -> UnitId:
    return next(one.id for one in books.roster.units if one.name == name)
