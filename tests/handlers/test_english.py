"""English by choice: for oneself, for a group; the dialog from an order to its closing, and what stays Chinese."""

from __future__ import annotations

from tests.support.dialog import COORDINATOR, STAFF, Dialog


async def test_whoever_asks_for_english_is_answered_in_english(dialog: Dialog) -> None:
    assert (await dialog.says(COORDINATOR, "English"))[0].startswith("English from now on")
    card = (await dialog.says(COORDINATOR, "请张三周五下班前报送经济运行分析"))[0]
    assert card == (
        "<b>Please check the assignment</b>\nTask: 报送经济运行分析\nAssignee: 张三\n"
        "Deadline: Fri 27 Nov 18:00 (4 workdays left)\n"
        "Once confirmed it gets its number; after 10 minutes this card lapses. To change it, use the buttons or reply."
    )
    confirmed, told = await dialog.taps(COORDINATOR, "Confirm")
    assert confirmed == ("DB-2026-1 assigned to 张三: 报送经济运行分析, deadline Fri 27 Nov 18:00 (4 workdays left).")
    assert "交办事项" in told  # The assignee has chosen nothing, and reads Chinese.
    await dialog.says(STAFF, "English")
    await dialog.says(STAFF, "收到", reply_to=dialog.last_to(STAFF))
    assert "acknowledged" in (await dialog.says(STAFF, "签收 1"))[0]
    assert (await dialog.says(STAFF, "中文"))[0].startswith("已改用中文")
