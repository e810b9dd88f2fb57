"""What no office sends: other kinds of updates, broken ones, signs that no database keeps."""

from __future__ import annotations

from typing import Any

import pytest

from handlers import door
from tests.support.dialog import COORDINATOR, GROUP, STAFF, USERS, Dialog

USER = {"id": USERS[STAFF], "is_bot": False, "first_name": "某"}
CHAT = {"id": USERS[STAFF], "type": "private"}
PLACE = {"message_id": 5, "date": 1, "chat": CHAT, "from": USER}


@pytest.mark.parametrize(
    "body",
    [
        {
            "channel_post": {
                "message_id": 5,
                "date": 1,
                "chat": {"id": -5, "type": "channel", "title": "x"},
                "text": "/my",
            }
        },
        {"inline_query": {"id": "1", "from": USER, "query": "x", "offset": ""}},
        {"poll_answer": {"poll_id": "1", "user": USER, "option_ids": [0], "option_persistent_ids": []}},
        {"something_new": {"a": 1}},
        {"callback_query": {"id": "1", "from": USER, "chat_instance": "1", "inline_message_id": "x", "data": "x"}},
        {
            "callback_query": {
                "id": "1",
                "from": USER,
                "chat_instance": "1",
                "message": PLACE | {"date": 0},
                "data": "x",
            }
        },
        {"callback_query": {"id": "1", "from": USER, "chat_instance": "1", "message": PLACE, "game_short_name": "x"}},
        {
            "message": PLACE
            | {
                "sticker": {
                    "file_id": "f",
                    "file_unique_id": "u",
                    "width": 1,
                    "height": 1,
                    "type": "regular",
                    "is_animated": False,
                    "is_video": False,
                }
            }
        },
        {"message": PLACE | {"location": {"longitude": 1.0, "latitude": 1.0}}},
        {"message": PLACE | {"dice": {"emoji": "🎲", "value": 1}}},
        {"message": PLACE | {"text": ""}},
        {"message": PLACE | {"contact": {"phone_number": "1", "first_name": "x", "user_id": 3}}},
        {"message": {key: value for key, value in PLACE.items() if key != "from"} | {"text": "/my"}},
        {"message": PLACE | {"new_chat_title": "x"}},
        {"edited_message": PLACE | {"edit_date": 2, "text": "改过"}},
    ],
)
async def test_other_kinds_of_updates_have_no_effect_and_no_answer(assigned: Dialog, body: dict[str, Any]) -> None:
    assert await assigned.update(body) == []
    assert await assigned.kinds() == ["Assigned"]


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 1, "message": {"message_id": "x", "date": "y", "chat": 5}},
        {"update_id": 1, "message": {"date": 10**18, "message_id": 1, "chat": CHAT}},
        {"update_id": 1, "message": PLACE | {"entities": [{"type": 5}]}},
        {"message": PLACE},
        {"update_id": 1, "message": []},
        {"update_id": 1, "message": PLACE | {"chat": CHAT | {"id": 10**40}}},
        {"update_id": 1, "message": PLACE | {"chat": CHAT | {"type": "\ud83d"}}},
        {"update_id": 1, "message": PLACE | {"chat": CHAT | {"title": ["x"]}}},
        {"update_id": 1, "message": PLACE | {"from": USER | {"id": [1]}, "text": "/my"}},
        {"update_id": 1, "message": PLACE | {"text": 5}},
        {"update_id": 1, "message": PLACE | {"reply_to_message": PLACE | {"message_id": "5"}}},
        {"update_id": 1, "callback_query": {"id": 7, "from": USER, "chat_instance": "1", "data": "x"}},
        {"update_id": 1, "my_chat_member": {"chat": CHAT, "from": USER, "date": 1}},
        {
            "update_id": 1,
            "my_chat_member": {"from": USER, "date": 1, "new_chat_member": {"status": "left", "user": USER}},
        },
    ],
)
async def test_what_cannot_be_parsed_is_unreadable_and_wants_no_files(dialog: Dialog, raw: dict[str, Any]) -> None:
    async with dialog.store.books(now=dialog.now) as books:
        with pytest.raises(door.Unreadable):
            await door.deal(raw, books, dialog.desk)
    assert door.files_wanted(raw) == ()


@pytest.mark.parametrize(
    "words",
    [
        "\ud800半个字",
        "a\x00b",
        "/task \u202e1",
        "/ack 99999999999999999999",
        "/ack -1",
        "{0.__class__} %s ${x}",
        "🎉" * 2048,
        "/" + "x" * 4000,
    ],
)
async def test_odd_signs_are_answered_like_any_others(assigned: Dialog, words: str) -> None:
    assert len(await assigned.says(STAFF, words)) == 1
    assert await assigned.kinds() == ["Assigned"]


async def test_a_note_of_four_thousand_signs_is_kept_whole_and_shown_cut(assigned: Dialog) -> None:
    note = "进展" * 2000
    await assigned.says(STAFF, f"/progress 1 {note}")
    assert (await assigned.task()).last_note == note
    await assigned.says(STAFF, f"/blocker 1 {'<卡点>' * 900}")
    for shown in assigned.shown:
        assert len(shown.text.encode("utf-16-le")) <= 8192


async def test_whatever_a_callback_raises_comes_out_and_rolls_back(assigned: Dialog) -> None:
    body = assigned.message(STAFF, "/ack 1") | {"update_id": 900}
    with pytest.raises(RuntimeError, match="disk"):
        async with assigned.store.books(now=assigned.now) as books:
            await door.deal(body, books, assigned.desk)
            raise RuntimeError("disk")
    assert await assigned.kinds() == ["Assigned"]


async def test_a_mention_by_id_names_the_person_whatever_the_text_says(dialog: Dialog) -> None:
    entity = {
        "type": "text_mention",
        "offset": 3,
        "length": 2,
        "user": {"id": USERS[STAFF], "is_bot": False, "first_name": "x"},
    }
    said = await dialog.update(
        dialog.message(COORDINATOR, "🎉请小张周五前报送值班安排", chat=GROUP, more={"entities": [entity]})
    )
    assert "责任：张三" in said[0]


async def test_the_bots_own_name_addresses_it(assigned: Dialog) -> None:
    entity = {"type": "mention", "offset": 0, "length": 13}
    body = assigned.message(STAFF, "@taizhang_bot 收到", chat=GROUP, more={"entities": [entity]})
    assert (await assigned.update(body))[0].startswith("DB-2026-1 已签收")
