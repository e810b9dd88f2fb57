"""收到后N个工作日内: on the card, at the receipt, in the task, in lists and reports."""

from __future__ import annotations

from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, STAFF, Dialog

ORDER = "请张三收到后2个工作日内报送三季度经济运行分析"
RULE = "签收后2个工作日（最迟11月25日（星期三）18:00）"


async def test_the_card_shows_the_rule_and_the_latest_moment(dialog: Dialog) -> None:
    card = (await dialog.says(COORDINATOR, ORDER))[0]
    assert f"事项：报送三季度经济运行分析\n责任：张三\n时限：{RULE}" in card
    said = await dialog.taps(COORDINATOR, "确认")
    assert said[0] == f"DB-2026-1 已交办张三：报送三季度经济运行分析，时限{RULE}。"
    assert f"时限：{RULE}" in dialog.last_to(STAFF).text


async def test_signing_the_next_day_sets_the_deadline(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, ORDER)
    await dialog.taps(COORDINATOR, "确认")
    dialog.passes(days=1)
    said = await dialog.taps(STAFF, "签收")
    assert said[0] == "DB-2026-1 已签收，时限自签收起算，请于11月26日（星期四）18:00前办结并申请销号。"
    text = (await dialog.says(COORDINATOR, "/task 1"))[0]
    assert "时限：11月26日（星期四）18:00（剩2个工作日）\n时限规则：签收后2个工作日" in text
    assert "李四 交办张三，时限签收后2个工作日（私信）" in text
    assert "张三 签收，时限定为11月26日（星期四）18:00（私信）" in text


async def test_in_a_year_without_a_published_calendar_the_receipt_says_so(dialog: Dialog) -> None:
    dialog.passes(days=42)
    await dialog.says(COORDINATOR, ORDER)
    await dialog.taps(COORDINATOR, "确认")
    said = await dialog.taps(STAFF, "签收")
    assert said[0] == "DB-2027-1 已签收，时限自签收起算，请于1月6日（星期三）18:00（暂定）前办结并申请销号。"


async def test_each_of_several_has_a_limit(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三、王五收到后2个工作日内分别报送材料", chat=GROUP)
    await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    await dialog.taps(STAFF, "签收")
    dialog.passes(days=1)
    assert "各自时限：张三11月25日（星期三）18:00；王五待签收" in (await dialog.says(COORDINATOR, "/task 1"))[0]
    await dialog.taps(COLLEAGUE, "签收")
    text = (await dialog.says(COORDINATOR, "/task 1"))[0]
    assert "时限：11月26日（星期四）18:00" in text
    assert "各自时限：张三11月25日（星期三）18:00；王五11月26日（星期四）18:00" in text


async def test_a_date_becomes_a_term_and_back_by_words_under_the_card(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三周五前报送三季度经济运行分析")
    said = await dialog.says(COORDINATOR, "签收后3天内", reply_to=dialog.last_to(COORDINATOR))
    assert "时限：签收后3天（最迟11月26日（星期四）18:00）" in said[0]
    said = await dialog.says(COORDINATOR, "下周三前", reply_to=dialog.last_to(COORDINATOR))
    assert "时限：12月2日（星期三）18:00（剩7个工作日）" in said[0]
    await dialog.taps(COORDINATOR, "确认")
    task = await dialog.task()
    assert (task.term, task.original_term) == (None, None)


async def test_the_same_order_in_two_groups_is_one_task(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, ORDER)
    await dialog.taps(COORDINATOR, "确认")
    assert "与 DB-2026-1 内容相同" in (await dialog.says(COORDINATOR, ORDER, chat=GROUP))[0]


async def test_no_light_before_the_receipt_says_why(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, ORDER)
    await dialog.taps(COORDINATOR, "确认")
    text = (await dialog.says(COORDINATOR, "/why 1"))[0]
    assert "🟢绿灯" in text
    assert "原因：时限为签收后2个工作日，尚未签收" in text
    assert "无时限" not in (await dialog.says(COORDINATOR, "/dispatch"))[0]
    assert "DB-2026-1 报送三季度经济运行分析｜签收后2个工作日｜🟢待签收" in (await dialog.says(STAFF, "/my"))[0]


async def test_a_part_without_a_limit_has_the_term_of_the_whole(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请综合科收到后3个工作日内报送三季度经济运行分析")
    await dialog.taps(COORDINATOR, "确认")
    card = (await dialog.says(COORDINATOR, "/split 1 张三起草初稿"))[0]
    assert "责任：张三\n时限：签收后3个工作日" in card
    await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.task("DB-2026-2")).term is not None


async def test_an_edit_does_not_turn_a_date_into_a_term(dialog: Dialog) -> None:
    body = dialog.message(COORDINATOR, "请张三周五前报送三季度经济运行分析")
    source = dialog.last_message
    await dialog.update(body)
    await dialog.taps(COORDINATOR, "确认")
    said = await dialog.says(COORDINATOR, ORDER, edited=source)
    assert said == ["DB-2026-1 时限未变更；如需改为签收后起算，请先撤回再重新交办：/withdraw DB-2026-1 原因。"]


async def test_all_that_waits_is_signed_for_at_once(dialog: Dialog) -> None:
    """全部收到 in private is a receipt for each task that waits, and the answer names them with their limits."""
    for words in ("请张三周五下班前报送分析", "请张三下周三前报送简报", "请王五周四前报送台账"):
        await dialog.says(COORDINATOR, words)
        await dialog.taps(COORDINATOR, "确认")

    (said,) = await dialog.says(STAFF, "全部收到")

    assert said.splitlines()[0] == "已签收2项，请按时限办结并申请销号："
    assert [await dialog.kinds(f"DB-2026-{n}") for n in (1, 2)] == [["Assigned", "Acknowledged"]] * 2
    assert await dialog.kinds("DB-2026-3") == ["Assigned"]
    assert await dialog.says(STAFF, "全部收到") == ["您目前没有待签收的事项。"]


async def test_in_a_group_all_is_said_of_nothing(assigned: Dialog) -> None:
    await assigned.says(STAFF, "全部收到", chat=GROUP)
    assert await assigned.kinds() == ["Assigned"]
