"""个人与集体关联: a person's score hangs on the office's by the formula of the register, with every number in sight."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from config.appraisal.model import Register
from ledger.people import Person, UnitId
from ledger.scores import Appraisal, Kind, ScoreLine
from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class Linked:
    """A person's score in a register: the office's counts ``share`` per cent, the own one the rest."""

    register: Register
    unit: UnitId
    office: Decimal
    share: int
    lines: tuple[ScoreLine, ...]

    @property
    def own(self) -> Decimal:
        """Base and the lines of the person's own tasks, inside the register's bounds."""
        total = self.register.base + sum((line.points for line in self.lines), Decimal())
        return min(max(total, Decimal()), self.register.ceiling)

    @property
    def total(self) -> Decimal:
        """What the formula comes to, to two decimals, half up."""
        exact = (self.office * self.share + self.own * (100 - self.share)) / 100
        return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def linked(found: Iterable[Appraisal], person: Person) -> tuple[Linked, ...]:
    """Return the person's score by each register that links people with their office."""
    return tuple(
        Linked(
            one.register,
            row.score.unit,
            row.score.total,
            one.register.linkage.office_share,
            _of(person, row.score.lines),
        )
        for one in found
        if one.register.linkage is not None and person.unit is not None and (row := one.of(person.unit)) is not None
    )


def _of(person: Person, lines: Iterable[ScoreLine]) -> tuple[ScoreLine, ...]:
    mine = (line for line in lines if line.is_of(person.id))
    return tuple(line for line in mine if line.kind in {Kind.RULE, Kind.APPEAL})
