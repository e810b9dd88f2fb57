"""批示, what a task goes back to (来源), and the four orientations of key tasks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ledger.entries import Assigned
from ledger.origins import OriginKind
from tests.support.dialog import COORDINATOR, GROUP, HEAD, LEADER, OUTSIDER, STAFF, Dialog, Shown


@pytest.mark.parametrize(
    "words",
    [
        "批示：1号 务必核准数据",
        "批示：2026-1务必核准数据",
        "批示：DB-2026-1务必核准数据",
        "DB-2026-1 批示：务必核准数据",
        "/instruct 1 务必核准数据",
    ],
)
async def test_a_leaders_words_are_attached_and_told(assigned: Dialog, words: str) -> None:
    said = await assigned.says(LEADER, words)
    assert said[0] == "DB-2026-1 批示已登记，已告知2人：报送三季度经济运行分析。"
    for who in (STAFF, COORDINATOR):
        assert assigned.last_to(who).text.startswith("<b>DB-2026-1 陈静批示</b>\n“务必核准数据”")
    assert (await assigned.kinds())[-1] == "Instruction"


async def test_a_reply_to_the_task_is_an_instruction_and_thanks_are_none(assigned: Dialog) -> None:
    await assigned.says(LEADER, "/task 1")
    shown = assigned.last_to(LEADER)
    assert (await assigned.says(LEADER, "数据口径必须一致", reply_to=shown))[0].startswith("DB-2026-1 批示已登记")
    await assigned.says(LEADER, "好的，辛苦了", reply_to=shown)
    assert (await assigned.kinds()).count("Instruction") == 1
    assert "批示：数据口径必须一致" in (await assigned.says(STAFF, "/task 1"))[0]


async def test_by_button(assigned: Dialog) -> None:
    await assigned.says(LEADER, "/task 1")
    assert await assigned.taps(LEADER, "批示") == ["DB-2026-1 请回复本消息，写明批示内容。"]
    await assigned.says(LEADER, "请抓紧推进", reply_to=assigned.last_to(LEADER))
    assert (await assigned.kinds())[-1] == "Instruction"


async def test_a_duty_with_a_limit_becomes_a_task_that_names_the_instruction(assigned: Dialog) -> None:
    said = await assigned.says(LEADER, "批示：DB-2026-1 请财政局周四前拨付工作经费")
    assert "来源：批示｜请财政局周四前拨付工作经费" in said[1]
    await assigned.taps(LEADER, "确认")
    made, instruction = await assigned.task("DB-2026-2"), (await assigned.task()).version
    assert (made.origin_kind, made.cause) == (OriginKind.INSTRUCTION, instruction)


async def test_only_leaders_instruct(assigned: Dialog) -> None:
    for who in (STAFF, HEAD, COORDINATOR):
        await assigned.says(who, "批示：1号 务必核准数据")
    assert "Instruction" not in await assigned.kinds()


async def test_an_instruction_without_a_task_becomes_one(dialog: Dialog) -> None:
    assert (
        "来源：批示｜请财政局周四前拨付工作经费" in (await dialog.says(LEADER, "批示：请财政局周四前拨付工作经费"))[0]
    )
    assert (await dialog.says(LEADER, "批示：抓紧推进各项工作"))[0].startswith("请写明事项编号")


@pytest.mark.parametrize(
    ("words", "kind", "source"),
    [
        ("根据市政府第四十二次常务会议要求，请张三周五前报送方案", OriginKind.MEETING, "市政府第四十二次常务会议"),
        ("按照《关于做好防汛工作的通知》要求，请张三周五前报送方案", OriginKind.DOCUMENT, "《关于做好防汛工作的通知》"),
        ("落实陈静批示“抓紧办”，请张三周五前报送方案", OriginKind.INSTRUCTION, "陈静批示“抓紧办”"),
        ("请张三周五前报送常务会议方案", None, ""),
    ],
)
async def test_the_words_name_their_source(dialog: Dialog, words: str, kind: OriginKind | None, source: str) -> None:
    await dialog.says(COORDINATOR, words)
    await dialog.taps(COORDINATOR, "确认")
    entry = (await dialog.entries())[0]
    assert isinstance(entry, Assigned)
    assert (entry.origin_kind, entry.origin) == (kind, source)


async def test_orientations_are_set_by_words_command_and_button(assigned: Dialog) -> None:
    said = await assigned.says(COORDINATOR, "DB-2026-1 重点事项 问题：口径不一；目标：统一口径")
    assert said[0].endswith("问题：口径不一\n目标：统一口径\n结果：未填\n成效：未填")
    assert assigned.last_to(STAFF).text == said[0]
    await assigned.says(HEAD, "/key 1 结果：已统一")
    await assigned.says(LEADER, "/task 1")
    assert (await assigned.taps(LEADER, "重点事项"))[0].startswith("DB-2026-1 请回复本消息，按“问题：……")
    await assigned.says(LEADER, "成效：少报一次", reply_to=assigned.last_to(LEADER))
    shown = (await assigned.says(STAFF, "/task 1"))[0]
    assert "<b>重点事项</b>\n问题：口径不一\n目标：统一口径\n结果：已统一\n成效：少报一次" in shown
    await assigned.says(STAFF, "DB-2026-1 重点事项 成效：很好")
    assert (await assigned.kinds()).count("OrientationsSet") == 3


async def test_labels_in_a_daily_report_set_nothing(assigned: Dialog) -> None:
    await assigned.says(STAFF, "日报：今日完成初稿；问题：数据不全；目标：明日补齐", chat=GROUP)
    assert "OrientationsSet" not in await assigned.kinds()


async def _card_in_the_group(dialog: Dialog) -> Shown:
    """Let a task be assigned in the group, and return its message there."""
    await dialog.says(COORDINATOR, "请张三周五下班前报送三季度经济运行分析", chat=GROUP)
    await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    return next(one for one in reversed(dialog.shown) if one.chat == GROUP and "DB-2026-1" in one.text)


REMARKS = (
    *("限行了打不到车", "今天真热，要下雨了", "同意楼上的看法", "由于下雨路上堵", "要我说这个方案不错", "请大家吃糖"),
    *("要是早点就好了", "马上下班了", "这个办得漂亮", "张三最近胖了", "可以的，挺好", "尽快吃饭去吧", "这材料写得真细"),
)


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, STAFF, OUTSIDER])
async def test_remarks_on_a_task_in_a_group_are_not_answered(dialog: Dialog, who: str) -> None:
    card = await _card_in_the_group(dialog)
    before = await dialog.kinds()
    for words in REMARKS:
        assert await dialog.says(who, words, chat=GROUP, reply_to=card) == [], words
    assert await dialog.kinds() == before


CALLS_FOR_WORK = (
    *("请核准数据口径", "要求各单位核实到户", "责成统计局核对口径", "务必把数据核准", "认真核对，不得有误"),
    *("同意。请财政局配合核数", "张三要尽快拿出初稿", "请财政局配合核对", "由王五协助核数", "立即核实并报告"),
    *("高度重视，注意口径", "批示：数据要准"),
)


async def test_what_calls_for_work_in_a_group_is_an_instruction(dialog: Dialog) -> None:
    card = await _card_in_the_group(dialog)
    for words in CALLS_FOR_WORK:
        answers = await dialog.says(LEADER, words, chat=GROUP, reply_to=card)
        assert answers[0].startswith("DB-2026-1 批示已登记"), words
    assert (await dialog.kinds()).count("Instruction") == len(CALLS_FOR_WORK)


@pytest.mark.parametrize("words", ["进展如何", "办到哪一步了", "情况怎么样", "挺好的一件事"])
async def test_questions_and_remarks_in_private_are_no_instruction(assigned: Dialog, words: str) -> None:
    await assigned.says(LEADER, "/task 1")
    said = await assigned.says(LEADER, words, reply_to=assigned.last_to(LEADER))
    assert "Instruction" not in await assigned.kinds()
    assert said[0].startswith("<b>DB-2026-1") or "DB-2026-1" in said[0]


@pytest.mark.parametrize("words", ["请张三改到周四", "请延期到周四", "此件改到周四办结", "请张三周四前办结此件"])
@pytest.mark.parametrize("who", [LEADER, COORDINATOR])
async def test_a_new_limit_in_reply_is_a_change_of_the_task(assigned: Dialog, words: str, who: str) -> None:
    await assigned.says(who, "/task 1")
    await assigned.says(who, words, reply_to=assigned.last_to(who))
    assert (await assigned.kinds())[1:] == ["Amended"]
    deadline = (await assigned.task()).deadline
    assert deadline is not None
    assert deadline.date().isoformat() == "2026-11-26"


async def test_staff_ask_for_a_later_limit_in_the_same_words(assigned: Dialog) -> None:
    card = assigned.last_to(STAFF)
    await assigned.says(STAFF, "收到", reply_to=card)
    await assigned.says(STAFF, "数据没出齐，请延期到下周二", reply_to=card)
    assert (await assigned.kinds())[-1] == "ExtensionRequested"


@pytest.mark.parametrize("words", ["请王五周四前办结此件", "王五周四前办结该事项", "请王五周四前落实这件事"])
@pytest.mark.parametrize("who", [LEADER, COORDINATOR])
async def test_an_order_of_this_very_matter_bears_its_title(assigned: Dialog, words: str, who: str) -> None:
    await assigned.says(who, "/task 1")
    said = await assigned.says(who, words, reply_to=assigned.last_to(who))
    assert "事项：报送三季度经济运行分析" in said[0] or "报送三季度经济运行分析" in said[0]
    assert "Instruction" not in await assigned.kinds()


async def test_mine_alone_is_ones_list(assigned: Dialog) -> None:
    for words in ("我的", "我的事项", "我的台账"):
        assert "DB-2026-1" in (await assigned.says(STAFF, words))[0]


async def test_an_order_that_names_a_task_and_nobody_is_asked_about(assigned: Dialog) -> None:
    said = await assigned.says(COORDINATOR, "DB-2026-1抓紧办，周三前必须拿出来")
    assert said[0].startswith("DB-2026-1 请选择如何登记")
    assert "调整交办内容" in assigned.last_to(COORDINATOR).buttons
    await assigned.taps(COORDINATOR, "调整交办内容")
    assert (await assigned.task()).deadline == datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.mark.parametrize("words", ["抓紧推进", "请尽快落实到位", "加快办理进度", "同意，抓紧整改"])
async def test_a_leaders_pressing_for_the_work_is_an_instruction(assigned: Dialog, words: str) -> None:
    await assigned.says(LEADER, "/task 1")
    said = await assigned.says(LEADER, words, reply_to=assigned.last_to(LEADER))
    assert said[0].startswith("DB-2026-1 批示已登记")


@pytest.mark.parametrize("words", ["抓紧", "催一下", "抓紧报上来", "怎么还没报"])
async def test_a_leaders_word_of_haste_urges(assigned: Dialog, words: str) -> None:
    await assigned.says(LEADER, "/task 1")
    await assigned.says(LEADER, words, reply_to=assigned.last_to(LEADER))
    assert (await assigned.kinds())[1:] == ["Reminded"]


@pytest.mark.parametrize("words", ["抓紧推进", "请尽快落实到位"])
async def test_a_coordinators_pressing_for_the_work_urges(assigned: Dialog, words: str) -> None:
    await assigned.says(COORDINATOR, "/task 1")
    await assigned.says(COORDINATOR, words, reply_to=assigned.last_to(COORDINATOR))
    assert (await assigned.kinds())[1:] == ["Reminded"]


@pytest.mark.parametrize(
    "words",
    [
        "哈哈哈，真行",
        "外头下大雪了，路不好走",
        "中午吃火锅去不",
        "辛苦啦",
        "我家娃今天月考",
        "😂😂",
        "早上好",
        "昨晚追剧追到两点",
    ],
)
@pytest.mark.parametrize("who", [STAFF, COORDINATOR, LEADER])
async def test_small_talk_in_private_in_reply_to_a_task_is_left_alone(assigned: Dialog, words: str, who: str) -> None:
    await assigned.says(who, "/task 1")
    before = await assigned.kinds()
    assert await assigned.says(who, words, reply_to=assigned.last_to(who)) == []
    assert await assigned.kinds() == before


@pytest.mark.parametrize("words", ["食堂的燃气管道也要一并查", "数据口径跟去年不一样", "下雪天施工要注意安全"])
async def test_words_about_the_work_in_private_are_asked_about(assigned: Dialog, words: str) -> None:
    await assigned.says(COORDINATOR, "/task 1")
    said = await assigned.says(COORDINATOR, words, reply_to=assigned.last_to(COORDINATOR))
    assert said[0].startswith("DB-2026-1 请选择如何登记")
