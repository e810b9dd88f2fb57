"""A reply to several confirmations in one message: a number counts, else one's only task there, else it is asked."""

from __future__ import annotations

from typing import Any

from storage.gathering import Load
from storage.outbox import Outgoing
from tests.handlers.offline import BOT
from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, LEADER, OFFICE_GROUP, STAFF, Dialog

WHICH = "请写明事项编号，或直接回复该事项的消息。发送 /my 查看本人待办。"


async def tasks(dialog: Dialog, *whose: str) -> None:
    for number, who in enumerate(whose):
        await dialog.says(COORDINATOR, f"请{who}周五下班前报送第{number}类材料")
        await dialog.taps(COORDINATOR, "确认")
        await dialog.says(who, f"/ack {number + 1}")


async def gathered(dialog: Dialog, *numbers: str, chat: int = GROUP) -> dict[str, Any]:
    """Let confirmations about these tasks arrive as one message, and return how a reply to it begins."""
    lane, payload = f"c{chat}", {"chat_id": chat, "text": "进展已登记。"}
    async with dialog.store.books(now=dialog.now) as books:
        for number in numbers:
            row = Outgoing(chat=chat, method="sendMessage", payload=payload, task=number, purpose="task", lane=lane)
            await books.outbox.put(row)
    head, *along = [one.row for one in await dialog.store.gathering.waiting_in(lane, now=dialog.real)]
    assert await dialog.store.gathering.sending(Load(head, tuple(one.id for one in along)), now=dialog.real)
    await dialog.store.outbox.sent(head.id, message=7_000, now=dialog.real)
    group = {"id": chat, "type": "supergroup", "title": "工作群"}
    sender = {"id": BOT, "is_bot": True, "first_name": "台账助手"}
    answered = {"message_id": 7_000, "date": int(dialog.now.timestamp()), "chat": group, "from": sender}
    return {"chat": chat, "more": {"reply_to_message": answered | {"text": "合并答复"}}}


async def percent(dialog: Dialog, *numbers: str) -> list[int | None]:
    return [(await dialog.task(number)).percent for number in numbers]


async def test_a_number_counts(dialog: Dialog) -> None:
    await tasks(dialog, STAFF, STAFF)
    reply = await gathered(dialog, "DB-2026-1", "DB-2026-2")
    for words in ("DB-2026-2 完成40%", "2号完成50%", "/progress 2 完成60%"):
        (said,) = await dialog.says(STAFF, words, **reply)
        assert said.startswith("DB-2026-2 进展已登记")
    assert await percent(dialog, "DB-2026-1", "DB-2026-2") == [None, 60]


async def test_without_one_it_is_the_only_task_there_that_is_the_speakers(dialog: Dialog) -> None:
    await tasks(dialog, STAFF, COLLEAGUE, STAFF)
    reply = await gathered(dialog, "DB-2026-1", "DB-2026-2")
    assert (await dialog.says(STAFF, "完成40%", **reply))[0].startswith("DB-2026-1 进展已登记")
    assert (await dialog.says(COLLEAGUE, "完成50%", **reply))[0].startswith("DB-2026-2 进展已登记")
    assert await percent(dialog, "DB-2026-1", "DB-2026-2", "DB-2026-3") == [40, 50, None]


async def test_of_several_it_is_asked_which_with_a_button_for_each(dialog: Dialog) -> None:
    await tasks(dialog, STAFF, STAFF, STAFF)
    (asked,) = await dialog.says(STAFF, "完成40%", **await gathered(dialog, "DB-2026-1", "DB-2026-2"))
    assert asked.startswith("请选择事项：")
    assert list(dialog.last_to(GROUP).buttons) == ["DB-2026-1", "DB-2026-2"]
    await dialog.taps(STAFF, "DB-2026-2", chat=GROUP)
    assert await percent(dialog, "DB-2026-1", "DB-2026-2", "DB-2026-3") == [None, 40, None]


async def test_another_task_of_the_speakers_is_not_taken_for_it(dialog: Dialog) -> None:
    """王五's only open task is none of those: before, it would have been taken."""
    await tasks(dialog, STAFF, STAFF, COLLEAGUE)
    reply = await gathered(dialog, "DB-2026-1", "DB-2026-2")
    assert await dialog.says(COLLEAGUE, "完成40%", **reply) == [WHICH]
    assert await dialog.says(LEADER, "辛苦了", **reply) == []
    assert await percent(dialog, "DB-2026-1", "DB-2026-2", "DB-2026-3") == [None, None, None]


async def test_what_does_not_lie_in_the_group_is_not_named_there(dialog: Dialog) -> None:
    await tasks(dialog, STAFF, "吴财", STAFF)
    reply = await gathered(dialog, "DB-2026-1", "DB-2026-2", "DB-2026-3", chat=OFFICE_GROUP)
    await dialog.says(STAFF, "完成40%", **reply)
    assert list(dialog.last_to(OFFICE_GROUP).buttons) == ["DB-2026-1", "DB-2026-3"]
