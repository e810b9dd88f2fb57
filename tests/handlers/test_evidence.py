"""佐证材料: a reviewer looks at the files themselves."""

from __future__ import annotations

from tests.support.dialog import (
    COORDINATOR,
    GROUP,
    OUTSIDER,
    REVIEWER,
    STAFF,
    USERS,
    Dialog,
)
from tests.support.dialog import evidence as file_of

BUTTON = "佐证材料"


def copies(dialog: Dialog) -> list[tuple[int, int, int]]:
    """Return (to, from, message) of every copy that was sent."""
    return [
        (one.payload["chat_id"], one.payload["from_chat_id"], one.payload["message_id"])
        for one in dialog.calls
        if one.method == "copyMessage"
    ]


async def photographed(dialog: Dialog, **how: object) -> int:
    """Send a photo in reply to the assignment and return its message id."""
    body = dialog.message(STAFF, more={"photo": [_photo()]}, reply_to=dialog.last_to(STAFF), **how)
    await dialog.update(body, (file_of(),))
    return int(body["message"]["message_id"])


def _photo() -> dict[str, object]:
    return {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9, "file_size": 10}


async def test_the_claim_card_shows_the_files_newest_first(assigned: Dialog) -> None:
    first, second = await photographed(assigned), await photographed(assigned)
    await assigned.taps(STAFF, "申请销号")
    said = await assigned.taps(REVIEWER, BUTTON)

    me, staff = USERS[REVIEWER], USERS[STAFF]
    assert copies(assigned) == [(me, staff, second), (me, staff, first)]
    assert said == [
        "DB-2026-1 佐证材料共2份，见以上消息，由新到旧。如有缺漏，系原消息已删除，请联系责任人补送。",
    ]
    assert (await assigned.taps(REVIEWER, "同意销号"))[0].startswith("DB-2026-1 已销号")


async def test_at_most_ten_are_sent_and_the_line_says_so(assigned: Dialog) -> None:
    for _ in range(12):
        await photographed(assigned)
    await assigned.says(COORDINATOR, "/task 1")
    said = await assigned.taps(COORDINATOR, BUTTON)
    assert len(copies(assigned)) == 10
    assert "共12份，以上为最近10份" in said[0]


async def test_without_files_there_is_no_button(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "/task 1")
    assert BUTTON not in assigned.last_to(COORDINATOR).buttons


async def test_in_a_group_there_is_no_button(assigned: Dialog) -> None:
    await photographed(assigned)
    await assigned.says(COORDINATOR, "/task 1", chat=GROUP)
    assert assigned.last_to(GROUP).buttons == {}


async def test_the_right_is_looked_at_again_when_the_button_is_pressed(assigned: Dialog) -> None:
    await photographed(assigned)
    await assigned.taps(STAFF, "申请销号")
    card = assigned.last_to(REVIEWER)
    await assigned.says(COORDINATOR, "/return 1 缺盖章件")  # No longer claimed: not a reviewer's to see.

    await assigned.press(REVIEWER, card.buttons[BUTTON], card)
    assert assigned.toasts[-1] == "未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"
    await assigned.press(OUTSIDER, card.buttons[BUTTON], card)
    assert copies(assigned) == []


async def test_a_file_put_to_its_task_by_button_is_found_where_it_was_sent(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "请张三周四前报送值班安排")
    await assigned.taps(COORDINATOR, "确认")
    body = assigned.message(STAFF, more={"photo": [_photo()]})
    await assigned.update(body, (file_of(),))
    await assigned.taps(STAFF, "DB-2026-2")
    await assigned.says(COORDINATOR, "/task 2")
    await assigned.taps(COORDINATOR, BUTTON)
    assert copies(assigned) == [(USERS[COORDINATOR], USERS[STAFF], body["message"]["message_id"])]


async def test_a_group_that_the_bot_has_left_is_not_asked(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "请张三周四前报送值班安排", chat=GROUP)
    await assigned.taps(COORDINATOR, "确认", chat=GROUP)
    await assigned.sends_photo(STAFF, "DB-2026-2完成80%", chat=GROUP)
    async with assigned.store.books(now=assigned.now) as books:
        await books.directory.drop_chat(GROUP, reason="removed", now=assigned.now)
    await assigned.says(COORDINATOR, "/task 2")
    said = await assigned.taps(COORDINATOR, BUTTON)
    assert copies(assigned) == []
    assert said == ["DB-2026-2 共有佐证材料1份，原消息已无法调取，请联系责任人补送。"]
