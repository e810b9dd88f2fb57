"""Rich tables: the figures of the pictures, as a table and as HTML, within what one message holds."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.people import Person, PersonId, Role, Roster, Unit, UnitId, UnitKind
from reports.composing import Revision
from reports.pictures.values import board, daily, summary
from reports.rich_tables import as_html, rich_table
from reports.splitting import LIMIT, units, visible
from tests.reports.test_pictures import KINDS, city, composed
from tests.support.facts import Diary, local

SOURCES: dict[str, tuple[Any, str]] = {
    "dispatch": (board, "units"),
    "daily": (daily, "offices"),
    "weekly": (summary, "units"),
    "monthly": (summary, "units"),
}
KEYS = {
    "dispatch": ("name", "all", "red", "yellow", "green"),
    "daily": ("name", "owed", "reported", "missing", "on_leave"),
    "weekly": ("name", "closed", "all", "red", "yellow", "green", "on_time"),
    "monthly": ("name", "closed", "all", "red", "yellow", "green", "on_time"),
}


def cells(report) -> list[list[str]]:
    (table,) = [block for block in rich_table(report)["blocks"] if block["type"] == "table"]
    return [[cell["text"] for cell in row] for row in table["cells"]]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("diary", [None, city()], ids=["busy week", "49 units"])
def test_the_table_has_the_figures_of_the_picture(kind, diary):
    report = composed(kind, diary)
    values, rows = SOURCES[kind]
    _, *shown = cells(report)
    assert shown == [[str(row[key]) for key in KEYS[kind]] for row in values(report.built)[rows]]
    assert shown


def test_the_dispatch_as_a_table_and_as_text():
    report = composed("dispatch")
    heading, table = rich_table(report)["blocks"]
    assert (heading["text"], table["caption"]) == ("日调度｜2026-11-26 周四｜全办", "在办（分单位）")
    assert cells(report)[0] == ["单位", "在办", "红灯", "黄灯", "绿灯"]
    assert {cell["align"] for row in table["cells"] for cell in row[1:]} == {"right"}
    title, caption, *lines = as_html(rich_table(report)).split("\n")
    assert (title, caption) == ("<b>日调度｜2026-11-26 周四｜全办</b>", "在办（分单位）")
    assert len(lines) == len(table["cells"]) - 1
    name, *figures = cells(report)[1]
    assert lines[0] == "<blockquote>{}：在办 {} 红灯 {} 黄灯 {} 绿灯 {}".format(name, *figures)


def test_a_version_says_which_it_is():
    report = composed("daily", revision=Revision(2, local("11-26 18:00")))
    assert rich_table(report)["blocks"][0]["text"] == "日报告｜2026-11-26 周四｜全办（第2版）"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [49, 300])
def test_many_units_fit_in_both_forms_and_what_is_cut_is_counted(kind, count):
    report = composed(kind, city(count))
    message = rich_table(report)
    _, *shown = cells(report)
    assert units(visible(as_html(message))) <= LIMIT
    left = f"……另有 {count - len(shown)} 个单位。"
    assert (len(shown) == count) == (count == 49) == (left not in as_html(message))
    assert [block["text"] for block in message["blocks"][2:]] == ([] if count == 49 else [left])


def test_hostile_names_are_only_text():
    unit = Unit(id=UnitId(10), kind=UnitKind.OFFICE, name="<b>综合&\u202e科</b> @all 13812345678")
    person = Person(id=PersonId(100), name="王", unit=unit.id, roles=frozenset({Role.STAFF}))
    diary = Diary(Roster(units=(unit,), people=(person,)))
    diary.assign(1, "报送材料", person, at="11-16 09:00", due="11-24 18:00")
    report = composed("dispatch", diary)
    assert cells(report)[1][0] == "<b>综合&科</b> @all 138****5678"
    assert rich_table(report)["skip_entity_detection"] is True
    assert "<blockquote>&lt;b&gt;综合&amp;科&lt;/b&gt; @all 138****5678：在办 1" in as_html(rich_table(report))


def test_an_office_without_tasks_has_no_table():
    assert rich_table(composed("dispatch", Diary())) is None
