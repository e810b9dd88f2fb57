"""督办单: issued by a leader's or coordinator's word, told to the doers and their heads, answered by progress."""

from __future__ import annotations

import pytest

from ledger.escalations import Escalated, Level
from tests.support.dialog import (
    COORDINATOR,
    GROUP,
    HEAD,
    LEADER,
    OUTSIDE_HEAD,
    OUTSIDER,
    STAFF,
    UNBOUND,
    Dialog,
)

ISSUED = "DB-2026-1 已下达督办〔2026〕1号（黄色），限11月25日（星期三）18:00前答复，已告知张三、赵科长。"


async def notices(dialog: Dialog, number: str = "DB-2026-1") -> list[Escalated]:
    """Return the supervision notices of the task."""
    return [entry for entry in await dialog.entries(number) if isinstance(entry, Escalated)]


@pytest.mark.parametrize("words", ["DB-2026-1 发黄色督办单", "/escalate DB-2026-1 黄色", "/督办单 2026-1 黄牌"])
async def test_a_notice_is_issued_at_once_and_put_before_those_who_must_answer(assigned: Dialog, words: str) -> None:
    assert (await assigned.says(LEADER, words))[0] == ISSUED
    for who in (STAFF, HEAD):
        lines = assigned.last_to(who).text.splitlines()
        assert lines[0] == "<b>督办〔2026〕1号（黄色）</b>"
        assert "督办：陈静" in lines
        assert lines[-1] == "请于11月25日（星期三）18:00前反馈进展或申请销号。"
    (entry,) = await notices(assigned)
    assert (entry.level, entry.by is not None) == (Level.YELLOW, True)


async def test_the_words_and_the_limit_that_were_said_stand_in_the_notice(assigned: Dialog) -> None:
    said = await assigned.says(LEADER, "张三拖太久了，下红色督办单，明天下班前书面说明原因")
    assert said[0].startswith("DB-2026-1 已下达督办〔2026〕1号（红色），限11月24日（星期二）18:00前答复")
    assert "要求：张三拖太久了，下红色督办单，明天下班前书面说明原因" in assigned.last_to(STAFF).text


async def test_without_a_level_it_is_asked_and_a_second_press_issues_nothing(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "DB-2026-1")
    assert await assigned.taps(COORDINATOR, "下督办单") == ["DB-2026-1 请选择督办单级别："]
    assert list(assigned.last_to(COORDINATOR).buttons) == ["蓝色督办单", "黄色督办单", "红色督办单"]
    assert (await assigned.taps(COORDINATOR, "黄色"))[0] == ISSUED
    assert await assigned.taps(COORDINATOR, "黄色") == []
    assert assigned.toasts[-1].startswith("DB-2026-1 已有督办〔2026〕1号（黄色），限11月25日（星期三）18:00前答复")
    assert len(await notices(assigned)) == 1


async def test_with_a_unit_alone_its_late_task_is_meant_and_among_several_it_is_asked(dialog: Dialog) -> None:
    for words in ("请财政局周三下班前报送资金情况", "请吴财下周五下班前报送预算草案"):
        await dialog.says(COORDINATOR, words)
        await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.says(LEADER, "财政局拖太久了，下蓝色督办单"))[0] == (
        "请选择事项：\nDB-2026-1 报送资金情况\nDB-2026-2 报送预算草案"
    )
    dialog.passes(days=3)
    said = await dialog.says(LEADER, "财政局拖太久了，下蓝色督办单")
    assert said[0].startswith("DB-2026-1 已下达督办〔2026〕1号（蓝色）")
    assert dialog.last_to(OUTSIDE_HEAD).text.startswith("<b>督办〔2026〕1号（蓝色）</b>")


async def test_progress_answers_the_notice_and_the_task_shows_it(assigned: Dialog) -> None:
    await assigned.says(LEADER, "DB-2026-1 发黄色督办单")
    assert "，未答复\n" in (await assigned.says(STAFF, "DB-2026-1"))[0]
    assigned.passes(hours=3)
    await assigned.says(STAFF, "DB-2026-1 完成80%，初稿已成")
    shown = (await assigned.says(LEADER, "DB-2026-1"))[0]
    assert "督办：督办〔2026〕1号（黄色），限11月25日（星期三）18:00前答复，11月23日（星期一）13:00已答复\n" in shown
    assert "陈静 下达督办〔2026〕1号（黄色）" in shown


@pytest.mark.parametrize("who", [STAFF, OUTSIDER, OUTSIDE_HEAD])
async def test_nobody_else_issues_notices(assigned: Dialog, who: str) -> None:
    before = await assigned.kinds()
    await assigned.says(who, "/escalate DB-2026-1 红色")
    assert await assigned.kinds() == before


async def test_whoever_is_not_bound_is_named_in_the_nearest_group(dialog: Dialog) -> None:
    """A person without an id can't be mentioned: the name stands in plain text."""
    await dialog.says(COORDINATOR, "请郑未绑周五下班前报送归档清单")
    await dialog.taps(COORDINATOR, "确认")
    await dialog.says(LEADER, "DB-2026-1 发红色督办单")
    assert dialog.last_to(-1002).text.splitlines()[:2] == [
        "以下同志未启用或已停用本助手，无法私信提醒，请转告：",
        f"{UNBOUND}：DB-2026-1 督办单",
    ]
    assert not any(one.chat == GROUP for one in dialog.shown)
    await dialog.says(COORDINATOR, "催办 DB-2026-1")
    assert f"{UNBOUND}：DB-2026-1 催办" in dialog.last_to(-1002).text


async def test_a_lighter_notice_is_refused_and_above_red_there_is_none(assigned: Dialog) -> None:
    await assigned.says(LEADER, "DB-2026-1 发黄色督办单")
    (said,) = await assigned.says(COORDINATOR, "DB-2026-1 发蓝色督办单")
    assert said.endswith("尚未逾限。如需加重，请下更高一级的督办单。")
    await assigned.says(LEADER, "DB-2026-1 发红色督办单")
    assert list(assigned.last_to(STAFF).buttons) == ["签收", "不予受理", "反馈", "申请销号"]
    (said,) = await assigned.says(COORDINATOR, "DB-2026-1 发黄色督办单")
    assert said.endswith("尚未逾限。逾限未答复的，可再次下达。")
