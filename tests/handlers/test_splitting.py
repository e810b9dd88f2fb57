"""分解 by words, command and button; the whole shows its parts, and is claimed with them or with a reason."""

from __future__ import annotations

from ledger.tasks import Status
from tests.support.dialog import COLLEAGUE, COORDINATOR, HEAD, LEADER, OUTSIDE_HEAD, STAFF, Dialog
from tests.support.scenes import scene

OUTLIVES = (
    "分解事项的时限12月4日（星期五）18:00晚于 DB-2026-1 的时限11月27日（星期五）18:00，未作登记。"
    "请提前该项时限，或先调整 DB-2026-1 的时限。"
)


@scene
async def whole(dialog: Dialog) -> None:
    """Give an office a task until Friday."""
    await dialog.says(COORDINATOR, "由综合科牵头，财政局配合，周五前报送三季度经济运行分析")
    await dialog.taps(COORDINATOR, "确认")


async def test_the_leads_head_splits_by_words_and_everybody_is_told(whole: Dialog) -> None:
    """A part without a limit of its own is due with the whole."""
    card = (await whole.says(HEAD, "DB-2026-1分解：张三起草初稿，周三前；王五汇总数据"))[0]
    assert "事项：报送三季度经济运行分析：起草初稿\n责任：张三\n时限：11月25日（星期三）18:00" in card
    assert "责任：王五\n时限：11月27日（星期五）18:00" in card
    assert "以上2项分解自 DB-2026-1，该事项时限11月27日（星期五）18:00，各项不得晚于此。" in card
    await whole.taps(HEAD, "确认")
    assert "上级事项：DB-2026-1" in whole.last_to(STAFF).text
    assert "DB-2026-3 交办事项" in whole.last_to(COLLEAGUE).text
    assert (await whole.task()).children == ("DB-2026-2", "DB-2026-3")


async def test_by_command_and_by_button(whole: Dialog) -> None:
    assert "责任：张三" in (await whole.says(HEAD, "/split 1 张三起草初稿，周三前"))[0]
    await whole.says(HEAD, "/task 1")
    assert await whole.taps(HEAD, "分解") == [
        "DB-2026-1 请回复本消息，写明分给谁、办什么，一行一项，例如：张三起草初稿，周三前。"
    ]
    said = await whole.says(HEAD, "张三起草初稿\n王五汇总数据", reply_to=whole.last_to(HEAD))
    assert said[0].count("上级事项：DB-2026-1") == 2


async def test_a_part_that_would_outlive_the_whole_is_refused(whole: Dialog) -> None:
    assert await whole.says(HEAD, "/split 1 张三起草初稿，下周五前") == [OUTLIVES]
    await whole.says(HEAD, "/split 1 张三起草初稿，周三前")
    await whole.taps(HEAD, "确认")
    assert await whole.says(HEAD, "/amend 2 下周五前") == [OUTLIVES]
    assert await whole.says(STAFF, "DB-2026-2 申请延期到下周五，数据未核实") == [OUTLIVES]


async def test_nobody_else_splits(whole: Dialog) -> None:
    neutral = ["未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"]
    for who in (STAFF, OUTSIDE_HEAD):
        assert await whole.says(who, "/split 1 张三起草初稿，周三前") == neutral
    assert await whole.says(HEAD, "/split 1 吴财起草初稿，周三前") == [
        "分解事项只能分给本科室和该事项的配合单位、人员，未作登记。需分给其他单位的，请联系督查员。"
    ]


async def test_the_whole_shows_its_parts_with_their_lights(whole: Dialog) -> None:
    await whole.says(COORDINATOR, "DB-2026-1分解：张三起草初稿，周三前")
    await whole.taps(COORDINATOR, "确认")
    whole.passes(days=3)
    text = (await whole.says(LEADER, "/task 1"))[0]
    assert "分解事项（1）</b>\n🔴 DB-2026-2 报送三季度经济运行分析：起草初稿" in text
    assert "李四 分解出 DB-2026-2（私信）" in text
    assert "上级事项：DB-2026-1 报送三季度经济运行分析" in (await whole.says(LEADER, "/task 2"))[0]


async def test_claimed_and_withdrawn_with_its_parts(whole: Dialog) -> None:
    await whole.says(HEAD, "/split 1 张三起草初稿，周三前")
    await whole.taps(HEAD, "确认")
    said = (await whole.sends_photo(HEAD, "DB-2026-1 申请销号"))[0]
    assert "财政局；分解事项尚未办结：DB-2026-2。如仍需销号，请回复本消息说明原因。" in said
    await whole.says(HEAD, "已并入正文", reply_to=whole.last_to(HEAD))
    assert "尚未完成：配合单位财政局；分解事项DB-2026-2\n" in whole.last_to(COORDINATOR).text
    said = await whole.says(COORDINATOR, "/withdraw 1 重复交办")
    assert said[0].endswith("台账保留记录。\n一并撤回的分解事项：DB-2026-2。")
    assert whole.last_to(STAFF).text.startswith("DB-2026-2 已撤回")
    assert (await whole.task("DB-2026-2")).status is Status.WITHDRAWN


async def test_brought_forward_with_the_whole(whole: Dialog) -> None:
    await whole.says(HEAD, "/split 1 张三起草初稿")
    await whole.taps(HEAD, "确认")
    said = await whole.says(COORDINATOR, "/amend 1 周四前")
    assert said[0].endswith("随之提前的分解事项：DB-2026-2。")
    assert "DB-2026-2 已调整：时限由11月27日（星期五）18:00改为11月26日（星期四）18:00" in whole.last_to(STAFF).text


async def test_a_limit_of_today_stands_on_the_card(whole: Dialog) -> None:
    """周一前, said on Monday, is today's: the card is there to look at it, and no question comes before."""
    said = await whole.says(HEAD, "/split 1 张三起草初稿，周一前；王五汇总数据")
    assert "时限：11月23日（星期一）18:00" in said[0]
    assert said[0].startswith("<b>请核对交办内容</b>")
