"""Groups: unknown, bound by an administrator, moved, left; and who is never attributed."""

from __future__ import annotations

from typing import Any

import pytest

from storage.chats import Chat
from tests.support.dialog import ADMIN, BOT, COORDINATOR, GROUP, STAFF, USERS, Dialog

NEW_GROUP = -1009


def membership(dialog: Dialog, chat: int, status: str, *, kind: str = "supergroup") -> dict[str, Any]:
    bot = {"id": BOT, "is_bot": True, "first_name": "台账助手"}
    more = {"until_date": 0} if status == "kicked" else {}
    return {
        "my_chat_member": {
            "chat": {"id": chat, "type": kind} | ({"title": "新群"} if kind != "private" else {}),
            "from": {"id": 42, "is_bot": False, "first_name": "某人"},
            "date": int(dialog.now.timestamp()),
            "old_chat_member": {"status": "left", "user": bot},
            "new_chat_member": {"status": status, "user": bot} | more,
        }
    }


async def chat_of(dialog: Dialog, chat: int) -> Chat | None:
    async with dialog.store.reading(now=dialog.now) as books:
        return await books.directory.chat(chat)


async def test_an_unknown_group_hears_nothing_and_administrators_are_told_once(dialog: Dialog) -> None:
    said = await dialog.update(membership(dialog, NEW_GROUP, "member"))
    assert said == [f"本助手被加入未绑定的群“新群”（{NEW_GROUP}）。如需使用请绑定；10分钟内未绑定将自动退出。"]
    assert dialog.last_to(ADMIN).text == said[0]
    for words in ("/my", "/help", "/bind", "请张三周五前报送值班安排"):
        for who in (STAFF, COORDINATOR, 4242):
            assert await dialog.says(who, words, chat=NEW_GROUP) == []


async def test_an_administrator_binds_a_group_from_the_alert(dialog: Dialog) -> None:
    await dialog.update(membership(dialog, NEW_GROUP, "member"))
    await dialog.taps(ADMIN, "绑定此群")
    await dialog.taps(ADMIN, "综合科")
    await dialog.taps(ADMIN, "周总结")
    said = await dialog.taps(ADMIN, "完成")
    assert said == [
        "群“新群”已绑定综合科。推送报告：日调度、日报告。可发送 /bind 调整。",
        "本群已绑定综合科，由台账助手登记交办和反馈。推送报告：日调度、日报告。\n"
        "交办直接写明谁、何时、做什么；收到交办请回复“收到”，进展也请回复该消息。闲谈不登记。用法：/help",
    ]
    found = await chat_of(dialog, NEW_GROUP)
    assert found is not None
    assert found.reports == ("dispatch", "daily")
    assert found.bound_at is not None


async def test_an_administrator_binds_a_group_in_the_group(dialog: Dialog) -> None:
    await dialog.says(ADMIN, "/bind@taizhang_bot", chat=NEW_GROUP)
    await dialog.taps(ADMIN, "全单位", chat=NEW_GROUP)
    await dialog.taps(ADMIN, "完成", chat=NEW_GROUP)
    found = await chat_of(dialog, NEW_GROUP)
    assert found is not None
    assert (found.unit, found.reports) == (None, ("dispatch", "daily", "weekly"))


async def test_the_groups_card_is_the_administrators_alone(dialog: Dialog) -> None:
    await dialog.says(ADMIN, "/bind", chat=NEW_GROUP)
    assert await dialog.taps(STAFF, "全单位", chat=NEW_GROUP) == []
    assert dialog.toasts[-1] == "您无权使用该按钮。"


async def test_the_bot_leaves_when_told(dialog: Dialog) -> None:
    await dialog.update(membership(dialog, NEW_GROUP, "member"))
    await dialog.taps(ADMIN, "退出此群")
    assert [one.chat for one in dialog.calls if one.method == "leaveChat"] == [NEW_GROUP]


async def test_a_group_keeps_its_binding_when_its_id_changes(dialog: Dialog) -> None:
    body = dialog.message(ADMIN, chat=GROUP, more={"migrate_to_chat_id": -2001})
    await dialog.update(body)
    again = dialog.message(ADMIN, chat=-2001, more={"migrate_from_chat_id": GROUP})
    await dialog.update(again)
    found = await chat_of(dialog, -2001)
    assert found is not None
    assert found.bound_at is not None
    assert "已私信。" in await dialog.says(STAFF, "/my", chat=-2001)


async def test_a_group_that_put_the_bot_out_is_dropped(dialog: Dialog) -> None:
    await dialog.update(membership(dialog, GROUP, "kicked"))
    found = await chat_of(dialog, GROUP)
    assert found is not None
    assert not found.active


async def test_who_blocks_the_bot_is_known_to_be_out_of_reach(dialog: Dialog) -> None:
    for status, expected in (("kicked", False), ("member", True)):
        await dialog.update(membership(dialog, USERS[STAFF], status, kind="private"))
        async with dialog.store.reading(now=dialog.now) as books:
            person = await books.directory.person_of_user(USERS[STAFF])
            assert person is not None
            assert await books.directory.reachable(person.id) is expected


@pytest.mark.parametrize(
    "more",
    [
        {"sender_chat": {"id": GROUP, "type": "supergroup", "title": "全办工作群"}},
        {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}},
        {"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}},
        {"via_bot": {"id": 9, "is_bot": True, "first_name": "别的机器人"}},
    ],
)
async def test_what_nobody_wrote_is_nobodys_act(assigned: Dialog, more: dict[str, Any]) -> None:
    for words in ("/ack 1", "/withdraw 1 误发", "请张三周五前报送值班安排"):
        assert await assigned.update(assigned.message(COORDINATOR, words, chat=GROUP, more=more)) == []
    assert await assigned.kinds() == ["Assigned"]


@pytest.mark.parametrize(
    ("words", "bound"),
    [("本群绑定综合科", "综合科"), ("/bind 财政局", "财政局"), ("把本群绑定到全单位", "全单位")],
)
async def test_a_group_is_bound_by_words(dialog: Dialog, words: str, bound: str) -> None:
    """In one that nobody bound, and in one that is bound to another unit; the reports are chosen as ever."""
    for chat in (-1009, GROUP):
        (card,) = (await dialog.says(ADMIN, words, chat=chat))[-1:]
        assert f"对应{bound}。请选择推送的报告" in card
        assert f"已绑定{bound}" in (await dialog.taps(ADMIN, "完成", chat=chat))[0]


async def test_a_unit_that_there_is_not_is_asked_about(dialog: Dialog) -> None:
    (said,) = await dialog.says(ADMIN, "本群绑定民政局", chat=GROUP)
    assert said == "名册中没有“民政局”。请在下方选择，或写名册中的单位名称，例如：本群绑定综合科。"
    await dialog.taps(ADMIN, "财政局", chat=GROUP)


async def test_others_words_about_the_group_are_chatter(dialog: Dialog) -> None:
    for chat in (-1009, GROUP):
        assert "选择" not in "".join(await dialog.says(STAFF, "本群绑定综合科", chat=chat))
