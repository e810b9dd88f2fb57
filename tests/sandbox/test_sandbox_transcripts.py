"""Transcripts that a person can read in a failing test, and programs too."""

from __future__ import annotations

from sandbox_api import PNG, TOKEN, Api

from bot.sandbox.client import SandboxClient


async def test_a_transcript_reads_like_a_dialog(api: Api, office: SandboxClient) -> None:
    zhang, li = await office.user("张三", id=11), await office.user("李四", id=12)
    group = await office.group("工作群", [zhang])
    await office.bot(TOKEN, first_name="台账")
    await office.add_bot(group, TOKEN, admin=True)
    await office.member(group, li, "member")
    said = await li.says("今天完成\n两件", chat=group)
    keyboard = {"inline_keyboard": [[{"text": "签收", "callback_data": "a"}, {"text": "退回", "callback_data": "b"}]]}
    card = await api.result("sendMessage", chat_id=group.id, text="请确认", reply_markup=keyboard,
                            reply_parameters={"message_id": said.id})  # fmt: skip
    where = {"chat_id": group.id, "message_id": card["message_id"]}
    await api.result("editMessageText", **where, text="请签收", reply_markup=keyboard)
    await api.result("pinChatMessage", **where)
    await api.result(
        "setMessageReaction", chat_id=group.id, message_id=said.id, reaction=[{"type": "emoji", "emoji": "👍"}]
    )
    await li.sends_photo(PNG, chat=group, caption="现场")
    await zhang.forwards(said, chat=group, hidden=True)
    await office.member(group, li, "left", by=li)

    assert await office.transcript(group) == (
        f"# 工作群 ({group.key})\n"
        "[11-23 10:00] · 台账 joined  #1\n"
        "[11-23 10:00] · 李四 joined  #2\n"
        "[11-23 10:00] 李四: 今天完成\n    两件 👍  #3\n"
        "[11-23 10:00] 台账 (bot) ↩3: 请签收 [签收|退回] (edited) (pinned)  #4\n"
        "[11-23 10:00] · pinned #4  #5\n"
        "[11-23 10:00] 李四: <photo> 现场  #6\n"
        "[11-23 10:00] 张三: (from 李四) 今天完成\n    两件  #7\n"
        "[11-23 10:00] · 李四 left  #8\n"
    )


async def test_a_program_gets_the_same_as_objects(api: Api, office: SandboxClient) -> None:
    zhang = await office.user("张三", id=11)
    said = await zhang.opens()
    await api.result("sendMessage", chat_id=11, text="您好", reply_parameters={"message_id": said.id})

    assert await office.dialog(zhang) == [
        {"id": 1, "date": 1795399200, "from": "张三", "from_id": 11, "text": "/start"},
        {
            "id": 2,
            "date": 1795399200,
            "from": "台账",
            "from_id": 7000000001,
            "bot": True,
            "text": "您好",
            "reply_to": 1,
        },
    ]


async def test_all_chats_stand_one_after_the_other(api: Api, office: SandboxClient) -> None:
    zhang = await office.user("张三", id=11)
    await zhang.opens()
    group = await office.group("工作群", [zhang])
    await zhang.says("早", chat=group)

    headings = [line for line in (await office.transcript()).splitlines() if line.startswith("#")]

    assert headings == ["# 张三 (7000000001/11)", f"# 工作群 ({group.key})"]
