"""The demo's data: the counts that the first screen promises, and a history that the rules let happen."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.demo.cast import members
from bot.demo.days import Days, Mark
from bot.demo.pictures import photo
from bot.demo.plan import chat_plans, history, office_rows, script
from bot.demo.story import Story
from ledger.people import Role
from ledger.roster_rows import PERSON
from ledger.tasks import Status
from tests.demo.memory import HOUSE, MemoryBooks

START = datetime.fromisoformat("2026-11-27T08:20+08:00")
DAYS = Days(START, HOUSE.calendar, HOUSE.hours)


async def told(days: Days = DAYS) -> tuple[MemoryBooks, Story]:
    books, story = MemoryBooks(), Story(history(), days)
    for at, tell in story.happenings():
        await tell(books, at)
    return books, story


def test_the_office_is_as_large_as_promised():
    counts = Counter(row.kind for row in office_rows())
    assert counts == {"district": 3, "department": 46, "centre": 4, "office": 16, "person": 79, "group": 5}


def test_every_role_is_filled_and_every_office_has_a_head():
    people = [row for row in office_rows() if row.kind == PERSON]
    assert {role for row in people for role in row.roles} == set(Role)
    heads = {row.unit for row in people if Role.HEAD in row.roles}
    assert heads == {row.name for row in office_rows() if row.kind == "office"}


def test_the_groups_have_their_people():
    sizes = {plan.title: len(members(plan, office_rows())) for plan in chat_plans()}
    assert sizes == {"市政府办公室工作群": 55, "督查工作群": 16, "部门联络员群": 29}


async def test_the_week_before_happens_by_the_rules():
    books, story = await told()
    tasks = books.tasks.values()
    assert len(tasks) == len(history().tasks) == 40
    assert {task.status for task in tasks} == set(Status)
    assert sum(task.is_open and task.is_overdue(START) for task in tasks) >= 2
    assert sum(bool(task.blockers) for task in tasks) == 2
    assert sum(bool(task.unacknowledged) for task in tasks) >= 5
    assert all(number in books.tasks for number in story.numbers.values())


async def test_the_history_lies_in_the_last_two_weeks_and_in_order():
    books, _ = await told()
    assert books.moments == sorted(books.moments)
    assert START - timedelta(days=14) < books.moments[0] and books.moments[-1] < START


@pytest.mark.parametrize("start", ["2026-01-05T08:20+08:00", "2026-10-03T09:00+08:00", "2027-02-10T08:00+08:00"])
async def test_the_story_may_begin_on_any_day(start):
    """The week before New Year, inside a feast's week, and in a year without a notice."""
    books, _ = await told(Days(datetime.fromisoformat(start), HOUSE.calendar, HOUSE.hours))
    assert {task.status for task in books.tasks.values()} == set(Status)


def test_workdays_are_counted_from_the_first_day_of_work():
    feast = Days(datetime.fromisoformat("2026-10-03T09:00+08:00"), HOUSE.calendar, HOUSE.hours)
    assert feast.moment(Mark.read("0 08:30")).isoformat() == "2026-10-08T08:30:00+08:00"
    assert feast.moment(Mark.read("-1 17:00")).isoformat() == "2026-09-30T17:00:00+08:00"
    assert DAYS.moment(Mark.read("1 09:00")).isoformat() == "2026-11-30T09:00:00+08:00"


def test_the_script_never_moves_those_who_are_played():
    names = {row.name for row in office_rows() if row.kind == PERSON}
    acting = {line.who for line in script().lines}
    assert len(script().play) == 3 and set(script().play) <= names
    assert acting <= names and not acting & set(script().play)


def test_the_script_names_tasks_and_chats_that_exist():
    keys = {task.key for task in history().tasks}
    titles = {plan.title for plan in chat_plans()}
    for line in script().lines:
        assert set(re.findall(r"\{(.+?)\}", line.text)) <= keys, line
        assert not line.chat or line.chat in titles, line
        assert not line.chat or line.who in members(_plan(line.chat), office_rows()), line


def _plan(title):
    return next(plan for plan in chat_plans() if plan.title == title)


def test_a_photo_is_a_picture_of_its_own():
    assert photo("甲.png").startswith(b"\x89PNG")
    assert photo("甲.png") == photo("甲.png") != photo("乙.png")
