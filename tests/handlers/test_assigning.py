"""交办 by a sentence, by command and by card."""

from __future__ import annotations

from ledger.entries import Assigned
from tests.support.dialog import COORDINATOR, GROUP, STAFF, USERS, Dialog


async def test_a_sentence_becomes_a_card_and_counts_only_once_confirmed(dialog: Dialog) -> None:
    said = await dialog.says(COORDINATOR, "请张三周五下班前报送三季度经济运行分析")
    assert "报送三季度经济运行分析" in said[0]
    assert "11月27日（星期五）18:00 · 剩4个工作日" in said[0]

    said = await dialog.taps(COORDINATOR, "确认")

    task = await dialog.task()
    assert (task.number, task.title) == ("DB-2026-1", "报送三季度经济运行分析")
    assert said[0].startswith("DB-2026-1 已交办张三")
    assert dialog.last_to(STAFF).text.startswith("<b>DB-2026-1 交办事项</b>")
    assert list(dialog.last_to(STAFF).buttons) == ["签收", "不予受理", "反馈", "申请销号"]


async def test_a_command_assigns_in_a_group_and_the_group_hears_one_line(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "/assign@taizhang_bot 请张三周五前报送三季度经济运行分析", chat=GROUP)
    said = await dialog.taps(COORDINATOR, "确认", chat=GROUP)

    group = [shown.text for shown in dialog.shown if shown.chat == GROUP]
    assert group[-1].startswith("DB-2026-1 张三：报送三季度经济运行分析")
    assert len(said) == 3
    assert USERS[STAFF] in {shown.chat for shown in dialog.shown}
    assert [type(entry) for entry in await dialog.entries()] == [Assigned]
