"""Wishes about the office itself: its people, their roles, and the ledger that it kept elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ledger.acts import requests as r
from ledger.acts.departing import (
    LetGo,
    Move,
    end_stand_ins,
    hand_over,
    hand_over_duties,
    let_go,
    move,
    revoke_departure,
)
from ledger.acts.importing import OldTask, import_tasks
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
from ledger.office_entries import Leaving
from ledger.people import Role
from ledger.tasks import Status
from tests.ledger.house import (
    ADMIN,
    LEADER,
    ROSTER,
)
from tests.support.rosters import without
from tests.support.walkers import PLAUSIBLE, Wish, World


def _runs(world: World) -> dict[str, Any]:
    """Let mostly the administrator speak."""
    if world.chance.random() < PLAUSIBLE:
        world.who = ADMIN
    return {"person": world.who.id, "sent_at": world.now}


def _depart(world: World) -> Wish:
    who, by = world.spare().id, _runs(world)
    day = world.chance.choice((None, None, world.day().date()))
    return let_go, LetGo(**by, who=who, how=Leaving.TRANSFERRED, day=day, tasks=world.open_numbers())


def _stay(world: World) -> Wish:
    async def stay(books: Any, request: r.Request) -> None:
        await revoke_departure(books, who, by=request.person, at=request.sent_at)

    who = world.somebody().id
    return stay, r.Request(**_runs(world))


def _move(world: World) -> Wish:
    return move, Move(
        **_runs(world),
        who=world.spare().id,
        unit=world.chance.choice(ROSTER.units).id,
        roles=(world.chance.choice((Role.STAFF, Role.HEAD)),),
        carry=world.chance.random() < 0.5,
        tasks=world.open_numbers(),
    )


def _add(world: World) -> Wish:
    n = len(world.people) + 1
    roles = world.chance.choice((Role.STAFF, Role.STAFF, Role.HEAD, Role.COORDINATOR))
    unit = world.chance.choice(ROSTER.units).id
    return add_person, AddPerson(**_runs(world), name=f"新人{n}", unit=unit, roles=frozenset({roles}))


def _correct(world: World) -> Wish:
    alias = world.chance.choice(("小李", "小王", world.somebody().name))
    return correct_person, CorrectPerson(**_runs(world), who=world.somebody().id, aliases=(alias,))


def _invite(world: World) -> Wish:
    return invite, InvitePerson(**_runs(world), who=world.somebody().id)


def grant(world: World, *, agreed: bool = True) -> Wish:
    roles = frozenset(world.chance.sample(tuple(Role), world.chance.randint(1, 2)))
    second = world.chance.choice((LEADER, LEADER, ADMIN, world.somebody())).id if agreed else None
    return set_roles, SetRoles(**_runs(world), who=world.spare().id, roles=roles, agreed=second)


def _drop(world: World) -> Wish:
    """Let a roster be imported that names somebody no more, and what is open be handed over as by the bell."""
    who, numbers = world.spare().id, world.open_numbers()

    async def drop(books: Any, request: r.Request) -> None:
        if not books.roster.person(who).is_active:
            return
        await without(books, who, request.sent_at)
        await hand_over(books, who, numbers, by=None, at=request.sent_at)
        await hand_over_duties(books, who, by=None, at=request.sent_at)
        await end_stand_ins(books, who, by=None, at=request.sent_at)

    return drop, r.Request(person=ADMIN.id, sent_at=world.now)


_OFFICE = (
    _depart,
    _depart,
    _depart,
    _stay,
    _move,
    _add,
    _add,
    _correct,
    _invite,
    lambda w: grant(w, agreed=False),
    _drop,
)


def rostered(world: World) -> Wish:
    return world.chance.choice(_OFFICE)(world)


def import_ledger(world: World) -> Wish:
    """Let a line or two of an old ledger begin here."""
    ended = world.now - timedelta(days=1)
    rows = [
        OldTask(
            reference=f"旧{len(world.numbers)}-{n}",
            title="旧台账事项",
            lead=world.targets(2),
            assigned_at=world.now - timedelta(days=9),
            deadline=world.day(),
            status=status,
            ended=ended if status is Status.CLOSED else None,
        )
        for n, status in enumerate(world.chance.sample((Status.ASSIGNED, Status.ACTIVE, Status.CLOSED), 2))
    ]

    async def take(books: Any, request: r.Request) -> None:
        at = request.sent_at
        await import_tasks(books, rows, by=request.person, at=at, name="旧台账.xlsx", sha256="0" * 64)

    world.steers()
    return take, r.Request(person=world.who.id, sent_at=world.now)
