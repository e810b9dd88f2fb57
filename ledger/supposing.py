"""What-if (假设测算): scores under other facts or other rules, held against those that stand; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal

from ledger.entries import Closed, CompletionClaimed
from ledger.facts import Facts
from ledger.folding import fold
from ledger.people import UnitId
from ledger.scores import Appraisal, Kind, Ranked, ScoreLine
from ledger.tasks import Task
from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """How a unit fares in a register: as it stands, as it would, the lines that would go and those that would come."""

    unit: UnitId
    before: Ranked
    after: Ranked
    gone: tuple[ScoreLine, ...]
    come: tuple[ScoreLine, ...]

    @property
    def by(self) -> Decimal:
        """What the score would gain."""
        return self.after.score.total - self.before.score.total

    @property
    def moves(self) -> bool:
        """Whether score or place would be another."""
        return bool(self.by) or self.before.place != self.after.place


def closed_now(facts: Facts, numbers: Collection[str]) -> Facts:
    """Return the facts as though these tasks were claimed and closed at ``facts.at``."""
    return replace(facts, tasks=tuple(_closed(one, facts) if one.number in numbers else one for one in facts.tasks))


def _closed(task: Task, facts: Facts) -> Task:
    """Let whoever leads it claim what was not claimed yet, then strike it off; a suspended task cannot be closed."""
    if not task.is_running:
        return task
    done, at, seq = task, facts.at, task.version
    for branch in task.leads:
        if branch.claimed_at is None:
            claim = CompletionClaimed(at=at, by=None, number=task.number, assignee=branch.assignee)
            done = fold(done, claim, seq=seq)
    return fold(done, Closed(at=at, by=None, number=task.number), seq=seq)


def moves(before: Appraisal, after: Appraisal) -> tuple[Move, ...]:
    """Return one for each unit that both score, in the order of the places that would be."""
    pairs = ((before.of(row.score.unit), row) for row in after.rows)
    return tuple(_move(old, new) for old, new in pairs if old is not None)


def _move(old: Ranked, new: Ranked) -> Move:
    was, will = (Counter(map(_same, one.score.lines)) for one in (old, new))
    return Move(new.score.unit, old, new, _only(old.score.lines, was - will), _only(new.score.lines, will - was))


def _only(lines: Iterable[ScoreLine], left: Counter[object]) -> tuple[ScoreLine, ...]:
    found = []
    for line in lines:
        if left[_same(line)] > 0:
            left[_same(line)] -= 1
            found.append(line)
    return tuple(found)


def _same(line: ScoreLine) -> object:
    """Return what makes two lines one: the same fact with the same points, whatever version or moment says so."""
    told = line.seq if line.kind is Kind.APPEAL or line.adjustment is not None else 0
    excused = line.excuse if line.kind is Kind.RULE else None
    return (line.kind, line.rule, line.item, line.task, told, line.whom, line.times, line.points, excused)
