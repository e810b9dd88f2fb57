"""我的待办, one task with its timeline, lists, help; what a group may see."""

from __future__ import annotations

from tests.support.dialog import (
    ADMIN,
    COORDINATOR,
    GROUP,
    HEAD,
    LEADER,
    OFFICE_GROUP,
    OUTSIDE_HEAD,
    OUTSIDER,
    REVIEWER,
    STAFF,
    Dialog,
)

NEUTRAL = ["未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"]


async def test_my_tasks_by_command_and_by_keyboard(assigned: Dialog) -> None:
    for words in ("/my", "我的待办", "/待办"):
        said = await assigned.says(STAFF, words)
        assert said[0].startswith("<b>我的待办 1项</b>\n<b>本周到期（1）</b>\nDB-2026-1 报送三季度经济运行分析")
    assert await assigned.says(OUTSIDER, "/my") == ["目前没有待办事项。"]
    assert (await assigned.says(STAFF, "本周到期"))[0].startswith("<b>本周到期（1）</b>")
    assert await assigned.says(STAFF, "逾期") == ["没有逾期事项。"]
    assigned.passes(days=7)
    assert (await assigned.says(STAFF, "逾期"))[0].startswith("<b>逾期（1）</b>")


async def test_one_tap_leads_from_the_list_to_the_task(assigned: Dialog) -> None:
    await assigned.says(STAFF, "/my")
    said = await assigned.taps(STAFF, "DB-2026-1")
    assert said[0].startswith("<b>DB-2026-1 报送三季度经济运行分析</b>\n状态：待签收")
    assert "11-23 10:00 李四 交办张三" in said[0]
    assert "签收" in assigned.last_to(STAFF).buttons


async def test_the_task_shows_the_acts_that_the_person_may_do(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "/task 1")
    assert list(assigned.last_to(COORDINATOR).buttons) == [
        "催办",
        "下督办单",
        "转办",
        "调整交办内容",
        "撤回",
        "中止",
        "分解",
        "重点事项",
        "蹲点督办",
        "经过",
    ]
    await assigned.says(STAFF, "/task 118")
    assert assigned.last_to(STAFF).text == NEUTRAL[0]
    await assigned.says(STAFF, "/task 1")
    assert list(assigned.last_to(STAFF).buttons) == ["签收", "不予受理", "反馈", "申请销号", "报告卡点", "转办", "经过"]


async def test_a_task_is_shown_to_nobody_else(assigned: Dialog) -> None:
    for who in (OUTSIDER, OUTSIDE_HEAD, REVIEWER, ADMIN):
        assert await assigned.says(who, "/task 1") == NEUTRAL
        assert await assigned.says(who, "/task 999") == NEUTRAL
    for who in (HEAD, LEADER, COORDINATOR):
        assert (await assigned.says(who, "/task 1"))[0].startswith("<b>DB-2026-1")


async def test_a_group_sees_only_what_it_is_bound_to(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请财政局周五前报送资金拨付情况")
    await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.says(COORDINATOR, "/task 1", chat=GROUP))[0].startswith("<b>DB-2026-1")
    assert await dialog.says(COORDINATOR, "/task 1", chat=OFFICE_GROUP) == NEUTRAL
    assert await dialog.says(COORDINATOR, "/task 999", chat=OFFICE_GROUP) == NEUTRAL
    assert await dialog.says(COORDINATOR, "/remind 1", chat=OFFICE_GROUP) == NEUTRAL


async def test_personal_lists_asked_for_in_a_group_come_in_private(assigned: Dialog) -> None:
    said = await assigned.says(STAFF, "/my", chat=GROUP)
    assert said[1:] == ["已私信。"] or said[:1] == ["已私信。"]
    assert assigned.last_to(STAFF).text.startswith("<b>我的待办 1项</b>")


async def test_today_shows_what_is_due(assigned: Dialog) -> None:
    assert await assigned.says(STAFF, "/today") == ["今日没有到期或逾期事项。"]
    assigned.passes(days=4)
    assert (await assigned.says(STAFF, "/today"))[0].startswith("<b>今日到期（1）</b>")


async def test_help_and_whoami_by_role_and_place(dialog: Dialog) -> None:
    assert "/assign" not in (await dialog.says(STAFF, "/help 命令"))[0]
    assert "/assign" in (await dialog.says(COORDINATOR, "/帮助 命令"))[0]
    assert "/bind" in (await dialog.says(ADMIN, "/help", chat=GROUP))[0]
    assert await dialog.says(STAFF, "/whoami") == [
        "姓名：张三\n单位：综合科\n角色：科员\n如与实际不符，请联系管理员更正名册。"
    ]
    assert "已私信。" in await dialog.says(STAFF, "/whoami", chat=GROUP)


async def test_a_command_that_does_not_exist_says_so_in_private_only(dialog: Dialog) -> None:
    assert await dialog.says(STAFF, "/nonsense") == ["没有该命令。发送 /help 查看用法。"]
    assert await dialog.says(STAFF, "/nonsense", chat=GROUP) == []
    assert await dialog.says(STAFF, "/my@another_bot", chat=GROUP) == []


async def test_questions_in_words_are_answered_by_light_unit_and_period(dialog: Dialog) -> None:
    for words in ("请张三今天下班前报送甲表", "请吴财12月30日前报送乙表", "请王五、吴财下周二前报送丙表"):
        await dialog.says(COORDINATOR, words)
        await dialog.taps(COORDINATOR, "确认")
    dialog.passes(days=1)
    for words, numbers, heading in (
        ("目前红灯的有哪些", [1], "红灯"),
        ("黄灯的有哪些", [], "没有黄灯事项。"),
        ("绿灯的有哪些", [2, 3], "绿灯"),
        ("财政局有哪些没办完的", [2, 3], "财政局未办结"),
        ("财政局有哪些逾期的", [], "财政局没有逾期事项。"),
        ("逾期的有哪些", [1], "逾期"),
        ("本周到期的有哪些", [1], "本周到期"),
        ("下周有哪些到期的", [3], "下周到期"),
        ("哪些还没签收", [1, 2, 3], "待签收"),
        ("有哪些待办", [1, 2, 3], "未办结"),
    ):
        (said,) = await dialog.says(COORDINATOR, words)
        assert sorted(line[:9] for line in said.splitlines()[1:]) == [f"DB-2026-{number}" for number in numbers], words
        assert said.startswith(f"<b>{heading}（{len(numbers)}）</b>" if numbers else heading), words
    assert (await dialog.says(STAFF, "我有哪些红灯的事项"))[0].startswith("<b>红灯（1）</b>")
    assert (await dialog.says(OUTSIDER, "目前红灯的有哪些")) == ["没有红灯事项。"]


async def test_who_has_signed_reads_so_whatever_the_others_do(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请综合科、财政局周五前报送资金拨付情况")
    await dialog.taps(COORDINATOR, "确认")
    await dialog.says(OUTSIDE_HEAD, "/ack 1")
    said = (await dialog.says(OUTSIDER, "/task 1"))[0]
    assert "状态：办理中（财政局）\n整体状态：待签收\n" in said
    assert "周局长 代财政局签收（私信）" in said
    assert "状态：待签收（综合科）\n" in (await dialog.says(HEAD, "/task 1"))[0]
    assert "状态：待签收\n责任" in (await dialog.says(COORDINATOR, "/task 1"))[0]


async def test_the_timeline_reads_as_chinese(assigned: Dialog) -> None:
    await assigned.says(STAFF, "/ack 1")
    await assigned.says(STAFF, "DB-2026-1 完成60%，初稿已完成")
    await assigned.says(STAFF, "/correct 1 完成40%，尚缺附表")
    await assigned.says(COORDINATOR, "/amend 1 12月2日下班前")
    said = (await assigned.says(STAFF, "/task 1"))[0]
    assert "张三 签收（私信）" in said
    assert "张三 反馈进度60%：" in said
    assert "条：进度改为40%，" in said
    assert "李四 调整交办内容：时限改为12月2日（星期三）18:00（私信）" in said


async def test_lists_write_moments_as_the_reports_do(assigned: Dialog) -> None:
    assert "｜11-27 18:00 · 剩4个工作日｜" in (await assigned.says(STAFF, "/my"))[0]
    assigned.passes(days=4)
    assert "｜18:00 · 今日到期｜" in (await assigned.says(STAFF, "/my"))[0]
