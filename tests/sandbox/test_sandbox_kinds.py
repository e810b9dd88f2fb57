"""Kinds of messages besides words: voice, stickers, albums, places, dice; what a bot may send and change."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_api import PNG, TOKEN, Api

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Person

NOT_MIXED = "can't be mixed with other media types"


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    person = await office.user("张三", id=11)
    await person.opens()
    await api.kinds()
    return person


@pytest.fixture
async def group(office: SandboxClient, api: Api, zhang: Person) -> Chat:
    chat = await office.group("工作群", [zhang])
    await office.add_bot(chat, TOKEN, admin=True)
    await api.kinds()
    return chat


async def test_people_send_every_kind_of_file(api: Api, zhang: Person) -> None:
    await zhang.sends_voice(b"OggS", duration=7)
    await zhang.sends_file("sticker", b"RIFF", name="ok.webp", emoji="👌")
    await zhang.sends_file("video_note", b"mp4", name="note.mp4", duration=3, length=240)
    await zhang.sends_file("audio", b"ID3", name="ge.mp3", duration=180, title="歌", performer="某人")
    await zhang.sends_file("animation", b"mp4", name="dong.mp4", caption="动图")

    voice, sticker, note, audio, animation = await api.told("message")
    assert voice["voice"]["duration"] == 7
    assert (sticker["sticker"]["emoji"], sticker["sticker"]["is_animated"]) == ("👌", False)
    assert note["video_note"]["length"] == 240
    assert (audio["audio"]["title"], audio["audio"]["performer"]) == ("歌", "某人")
    assert animation["animation"]["file_id"] == animation["document"]["file_id"]


@pytest.mark.parametrize(
    ("method", "field", "name", "told"),
    [
        ("sendSticker", "sticker", "a.tgs", {"is_animated": True, "is_video": False}),
        ("sendVideoNote", "video_note", "a.mp4", {"length": 200, "duration": 5}),
        ("sendVideo", "video", "a.mp4", {"width": 640, "height": 360, "duration": 9}),
        ("sendAudio", "audio", "a.mp3", {"title": "歌", "performer": "某人", "duration": 60}),
        ("sendVoice", "voice", "a.ogg", {"duration": 4}),
    ],
)
async def test_a_bot_sends_files_with_their_measures(
    api: Api, zhang: Person, *, method: str, field: str, name: str, told: dict[str, Any]
) -> None:
    given = {key: value for key, value in told.items() if not isinstance(value, bool)}
    sent = await api.upload(method, field, b"bytes", name, chat_id=11, **given)

    assert {key: sent[field][key] for key in told} == told
    again = await api.result(method, chat_id=11, **{field: sent[field]["file_id"]})
    assert again[field] == sent[field]


async def test_a_veiled_photo_stays_veiled_when_it_travels(api: Api, zhang: Person, group: Chat) -> None:
    photo = (await zhang.sends_photo(PNG)).file_id
    sent = await api.result("sendPhoto", chat_id=11, photo=photo, has_spoiler=True, show_caption_above_media=True)
    source = {"chat_id": group.id, "from_chat_id": 11, "message_id": sent["message_id"]}

    assert sent["has_media_spoiler"] is sent["show_caption_above_media"] is True
    assert (await api.result("forwardMessage", **source))["has_media_spoiler"] is True
    media = {"type": "photo", "media": photo}
    assert "has_media_spoiler" not in await api.result(
        "editMessageMedia", chat_id=11, message_id=sent["message_id"], media=media
    )
    assert await api.refusal("sendMessage", chat_id=11, text="好", business_connection_id="b") == (
        "Bad Request: business connection not found"
    )


async def test_a_persons_album_shares_a_number(api: Api, zhang: Person) -> None:
    await zhang.sends_album([PNG, PNG, PNG], caption="现场三张")
    await zhang.sends_album([PNG, PNG])

    heard = await api.told("message")
    assert [message.get("caption") for message in heard] == ["现场三张", None, None, None, None]
    assert [heard[n]["media_group_id"] == heard[0]["media_group_id"] for n in range(5)] == [True] * 3 + [False] * 2


async def test_an_album_holds_what_goes_together(api: Api, zhang: Person) -> None:
    photo = (await zhang.sends_photo(PNG)).file_id
    paper = (await zhang.sends_document(b"words")).file_id

    async def album(*media: tuple[str, str]) -> str:
        given = [{"type": kind, "media": one} for kind, one in media]
        return await api.refusal("sendMediaGroup", chat_id=11, media=given)

    assert await album(("photo", photo), ("document", paper)) == f"Bad Request: document {NOT_MIXED}"
    assert await album(("audio", paper), ("photo", photo)) == f"Bad Request: audio {NOT_MIXED}"
    assert await album(*[("photo", photo)] * 11) == "Bad Request: too many messages to send as an album"
    assert await album(("animation", paper), ("photo", photo)) == (
        'Bad Request: can\'t parse InputMedia: type "animation" is unsupported'
    )
    papers = [{"type": "document", "media": paper}] * 2
    assert len(await api.result("sendMediaGroup", chat_id=11, media=papers)) == 2


async def test_an_album_travels_as_a_new_album(api: Api, zhang: Person, group: Chat) -> None:
    sent = await zhang.sends_album([PNG, PNG], chat=group, caption="现场")
    source = {"chat_id": 11, "from_chat_id": group.id, "message_ids": [message.id for message in sent]}

    copies = await api.result("copyMessages", **source, remove_caption=True)
    forwards = await api.result("forwardMessages", **source)

    assert [len(copies), len(forwards)] == [2, 2]
    shown = {message["message_id"]: message for message in await _all(api, zhang)}
    albums = {shown[one["message_id"]]["media_group_id"] for one in (*copies, *forwards)}
    assert len(albums) == 2
    assert sent[0].raw["media_group_id"] not in albums
    assert "caption" not in shown[copies[0]["message_id"]]


async def _all(api: Api, person: Person) -> list[dict[str, Any]]:
    async with api.session.get(f"{api.url}/sandbox/messages", params={"chat": str(person.id)}) as response:
        messages: list[dict[str, Any]] = (await response.json())["messages"]
    return messages


async def test_a_live_location_moves_until_it_ends(api: Api, office: SandboxClient, zhang: Person) -> None:
    sent = await api.result("sendLocation", chat_id=11, latitude=25.04, longitude=102.71, live_period=900)
    where = {"chat_id": 11, "message_id": sent["message_id"]}

    moved = await api.result("editMessageLiveLocation", **where, latitude=25.05, longitude=102.72, heading=90)
    assert moved["location"] == {"latitude": 25.05, "longitude": 102.72, "live_period": 900, "heading": 90}
    stopped = await api.result("stopMessageLiveLocation", **where)
    assert stopped["location"] == {"latitude": 25.05, "longitude": 102.72}
    assert await api.refusal("stopMessageLiveLocation", **where) == (
        "Bad Request: there is no live location in the message to edit"
    )


async def test_a_live_location_that_is_over_stays_where_it_was(api: Api, office: SandboxClient, zhang: Person) -> None:
    sent = await api.result("sendLocation", chat_id=11, latitude=25, longitude=102, live_period=60)
    await office.clock(now=(await office.clock()).replace(minute=30))

    where = {"chat_id": 11, "message_id": sent["message_id"]}
    assert await api.refusal("editMessageLiveLocation", **where, latitude=1, longitude=1) == (
        "Bad Request: message can't be edited"
    )


async def test_a_person_is_followed_on_the_way(api: Api, zhang: Person) -> None:
    live = await zhang.sends_place(25.04, 102.71, live_period=900)
    await zhang.moves_to(25.05, 102.72, live)
    await zhang.arrives(live)
    await zhang.sends_place(25.04, 102.71, title="市政府", address="人民路1号")

    updates = await api.result("getUpdates")
    assert [kind for update in updates for kind in update if kind != "update_id"] == [
        "message", "edited_message", "edited_message", "message",
    ]  # fmt: skip
    assert updates[1]["edited_message"]["location"]["latitude"] == 25.05
    assert "live_period" not in updates[2]["edited_message"]["location"]
    assert updates[3]["message"]["venue"]["location"] == updates[3]["message"]["location"]


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendLocation", {"latitude": 91, "longitude": 0}, "wrong location specified"),
        ("sendLocation", {"latitude": 1, "longitude": 1, "live_period": 5}, "wrong live location period specified"),
        ("sendDice", {"emoji": "🎩"}, "EMOTICON_INVALID"),
        ("sendChatAction", {"action": "dance"}, "wrong parameter action in request"),
        ("sendVideoNote", {}, "there is no video note in the request"),
        ("sendSticker", {}, "there is no sticker in the request"),
    ],
)
async def test_wrong_things_are_refused(
    api: Api, zhang: Person, method: str, params: dict[str, Any], words: str
) -> None:
    assert await api.refusal(method, chat_id=11, **params) == f"Bad Request: {words}"


async def test_venues_contacts_and_dice_by_the_bot(api: Api, zhang: Person) -> None:
    venue = await api.result("sendVenue", chat_id=11, latitude=25, longitude=102, title="市政府", address="人民路1号")
    dice = await api.result("sendDice", chat_id=11)

    assert venue["venue"]["title"] == "市政府"
    assert dice["dice"]["emoji"] == "🎲"
    assert 1 <= dice["dice"]["value"] <= 6


async def test_protected_words_go_nowhere(api: Api, zhang: Person, group: Chat) -> None:
    sent = await api.result("sendMessage", chat_id=11, text="内部", protect_content=True)
    source = {"chat_id": group.id, "from_chat_id": 11, "message_id": sent["message_id"]}

    assert sent["has_protected_content"] is True
    assert await api.refusal("forwardMessage", **source) == "Bad Request: the message can't be forwarded"
    assert await api.refusal("copyMessage", **source) == "Bad Request: the message can't be copied"


async def test_plain_groups_share_the_numbers_of_private_chats_and_supergroups_have_their_own(
    office: SandboxClient, api: Api, zhang: Person
) -> None:
    """As on the platform, where an account counts private chats and plain groups together."""
    plain = await office.group("值班群", [zhang], kind="group")
    large = await office.group("工作群", [zhang])
    for chat in (plain, large):
        await office.add_bot(chat, TOKEN, admin=True)
    sent = [await api.result("sendMessage", chat_id=chat, text="在") for chat in (zhang.id, plain.id, zhang.id)]
    first, second, third = [message["message_id"] for message in sent]
    assert first < second < third
    assert (await api.result("sendMessage", chat_id=large.id, text="在"))["message_id"] < third
