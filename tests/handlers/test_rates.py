"""Rates asked for in words: the figure with what it is made of, for whom it may be seen, and the tasks behind it."""

from __future__ import annotations

import pytest

from handlers.reading.measuring import asked_rate
from tests.support.dialog import COORDINATOR, HEAD, LEADER, OFFICE_GROUP, OUTSIDE_HEAD, REVIEWER, STAFF, Dialog
from tests.support.scenes import scene

RULE = "口径：时限在期内的事项中，时限前申请销号且审核通过的占比。已撤回的不计，中止时间扣除。"


@scene
async def month(dialog: Dialog) -> None:
    """Begin on the last Monday of November: three tasks were due on Friday, one in time, one late, one open."""
    for who, what in (("张三", "分析"), ("张三", "简报"), ("吴财", "台账")):
        await dialog.says(COORDINATOR, f"请{who}周五前报送{what}")
        await dialog.taps(COORDINATOR, "确认")
    await dialog.says(STAFF, "DB-2026-1 收到")
    await dialog.sends_photo(STAFF, "DB-2026-1 申请销号")
    await dialog.says(REVIEWER, "DB-2026-1 同意销号")
    dialog.passes(days=7)
    await dialog.sends_photo(STAFF, "DB-2026-2 申请销号")
    await dialog.says(REVIEWER, "DB-2026-2 同意销号")


async def test_the_leader_reads_the_rate_with_its_parts_and_opens_the_lists(month: Dialog) -> None:
    (said,) = await month.says(LEADER, "按期办结率多少")
    assert said.splitlines() == [
        "<b>按期办结率 33.3%</b>",
        "全部单位｜11月1日（星期日）至11月30日（星期一），截至10:00",
        "按期1件，应计3件。",
        RULE,
    ]
    assert list(month.last_to(LEADER).buttons) == ["未按期 2", "按期 1"]
    await month.taps(LEADER, "未按期")
    assert list(month.last_to(LEADER).buttons) == ["DB-2026-2", "DB-2026-3"]


@pytest.mark.parametrize(
    ("words", "first", "counted"),
    [
        ("财政局本月按期办结率", "按期办结率 0.0%", "按期0件，应计1件。"),
        ("综合科上周签收及时率是多少？", "签收及时率 50.0%", "及时签收1次，应计2次。"),
        ("本季度延期率", "延期率 0.0%", "延期0件，应计3件。"),
        ("本月退回率怎么样", "退回率 0.0%", "退回0次，应计2次。"),
        ("平均逾期天数多少", "平均逾期天数 1.0个工作日", "逾期2件，共逾期2个工作日。"),
        ("去年按期办结率", "按期办结率 –", "期内没有应计的事项。"),
        ("11月各单位按期办结率多少", "按期办结率 33.3%", "按期1件，应计3件。"),
        ("四季度按期办结率", "按期办结率 33.3%", "按期1件，应计3件。"),
        ("12月份按期办结率", "按期办结率 –", "期内没有应计的事项。"),
    ],
)
async def test_each_rate_by_its_definition(month: Dialog, words: str, first: str, counted: str) -> None:
    (said,) = await month.says(COORDINATOR, words)
    lines = said.splitlines()
    assert (lines[0], lines[2]) == (f"<b>{first}</b>", counted)


async def test_the_head_reads_the_own_office_and_staff_is_refused(month: Dialog) -> None:
    own = (await month.says(HEAD, "我们科本月按期办结率"))[0].splitlines()
    assert own[1].startswith("综合科｜") and own[2] == "按期1件，应计2件。"
    assert (await month.says(HEAD, "按期办结率多少"))[0].splitlines()[1].startswith("您有权查看的单位｜")
    for who in (STAFF, REVIEWER):
        assert (await month.says(who, "按期办结率多少"))[0].startswith("您没有“查看报告”")
    assert (await month.says(OUTSIDE_HEAD, "综合科本月按期办结率"))[0].startswith("您没有“查看报告”")


async def test_in_a_group_it_is_what_the_group_is_bound_to_and_lists_come_in_private(month: Dialog) -> None:
    said = (await month.says(LEADER, "按期办结率多少", chat=OFFICE_GROUP))[0].splitlines()
    assert said[1].startswith("综合科｜") and said[2] == "按期1件，应计2件。"
    await month.taps(LEADER, "未按期", chat=OFFICE_GROUP)
    assert list(month.last_to(LEADER).buttons) == ["DB-2026-2"]


@pytest.mark.parametrize(
    "words", ["请张三周五前报送按期办结率情况", "118号按期办结率", "按期办结率和退回率", "张三按期办结率"]
)
def test_what_says_more_than_a_rate_is_left_to_the_reader(words: str) -> None:
    asked = asked_rate(words)
    assert asked is None or asked.rest


async def test_a_long_list_behind_a_rate_turns_its_pages(dialog: Dialog) -> None:
    """As long as its button says, however long that is, and as of the moment when the rate was told."""
    for n in range(12):
        await dialog.says(COORDINATOR, f"请张三周五前报送材料{n}")
        await dialog.taps(COORDINATOR, "确认")
    dialog.passes(days=7)
    await dialog.says(LEADER, "按期办结率多少")
    assert list(dialog.last_to(LEADER).buttons) == ["未按期 12"]
    await dialog.sends_photo(STAFF, "DB-2026-1 申请销号")

    await dialog.taps(LEADER, "未按期")

    first = dialog.last_to(LEADER)
    assert first.text.startswith("<b>未按期（12）</b>")
    assert first.text.endswith("第1/2页")
    await dialog.taps(LEADER, "下一页")
    second = dialog.last_to(LEADER)
    assert (second.message, list(second.buttons)) == (first.message, ["DB-2026-11", "DB-2026-12", "上一页"])
