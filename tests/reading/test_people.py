"""Names first: doubles, misspellings, groups frozen with their ids, and what the bot needs behind the names."""

from dataclasses import replace

from handlers.reading import Context, Mentioned, read
from ledger.people import Assignee, PersonId, Role, UnitKind
from tests.reading.office import CALENDAR, HOURS, MONDAY, OFFICE, moment, said


def test_a_name_that_exists_twice_is_asked():
    twin = replace(OFFICE.people[1], id=PersonId(900))
    office = replace(OFFICE, people=(*OFFICE.people, twin), version=2)
    reading = read(
        "请张三周五前报送材料", roster=office, calendar=CALENDAR, hours=HOURS, at=moment(MONDAY), role=Role.COORDINATOR,
        context=Context.GROUP,
    )  # fmt: skip
    (task,) = reading.tasks
    assert reading.asks == ("assignee",)
    assert [name for name, _ in task.candidates] == ["张三"]
    assert len(task.candidates[0][1]) == 2


def test_a_misspelt_name_is_confirmed():
    reading = said("请张山周五前报材料")
    assert (reading.tasks[0].lead, reading.asks) == ("张三", ("confirm_name",))


def test_an_unknown_name_is_never_guessed():
    reading = said("请钱七周五前报材料")
    assert (reading.tasks[0].assignees, reading.asks) == ((), ("assignee",))


def test_a_group_is_frozen_without_its_exceptions():
    (task,) = said("除财政局外,其他部门本周三前反馈意见").tasks
    finance = next(unit.id for unit in OFFICE.units if unit.name == "财政局")
    departments = {Assignee(unit=unit.id) for unit in OFFICE.units if unit.kind is UnitKind.DEPARTMENT}
    assert set(task.assignee_ids) == departments - {Assignee(unit=finance)}


def test_a_mention_by_id_needs_no_name_on_the_roster():
    text = "小李 周五前报材料"
    person = OFFICE.people[2].id
    reading = read(
        text, roster=OFFICE, calendar=CALENDAR, hours=HOURS, at=moment(MONDAY), role=Role.COORDINATOR,
        context=Context.GROUP, mentions=[Mentioned(0, 2, Assignee(person=person))],
    )  # fmt: skip
    assert reading.tasks[0].assignee_ids == (Assignee(person=person),)


def test_either_of_two_completes():
    assert said("请张三或李四明天上午前把表填好").tasks[0].mode == "any"
