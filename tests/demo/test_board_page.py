"""The leaders' page of the demo's office: each of its numbers is the report's."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from bot.house import house_of
from bot.web.reading import Material, material
from handlers.scoring import standings
from ledger.people import Role
from ledger.quarters import Quarter
from ledger.scores import Grade
from reports.composing import compose
from reports.score_words import GRADES
from reports.scores import appraisal_data
from reports.web.page import board_html
from storage.store import Store
from tests.demo.conftest import START

WEEK = START + timedelta(hours=9)  # Friday, when the weekly summary is due.


class Cells(HTMLParser):
    """What the page prints, by the marks of its rows: ``data-…`` of the row → the words of its cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: dict[str, list[str]] = {}
        self._row: list[str] | None = None
        self._in_cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marks = {name: value or "" for name, value in attrs}
        key = next((name for name in marks if name.startswith("data-") and name != "data-light"), "")
        if key:
            self._row = self.rows.setdefault(f"{key[5:]}:{marks[key]}", [])
        if tag in {"td", "dd"} and self._row is not None:
            self._row.append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "dd"}:
            self._in_cell = False
        if tag in {"tr", "dd", "li"}:
            self._row = None

    def handle_data(self, data: str) -> None:
        if self._in_cell and self._row is not None:
            self._row[-1] += data

    def numbers(self, kind: str) -> dict[str, list[str]]:
        """Return the rows of a kind, each cell as it is read."""
        found = {key: row for key, row in self.rows.items() if key.startswith(f"{kind}:")}
        return {key.partition(":")[2]: [" ".join(cell.split()) for cell in row] for key, row in found.items()}


@pytest.fixture
async def read(stage) -> tuple[Material, Any, str]:
    """Return what the page of a leader of the whole house is made of, the ranking told in chat, and the page."""
    store = await Store.open(stage.settings.database_url, house=house_of(stage.settings))
    async with store.reading(now=WEEK) as books:
        leader = next(one for one in books.roster.holders(Role.LEADER) if not one.fields)
        found = await material(books, leader)
        ranking = await standings(books, quarter=Quarter.of(WEEK.date()))
    await store.close()
    return found, ranking.made(), board_html(found.page(), reader=leader.name, base="/board")


async def test_every_number_of_the_page_is_the_reports(read) -> None:
    found, ranking, html = read
    cells = Cells(html)
    dispatch, weekly = (compose(kind, found.facts, units=found.units).data for kind in ("dispatch", "weekly"))

    tiles = {name: str(part["count"]) for name, part in dispatch["sections"].items()}
    open_tasks = sum(unit["count"] for unit in dispatch["units"])
    assert cells.numbers("key") == {key: [value] for key, value in ({"open": str(open_tasks)} | tiles).items()}
    assert cells.numbers("unit") == {
        unit["unit"]: [str(len(unit[light])) for light in ("red", "yellow", "green")] + [str(unit["count"])]
        for unit in dispatch["units"]
    }
    assert list(cells.numbers("task")) == dispatch["sections"]["overdue"]["tasks"][:20]

    assert cells.numbers("flow") == {
        key: [str(pair["this_week"]["count"]), str(pair["last_week"]["count"]), _change(pair["change"])]
        for key, pair in weekly["flows"].items()
    }
    assert cells.numbers("rate") == {
        key: [*(_rate(pair[week]) for week in ("this_week", "last_week")), ""] for key, pair in weekly["rates"].items()
    }
    weeks = list(cells.numbers("week").values())
    assert len(weeks) == 8
    for shown, week in zip(weeks[-2:], ("last_week", "this_week"), strict=True):
        flows = [str(weekly["flows"][key][week]["count"]) for key in ("new", "closed", "newly_overdue")]
        assert shown == [*flows, _rate(weekly["rates"]["on_time"][week]).partition(" ")[0]]

    scores = appraisal_data(ranking.facts, ranking.found)
    ranked = cells.numbers("ranked")
    assert scores and set(ranked) == {one["unit"] for one in scores}
    for one in scores:  # A unit that stands in several lists has a row in each, in the order of the registers.
        place, total, grade, _, *later = ranked[one["unit"]]
        ranked[one["unit"]] = later
        assert (place, float(total), grade) == (str(one["place"]), float(one["total"]), GRADES[Grade(one["grade"])])
    assert not any(ranked.values())


async def test_the_pictures_say_what_the_table_beside_them_says(read) -> None:
    """Each value of the trends stands above its point or bar; what is 0 has no bar to stand on."""
    *_, html = read
    weeks = list(Cells(html).numbers("week").values())
    line, bars = re.findall(r"<svg viewBox.*?</svg>", html, re.DOTALL)[:2]
    points = re.findall(r'<text x="[\d.]+" y="[\d.]+">([^<]+)</text>', line)
    assert [_shortest(rate) for *_, rate in weeks] == points
    shown = re.findall(r'class="tiny"[^>]*>(\d+)<', bars)
    assert shown == [value for week in weeks for value in week[:3] if value != "0"]


async def test_a_leader_with_a_field_sees_that_field_alone(stage) -> None:
    store = await Store.open(stage.settings.database_url, house=house_of(stage.settings))
    async with store.reading(now=WEEK) as books:
        leader = next(one for one in books.roster.holders(Role.LEADER) if one.fields)
        found = await material(books, leader)
        roster = books.roster
    await store.close()
    shown = Cells(board_html(found.page(), reader=leader.name, base=""))
    inside = {one.name for one in roster.units if any(roster.within(one.id, field) for field in leader.fields)}
    assert shown.numbers("unit") and set(shown.numbers("unit")) <= inside
    numbers = {task.number for task in found.facts.tasks}
    assert set(shown.numbers("task")) <= numbers


def _change(value: int) -> str:
    return f"{value:+d}" if value else "持平"


def _rate(data: dict[str, Any]) -> str:
    percent = "–" if data["percent"] is None else f"{data['percent']}%"
    return f"{percent} {data['numerator']}/{data['denominator']}"


def _shortest(rate: str) -> str:
    return rate if rate == "–" else f"{float(rate.rstrip('%')):g}"
