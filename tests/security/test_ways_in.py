"""Every way in by which marked words can come: nothing of them is kept, whoever says them and wherever they stand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.intake.extracting import MARKED, raw_update

BOT, GROUP = 7, -1001
CANARY, MARKING = "雪鸮九号", "【机密】"
WORDS = f"{MARKING}{CANARY}名单"
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
OTHER_BOT = {"id": 99, "is_bot": True, "first_name": "别的机器人"}
PERSON = {"id": 5, "is_bot": False, "first_name": "张三"}


def message(by: dict[str, Any] = PERSON, **more: Any) -> dict[str, Any]:
    """Return a message in a group."""
    return {"message_id": 3, "date": 1, "chat": {"id": GROUP, "type": "supergroup", "title": "群"}, "from": by} | more


def raw(**update: Any) -> str:
    """Return what the inbox would keep, unescaped."""
    row = raw_update({"update_id": 1, **update}, ours=BOT)
    return json.dumps([json.loads(row.raw), row.kind], ensure_ascii=False)


@pytest.mark.parametrize(
    "update",
    [
        {"message": message(ANONYMOUS, text=WORDS, sender_chat={"id": GROUP, "type": "supergroup"})},
        {"message": message(OTHER_BOT, text=WORDS)},
        {"edited_message": message(ANONYMOUS, caption=WORDS)},
        {"message": message(text="收到", reply_to_message=message(OTHER_BOT, text=WORDS))},
        {"message": message(text="收到", reply_to_message=message(ANONYMOUS, text=WORDS))},
        {"message": message(forum_topic_created={"name": WORDS, "icon_color": 1})},
        {"message": message(text="收到", reply_to_message=message(forum_topic_created={"name": WORDS}))},
        {"message": message(forum_topic_edited={"name": WORDS})},
        {"message": message(contact={"first_name": "李", "vcard": f"BEGIN:VCARD\nNOTE:x\n{WORDS}"})},
        {"message": message(checklist={"title": "清单", "tasks": [{"id": 1, "text": WORDS}]})},
        {"message": message(poll={"id": "1", "question": "何时", "options": [{"text": WORDS}]})},
        {"message": message(forward_signature=WORDS)},
        {"message": message(web_app_data={"button_text": WORDS, "data": "x"})},
        {"message": message(giveaway={"prize_description": WORDS})},
        {"message": message(text=[WORDS])},
        {"message": message(something_of_tomorrow={"inner": {"words": WORDS}})},
        {"message": message(**{WORDS: 1})},
        {WORDS: message(text="收到")},
        {"value": WORDS},
        {"my_chat_member": {"chat": {"id": 1}, "new_chat_member": {"custom_title": WORDS}}},
        {"chat_join_request": {"chat": {"id": 1}, "bio": WORDS, "invite_link": {"name": WORDS}}},
    ],
)
def test_marked_words_are_kept_nowhere(update: dict[str, Any]) -> None:
    kept = raw(**update)
    assert CANARY not in kept and MARKED in kept


@pytest.mark.parametrize(
    ("update", "name"),
    [
        ({"message": message(text="收到") | {"chat": {"id": GROUP, "type": "supergroup", "title": WORDS}}}, "title"),
        ({"message": message({"id": 5, "first_name": WORDS}, text="收到")}, "first_name"),
        ({"message": message(text="收到", new_chat_members=[{"id": 5, "last_name": WORDS}])}, "last_name"),
        ({"my_chat_member": {"chat": {"id": GROUP, "title": WORDS}, "from": PERSON}}, "title"),
    ],
)
def test_a_marked_name_is_left_out_and_the_message_counts(update: dict[str, Any], name: str) -> None:
    """Nobody who writes in a group has named it, so what they write is heard."""
    kept = raw(**update)
    assert CANARY not in kept and MARKED not in kept and f'"{name}": "—"' in kept


def test_what_the_bot_says_of_a_marking_can_be_answered() -> None:
    own = message({"id": BOT, "is_bot": True}, text=f"您的消息带有{MARKING}标识")
    assert MARKED not in raw(message=message(text="好的", reply_to_message=own))
    assert MARKED not in raw(callback_query={"id": "1", "data": "x", "from": PERSON, "message": own})


def test_hints_at_any_depth_cost_nothing_but_their_update() -> None:
    for depth in (10, 900, 5_000, 50_000, 200_000):
        inner: Any = WORDS
        for _ in range(depth):
            inner = {"a": inner}
        assert CANARY not in raw(message=inner)
