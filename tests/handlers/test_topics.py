"""In a forum the bot answers in the topic in which it was spoken to; elsewhere no topic is named."""

from __future__ import annotations

from typing import Any

from tests.support.dialog import COORDINATOR, GROUP, STAFF, Dialog

TOPIC = {"message_thread_id": 7, "is_topic_message": True}
ORDER = "请张三周五下班前报送材料"


def places(dialog: Dialog, *, chat: int = GROUP) -> list[Any]:
    """Return the topic of each message that went to the chat."""
    return [one.payload.get("message_thread_id") for one in dialog.calls if one.payload.get("chat_id") == chat]


async def test_the_card_and_the_answer_to_its_tap_stay_in_the_topic(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, f"@taizhang_bot {ORDER}", chat=GROUP, more=TOPIC)
    assert places(dialog) == [7]
    edited = len(dialog.calls)
    await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    assert [one for one in dialog.calls[edited:] if one.method == "editMessageText"]
    assert not any("message_thread_id" in one.payload for one in dialog.calls[edited:] if one.method.startswith("edit"))
    assert not any("message_thread_id" in one.payload for one in dialog.calls if one.payload.get("chat_id") != GROUP)


async def test_an_answer_stays_in_the_topic_and_a_reply_elsewhere_names_none(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, ORDER)
    await dialog.taps(COORDINATOR, "确认")
    before = len(places(dialog))
    await dialog.says(STAFF, "DB-2026-1 完成40%", chat=GROUP, more=TOPIC)
    await dialog.says(STAFF, "DB-2026-1 完成50%", chat=GROUP)
    # A reply in a group that is no forum has a number of its thread, too.
    await dialog.says(STAFF, "DB-2026-1 完成60%", chat=GROUP, more={"message_thread_id": 3})
    assert places(dialog)[before:] == [7, None, None]
