"""The four centres (中心) over the demo: whatever is told of one is the sum over its offices."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal

import pytest

from bot.demo.preparing import Stage
from bot.house import house_of
from handlers.scoring import standings
from ledger.people import Assignee, Roster, Unit, UnitKind
from ledger.pooled_scores import pooled
from ledger.quarters import Quarter
from ledger.queries import State, TaskQuery
from reports import compose, period_of
from reports.centre_scores import centre_text, centres_text
from reports.documents import inside, turnarounds
from reports.measures import measured
from reports.points import shown
from reports.view import View
from storage.books import OpenBooks
from storage.store import Store
from tests.cli.calling import taizhang
from tests.demo.conftest import START

CENTRES = ["文件审核中心", "综合材料中心", "政务督查和绩效考评中心", "内部监督考评中心"]


def centres(roster: Roster) -> list[Unit]:
    return [unit for unit in roster.units if unit.kind is UnitKind.CENTRE]


def offices(roster: Roster, centre: Unit) -> list[Unit]:
    return [unit for unit in roster.units if unit.parent == centre.id]


@pytest.fixture
async def books(stage: Stage):
    """Open the demo's ledger on its morning."""
    store = await Store.open(stage.settings.database_url, house=house_of(stage.settings))
    async with store.reading(now=START) as found:
        yield found
    await store.close()


async def test_the_four_centres_hold_the_sixteen_offices(books: OpenBooks) -> None:
    assert [one.name for one in centres(books.roster)] == CENTRES
    assert sum(len(offices(books.roster, one)) for one in centres(books.roster)) == 16
    own = (one for one in books.roster.units if one.kind is UnitKind.OFFICE)
    loose = [one.name for one in own if books.roster.centre_of(one.id) is None]
    assert loose == []


@pytest.mark.parametrize("kind", ["weekly", "quarterly"])
async def test_a_centres_row_is_the_sum_of_its_offices(books: OpenBooks, kind: str) -> None:
    facts = await books.facts(since=period_of(kind, START, books.house).before, at=START)
    whole = compose(kind, facts).data
    rows = {row["unit"]: row for row in whole["units"]}
    assert {row["unit"] for row in whole["centres"]} <= set(CENTRES) and len(whole["centres"]) > 1
    for row in whole["centres"]:
        centre = next(one for one in centres(books.roster) if one.name == row["unit"])
        own = [rows[one.name] for one in (centre, *offices(books.roster, centre)) if one.name in rows]
        assert row["count"] == sum(one["count"] for one in own)
        assert len(row["closed"]) == sum(len(one["closed"]) for one in own)
        for part in ("numerator", "denominator"):
            assert row["on_time"][part] == sum(one["on_time"][part] for one in own)


async def test_a_centres_own_report_holds_what_its_row_says(books: OpenBooks) -> None:
    facts = await books.facts(since=period_of("weekly", START, books.house).before, at=START)
    for row in compose("weekly", facts).data["centres"]:
        centre = next(one for one in centres(books.roster) if one.name == row["unit"])
        own = compose("weekly", facts, units=(centre.id,))
        led = {task.number for task in own.built.view.led if task.is_open}
        assert led >= set(row["red"]) | set(row["yellow"]) | set(row["green"])
        assert "centres" in own.data and own.data["centres"] == []


@pytest.mark.parametrize("rate", ["on_time", "receipt", "extended", "return", "days_overdue"])
async def test_a_centres_rate_counts_what_its_offices_count(books: OpenBooks, rate: str) -> None:
    since = Quarter.of(START.date()).since(books.house)
    facts = await books.facts(since=since, at=START)

    def found(*units: Unit) -> set[str]:
        one = measured(View(facts, tuple(unit.id for unit in units)), rate, since, START)
        return {number for number, _ in one.days} if rate == "days_overdue" else set(one.of)

    for centre in centres(books.roster):
        own = [found(one) for one in (centre, *offices(books.roster, centre))]
        assert found(centre) == set().union(*own)


@pytest.mark.parametrize("state", [State.OPEN, State.DUE, State.OVERDUE, State.CLOSED, State.BLOCKED])
async def test_a_centres_list_holds_what_its_offices_lists_hold(books: OpenBooks, state: State) -> None:
    async def numbers(unit: Unit) -> set[str]:
        query = TaskQuery(state=state, whose=(Assignee(unit=unit.id),))
        found = await books.tasks.matching(query, now=START, roster=books.roster, house=books.house)
        return {task.number for task in found}

    for centre in centres(books.roster):
        own = [await numbers(one) for one in (centre, *offices(books.roster, centre))]
        assert await numbers(centre) == set().union(*own)


async def test_a_centres_documents_are_those_of_its_offices(books: OpenBooks) -> None:
    since = Quarter.of(START.date()).since(books.house)
    facts = await books.facts(since=since, at=START)
    for centre in centres(books.roster):
        own = [one.number for unit in offices(books.roster, centre) for one in inside(View(facts, (unit.id,)))]
        assert sorted(one.number for one in inside(View(facts, (centre.id,)))) == sorted(own)
    told = turnarounds(View(facts), since)
    offices_told = dict(told.offices)
    for name, of_kind in told.centres:
        centre = next(one for one in centres(books.roster) if one.name == name)
        for kind, one in of_kind.items():
            own = [offices_told[each.name] for each in offices(books.roster, centre) if each.name in offices_told]
            assert len(one.spent) == sum(len(each[kind].spent) for each in own if kind in each)


async def test_a_centres_score_is_the_mean_of_its_offices(books: OpenBooks) -> None:
    told = (await standings(books, quarter=Quarter.of(START.date()))).made()
    for centre in centres(books.roster):
        found = pooled(books.roster, told.found, centre.id)
        (one,) = (each for each in found if each.appraisal.register.key == "duties")
        own = [one.appraisal.of(each.id).score.total for each in offices(books.roster, centre)]
        assert one.sum == sum(own)
        assert one.mean == (sum(own) / len(own)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        text = "".join(centre_text(told.facts, centre.id, told.span, found))
        assert f"（{len(own)}个科室合计 {shown(sum(own))} ÷ {len(own)}）" in text
        assert all(each.name in text for each in offices(books.roster, centre))
    ranking = "".join(centres_text(told.facts, told.span, told.found, None))
    assert all(f". {one}｜" in ranking for one in CENTRES)


def test_reports_of_a_unit_on_the_command_line(seeded_file: str) -> None:
    shown = json.loads(taizhang("report", "weekly", "--unit", "督考中心", "--format", "json").out)
    whole = json.loads(taizhang("report", "weekly", "--format", "json").out)
    row = next(one for one in whole["centres"] if one["unit"] == "政务督查和绩效考评中心")
    assert shown["flows"]["closed"]["this_week"]["count"] == len(row["closed"])
    assert "不分单位" in taizhang("report", "digest", "--unit", "文件审核中心").err
    assert "只能写一个" in taizhang("report", "daily", "--unit", "督查室", "--chat", "-1").err
    assert "没有单位" in taizhang("report", "daily", "--unit", "没有的科").err
