"""Every number of every report opens a list as long as the number, for the whole house and for each office."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ledger.origin_entries import SiteVisit
from ledger.people import UnitId
from reports import compose
from reports.composing import Built
from reports.figures import Figures
from reports.splitting import visible
from tests.reports import scenes
from tests.support.facts import BUDGET, CHEN, FINANCE, GENERAL, OFFICE, SUPERVISION, Diary, local

KINDS = {"dispatch": "11-27 08:30", "daily": "11-26 17:30", "weekly": "11-27 17:30", "monthly": "11-30 17:30"}
UNITS = [None, OFFICE.id, GENERAL.id, SUPERVISION.id, FINANCE.id, BUDGET.id]


def busy() -> Diary:
    diary = scenes.busy_week()
    diary.note(SiteVisit, "11-26 20:00", CHEN, place="供热站", held_at=local("11-26 19:00"), visitors=(), findings="漏")
    return diary


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_number_of_the_text_opens_a_list_of_that_length(kind: str, unit: UnitId | None) -> None:
    composed = compose(kind, busy().facts(KINDS[kind]), units=None if unit is None else (unit,))
    found = Figures(composed.built)
    shown = {one.title: one.shown for one in found.whole}
    first = visible(composed.parts[0]).partition("\n")[2]
    numbers = NUMBERS.findall(first)
    assert len(numbers) >= (1 if composed.data["nil"] else 4)
    for title, number, of in numbers:
        opens = shown.get(RENAMED.get(title, title), "0")
        assert opens == (of if of else number), (title, shown)
    for one in (*found.whole, *found.units):
        assert one.count == sum(len(part.lines) + len(part.people) for part in one.parts) > 0


NUMBERS = re.compile(
    r"(?:^|｜|\n)(今日到期|逾期|新交办|待签收|待销号|卡点|督办|久无进展|中止|销号|有进展|应报|已报|未报|请假|退回|"
    r"新逾期|在办|本[周月]尚待到期|下[周月]到期|按期办结率|签收及时率|退回率|蹲点督办|重点事项) "
    r"(\d+)(?:\.\d%（(\d+/\d+)）)?"
)
RENAMED = {
    "本周尚待到期": "尚待到期", "本月尚待到期": "尚待到期", "按期办结率": "按期办结", "签收及时率": "签收及时",
}  # fmt: skip


@pytest.mark.parametrize("kind", ["dispatch", "weekly"])
def test_the_lights_of_each_unit_are_the_parts_of_its_list(kind: str) -> None:
    composed = compose(kind, busy().facts(KINDS[kind]))
    titles = {"red": "红灯", "yellow": "黄灯", "green": "绿灯"}
    for row, figure in zip(composed.data["units"], Figures(composed.built).units, strict=True):
        parts = {part.title: [line.number for line in part.lines] for part in figure.parts}  # type: ignore[union-attr]
        assert figure.title == row["unit"]
        assert {light: parts.get(title, []) for light, title in titles.items()} == {
            light: row[light] for light in titles
        }


def test_each_office_tells_who_has_reported() -> None:
    composed = compose("daily", busy().facts(KINDS["daily"]))
    for row, figure in zip(composed.data["attendance"]["offices"], Figures(composed.built).units, strict=True):
        parts = {part.title: list(part.people) for part in figure.parts}
        assert [parts.get(title, []) for title in ("已报", "未报", "请假")] == [
            row[key] for key in ("reported", "missing", "on_leave")
        ]


def test_a_figure_is_found_by_its_key() -> None:
    built: Built = compose("weekly", busy().facts(KINDS["weekly"])).built
    figures = Figures(built)
    keys = [one.key for one in (*figures.whole, *figures.units)]
    assert len(set(keys)) == len(keys)
    assert [figures.named(key).key for key in keys] == keys  # type: ignore[union-attr]
    assert figures.named("nothing") is None


def test_what_was_late_says_why() -> None:
    report: Any = compose("weekly", busy().facts(KINDS["weekly"]))
    assert "DB-2026-6 汇总常务会议题｜王五｜逾期1个工作日办结：缺议题二的背景材料" in report.text
    assert "逾期4个工作日（待销号）：数据已收齐，正在汇总" in report.text
    assert report.data["days_overdue"]["this_week"] == {
        "mean": "2.3", "days": {"DB-2026-2": 5, "DB-2026-4": 1, "DB-2026-6": 1},
    }  # fmt: skip
