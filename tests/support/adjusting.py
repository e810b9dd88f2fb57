"""Wishes about points that people decide (人工赋分) on a walk, and an oracle of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ledger.acts import adjusting as acts
from ledger.entries import Recorded
from ledger.people import PersonId
from ledger.score_entries import AdjustmentProposed
from tests.ledger.house import COORDINATOR, LEADER, REVIEWER
from tests.support.walkers import PHOTO, PLAUSIBLE, Wish, World


def proposes(world: World) -> Wish:
    """Wish for points, or to give up what was proposed, mostly as a coordinator."""
    if world.chance.random() < PLAUSIBLE:
        world.who = COORDINATOR
    if world.adjustments and world.chance.random() < 0.2:
        return acts.withdraw_adjustment, _about(world, acts.AboutAdjustment)
    request = acts.ProposeAdjustment(
        person=world.who.id,
        sent_at=world.now,
        whom=world.target(),
        register="duties",
        rule=world.chance.choice(("adopted", "absent", "absent", "late")),
        item=world.chance.choice(("all", "all", "minutes")),
        times=world.chance.choice((1, 1, 2, 0)),
        reason="无故缺席调度会",
        files=(PHOTO,) if world.chance.random() < 0.8 else (),
        about=world.number() if world.chance.random() < 0.3 else "",
    )
    return acts.propose, request


def decides(world: World) -> Wish:
    """Wish that points be confirmed or refused, mostly as a reviewer or leader."""
    if world.chance.random() < PLAUSIBLE:
        world.who = world.chance.choice((REVIEWER, LEADER))
    return acts.decide, _about(world, acts.DecideAdjustment, granted=world.chance.random() < 0.7, reason="核实无误")


def learn(world: World, record: Recorded) -> None:
    """Let the world know of the proposal."""
    if isinstance(record.entry, AdjustmentProposed):
        world.adjustments.append(record.seq)


def _about(world: World, kind: Any, **more: Any) -> Any:
    adjustment = world.chance.choice(world.adjustments[-3:] or [1])
    return kind(person=world.who.id, sent_at=world.now, adjustment=adjustment, **more)


@dataclass
class Points:
    """Looks at every entry about points that people decide, in order; ``must`` raises where something does not hold."""

    must: Callable[[object, Recorded, str], None]
    proposed: dict[int, PersonId | None] = field(default_factory=dict)
    over: set[int] = field(default_factory=set)

    def look(self, record: Recorded) -> None:
        """Check what the entry says against those before it."""
        entry: Any = record.entry
        kind = type(entry).__name__
        if kind == "AdjustmentProposed":
            self.must(entry.files or entry.about or entry.paper, record, "points are proposed with evidence")
            self.must(entry.rule in {"adopted", "absent"} and entry.times > 0, record, "a person decides such a rule")
            self.proposed[record.seq] = entry.by
            return
        self.must(entry.adjustment in self.proposed, record, "nothing is decided that was not proposed")
        self.must(entry.adjustment not in self.over, record, "it is decided once")
        by_proposer = self.proposed[entry.adjustment] == entry.by
        if kind == "AdjustmentDecided":
            self.must(not by_proposer, record, "one person alone gives no points")
        else:
            self.must(by_proposer, record, "one's own proposal is given up")
        self.over.add(entry.adjustment)
