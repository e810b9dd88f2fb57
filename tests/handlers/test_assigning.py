"""交办 by a sentence, by command and by card."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ledger.entries import Assigned, Urgency
from ledger.roster_rows import PERSON
from tests.support.dialog import COORDINATOR, GROUP, HEAD, OUTSIDE_HEAD, ROSTER, STAFF, USERS, Dialog


async def test_a_sentence_becomes_a_card_and_counts_only_once_confirmed(dialog: Dialog) -> None:
    said = await dialog.says(COORDINATOR, "请张三周五下班前报送三季度经济运行分析")
    assert "报送三季度经济运行分析" in said[0]
    assert "11月27日（星期五）18:00（剩4个工作日）" in said[0]

    said = await dialog.taps(COORDINATOR, "确认")

    task = await dialog.task()
    assert (task.number, task.title) == ("DB-2026-1", "报送三季度经济运行分析")
    assert said[0].startswith("DB-2026-1 已交办张三")
    assert dialog.last_to(STAFF).text.startswith("<b>DB-2026-1 交办事项</b>")
    assert list(dialog.last_to(STAFF).buttons) == ["签收", "不予受理", "反馈", "申请销号"]


async def test_several_tasks_in_a_group_are_signed_for_one_by_one(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "1. 请张三周五前报送值班安排\n2. 请郑未绑周四前报送会议纪要", chat=GROUP)
    said = await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    assert said[0] == (
        "已交办2项，请责任人在以下各项消息下分别回复“收到”签收。\n以下责任人无法私信送达，请另行通知：郑未绑。"
    )
    assert [text.partition("：")[0] for text in said[1:3]] == ["DB-2026-1 已交办张三", "DB-2026-2 已交办郑未绑"]


async def test_in_a_group_too_whoever_is_not_bound_is_named(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请郑未绑周五前报送值班安排", chat=GROUP)
    said = await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    assert len(said) == 1
    assert said[0].endswith("\n以下责任人无法私信送达，请另行通知：郑未绑。")


async def test_a_command_assigns_in_a_group_and_the_card_becomes_the_outcome(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "/assign@taizhang_bot 请张三周五前报送三季度经济运行分析", chat=GROUP)
    said = await dialog.taps(COORDINATOR, "确认", chat=GROUP)

    group = [shown for shown in dialog.shown if shown.chat == GROUP]
    assert group[-1].message == group[-2].message  # The card itself has become the outcome.
    assert group[-1].text == (
        "DB-2026-1 已交办张三：报送三季度经济运行分析，时限11月27日（星期五）18:00（剩4个工作日）。"
        "请回复本消息“收到”签收。"
    )
    assert len(said) == 2
    assert USERS[STAFF] in {shown.chat for shown in dialog.shown}
    assert [type(entry) for entry in await dialog.entries()] == [Assigned]


async def test_a_missing_deadline_is_asked_for_and_the_answer_completes_the_card(dialog: Dialog) -> None:
    said = await dialog.says(COORDINATOR, "请张三报送三季度经济运行分析")
    assert said == ["未写明时限，尚未登记。请回复本消息补充完成时间，例如：周五下班前。"]

    said = await dialog.says(COORDINATOR, "周五下班前", reply_to=dialog.last_to(COORDINATOR))
    assert "11月27日（星期五）18:00" in said[0]
    await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.task()).title == "报送三季度经济运行分析"


async def test_an_unknown_name_is_asked_for_and_nothing_counts(dialog: Dialog) -> None:
    said = await dialog.says(COORDINATOR, "/assign 请欧阳不详周五前报送分析材料")
    assert len(said) == 1
    assert dialog.last_to(COORDINATOR).buttons == {}


async def test_lead_and_support_stand_on_the_card(dialog: Dialog) -> None:
    said = await dialog.says(COORDINATOR, "由综合科牵头，财政局配合，周五前拿出招商奖补办法修改稿")
    assert "牵头：综合科" in said[0]
    assert "配合：财政局" in said[0]
    await dialog.taps(COORDINATOR, "确认")
    assert dialog.last_to(HEAD).text.startswith("<b>DB-2026-1")
    assert dialog.last_to(OUTSIDE_HEAD).text.startswith("<b>DB-2026-1")


async def test_whoever_is_not_bound_is_named_to_the_one_who_assigned(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请郑未绑周五前报送值班安排")
    said = await dialog.taps(COORDINATOR, "确认")
    assert "以下责任人无法私信送达，请另行通知：郑未绑。" in said[0]


async def test_a_unit_without_people_is_named_like_whoever_is_not_bound(dialog: Dialog) -> None:
    rows = tuple(row for row in ROSTER if row.kind != PERSON or row.unit != "财政局")
    async with dialog.store.books(now=dialog.now) as books:
        await books.directory.import_roster(rows, by=None, now=dialog.now, sha256="1" * 64)
    await dialog.says(COORDINATOR, "由综合科牵头，财政局配合，周五前报送值班安排")
    said = await dialog.taps(COORDINATOR, "确认")
    assert said[0].endswith("以下责任人无法私信送达，请另行通知：财政局。")


async def test_a_dropped_card_records_nothing(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三周五前报送值班安排")
    card = dialog.last_to(COORDINATOR)
    assert await dialog.taps(COORDINATOR, "撤销") == ["已撤销，未作登记。"]
    await dialog.press(COORDINATOR, card.buttons["确认"], card)
    assert dialog.toasts[-1] == "该操作已办理，无需重复点击。"
    assert await dialog.entries() == []


async def test_a_card_lapses_after_ten_minutes_of_real_time(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三周五前报送值班安排")
    dialog.passes(minutes=10)
    assert await dialog.taps(COORDINATOR, "确认") == ["该卡片已失效，未作登记。如仍需办理，请重新发送。"]
    assert dialog.toasts[-1] == "该卡片已失效，请重新发送。"
    assert await dialog.entries() == []


async def test_words_in_reply_to_a_card_mend_it(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三周五前报送值班安排")
    first = dialog.last_to(COORDINATOR)
    assert "12月2日（星期三）18:00" in (await dialog.says(COORDINATOR, "改到下周三", reply_to=first))[0]
    assert "责任：王五" in (await dialog.says(COORDINATOR, "王五", reply_to=dialog.last_to(COORDINATOR)))[0]
    await dialog.press(COORDINATOR, first.buttons["确认"], first)
    assert dialog.toasts[-1] == "该操作已办理，无需重复点击。"
    await dialog.taps(COORDINATOR, "确认")

    task = await dialog.task()
    assert task.deadline == datetime(2026, 12, 2, 10, tzinfo=UTC)
    assert [type(entry) for entry in await dialog.entries("DB-2026-2")] == []


async def test_an_edited_assignment_is_amended_with_before_and_after(dialog: Dialog) -> None:
    body = dialog.message(COORDINATOR, "请张三周五前报送值班安排")
    source = dialog.last_message
    await dialog.update(body)
    await dialog.taps(COORDINATOR, "确认")
    dialog.passes(hours=1)

    said = await dialog.says(COORDINATOR, "请张三下周三前报送值班安排", edited=source)

    text = "DB-2026-1 已调整：时限由11月27日（星期五）18:00改为12月2日（星期三）18:00（剩7个工作日）。"
    assert said == [text, text]
    assert await dialog.kinds() == ["Assigned", "Amended"]
    assert (await dialog.entries())[-1].at == dialog.now


async def test_an_edit_before_the_card_counts_replaces_the_card(dialog: Dialog) -> None:
    body = dialog.message(COORDINATOR, "请张三周五前报送值班安排")
    source = dialog.last_message
    await dialog.update(body)
    first = dialog.last_to(COORDINATOR)
    await dialog.says(COORDINATOR, "请张三下周三前报送值班安排", edited=source)
    await dialog.press(COORDINATOR, first.buttons["确认"], first)
    assert await dialog.entries() == []
    await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.task()).deadline == datetime(2026, 12, 2, 10, tzinfo=UTC)


async def test_staff_assign_nobody_and_chatter_is_not_answered(dialog: Dialog) -> None:
    said = await dialog.says(STAFF, "/assign 请王五周五前报送值班安排")
    assert said == ["该交办超出您的权限范围。科室负责人可向本科室交办，其他事项请联系督查员。"]
    assert await dialog.says(STAFF, "请王五周五前报送值班安排", chat=GROUP) == []
    assert await dialog.says(COORDINATOR, "大家辛苦了", chat=GROUP) == []


async def test_what_users_write_is_shown_inert(dialog: Dialog) -> None:
    said = await dialog.says(COORDINATOR, "请张三周五前报送<b>加粗</b>&材料\u202e分析")
    assert "<b>加粗" not in said[0]
    assert "\u202e" not in said[0]
    await dialog.taps(COORDINATOR, "确认")
    assert "<b>" in (await dialog.task()).title


async def test_twenty_confirmations_make_one_task(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三周五前报送值班安排")
    card = dialog.last_to(COORDINATOR)
    for _ in range(20):
        await dialog.press(COORDINATOR, card.buttons["确认"], card)
    async with dialog.store.reading(now=dialog.now) as books:
        assert len(await books.tasks.open_all()) == 1


async def test_a_rest_day_is_kept_and_the_workday_before_is_one_press_away(dialog: Dialog) -> None:
    said = await dialog.says(COORDINATOR, "请张三12月5日前报送值班安排")
    assert "12月5日（星期六）18:00" in said[0]
    said = await dialog.taps(COORDINATOR, "改到前一工作日")
    assert "时限：12月4日（星期五）18:00" in said[0]
    assert dialog.calls[-2].method == "editMessageText"
    await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.task()).deadline == datetime(2026, 12, 4, 10, tzinfo=UTC)


async def test_urgency_proposes_a_limit_on_the_card(dialog: Dialog) -> None:
    said = await dialog.says(COORDINATOR, "特急：请张三报送舆情处置情况")
    assert "时限：11月24日（星期二）18:00（剩1个工作日）" in said[0]
    assert "紧急程度：特急" in said[0]
    assert "已按紧急程度拟定" in said[0]


@pytest.mark.parametrize(("urgency", "until"), [("特急", "11月24日"), ("加急", "11月27日"), ("平急", "12月7日")])
async def test_the_limit_of_an_urgency_is_the_houses(dialog: Dialog, urgency: str, until: str) -> None:
    """加急 without a date is proposed on the card, by the settings where they say otherwise than the reader."""
    limits = {Urgency.CRITICAL: 1, Urgency.URGENT: 4}
    dialog.store.house = replace(dialog.store.house, urgency_workdays=limits)
    card = (await dialog.says(COORDINATOR, f"{urgency}：请张三报送材料"))[0]
    assert f"时限：{until}" in card
    assert f"紧急程度：{urgency}\n未写明时限，已按紧急程度拟定，请核对。" in card
