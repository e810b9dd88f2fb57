"""Every act by plain words: with the number, in reply, alone."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.entries import DailyReported, LeaveTaken
from ledger.tasks import Status
from tests.support.dialog import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    GROUP,
    HEAD,
    LEADER,
    MONDAY,
    OUTSIDE_HEAD,
    OUTSIDER,
    REVIEWER,
    STAFF,
    Dialog,
)


async def test_received_in_reply_or_alone_in_private(assigned: Dialog) -> None:
    assert (await assigned.says(STAFF, "收到", reply_to=assigned.last_to(STAFF)))[0].startswith("DB-2026-1 已签收")
    await assigned.says(COORDINATOR, "请张三周四前报送值班安排")
    await assigned.taps(COORDINATOR, "确认")
    assert (await assigned.says(STAFF, "收到"))[0].startswith("DB-2026-2 已签收")


async def test_received_in_a_group_counts_only_in_reply(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三周五前报送三季度经济运行分析", chat=GROUP)
    await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    line = dialog.last_to(GROUP)
    assert await dialog.says(STAFF, "收到", chat=GROUP) == []
    assert await dialog.kinds() == ["Assigned"]
    assert (await dialog.says(STAFF, "收到", chat=GROUP, reply_to=line))[0].startswith("DB-2026-1 已签收")


async def test_someone_elses_receipt_is_refused(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "请王五周五前报送三季度经济运行分析", chat=GROUP)
    await assigned.taps(COORDINATOR, "确认", chat=GROUP)
    said = await assigned.says(OUTSIDER, "收到", chat=GROUP, reply_to=assigned.last_to(GROUP))
    assert said == ["未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"]
    assert await assigned.kinds("DB-2026-2") == ["Assigned"]


async def test_the_sentences_of_a_day(assigned: Dialog) -> None:
    said = await assigned.says(STAFF, "DB-2026-1完成80%，预计周四完工")
    assert said[0].startswith("DB-2026-1 进展已登记，进度80%。")
    said = await assigned.says(STAFF, "DB-2026-1 卡住了，财政局数据未到")
    assert said[0].startswith("DB-2026-1 卡点已登记")
    said = await assigned.sends_photo(STAFF, "DB-2026-1申请销号")
    assert said[0].startswith("DB-2026-1 已申请销号")
    said = await assigned.says(REVIEWER, "退回，缺少分县区数据", reply_to=assigned.last_to(REVIEWER))
    assert said[0].startswith("DB-2026-1 已退回张三，缺少：")
    await assigned.says(STAFF, "DB-2026-1申请销号")
    said = await assigned.says(REVIEWER, "同意", reply_to=assigned.last_to(REVIEWER))
    assert said[0].startswith("DB-2026-1 已销号")
    assert (await assigned.task()).status is Status.CLOSED


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("DB-2026-1撤回，重复交办", "Withdrawn"),
        ("DB-2026-1改到下周三", "Amended"),
        ("DB-2026-1改由王五办理", "Reassigned"),
        ("催一下DB-2026-1", "Reminded"),
    ],
)
async def test_what_a_coordinator_says(assigned: Dialog, words: str, kind: str) -> None:
    await assigned.says(COORDINATOR, words)
    assert await assigned.kinds() == ["Assigned", kind]


async def test_declining_in_words(assigned: Dialog) -> None:
    await assigned.says(STAFF, "属于财政局职责，不予受理", reply_to=assigned.last_to(STAFF))
    assert await assigned.kinds() == ["Assigned", "Declined"]


async def test_a_coordinator_with_a_task_of_the_own_speaks_as_staff_too(dialog: Dialog) -> None:
    await dialog.says(LEADER, "请李四周五前报送督查通报")
    await dialog.taps(LEADER, "确认")
    assert (await dialog.says(COORDINATOR, "收到", reply_to=dialog.last_to(COORDINATOR)))[0].startswith(
        "DB-2026-1 已签收"
    )


async def test_overdue_tasks_are_urged_together(assigned: Dialog) -> None:
    assigned.passes(days=7)
    said = await assigned.says(COORDINATOR, "催一下逾期的")
    assert said[0] == "DB-2026-1 已催办张三。"


async def test_words_that_decide_nothing_are_asked_about(assigned: Dialog) -> None:
    said = await assigned.says(STAFF, "统计局口径与我们两样", reply_to=assigned.last_to(STAFF))
    assert said == ["DB-2026-1 请选择如何登记“统计局口径与我们两样”："]
    await assigned.taps(STAFF, "反馈")
    assert (await assigned.task()).last_note == "统计局口径与我们两样"
    assert await assigned.says(STAFF, "今天天气不错") == ["未能理解该内容，未作登记。发送 /help 查看用法。"]
    assert await assigned.says(STAFF, "今天天气不错", chat=GROUP) == []


async def test_a_number_alone_opens_its_task(assigned: Dialog) -> None:
    assert (await assigned.says(STAFF, "DB-2026-1"))[0].startswith("<b>DB-2026-1")


@pytest.mark.parametrize(
    "words",
    [
        "日报：今日完成初稿；明日送审；困难：无",
        "/submit 今日完成初稿；明日送审",
        "今日：完成初稿\n明日：送审\n困难：无",
    ],
)
async def test_a_daily_report(dialog: Dialog, words: str) -> None:
    assert await dialog.says(STAFF, words) == ["11月23日（星期一）日报已登记。当日再次报送的，以最后一次为准。"]
    async with dialog.store.reading(now=dialog.now) as books:
        facts = await books.facts(since=MONDAY.replace(hour=0), at=dialog.now)
    entry = next(one.entry for one in facts.records if isinstance(one.entry, DailyReported))
    assert (entry.day, entry.plan) == (date(2026, 11, 23), "送审")
    assert "完成初稿" in entry.done


@pytest.mark.parametrize("words", ["明天请假一天，王五代办", "/leave 明天，王五代办"])
async def test_a_leave_and_who_stands_in(dialog: Dialog, words: str) -> None:
    said = await dialog.says(STAFF, words)
    assert said == [
        "张三请假已登记：11月24日（星期二），由王五代办。",
        "张三11月24日（星期二）请假，期间事项由您代办。",
    ]
    assert dialog.last_to(COLLEAGUE).text == said[1]
    async with dialog.store.reading(now=dialog.now) as books:
        facts = await books.facts(since=MONDAY.replace(hour=0), at=dialog.now)
    assert [one.first for one in facts.leaves if isinstance(one, LeaveTaken)] == [date(2026, 11, 24)]


async def test_a_leave_of_somebody_else_is_theirs_or_refused(dialog: Dialog) -> None:
    """Whoever is named first is on leave; without the right nothing is recorded, least of all a leave of one's own."""
    words = "/leave 张三12月9日"
    assert await dialog.says(HEAD, words) == ["张三请假已登记：12月9日（星期三）。"]
    assert await dialog.says(COORDINATOR, "/leave 张三12月10日") == ["张三请假已登记：12月10日（星期四）。"]
    for who in (COLLEAGUE, OUTSIDE_HEAD, ADMIN):
        assert await dialog.says(who, words) == ["您没有“请假”的权限。如有需要，请联系督查员。"]


@pytest.mark.parametrize("words", ["明天请假一天，由苏敏代", "我明天休年假，请王小萌帮我盯一下"])
async def test_a_stand_in_whom_nobody_knows_is_asked_and_never_dropped(dialog: Dialog, words: str) -> None:
    name = "苏敏" if "苏敏" in words else "王小萌"
    assert await dialog.says(STAFF, words) == [f"名册中未找到“{name}”，未作登记。请核对姓名或单位名称。"]


async def test_a_reply_to_ones_own_words_is_about_their_task(assigned: Dialog) -> None:
    received = assigned.message(STAFF, "收到", reply_to=assigned.last_to(STAFF))
    await assigned.update(received)
    said = await assigned.says(STAFF, "完成60%，初稿已成", reply_to=received["message"]["message_id"])
    assert said[0].startswith("DB-2026-1 进展已登记，进度60%。")


async def test_an_album_goes_where_its_first_picture_went(assigned: Dialog) -> None:
    said = await assigned.sends_photo(STAFF, "DB-2026-1完成80%", more={"media_group_id": "12345678901234"})
    assert len(said) == 1
    for _ in range(3):
        assert await assigned.sends_photo(STAFF, more={"media_group_id": "12345678901234"}) == []
    assert len((await assigned.task()).files) == 4


async def test_a_file_over_the_limit_is_asked_to_be_sent_smaller(assigned: Dialog) -> None:
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "a.pdf", "file_size": 21 * 1024 * 1024}
    said = await assigned.update(assigned.message(STAFF, more={"document": document}))
    assert said == ["文件超过20MB，未能接收。请压缩或分开后重新发送。"]


async def test_questions_in_words(assigned: Dialog) -> None:
    assert (await assigned.says(COORDINATOR, "综合科还有哪些没办"))[0].startswith("<b>综合科未办结（1）</b>")
    assert await assigned.says(COORDINATOR, "哪些逾期了") == ["没有逾期事项。"]
