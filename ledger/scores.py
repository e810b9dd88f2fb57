"""Scores (考评得分) as values: lines that say which rule was applied to which fact, and what comes of them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from config.appraisal.model import Register, Rule
from ledger.adjustments import Adjustment
from ledger.appeals import Appeal
from ledger.happenings import Excuse
from ledger.outages import Outage
from ledger.people import Assignee, PersonId, UnitId
from ledger.values import dataclass


class Grade(StrEnum):
    """等级, the best first."""

    EXCELLENT = "excellent"
    GOOD = "good"
    PASSING = "passing"
    FAILING = "failing"


class Kind(StrEnum):
    """What a line does: begins, applies a rule, answers an appeal, or keeps the score inside its bounds."""

    BASE = "base"
    RULE = "rule"
    APPEAL = "appeal"
    BOUND = "bound"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One line: ``points`` is ``times`` × ``each``, unless a cap (封顶) or an excuse left less of it.

    ``whom`` it is about, ``also`` those of the unit who share it; ``adjustment`` what people decided with evidence,
    where it is their word that gave it, ``appeal`` the one that it answers, ``outage`` the one that excuses it.
    """

    kind: Kind
    at: datetime
    points: Decimal
    version: int
    rule: str = ""
    item: str = ""
    task: str = ""
    seq: int | None = None
    times: int = 1
    each: Decimal = Decimal()
    excuse: Excuse | None = None
    outage: Outage | None = None
    whom: Assignee | None = None
    also: tuple[Assignee, ...] = ()
    adjustment: Adjustment | None = None
    appeal: Appeal | None = None

    def is_of(self, person: PersonId) -> bool:
        """Tell whether it is about that person, alone or with others."""
        return any(one is not None and one.person == person for one in (self.whom, *self.also))

    @property
    def whole(self) -> Decimal:
        """What it would be without a cap."""
        return self.times * self.each

    @property
    def is_capped(self) -> bool:
        """Whether a cap took something off it."""
        return self.kind is Kind.RULE and self.points != self.whole


@dataclass(frozen=True, slots=True)
class Score:
    """A unit's score in a register over a period, with every line, in the order of time."""

    unit: UnitId
    lines: tuple[ScoreLine, ...]

    @property
    def total(self) -> Decimal:
        """The sum of the lines, always."""
        return sum((line.points for line in self.lines), Decimal())


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit's ``place`` (名次) among ``of`` units of its kind; units that nothing tells apart share one."""

    place: int
    of: int
    score: Score
    grade: Grade


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What comes of one register over a period: every unit that it scores, kind by kind, the best first.

    ``register`` is the version in force at the end, which base, bounds, grades and the units are taken from; each fact
    is judged by whichever of the ``versions`` was in force on its day.
    """

    register: Register
    versions: tuple[Register, ...]
    rows: tuple[Ranked, ...]

    def of(self, unit: UnitId) -> Ranked | None:
        """Return the unit's row; ``None`` where the register does not score it."""
        return next((row for row in self.rows if row.score.unit == unit), None)

    def rule(self, line: ScoreLine) -> Rule:
        """Return the rule by which the line was made."""
        return next(one for one in self.versions if one.version == line.version).named(line.rule)
