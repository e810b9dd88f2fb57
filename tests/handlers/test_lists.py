"""Lists by words, pages that turn in place, and what stays silent."""

from __future__ import annotations

import re

from tests.support.dialog import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    GROUP,
    HEAD,
    LEADER,
    OFFICE_GROUP,
    OUTSIDER,
    REVIEWER,
    STAFF,
    USERS,
    Dialog,
)

NUMBERS = re.compile(r"^(DB-2026-\d+) ", re.MULTILINE)


async def given(dialog: Dialog, *sentences: str) -> None:
    for sentence in sentences:
        await dialog.says(COORDINATOR, sentence)
        await dialog.taps(COORDINATOR, "确认")


async def listed(dialog: Dialog, who: str, words: str) -> list[int]:
    """Return the numbers of the rows that the words bring, in order."""
    said = await dialog.says(who, words)
    assert len(said) == 1, said
    return [int(number.rpartition("-")[2]) for number in NUMBERS.findall(said[0])]


async def many(dialog: Dialog, count: int) -> None:
    await given(dialog, *(f"请张三12月{day}日下班前报送第{day}号路段清雪情况" for day in range(1, count + 1)))


async def test_lists_are_asked_for_by_their_words_alone(dialog: Dialog) -> None:
    await given(
        dialog,
        "请张三今天下班前报送供热管网甲表",
        "请吴财12月30日前报送乙表",
        "特急：请王五、吴财下周二前报送丙表",
        "请财政局周五前报送资金拨付情况",
    )
    await dialog.says(STAFF, "/claim 1 已报送")
    dialog.passes(days=1)
    for words, numbers in (
        ("财政局", [4, 3, 2]),
        ("财政局黄灯", [4]),
        ("财政局红灯", []),
        ("吴财", [3, 2]),
        ("吴财绿灯的", [3, 2]),
        ("本周到期", [1, 4]),
        ("下周到期的", [3]),
        ("待签收", [1, 4, 3, 2]),
        ("特急", [3]),
        ("特急件", [3]),
        ("查供热", [1]),
        ("搜索 资金 拨付", [4]),
        ("/find 甲表", [1]),
        ("/find 财政局黄灯", [4]),
        ("/清单", [1, 4, 3, 2]),
        ("供热管网", [1]),
        ("已办结", []),
        ("中止的事项", []),
    ):
        found = await listed(dialog, COORDINATOR, words)
        assert found == numbers, words


async def test_a_row_says_number_title_who_until_when_and_light(dialog: Dialog) -> None:
    await given(dialog, "请吴财周五前报送乙表")
    (said,) = await dialog.says(COORDINATOR, "财政局")
    assert said.splitlines() == [
        "<b>财政局未办结（1）</b>",
        "DB-2026-1 报送乙表｜吴财｜11-27 18:00 · 剩4个工作日｜🟢待签收",
    ]
    assert (await dialog.says(OUTSIDER, "/my"))[0].splitlines()[-1] == (
        "DB-2026-1 报送乙表｜11-27 18:00 · 剩4个工作日｜🟢待签收"
    )


async def test_what_is_closed_or_stands_still_is_listed_by_its_state(dialog: Dialog) -> None:
    await given(dialog, "请张三周五前报送甲表", "请张三周五前报送乙表", "请张三周五前报送丙表")
    await dialog.says(COORDINATOR, "/suspend 1 等省里批复")
    await dialog.says(COORDINATOR, "/withdraw 2 重复交办")
    for words, numbers in (("中止", [1]), ("已撤回", [2]), ("在办", [1, 3]), ("查 甲表", [1]), ("查 乙表", [2])):
        assert await listed(dialog, COORDINATOR, words) == numbers, words


async def test_what_was_assigned_on_a_day_is_listed_whatever_became_of_it(dialog: Dialog) -> None:
    await given(dialog, "请张三周五前报送甲表", "请张三12月25日前报送乙表", "请张三周五前报送丙表")
    await dialog.says(COORDINATOR, "/suspend 1 等省里批复")
    await dialog.says(COORDINATOR, "/withdraw 2 重复交办")
    dialog.passes(days=1)
    await given(dialog, "请吴财12月30日前报送丁表")
    for words, numbers in (
        ("今日新交办", [4]),
        ("新交办", [4]),
        ("昨天交办的", [1, 3]),
        ("张三今日新交办", []),
        ("财政局本周新交办", [4]),
        ("本周新交办的任务", [1, 3, 4]),
    ):
        assert sorted(await listed(dialog, COORDINATOR, words)) == numbers, words
    (said,) = await dialog.says(COORDINATOR, "今日新交办")
    assert said.splitlines()[0] == "<b>今日新交办（1）</b>"
    assert await dialog.says(COORDINATOR, "张三今日新交办") == ["张三没有今日新交办事项。"]


async def test_what_nobody_put_a_word_to_is_listed_alone(dialog: Dialog) -> None:
    for title in ("供热台账", "值班表"):
        await dialog.says(COORDINATOR, f"请张三12月25日前报送{title}")
        await dialog.taps(COORDINATOR, "确认")
    dialog.passes(days=14)
    await dialog.says(STAFF, "DB-2026-2完成50%")

    (said,) = await dialog.says(COORDINATOR, "久无进展的事项")
    assert "久无进展" in said.splitlines()[0]
    assert "供热台账" in said
    assert "值班表" not in said


async def test_supervision_notices_are_listed_by_level_and_by_the_day_of_issue(dialog: Dialog) -> None:
    for title in ("供热台账", "值班表", "简报"):
        await given(dialog, f"请张三12月25日前报送{title}")
    for words in ("DB-2026-1下黄色督办单", "DB-2026-2下红色督办单"):
        await dialog.says(LEADER, words)
    for words, numbers in (
        ("督办情况", [1, 2]),
        ("目前督办情况怎么样", [1, 2]),
        ("有哪些督办单", [1, 2]),
        ("黄色督办的有哪些", [1]),
        ("红色督办单有哪些", [2]),
        ("蓝色督办情况", []),
        ("张三督办情况", [1, 2]),
        ("本周下了哪些督办单", [1, 2]),
        ("本周督办情况", [1, 2]),
    ):
        assert sorted(await listed(dialog, COORDINATOR, words)) == numbers, words
    (said,) = await dialog.says(COORDINATOR, "黄色督办的有哪些")
    assert said.splitlines()[0] == "<b>黄色督办（1）</b>"
    assert " · 黄色督办" in said
    assert await dialog.says(COORDINATOR, "昨天督办情况") == ["没有昨日督办事项。"]
    await dialog.says(COORDINATOR, "撤回DB-2026-1，重复交办")
    assert await listed(dialog, COORDINATOR, "督办情况") == [2]


async def test_pages_turn_in_the_same_message_and_hold_every_task_once(dialog: Dialog) -> None:
    await many(dialog, 23)
    (said,) = await dialog.says(COORDINATOR, "张三")
    assert said.startswith("<b>张三未办结（23）</b>\n") and said.endswith("\n第1/3页")
    first = dialog.last_to(COORDINATOR)
    assert list(first.buttons) == [f"DB-2026-{n}" for n in range(1, 11)] + ["下一页"]
    seen = NUMBERS.findall(said)
    for label, ending, rows in (("下一页", "第2/3页", 10), ("下一页", "第3/3页", 3), ("上一页", "第2/3页", 10)):
        (turned,) = await dialog.taps(COORDINATOR, label)
        assert turned.endswith(ending) and len(NUMBERS.findall(turned)) == rows
        assert dialog.calls[-2].method == "editMessageText" or dialog.calls[-1].method == "editMessageText"
        seen += NUMBERS.findall(turned)
    assert set(seen) == {f"DB-2026-{n}" for n in range(1, 24)}
    assert all(len(data.encode()) <= 64 for data in dialog.last_to(COORDINATOR).buttons.values())
    assert (await dialog.taps(COORDINATOR, "DB-2026-15"))[0].startswith("<b>DB-2026-15 ")


async def test_a_list_that_became_shorter_shows_its_last_page(dialog: Dialog) -> None:
    await many(dialog, 11)
    await dialog.says(COORDINATOR, "张三")
    shown = dialog.last_to(COORDINATOR)
    await dialog.says(COORDINATOR, "/withdraw 3 重复交办")
    (turned,) = await dialog.press(COORDINATOR, shown.buttons["下一页"], shown)
    assert turned.startswith("<b>张三未办结（10）</b>\n") and "页" not in turned
    assert "DB-2026-3 " not in turned


async def test_nobody_else_turns_the_pages(dialog: Dialog) -> None:
    await many(dialog, 11)
    await dialog.says(COORDINATOR, "张三")
    shown = dialog.last_to(COORDINATOR)
    assert await dialog.press(STAFF, shown.buttons["下一页"], shown) == []
    assert dialog.toasts[-1] == "您无权使用该按钮。"


async def test_a_list_holds_what_the_asker_may_see(dialog: Dialog) -> None:
    await given(dialog, "请张三周五前报送供热甲表", "请吴财周五前报送供热乙表")
    for who, numbers in ((STAFF, []), (HEAD, [1]), (OUTSIDER, [2]), (REVIEWER, []), (ADMIN, []), (LEADER, [1, 2])):
        words = "查供热" if numbers else "张三" if who != STAFF else "财政局"
        assert await listed(dialog, who, words) == numbers, who


async def test_a_group_adds_its_bounds_and_the_list_comes_in_private(dialog: Dialog) -> None:
    await given(dialog, "请张三周五前报送供热甲表", "请吴财周五前报送供热乙表")
    for chat, numbers in ((GROUP, ["DB-2026-1", "DB-2026-2"]), (OFFICE_GROUP, ["DB-2026-1"])):
        said = await dialog.says(COORDINATOR, "/find 供热", chat=chat)
        assert "已私信。" in said
        assert NUMBERS.findall(dialog.last_to(COORDINATOR).text) == numbers
    assert dialog.last_to(COORDINATOR).chat == USERS[COORDINATOR]


async def test_the_bounds_of_the_group_hold_on_every_page(dialog: Dialog) -> None:
    await many(dialog, 11)
    await given(dialog, "请吴财12月31日前报送乙表")
    await dialog.says(COORDINATOR, "/find", chat=OFFICE_GROUP)
    (turned,) = await dialog.taps(COORDINATOR, "下一页")
    assert NUMBERS.findall(turned) == ["DB-2026-11"]


async def test_bare_words_in_a_group_are_chatter_unless_they_are_said_to_the_bot(dialog: Dialog) -> None:
    await given(dialog, "请张三周五前报送甲表")
    for words in ("逾期", "红灯", "综合科", "张三", "我的", "本周到期", "待签收", "查供热", "甲表"):
        assert await dialog.says(COORDINATOR, words, chat=GROUP) == [], words
    assert "已私信。" in await dialog.says(COORDINATOR, "逾期的有哪些？", chat=GROUP)
    assert "已私信。" in await dialog.says(COORDINATOR, "/find 综合科", chat=GROUP)


async def test_a_search_needs_two_characters_and_finds_any_width(dialog: Dialog) -> None:
    await given(dialog, "请张三周五前报送ABC项目情况")
    assert await dialog.says(COORDINATOR, "/find 表") == ["查找标题请至少写两个字，例：查供热。"]
    assert await listed(dialog, COORDINATOR, "查ａｂｃ") == [1]
    assert await dialog.says(COORDINATOR, "查污水") == ["没有标题含“污水”的事项。"]


async def test_the_counts_of_the_keyboard_are_those_of_the_lists(dialog: Dialog) -> None:
    await many(dialog, 12)
    dialog.passes(days=16)  # Wednesday, 9 December.
    for label in ("本周到期", "逾期"):
        (said,) = await dialog.says(STAFF, label)
        total = int(said.partition("（")[2].partition("）")[0])
        rows = NUMBERS.findall(said)
        assert total == len(rows) > 0, said
    (said,) = await dialog.says(STAFF, "我的待办")
    assert said.startswith("<b>我的待办 12项</b>\n<b>逾期（8）</b>")
    (turned,) = await dialog.taps(STAFF, "下一页")
    assert len(NUMBERS.findall(said)) + len(NUMBERS.findall(turned)) == 12


async def test_silent_tasks_are_those_without_a_word(dialog: Dialog) -> None:
    """久无进展 lists what nobody has said a word about for five workdays; a nudge is no word, and late ones are red."""
    for words in ("请张三12月11日前报送分析", "请王五12月11日前报送简报", "请吴财周三前报送台账"):
        await dialog.says(COORDINATOR, words)
        await dialog.taps(COORDINATOR, "确认")
    dialog.passes(days=4)
    await dialog.says(COLLEAGUE, "DB-2026-2完成20%")
    dialog.passes(days=3)
    await dialog.says(COORDINATOR, "催办 DB-2026-1")

    (said,) = await dialog.says(COORDINATOR, "久无进展")

    assert said.splitlines()[0] == "<b>久无进展（1）</b>"
    assert "DB-2026-1 " in said
    assert await dialog.says(LEADER, "财政局无进展的有哪些") == ["财政局没有久无进展事项。"]
