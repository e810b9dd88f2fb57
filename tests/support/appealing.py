"""Wishes about appeals (申诉) on a walk, and an oracle of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from ledger.acts import appealing as acts
from ledger.appeals import Disputed
from ledger.entries import Recorded
from ledger.people import Assignee, PersonId
from ledger.score_entries import ScoreAppealed
from tests.ledger.house import GENERAL, HEAD, LEADER, STAFF, SUPERVISION
from tests.support.walkers import PLAUSIBLE, Wish, World


def appeals(world: World) -> Wish:
    """Wish to dispute a line, mostly as the head of the office or as whose it is."""
    if world.chance.random() < PLAUSIBLE:
        world.who = world.chance.choice((HEAD, HEAD, STAFF))
    about = Disputed(
        unit=world.chance.choice((GENERAL, GENERAL, SUPERVISION)).id,
        whom=world.chance.choice((Assignee(person=STAFF.id), Assignee(unit=GENERAL.id))),
        register="duties",
        version=2,
        rule=world.chance.choice(("late", "sent-back")),
        item="all",
        task=world.number(),
        line=world.chance.randint(1, 40),
        line_at=world.now - timedelta(days=world.chance.choice((0, 1, 3, 30))),
        points=Decimal(world.chance.choice(("-0.5", "-0.3", "0"))),
    )
    return acts.appeal, acts.AppealScore(person=world.who.id, sent_at=world.now, about=about, reason="当天停电")


def answers(world: World) -> Wish:
    """Wish to answer an appeal, mostly as a leader."""
    if world.chance.random() < PLAUSIBLE:
        world.who = LEADER
    appeal = world.chance.choice(world.appeals[-3:] or [1])
    granted = world.chance.random() < 0.5
    request = acts.DecideAppeal(person=world.who.id, sent_at=world.now, appeal=appeal, granted=granted, reason="已核实")
    return acts.decide_appeal, request


def learn(world: World, record: Recorded) -> None:
    """Let the world know of the appeal."""
    if isinstance(record.entry, ScoreAppealed):
        world.appeals.append(record.seq)


@dataclass
class Disputes:
    """Looks at every entry about appeals, in order; ``must`` raises where something does not hold."""

    must: Callable[[object, Recorded, str], None]
    by: dict[int, PersonId | None] = field(default_factory=dict)
    over: set[int] = field(default_factory=set)
    lines: set[object] = field(default_factory=set)

    def look(self, record: Recorded) -> None:
        """Check what the entry says against those before it."""
        entry: Any = record.entry
        if type(entry).__name__ == "ScoreAppealed":
            line = (entry.unit, entry.whom, entry.rule, entry.task, entry.line if entry.rule == "sent-back" else 0)
            self.must(line not in self.lines, record, "a line is disputed once")
            self.must(entry.points < 0, record, "what is disputed took points")
            self.must(entry.at - entry.line_at < timedelta(days=14), record, "it is disputed inside its limit")
            self.lines.add(line)
            self.by[record.seq] = entry.by
            return
        self.must(entry.appeal in self.by, record, "nothing is answered that was not asked")
        self.must(entry.appeal not in self.over, record, "it is answered once")
        self.must(self.by[entry.appeal] != entry.by, record, "nobody answers the own appeal")
        self.over.add(entry.appeal)
