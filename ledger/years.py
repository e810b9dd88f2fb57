"""A year of scores (年度累计): the quarters' scores, what every month gave and took, the mean, place and grade.

The year's score of a unit is the mean of its quarters, each with what was corrected after its freeze, to two decimals,
half up: so grades and quotas keep the standards of the register.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from config.appraisal.model import Dimension, Register
from ledger.people import PersonId, Roster, UnitId, UnitKind
from ledger.quarters import Correction, Quarter
from ledger.scores import Appraisal, Grade, Kind, ScoreLine
from ledger.scoring import grade_of
from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class QuarterScores:
    """How units stood in a quarter, and what was corrected after its freeze."""

    quarter: Quarter
    found: tuple[Appraisal, ...]
    later: tuple[Correction, ...] = ()

    def of(self, register: str) -> Appraisal | None:
        """Return the appraisal by that register."""
        return next((one for one in self.found if one.register.key == register), None)

    def lines(self, register: str, unit: UnitId) -> tuple[ScoreLine, ...]:
        """Return every line of the unit, corrections last."""
        one = self.of(register)
        row = one.of(unit) if one is not None else None
        after = [line for which, whose, line in self.later if whose == unit and which.register.key == register]
        return (*row.score.lines, *after) if row is not None else ()


@dataclass(frozen=True, slots=True)
class YearRow:
    """A unit's year in a register: its ``total`` is the mean of ``quarters``; ``place`` is among ``of`` of its kind."""

    unit: UnitId
    kind: UnitKind
    quarters: tuple[tuple[Quarter, Decimal], ...]
    total: Decimal
    lines: tuple[tuple[Appraisal, ScoreLine], ...]
    place: int = 0
    of: int = 0
    grade: Grade = Grade.FAILING

    def months(self, local: Callable[[datetime], datetime]) -> Mapping[int, tuple[Decimal, Decimal]]:
        """Return what each month gave and took, of the facts and answers of that month."""
        sums: dict[int, list[Decimal]] = defaultdict(lambda: [Decimal(), Decimal()])
        for _, line in self.lines:
            sums[local(line.at).month][line.points < 0] += line.points
        return {month: (gave, took) for month, (gave, took) in sorted(sums.items())}

    @property
    def gained(self) -> Decimal:
        """All that was added."""
        return sum((line.points for _, line in self.lines if line.points > 0), Decimal())

    @property
    def lost(self) -> Decimal:
        """All that was taken, as a negative number."""
        return sum((line.points for _, line in self.lines if line.points < 0), Decimal())


@dataclass(frozen=True, slots=True)
class YearList:
    """The units of one kind in one register, the best first."""

    register: Register
    kind: UnitKind
    rows: tuple[YearRow, ...]


def year_of(parts: Sequence[QuarterScores], roster: Roster) -> tuple[YearList, ...]:
    """Return the year's lists; the register of the latest quarter gives grades and quotas."""
    registers = {one.register.key: one.register for part in parts for one in part.found}
    found: list[YearList] = []
    for register in registers.values():
        units = dict.fromkeys(
            row.score.unit for part in parts if (one := part.of(register.key)) is not None for row in one.rows
        )
        known = {unit.id: unit.kind for unit in roster.units}
        rows = [_row(parts, register, unit, known[unit]) for unit in units if unit in known]
        kinds = dict.fromkeys(row.kind for row in rows)
        alike = [(kind, [row for row in rows if row.kind is kind]) for kind in kinds]
        found += [YearList(register, kind, _placed(same, register)) for kind, same in alike]
    return tuple(found)


def _row(parts: Sequence[QuarterScores], register: Register, unit: UnitId, kind: UnitKind) -> YearRow:
    quarters: list[tuple[Quarter, Decimal]] = []
    lines: list[tuple[Appraisal, ScoreLine]] = []
    for part in parts:
        one, told = part.of(register.key), part.lines(register.key, unit)
        if one is not None and told:
            quarters.append((part.quarter, sum((line.points for line in told), Decimal())))
            lines += [(one, line) for line in told if line.kind is not Kind.BASE and line.kind is not Kind.BOUND]
    return YearRow(unit, kind, tuple(quarters), mean([total for _, total in quarters]), tuple(lines))


def mean(totals: Sequence[Decimal]) -> Decimal:
    """Return the mean to two decimals, half up."""
    return (sum(totals, Decimal()) / len(totals)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _placed(rows: Iterable[YearRow], register: Register) -> tuple[YearRow, ...]:
    ordered = sorted(rows, key=lambda row: -row.total)
    most = len(ordered) * register.grades.excellent_share // 100
    found: list[YearRow] = []
    for total, equal in groupby(ordered, key=lambda row: row.total):
        tied, before = tuple(equal), len(found)
        grade = grade_of(total, register, may_excel=before + len(tied) <= most)
        found += (
            YearRow(one.unit, one.kind, one.quarters, one.total, one.lines, before + 1, len(ordered), grade)
            for one in tied
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a cadre's year: its weight, and base plus the mean of what the own lines gave and took a quarter."""

    dimension: Dimension
    lines: tuple[tuple[Appraisal, ScoreLine], ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class CadreYear:
    """A person's year (干部年度评价) in a register: the sides by their weights, then linked with the office."""

    row: YearRow
    register: Register
    sides: tuple[Side, ...]

    @property
    def own(self) -> Decimal:
        """The sides by their weights."""
        return _cents(sum((side.total * side.dimension.weight for side in self.sides), Decimal()) / 100)

    @property
    def total(self) -> Decimal:
        """The office's mean by its share, the own sides by the rest."""
        share = self.register.linkage.office_share if self.register.linkage is not None else 0
        return _cents((self.row.total * share + self.own * (100 - share)) / 100)


def cadre_year(lists: Iterable[YearList], unit: UnitId, person: PersonId) -> tuple[CadreYear, ...]:
    """Return the person's year by every register that knows the sides of a cadre and scores the unit."""
    found = []
    for one in lists:
        row = next((row for row in one.rows if row.unit == unit), None)
        if row is not None and one.register.dimension:
            mine = [(kept, line) for kept, line in row.lines if line.is_of(person)]
            sides = tuple(_side(side, one.register, mine, len(row.quarters)) for side in one.register.dimension)
            found.append(CadreYear(row, one.register, sides))
    return tuple(found)


def _side(dimension: Dimension, register: Register, mine: Iterable[tuple[Appraisal, ScoreLine]], quarters: int) -> Side:
    lines = tuple((one, line) for one, line in mine if _category(one, line) in dimension.categories)
    exact = register.base + sum((line.points for _, line in lines), Decimal()) / max(1, quarters)
    return Side(dimension, lines, _cents(min(max(exact, Decimal()), register.ceiling)))


def _category(one: Appraisal, line: ScoreLine) -> str:
    """Return the category of the item that the line counts under, by the version that judged it."""
    version = next((kept for kept in one.versions if kept.version == line.version), one.register)
    return next((item.category for item in version.item if item.key == line.item), "")


def _cents(exact: Decimal) -> Decimal:
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
