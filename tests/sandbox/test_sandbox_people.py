"""What people do in chats, and what bots do about chats."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_api import BOT_ID, PNG, TOKEN, Api

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Person


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    return await office.user("张三", id=11, phone="+8613900000001")


@pytest.fixture
async def group(office: SandboxClient, api: Api, zhang: Person) -> Chat:
    chat = await office.group("工作群", [zhang])
    await office.add_bot(chat, TOKEN, admin=True)
    await api.kinds()
    return chat


async def last(api: Api) -> dict[str, Any]:
    update = (await api.result("getUpdates"))[-1]
    message: dict[str, Any] = update.get("message") or update["edited_message"]
    return message


async def test_a_deep_link_is_a_start_with_its_token(api: Api, zhang: Person) -> None:
    await zhang.opens("abc_-123")

    message = await last(api)

    assert message["text"] == "/start abc_-123"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["chat"] == {"id": 11, "first_name": "张三", "type": "private"}


@pytest.mark.parametrize("start", ["a b", "密", "x" * 65])
async def test_no_deep_link_carries_more_than_the_platform_lets_it(zhang: Person, start: str) -> None:
    with pytest.raises(ValueError, match="no deep link carries it"):
        await zhang.opens(start)


async def test_a_mention_carries_the_persons_id(api: Api, office: SandboxClient, zhang: Person, group: Chat) -> None:
    li = await office.user("李四")
    await zhang.says(f"{li.mention} 明天上午报送", chat=group, parse_mode="HTML")

    message = await last(api)

    assert message["text"] == "@李四 明天上午报送"
    assert message["entities"][0]["user"]["id"] == li.id


async def test_a_reply_quotes_and_an_edit_is_marked(api: Api, zhang: Person, group: Chat) -> None:
    first = await zhang.says("请报送", chat=group)
    second = await zhang.says("收到", chat=group, reply_to=first)
    await zhang.edits(second, "收到，周五报")

    message = await last(api)

    assert message["reply_to_message"]["text"] == "请报送"
    assert (message["text"], message["message_id"]) == ("收到，周五报", second.id)
    assert message["edit_date"] >= message["date"]


async def test_an_edited_caption_stays_a_caption(api: Api, zhang: Person) -> None:
    sent = await zhang.sends_document(b"words", name="总结.txt", caption="初稿")
    await zhang.edits(sent, "定稿")

    message = await last(api)

    assert (message["caption"], message["document"]["file_name"], "text" in message) == ("定稿", "总结.txt", False)


@pytest.mark.parametrize(("hidden", "kind"), [(False, "user"), (True, "hidden_user")])
async def test_a_forward_names_its_origin(api: Api, zhang: Person, group: Chat, hidden: bool, kind: str) -> None:
    await zhang.forwards(await zhang.says("原话", chat=group), chat=group, hidden=hidden)

    message = await last(api)

    assert (message["text"], message["forward_origin"]["type"]) == ("原话", kind)


async def test_ones_own_contact_is_genuine(api: Api, office: SandboxClient, zhang: Person) -> None:
    li = await office.user("李四")
    await zhang.shares_contact()
    own = await last(api)
    await zhang.shares_contact(li)
    other = await last(api)

    assert own["contact"] == {"phone_number": "+8613900000001", "first_name": "张三", "user_id": 11}
    assert other["contact"]["user_id"] == li.id != other["from"]["id"]


async def test_a_forged_tap_reaches_the_bot(api: Api, office: SandboxClient, zhang: Person) -> None:
    await zhang.opens()
    await api.result("sendMessage", chat_id=11, text="好")
    await zhang.forges("no such button", await office.next_message(zhang))

    query = (await api.result("getUpdates"))[-1]["callback_query"]

    assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("no such button", 11, "好")


async def test_a_bot_asks_who_is_there(api: Api, zhang: Person, group: Chat) -> None:
    assert await api.result("getChatMemberCount", chat_id=group.id) == 2
    assert (await api.result("getChat", chat_id=group.id))["title"] == "工作群"
    assert (await api.result("getChatMember", chat_id=group.id, user_id=11))["status"] == "creator"
    assert (await api.result("getChatMember", chat_id=group.id, user_id=BOT_ID))["can_pin_messages"] is True
    everybody = await api.result("getChatAdministrators", chat_id=group.id)
    assert [member["user"]["id"] for member in everybody] == [11, BOT_ID]


async def test_a_bot_pins_reacts_and_leaves(api: Api, office: SandboxClient, zhang: Person, group: Chat) -> None:
    said = await zhang.says("请报送", chat=group)
    where = {"chat_id": group.id, "message_id": said.id}

    await api.result("pinChatMessage", **where)
    await api.result("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    await api.result("leaveChat", chat_id=group.id)

    first, pinned, left = (await office.messages(group))[-3:]
    assert first.raw["reactions"] == [{"type": "emoji", "emoji": "👍"}]
    assert pinned.raw["pinned_message"]["text"] == "请报送"
    assert left.raw["left_chat_member"]["id"] == BOT_ID


async def test_copies_and_forwards_by_the_bot(api: Api, office: SandboxClient, zhang: Person, group: Chat) -> None:
    said = await zhang.says("请报送", chat=group)
    await zhang.opens()
    source = {"chat_id": 11, "from_chat_id": group.id, "message_id": said.id}

    copy = await api.result("copyMessage", **source)
    forwarded = await api.result("forwardMessage", **source)

    assert forwarded["forward_origin"]["sender_user"]["id"] == 11
    shown = {message.id: message for message in await office.messages(zhang)}
    assert shown[copy["message_id"]].text == "请报送"
    assert "forward_origin" not in shown[copy["message_id"]].raw


async def test_a_copied_photo_carries_the_same_file(
    api: Api, office: SandboxClient, zhang: Person, group: Chat
) -> None:
    sent = await zhang.sends_photo(PNG, chat=group)
    await zhang.opens()
    copy = await api.result("copyMessage", chat_id=11, from_chat_id=group.id, message_id=sent.id)

    shown = {message.id: message for message in await office.messages(zhang)}
    assert shown[copy["message_id"]].raw["photo"] == sent.raw["photo"]
