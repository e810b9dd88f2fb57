"""A year of scores: the mean of the quarters, what each month gave, quotas, and the sides of a cadre."""

from __future__ import annotations

from decimal import Decimal

from config.appraisal.model import Dimension, Grades, Linkage, Register
from ledger.people import PersonId, Roster, Unit, UnitId, UnitKind
from ledger.quarters import Quarter
from ledger.scores import Appraisal, Grade, Kind, Ranked, Score, ScoreLine
from ledger.years import QuarterScores, YearList, cadre_year, year_of
from tests.support.appraisal import REGISTER
from tests.support.facts import GENERAL, HOUSE, ZHANG, local, to

UNITS = [Unit(id=UnitId(100 + n), kind=UnitKind.OFFICE, name=f"第{n}科") for n in range(10)]
ROSTER = Roster(units=(*UNITS, GENERAL), people=(ZHANG,))
HOME = HOUSE.hours.local


def line(points: str, day: str, *, item: str = "all", mine: bool = False) -> ScoreLine:
    whom = to(ZHANG)[0] if mine else None
    return ScoreLine(
        kind=Kind.RULE, at=local(f"{day} 10:00"), points=Decimal(points), version=2, rule="late", item=item, whom=whom
    )


def quarter(n: int, lines: dict[Unit, list[ScoreLine]], register: Register = REGISTER) -> QuarterScores:
    """Return a quarter in which these units have these lines."""
    base = ScoreLine(kind=Kind.BASE, at=local("01-01 00:00"), points=register.base, version=2)
    rows = tuple(Ranked(1, len(lines), Score(unit.id, (base, *told)), Grade.GOOD) for unit, told in lines.items())
    return QuarterScores(Quarter(2026, n), (Appraisal(register, (register,), rows),))


def year(*parts: QuarterScores) -> YearList:
    (one,) = year_of(parts, ROSTER)
    return one


def test_the_year_is_the_mean_of_its_quarters_and_the_months_add_up():
    parts = [
        quarter(3, {GENERAL: [line("-1", "07-02"), line("0.5", "09-01")]}),
        quarter(4, {GENERAL: [line("-1", "10-09")]}),
    ]
    (row,) = year(*parts).rows
    assert [str(total) for _, total in row.quarters] == ["99.5", "99"]
    assert (str(row.total), row.gained, row.lost) == ("99.25", Decimal("0.5"), -2)
    months = row.months(HOME)
    assert {month: (str(gave), str(took)) for month, (gave, took) in months.items()} == {
        7: ("0", "-1"),
        9: ("0.5", "0"),
        10: ("0", "-1"),
    }


def test_corrections_after_the_freeze_count_in_their_quarter():
    part = quarter(3, {GENERAL: []})
    later = QuarterScores(part.quarter, part.found, ((part.found[0], GENERAL.id, line("-2", "09-30")),))
    (row,) = year(later).rows
    assert row.total == 98


def test_one_fifth_at_most_is_excellent_and_equal_ones_together_or_not_at_all():
    points = {unit: [line(f"{max(0, 3 - n)}", "10-09")] for n, unit in enumerate(UNITS)}
    rows = year(quarter(4, points)).rows
    assert [row.place for row in rows] == [1, 2, 3, 4, 4, 4, 4, 4, 4, 4]
    assert [row.grade for row in rows].count(Grade.EXCELLENT) == 2
    half = REGISTER.model_copy(update={"grades": Grades(excellent_share=50)})
    assert [row.grade for row in year(quarter(4, points, half)).rows].count(Grade.EXCELLENT) == 3


def test_a_cadres_year_is_its_sides_by_weight_linked_with_the_office():
    sides = (
        Dimension(name="工作实绩", weight=60, categories=("A",)),
        Dimension(name="工作作风", weight=40, categories=()),
    )
    register = REGISTER.model_copy(update={"dimension": sides, "linkage": Linkage(office_share=30)})
    told = [line("-2", "07-02", mine=True), line("-4", "07-03")]
    found = year(quarter(3, {GENERAL: told}, register), quarter(4, {GENERAL: []}, register))
    (one,) = cadre_year((found,), GENERAL.id, ZHANG.id)
    assert [(side.dimension.name, str(side.total)) for side in one.sides] == [
        ("工作实绩", "99.00"),
        ("工作作风", "100.00"),
    ]
    assert str(one.own) == "99.40"  # 99 x 60 % + 100 x 40 %
    assert str(one.total) == "98.68"  # 97 x 30 % + 99.4 x 70 %
    assert cadre_year((found,), UnitId(999), PersonId(1)) == ()
