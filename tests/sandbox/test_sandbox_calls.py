"""The forms of a call: GET and POST, query, form, multipart, JSON; tokens; files both ways."""

from __future__ import annotations

import json

import aiohttp
import pytest
from sandbox_api import PNG, TOKEN, Api

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Person


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    person = await office.user("张三", id=11)
    await person.opens()
    return person


@pytest.mark.parametrize("form", ["get", "query", "form", "multipart", "json"])
async def test_a_call_may_come_in_any_form(api: Api, zhang: Person, form: str) -> None:
    keyboard = {"inline_keyboard": [[{"text": "确认", "callback_data": "y"}]]}
    plain = {"chat_id": "11", "text": "好", "reply_markup": json.dumps(keyboard)}
    url = f"{api.url}/bot{TOKEN}/SENDMESSAGE"
    sent = {
        "get": lambda: api.session.get(url, params=plain),
        "query": lambda: api.session.post(url, params=plain),
        "form": lambda: api.session.post(url, data=plain),
        "multipart": lambda: api.session.post(url, data=aiohttp.FormData(plain, default_to_multipart=True)),
        "json": lambda: api.session.post(url, json={**plain, "chat_id": 11, "reply_markup": keyboard}),
    }[form]
    async with sent() as response:
        answer = await response.json()

    assert answer["result"]["text"] == "好"
    assert answer["result"]["reply_markup"] == keyboard


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("bot12/getMe", 401, "Unauthorized"),
        ("bot7000000001:another-secret/getMe", 401, "Unauthorized"),
        ("bot7000000001:/getMe", 401, "Unauthorized"),
        (f"bot{TOKEN}/getYou", 404, "Not Found"),
        ("nowhere", 404, "Not Found"),
        (f"file/bot{TOKEN}/documents/none.txt", 404, "Not Found"),
        ("file/bot12:x/documents/none.txt", 401, "Unauthorized"),
    ],
)
async def test_wrong_tokens_and_methods_are_refused(api: Api, path: str, status: int, words: str) -> None:
    async with api.session.get(f"{api.url}/{path}") as response:
        assert response.status == status
        assert await response.json() == {"ok": False, "error_code": status, "description": words}


async def test_any_well_formed_token_makes_a_bot(api: Api) -> None:
    other = Api(api.url, api.session, "7000000009:never-seen")

    assert (await other.result("getMe"))["id"] == 7000000009


async def test_bytes_go_out_under_the_name_that_they_came_with(api: Api, office: SandboxClient, zhang: Person) -> None:
    fields = {"chat_id": "11", "document": "attach://report", "caption": "<b>日报</b>", "parse_mode": "HTML"}
    form = aiohttp.FormData(fields, quote_fields=False)
    form.add_field("report", b"%PDF-1.7", filename="日报告.pdf", content_type="application/pdf")
    async with api.session.post(f"{api.url}/bot{TOKEN}/sendDocument", data=form) as response:
        sent = (await response.json())["result"]

    assert (sent["document"]["file_name"], sent["document"]["mime_type"]) == ("日报告.pdf", "application/pdf")
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    again = await api.result("sendDocument", chat_id=11, document=sent["document"]["file_id"])
    assert again["document"] == sent["document"]
    assert await office.file(sent["document"]["file_id"]) == b"%PDF-1.7"


async def test_a_persons_photo_can_be_fetched(api: Api, zhang: Person) -> None:
    photo = (await zhang.sends_photo(PNG, caption="现场")).raw["photo"][0]
    assert (photo["width"], photo["height"]) == (1, 1)

    file = await api.result("getFile", file_id=photo["file_id"])

    async with api.session.get(f"{api.url}/file/bot{TOKEN}/{file['file_path']}") as response:
        assert await response.read() == PNG


async def test_an_album_stands_together(api: Api, zhang: Person) -> None:
    photo = (await zhang.sends_photo(PNG)).file_id
    media = [{"type": "photo", "media": photo, "caption": "一"}, {"type": "photo", "media": photo}]

    first, second = await api.result("sendMediaGroup", chat_id=11, media=media)

    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("一", False)


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendDocument", {}, "there is no document in the request"),
        ("sendPhoto", {"photo": "https://example.cn/a.png"}, "wrong file identifier/HTTP URL specified"),
        ("sendMediaGroup", {"media": []}, "there are no messages to send"),
    ],
)
async def test_files_that_are_not_there_are_refused(
    api: Api, zhang: Person, method: str, params: dict[str, object], words: str
) -> None:
    assert await api.refusal(method, chat_id=11, **params) == f"Bad Request: {words}"
    assert await api.refusal("getFile", file_id="none") == "Bad Request: invalid file_id"


async def test_only_a_picture_is_a_photo(api: Api, zhang: Person) -> None:
    form = aiohttp.FormData({"chat_id": "11"})
    form.add_field("photo", b"words", filename="a.png")
    async with api.session.post(f"{api.url}/bot{TOKEN}/sendPhoto", data=form) as response:
        assert (await response.json())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMediaGroup", {"media": [None, None]}),
        ("deleteMessages", {"message_ids": [[]]}),
        ("sendMessage", {"text": "好", "reply_parameters": {"message_id": [1]}}),
        ("sendMessage", {"text": "好", "entities": [{"type": "text_mention", "offset": 0, "length": 1}]}),
        ("sendMessage", {"text": "\ud800"}),
    ],
)
async def test_misshapen_calls_are_refused_and_leave_nothing(
    api: Api, office: SandboxClient, zhang: Person, *, method: str, params: dict[str, object]
) -> None:
    assert (await api(method, chat_id=11, **params))["error_code"] == 400
    assert [message.text for message in await office.messages(zhang)] == ["/start"]


async def test_a_reset_leaves_an_empty_world(api: Api, office: SandboxClient, zhang: Person) -> None:
    await office.reset()

    assert await office.people() == []
    assert (await api.result("getMe"))["id"] == 7000000001
    assert await api.refusal("sendMessage", chat_id=11, text="好") == "Bad Request: chat not found"


async def test_another_photo_takes_the_place_of_the_first(api: Api, zhang: Person) -> None:
    form = aiohttp.FormData({"chat_id": "11", "caption": "旧"}, default_to_multipart=True)
    form.add_field("photo", PNG, filename="旧.png")
    async with api.session.post(f"{api.url}/bot{TOKEN}/sendPhoto", data=form) as response:
        sent = (await response.json())["result"]
    media = {"type": "document", "media": "attach://new", "caption": "新"}
    given = {"chat_id": "11", "message_id": str(sent["message_id"]), "media": json.dumps(media)}
    form = aiohttp.FormData(given, default_to_multipart=True)
    form.add_field("new", PNG, filename="new.png")
    async with api.session.post(f"{api.url}/bot{TOKEN}/editMessageMedia", data=form) as response:
        edited = (await response.json())["result"]

    assert (edited["message_id"], edited["caption"]) == (sent["message_id"], "新")
    assert edited["document"]["file_name"] == "new.png"
    assert "photo" not in edited


async def test_a_voice_message_says_how_long_it_is(api: Api, zhang: Person) -> None:
    """Libraries that check what they receive refuse a voice message without its duration."""
    form = aiohttp.FormData({"chat_id": "11"}, default_to_multipart=True)
    form.add_field("voice", b"OggS", filename="v.ogg", content_type="audio/ogg")
    async with api.session.post(f"{api.url}/bot{TOKEN}/sendVoice", data=form) as response:
        voice = (await response.json())["result"]["voice"]

    assert (voice["duration"], voice["mime_type"]) == (0, "audio/ogg")
