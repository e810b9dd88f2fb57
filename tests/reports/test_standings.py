"""The picture of the ranking by score: lists apart, bars, and the change since the quarter before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ledger.facts import Facts
from ledger.people import Unit, UnitId, UnitKind
from ledger.scores import Appraisal, Grade, Kind, Ranked, Score, ScoreLine
from reports.pictures.standings import standings_picture, standings_values
from tests.reports.test_pictures import size
from tests.support.appraisal import REGISTER
from tests.support.facts import Diary, local

DISTRICTS = [Unit(id=UnitId(200 + n), kind=UnitKind.DISTRICT, name=f"第{n + 1}区") for n in range(3)]
BUREAUS = [Unit(id=UnitId(300 + n), kind=UnitKind.DEPARTMENT, name=f"第{n + 1}局") for n in range(46)]


def office() -> Facts:
    """Return the facts of a city without a task."""
    diary = Diary()
    diary.roster = replace(diary.roster, units=(*diary.roster.units, *DISTRICTS, *BUREAUS))
    return diary.facts("11-27 18:00")


def appraisal(*totals: tuple[list[Unit], list[str]]) -> Appraisal:
    """Return an appraisal in which these lists of units have these scores, the best first."""
    rows = [
        Ranked(n + 1, len(units), Score(unit.id, (base(points),)), Grade.EXCELLENT if n == 0 else Grade.GOOD)
        for units, scores in totals
        for n, (unit, points) in enumerate(zip(units, scores, strict=True))
    ]
    return Appraisal(REGISTER, (REGISTER,), tuple(rows))


def base(points: str) -> ScoreLine:
    return ScoreLine(kind=Kind.BASE, at=local("10-01 00:00"), points=Decimal(points), version=2)


def test_lists_stand_apart_with_the_change_of_score_and_place():
    now = appraisal((DISTRICTS, ["101.5", "100", "97"]), (BUREAUS[:2], ["100", "99"]))
    old = appraisal((DISTRICTS[::-1][1:], ["101", "98.5"]))
    districts, bureaus = standings_values(office(), "本季度", [now], [old])["groups"]
    assert (districts["title"], bureaus["title"]) == ("科室量化考评细则·区", "科室量化考评细则·部门")
    told = [(one["place"], one["name"], one["total"], one["change"], one["places"]) for one in districts["rows"]]
    assert told == [(1, "第1区", "101.5", "3", 1), (2, "第2区", "100", "-1", -1), (3, "第3区", "97", None, None)]
    assert {one["change"] for one in bureaus["rows"]} == {None}


def test_a_citys_ranking_fits_the_platform():
    scores = [f"{105 - n * 0.5:.1f}" for n in range(46)]
    now = appraisal((DISTRICTS, ["101.5", "100", "97"]), (BUREAUS, scores))
    pictures = standings_picture(office(), "2026年四季度（2027年1月8日封存）", [now], [now])
    assert [picture.missing for picture in pictures] == [0] * len(pictures)
    for picture in pictures:
        width, height = size(picture.content)
        assert width == 1080
        assert height <= 2.5 * width
