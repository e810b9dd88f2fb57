"""Every parameter is checked against the table of the schema, what lies inside objects and arrays too."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sandbox_api import Api

from bot.sandbox import schema
from bot.sandbox.client import SandboxClient
from bot.sandbox.errors import ApiError
from bot.sandbox.methods import METHODS
from bot.sandbox.people import Person
from bot.sandbox.shapes import choices
from bot.sandbox.world import World

HI: dict[str, Any] = {"chat_id": 11, "text": "好"}
ALBUM: dict[str, Any] = {"chat_id": 11}
BUTTON = "can't parse inline keyboard button: "
ENTITY = "can't parse MessageEntity: "


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    person = await office.user("张三", id=11)
    await person.opens()
    return person


def refusal(method: str, *, strict: bool = True, **params: Any) -> str:
    with pytest.raises(ApiError) as refused:
        schema.check(method, params, strict=strict)
    assert refused.value.code == 400
    return refused.value.description.removeprefix("Bad Request: ")


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("reply_markup", "{", "can't parse reply keyboard markup JSON object"),
        ("reply_markup", [], "object expected as reply markup"),
        ("reply_markup", {"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
        (
            "reply_markup",
            {"inline_keyboard": [{}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        ("reply_markup", {"inline_keyboard": [["确认"]]}, BUTTON + "InlineKeyboardButton must be an Object"),
        ("reply_markup", inline(callback_data="y"), BUTTON + 'Can\'t find field "text"'),
        ("reply_markup", inline(text=[], callback_data="y"), BUTTON + 'Field "text" must be of type String'),
        ("reply_markup", inline(text="确认", colour="red"), BUTTON + 'unknown field "colour" in InlineKeyboardButton'),
        ("reply_markup", inline(text="确认", copy_text={}), None),
        ("reply_markup", inline(text="确认", copy_text={"text": 5}), None),
        (
            "reply_markup",
            inline(text="确认", copy_text={"words": "x"}),
            BUTTON + 'unknown field "words" in CopyTextButton',
        ),
        ("reply_markup", inline(text="确认", copy_text="x"), BUTTON + 'Field "copy_text" must be of type Object'),
        ("reply_markup", {"keyboard": [["收到", {"text": "共享手机号", "request_contact": True}]]}, None),
        ("reply_markup", {"keyboard": ["收到"]}, 'field "keyboard" must be an Array of Arrays'),
        (
            "reply_markup",
            {"keyboard": [[1]]},
            "can't parse keyboard button: KeyboardButton must be a String or an Object",
        ),
        (
            "reply_markup",
            {"keyboard": [[{"text": "好", "request_contact": "yes"}]]},
            'can\'t parse keyboard button: Field "request_contact" must be of type Boolean',
        ),
        ("reply_markup", {"keyboard": [], "resize_keyboard": "big"}, 'field "resize_keyboard" must be of type Boolean'),
        ("reply_markup", {"remove_keyboard": True}, None),
        ("reply_markup", {"force_reply": True, "input_field_placeholder": "请回复"}, None),
        (
            "reply_markup",
            {"force_reply": True, "input_field_placeholder": "字" * 65},
            "input field placeholder length must not exceed 64",
        ),
        ("reply_markup", {"kyeboard": []}, 'unknown field "kyeboard" in ForceReply'),
        ("entities", [{"type": "bold", "offset": 0}], ENTITY + 'Can\'t find field "length"'),
        ("entities", [{"type": "bold", "offset": "x", "length": 1}], ENTITY + 'Field "offset" must be of type Number'),
        ("entities", ["bold"], ENTITY + "expected an Object"),
        ("entities", {"type": "bold"}, "can't parse entities: expected array"),
        ("entities", [{"type": "text_mention", "offset": 0, "length": 1, "user": {"id": 11}}], None),
        ("reply_parameters", {"message_id": [1]}, 'field "message_id" must be of type Number'),
        ("reply_parameters", {"message_id": 1, "quote": "字" * 1025}, "quote length must not exceed 1024"),
        ("reply_parameters", "[]", "object expected as reply parameters"),
        ("link_preview_options", {"is_disabled": 1}, 'field "is_disabled" must be of type Boolean'),
        ("link_preview_options", {"is_disable": True}, 'unknown field "is_disable" in LinkPreviewOptions'),
        ("link_preview_options", "off", "can't parse link preview options JSON object"),
    ],
)
def test_what_lies_inside_a_message_is_checked(name: str, value: Any, words: str | None) -> None:
    """``None``: nothing is wrong with it. As JSON text it is read as it is as an object."""
    for given in (value, value if isinstance(value, str) else json.dumps(value)):
        if words is None:
            assert name in schema.check("sendMessage", {**HI, name: given})
        else:
            assert refusal("sendMessage", **HI, **{name: given}) == words


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMediaGroup", {**ALBUM, "media": [{"media": "x"}]}, "can't parse InputMedia: Can't find field \"type\""),
        (
            "sendMediaGroup",
            {**ALBUM, "media": [{"type": "song", "media": "x"}]},
            'can\'t parse InputMedia: type "song" is unsupported',
        ),
        ("sendMediaGroup", {**ALBUM, "media": [None]}, "can't parse InputMedia: expected an Object"),
        ("sendMediaGroup", {**ALBUM, "media": {}}, "expected an Array of InputMedia"),
        (
            "sendMediaGroup",
            {**ALBUM, "media": [{"type": "photo", "media": "x", "caption_entities": [{}, 1]}]},
            "can't parse InputMedia: Can't parse MessageEntity: expected an Object",
        ),
        (
            "sendMediaGroup",
            {**ALBUM, "media": [{"type": "photo", "media": "x", "title": "好"}]},
            'can\'t parse InputMedia: unknown field "title" in InputMediaPhoto',
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "ack"}]},
            "can't parse BotCommand: Can't find field \"description\"",
        ),
        ("setMyCommands", {"commands": "["}, "can't parse commands JSON object"),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "planet"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "chat"}},
            "can't parse BotCommandScope: Can't find field \"chat_id\"",
        ),
        ("sendPoll", {**ALBUM, "question": "字" * 301, "options": ["是"]}, "poll question length must not exceed 300"),
        ("sendPoll", {**ALBUM, "question": " ", "options": [{"text": "是"}]}, "text must be non-empty"),
        ("sendPoll", {**ALBUM, "question": "去吗", "options": []}, "poll must have at least one answer option"),
        (
            "sendPoll",
            {**ALBUM, "question": "去吗", "options": [{"text": "是"}] * 13},
            "poll can't have more than 12 options",
        ),
        (
            "sendPoll",
            {**ALBUM, "question": "去吗", "options": [{"text": "字" * 101}]},
            "poll options length must not exceed 100",
        ),
        (
            "sendPoll",
            {**ALBUM, "question": "去吗", "options": [{"txt": "是"}]},
            'can\'t parse InputPollOption: unknown field "txt" in InputPollOption',
        ),
        (
            "setMessageReaction",
            {**ALBUM, "message_id": 1, "reaction": [{"type": "emoji"}]},
            "can't parse ReactionType: Can't find field \"emoji\"",
        ),
        (
            "setMessageReaction",
            {**ALBUM, "message_id": 1, "reaction": [{"type": "grin"}]},
            "can't parse ReactionType: invalid reaction type specified",
        ),
        ("deleteMessages", {**ALBUM, "message_ids": [[]]}, "message identifier must be a Number"),
        ("deleteMessages", {**ALBUM, "message_ids": list(range(1, 102))}, "too many message identifiers specified"),
        ("deleteMessages", {**ALBUM, "message_ids": "1,2"}, "can't parse message_ids JSON object"),
        ("setChatTitle", {**ALBUM, "title": ""}, "title must be non-empty"),
        ("setChatTitle", {**ALBUM, "title": "字" * 129}, "title length must not exceed 128"),
        ("setChatDescription", {**ALBUM, "description": "字" * 256}, "description length must not exceed 255"),
        ("createForumTopic", {**ALBUM, "name": "字" * 129}, "name length must not exceed 128"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "😀" * 101}, "MESSAGE_TOO_LONG"),
        ("sendPhoto", ALBUM, "there is no photo in the request"),
        ("sendLocation", {**ALBUM, "longitude": 1}, "latitude is empty"),
        ("promoteChatMember", ALBUM, "invalid user_id specified"),
        ("sendMessage", {**HI, "disable_notification": "maybe"}, "can't parse disable_notification: expected boolean"),
        ("sendMessage", {**HI, "message_thread_id": "一"}, "can't parse message_thread_id: expected integer"),
    ],
)
def test_every_other_parameter_too(method: str, params: dict[str, Any], words: str) -> None:
    assert refusal(method, **params) == words


def test_words_alone_are_a_button_and_an_option() -> None:
    poll = schema.check("sendPoll", {**ALBUM, "question": "去吗", "options": ["是", {"text": "否"}]})
    assert poll["options"] == [{"text": "是"}, {"text": "否"}]

    sent = schema.check("sendMessage", {**HI, "reply_markup": {"keyboard": [["收到"]]}})
    assert sent["reply_markup"] == {"keyboard": [[{"text": "收到"}]]}


def test_a_lenient_world_leaves_out_what_it_does_not_know_and_cuts_titles() -> None:
    """As the platform does."""
    keyboard = inline(text="确认", callback_data="y", colour="red")
    checked = schema.check("sendMessage", {**HI, "reply_markup": keyboard, "colour": 1}, strict=False)

    assert checked == {**HI, "reply_markup": inline(text="确认", callback_data="y")}
    title = schema.check("setChatTitle", {**ALBUM, "title": "字" * 200}, strict=False)["title"]
    assert title == "字" * 128


def test_numbers_in_words_are_numbers_inside_too() -> None:
    given = {**HI, "reply_parameters": {"message_id": "7", "quote": None}}

    assert schema.check("sendMessage", given)["reply_parameters"] == {"message_id": 7}


def test_the_table_names_no_object_that_it_does_not_hold() -> None:
    """Every method that is served, and every kind that a field may have, can be read."""
    methods, objects = schema.table()["methods"], schema.table()["objects"]
    assert set(METHODS) <= set(methods)
    tables = [*methods.values(), *(fields for fields in objects.values() if isinstance(fields, dict))]
    kinds = {kind for fields in tables for field in fields.values() if "=" not in field for kind in _parts(field)}
    unions = {kind for union in objects.values() if isinstance(union, str) for kind in _parts(union)}
    assert {kind for kind in kinds | unions if kind[0].isupper()} <= set(objects)


def _parts(kinds: str) -> list[str]:
    inner = [part for kind in choices(kinds) if kind.startswith("array<") for part in _parts(kind[6:-1])]
    return [*inner, *(kind for kind in choices(kinds) if not kind.startswith("array<"))]


@pytest.mark.parametrize("form", ["get", "form", "multipart", "json"])
async def test_nested_parameters_are_checked_in_every_form(api: Api, zhang: Person, world: World, form: str) -> None:
    params = {"chat_id": "11", "text": "好", "reply_markup": json.dumps(inline(text="确认", callback_data="定" * 22))}
    url = f"{api.url}/bot{api.token}/sendMessage"
    send = {"get": {"params": params}, "form": {"data": params}, "json": {"json": params}}.get(form)
    if send is None:
        send = {"data": b"".join(_part(name, value) for name, value in params.items()) + b"--x--\r\n",
                "headers": {"Content-Type": "multipart/form-data; boundary=x"}}  # fmt: skip
    verb = "GET" if form == "get" else "POST"
    async with api.session.request(verb, url, **send) as response:
        answer = await response.json()

    assert (response.status, answer["description"]) == (400, "Bad Request: BUTTON_DATA_INVALID")


def _part(name: str, value: str) -> bytes:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
