"""The registers that come with the program: whole, for the fictional office, and about nothing else."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date

import pytest

from bot.cli.rule_words import rule_in_words
from bot.demo.plan import office_rows
from bot.roster_files.roster import roster_of
from config.appraisal.events import Event
from config.appraisal.model import Register
from config.appraisal.reading import in_force, shipped_registers
from config.documents import CATEGORIES
from tests.support.sources import ROOT

REGISTERS = {one.key: one for one in shipped_registers()}
UNITS = {unit.name: unit.kind.value for unit in roster_of(office_rows()).units}

every_register = pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)


def named(kind: str) -> set[str]:
    return {name for name, is_kind in UNITS.items() if is_kind == kind}


def test_there_are_three():
    assert sorted(REGISTERS) == ["duties", "government", "party"]


def test_party_building_has_7_categories_and_27_items_that_sum_up():
    party = REGISTERS["party"]

    assert (len(party.category), len(party.item)) == (7, 27)
    assert all(item.full > 0 for item in party.item)
    assert sum(item.full for item in party.item) == sum(one.full for one in party.category) == party.base == 100


def test_16_offices_have_138_duties_with_one_for_the_rest_each():
    duties = REGISTERS["duties"]

    assert len(duties.item) == 138
    assert {item.unit for item in duties.item} == named("office")
    assert len(named("office")) == 16
    assert Counter(item.unit for item in duties.item if item.is_general) == dict.fromkeys(named("office"), 1)


def test_a_cadre_has_four_sides_that_cover_every_category():
    duties = REGISTERS["duties"]

    assert [side.name for side in duties.dimension] == ["政治素质", "组织领导", "工作实绩", "工作作风"]
    covered = [key for side in duties.dimension for key in side.categories]
    assert sorted(covered) == sorted(one.key for one in duties.category)


def test_3_districts_and_46_departments_each_answer_for_something_of_their_own():
    own = {item.unit for item in REGISTERS["government"].item if item.unit}

    assert (len(own & named("district")), len(own & named("department"))) == (3, 46)
    assert own == named("district") | named("department")


@every_register
def test_every_unit_is_on_the_roster_and_of_a_kind_that_is_scored(register: Register):
    assert {UNITS[item.unit] for item in register.item if item.unit} <= set(register.scored)


@every_register
def test_no_two_items_or_rules_say_the_same(register: Register):
    for said in ([item.text for item in register.item], [rule.name for rule in register.rule]):
        assert len(said) == len(set(said))


def test_most_tasks_of_the_demo_belong_to_an_item_that_names_them():
    """Words follow how tasks are called in such an office; what none of them names falls to the item for the rest."""
    roster = roster_of(office_rows())
    home = {person.name: roster.unit(person.unit).name for person in roster.people}
    history = tomllib.loads((ROOT / "bot" / "demo" / "data" / "history.toml").read_text("utf-8"))
    given = [(task["title"], home.get(who, who)) for task in history["task"] for who in task.get("lead", ())]
    items = {unit: [item for one in REGISTERS.values() for item in one.items_of(unit)] for _, unit in given}

    named = [any(word in title for item in items[unit] for word in item.words) for title, unit in given]
    assert len(named) > 150
    assert sum(named) / len(named) > 0.75


@every_register
def test_categories_of_tasks_are_those_of_the_office(register: Register):
    assert {kind for item in register.item for kind in item.kinds} <= set(CATEGORIES)


@every_register
def test_every_category_has_items_and_extensions_cost_nothing(register: Register):
    assert {item.category for item in register.item} == {one.key for one in register.category}
    assert [rule.points for rule in register.rule if rule.event is Event.EXTENDED] == [0]


@every_register
def test_every_rule_can_be_said_in_one_line(register: Register):
    said = [rule_in_words(rule) for rule in register.rule]

    assert len(set(said)) > len(said) / 2
    assert all(len(line) < 80 for line in said)


def test_an_item_of_party_building_has_a_rule_of_its_own():
    ruled = {key for rule in REGISTERS["party"].rule for key in rule.items}

    assert ruled == {item.key for item in REGISTERS["party"].item}


@pytest.mark.parametrize(
    ("key", "rule", "words"),
    [
        ("duties", "overdue", "逾期每个工作日扣 0.5 分，每项每季度至多扣 4 分"),
        ("duties", "overdue-support", "逾期每个工作日扣 0.2 分，每项每季度至多扣 1 分，限配合单位"),
        ("duties", "early", "提前销号每次加 0.3 分，每项每季度至多加 0.9 分，提前 2 个工作日以上"),
        ("duties", "notice-red", "督办单每次扣 2 分，每项每季度至多扣 6 分，限红色"),
        ("duties", "extended", "批准延期不计分"),
        ("government", "overdue-critical", "逾期每次扣 0.5 分，每项每季度至多扣 3 分，限特急、加急"),
        ("government", "overdue-long", "逾期每次扣 1 分，每项每季度至多扣 4 分，满 5 个工作日"),
        ("party", "dues", "人工认定每次扣 0.5 分，每项每季度至多扣 2 分，须附佐证，限 6.1 项"),
    ],
)
def test_a_rule_in_words(key, rule, words):
    assert rule_in_words(REGISTERS[key].named(rule)) == words


def test_a_day_is_judged_by_the_version_in_force():
    old = REGISTERS["party"]
    new = old.model_copy(update={"version": 2, "effective": date(2027, 1, 1)})

    assert in_force([new, old], "party", date(2025, 12, 31)) is None
    assert in_force([new, old], "party", date(2026, 12, 31)) == old
    assert in_force([new, old], "party", date(2027, 1, 1)) == new
