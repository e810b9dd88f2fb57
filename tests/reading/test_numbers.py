"""Numbers up to 31: a task where only a task can be meant, a day where a day is (1号归档, 5号前归档)."""

import pytest

from handlers.reading import Context
from handlers.reading.normalise import normalise
from handlers.reading.notes import list_within
from handlers.reading.numbers import find_numbers
from handlers.reading.reasons import stop_or_go
from ledger.people import Role
from tests.reading.office import said

ONLY_TASKS = [
    "归档",
    "销号",
    "中止",
    "中止办理",
    "先中止，等省里批复",
    "恢复办理",
    "转办",
    "撤了",
    "列为重点事项",
    "批示：抓紧办",
    "为什么红灯",
    "怎么变红了",
    "的办理经过",
    "谁负责",
    "几号到期",
    "下黄色督办单",
    "延期到周五",
]
DAYS = [
    "前归档",
    "下班前归档",
    "归档材料要交齐",
    "恢复供水",
    "中止会议",
    "转正",
    "放假",
    "谁值班",
    "谁负责接待",
    "为什么堵车",
    "上午归档",
    "延期了",
]


@pytest.mark.parametrize("act", ONLY_TASKS)
@pytest.mark.parametrize("number", [1, 5, 12, 31])
def test_a_number_before_what_only_a_task_suffers_is_a_task(number, act):
    (found,) = find_numbers(normalise(f"{number}号{act}"), 2026)
    assert found.number == f"DB-2026-{number}"


@pytest.mark.parametrize("act", ["归档", "中止", "恢复办理", "销号", "为什么红灯"])
def test_bare_digits_before_such_words_are_a_task(act):
    assert [one.number for one in find_numbers(f"1{act}", 2026)] == ["DB-2026-1"]


@pytest.mark.parametrize("act", DAYS)
@pytest.mark.parametrize("number", [1, 5, 12, 31])
def test_a_number_that_may_be_a_day_is_no_task(number, act):
    assert find_numbers(normalise(f"{number}号{act}"), 2026) == ()


@pytest.mark.parametrize(
    "words",
    [
        "退回：1、照片不行重拍 2、缺发票和合同 3、说明没签字，后天下班前补正",
        "退回：1、照片不清",
        "打回：1.清单和台账不符；2.照片不行，周五前补报",
        "退回，①照片和现场对不上②验收单没盖章，三个工作日内补正",
    ],
)
def test_the_items_of_a_return_are_no_tasks(words):
    """Who sends back task 1 says so with 号, or with nothing behind the number."""
    reading = said(words, role=Role.COORDINATOR, context=Context.REPLY)
    assert (reading.intent.value, reading.task_numbers, reading.unclear) == ("close_reject", (), False)


@pytest.mark.parametrize(
    ("words", "numbers"), [("退回 26", (26,)), ("退回：1、2号都退", (1, 2)), ("退回1、2号，缺照片", (1, 2))]
)
def test_tasks_that_are_sent_back_are_tasks(words, numbers):
    found = said(words, context=Context.REPLY).task_numbers
    assert found == tuple(f"DB-2026-{one}" for one in numbers)


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("1.缺验收单 2.照片不清 三天内补正", ["缺验收单", "照片不清"]),
        ("1.照片不行，重拍；2.缺验收单和发票；周五前补报", ["照片不行，重拍", "缺验收单和发票"]),
        ("1、照片不行 2、缺发票，后天前补正", ["照片不行", "缺发票"]),
        ("1.照片三天内没传；2.缺章", ["照片三天内没传", "缺章"]),
    ],
)
def test_the_limit_of_all_items_is_no_part_of_the_last(words, items):
    assert list_within(words).split("\n") == items


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("省里批了，2026-1恢复办理", ("resume", "DB-2026-1", "省里批了")),
        ("资金到了。118号恢复办理", ("resume", "DB-2026-118", "资金到了")),
        ("设备没到，DB-2026-7先中止，等厂家", ("suspend", "DB-2026-7", "设备没到，等厂家")),
        ("昨天说的恢复办理", None),
        ("谁让118号恢复办理的？", None),
    ],
)
def test_why_may_stand_before_the_number(words, found):
    assert stop_or_go(words, 2026) == found
