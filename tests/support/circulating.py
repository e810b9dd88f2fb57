"""Wishes about circulars (通报) on a walk, and an oracle of their own that shares no table with the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from ledger.acts import circulars as acts
from ledger.circular_entries import CircularChanged, CircularDrafted
from ledger.circulars import Point, Tone
from ledger.entries import Recorded
from ledger.people import PersonId
from tests.ledger.house import COORDINATOR, LEADER
from tests.support.walkers import PLAUSIBLE, Wish, World

CHAT = -1001


def drafts(world: World) -> Wish:
    """Wish for a draft, a change of one, or a step on its way, mostly as a coordinator."""
    if world.chance.random() < PLAUSIBLE:
        world.who = COORDINATOR
    kinds: list[Callable[[World], Wish]] = [_submit, _submit, _publish, _publish, _change, _withdraw]
    return world.chance.choice(kinds)(world) if world.circulars and world.chance.random() < 0.8 else _draft(world)


def decides(world: World) -> Wish:
    """Wish that a circular be approved or sent back, mostly as a leader."""
    if world.chance.random() < PLAUSIBLE:
        world.who = LEADER
    if world.chance.random() < 0.8:
        return acts.approve, _about(world, acts.AboutCircular)
    return acts.send_back, _about(world, acts.ReturnCircular, reason="请核实")


def learn(world: World, record: Recorded) -> None:
    """Let the world know of the circular, and of its latest version."""
    if isinstance(record.entry, CircularDrafted):
        world.circulars[record.seq] = 1
    if isinstance(record.entry, CircularChanged):
        world.circulars[record.entry.circular] += 1


def _draft(world: World) -> Wish:
    today = world.now.date()
    request = acts.DraftCircular(
        person=world.who.id,
        sent_at=world.now,
        first=today,
        last=today + timedelta(days=world.chance.choice((0, 1, -1))),
        as_of=world.now,
        title="关于督查事项的通报",
        points=_points(world),
        chats=(CHAT,) if world.chance.random() < 0.9 else (),
    )
    return acts.draft, request


def _points(world: World) -> tuple[Point, ...]:
    count = world.chance.choice((0, 1, 1, 2, 3))
    return tuple(Point(world.chance.choice(tuple(Tone)), world.number(), "办理情况") for _ in range(count))


def _about(world: World, kind: Any, **more: Any) -> Any:
    circular = world.chance.choice(list(world.circulars)[-3:] or [1])
    version = world.circulars.get(circular, 1) - (world.chance.random() < 0.1)
    return kind(person=world.who.id, sent_at=world.now, circular=circular, version=version, **more)


def _change(world: World) -> Wish:
    return acts.change, _about(world, acts.ChangeCircular, points=_points(world), said="改")


def _submit(world: World) -> Wish:
    to = LEADER if world.chance.random() < 0.8 else world.somebody()
    return acts.submit, _about(world, acts.SubmitCircular, to=to.id)


def _publish(world: World) -> Wish:
    return acts.publish, _about(world, acts.PublishCircular, now=world.now, chats=(CHAT,))


def _withdraw(world: World) -> Wish:
    return acts.withdraw, _about(world, acts.AboutCircular)


@dataclass
class Told:
    """One circular as its entries tell it."""

    version: int = 1
    authors: set[PersonId | None] = field(default_factory=set)
    laid: int = 0
    approved: int = 0
    over: bool = False


@dataclass
class Circulation:
    """Looks at every entry about circulars, in order; ``must`` raises where something does not hold."""

    must: Callable[[object, Recorded, str], None]
    known: dict[int, Told] = field(default_factory=dict)
    papers: list[str] = field(default_factory=list)

    def look(self, record: Recorded) -> None:
        """Check what the entry says against those before it."""
        entry: Any = record.entry
        kind = type(entry).__name__
        if kind == "CircularDrafted":
            self.known[record.seq] = Told(authors={entry.by})
            self.must(entry.tasks, record, "a circular says something")
            return
        told = self.known.get(entry.circular)
        self.must(told is not None, record, "nothing comes before the draft")
        assert told is not None
        self.must(not told.over, record, "what is out, or was given up, stays as it is")
        if kind == "CircularChanged":
            told.version, told.laid, told.approved = told.version + 1, 0, 0
            told.authors.add(entry.by)
            return
        self.must(entry.version == told.version, record, "what was seen is the latest version")
        if kind == "CircularSubmitted":
            told.laid, told.approved = told.version, 0
        if kind == "CircularReturned":
            self.must(told.laid == told.version, record, "nothing comes back that was not laid before anybody")
            told.laid = told.approved = 0
        if kind == "CircularApproved":
            self.must(told.laid == told.version, record, "what is approved was laid before a leader")
            self.must(entry.by not in told.authors, record, "whoever wrote it does not approve")
            told.approved = told.version
        if kind == "CircularPublished":
            self.must(told.approved == told.version, record, "nothing is published that was not approved")
            self.papers.append(entry.paper)
            self.must(self._is_numbered(), record, "numbers have no gap")
        told.over = kind in {"CircularPublished", "CircularWithdrawn"}

    def _is_numbered(self) -> bool:
        years: dict[str, list[str]] = {}
        for paper in self.papers:
            year, _, n = paper.partition("〕")
            years.setdefault(year, []).append(n)
        return all(ns == [f"{n}号" for n in range(1, len(ns) + 1)] for ns in years.values())
