"""What the sandbox hands out is what the Bot API schema says: required fields, no unknown ones, right kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.sandbox.schema import table
from bot.sandbox.webhooks import POSTED
from bot.sandbox.world import World

# What the official server still writes beside the fields of the schema.
OLD = {
    "Chat": {"all_members_are_administrators": "boolean"},
    "ChatFullInfo": {"all_members_are_administrators": "boolean"},
    "Message": {
        "new_chat_member": "User",
        "new_chat_participant": "User",
        "left_chat_participant": "User",
    },
}
PLAIN: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "float": (int, float),
    "boolean": (bool,),
    "string": (str,),
}
RETURNS = {
    "Message": "sendMessage sendRichMessage sendPhoto sendDocument sendVideo sendVideoNote sendAudio sendVoice"
    " sendAnimation sendSticker sendContact sendLocation sendVenue sendDice sendPoll forwardMessage",
    "Message|boolean": "editMessageText editMessageCaption editMessageMedia editMessageReplyMarkup"
    " editMessageLiveLocation stopMessageLiveLocation",
    "MessageId": "copyMessage",
    "array<MessageId>": "copyMessages forwardMessages",
    "array<Message>": "sendMediaGroup",
    "array<Update>": "getUpdates",
    "Poll": "stopPoll",
    "ForumTopic": "createForumTopic",
    "array<Sticker>": "getForumTopicIconStickers",
    "ChatFullInfo": "getChat",
    "ChatMember": "getChatMember",
    "array<ChatMember>": "getChatAdministrators",
    "integer": "getChatMemberCount",
    "string": "exportChatInviteLink",
    "ChatInviteLink": "createChatInviteLink editChatInviteLink revokeChatInviteLink",
    "ChatAdministratorRights": "getMyDefaultAdministratorRights",
    "User": "getMe",
    "File": "getFile",
    "WebhookInfo": "getWebhookInfo",
    "array<BotCommand>": "getMyCommands",
    "BotName": "getMyName",
    "BotDescription": "getMyDescription",
    "BotShortDescription": "getMyShortDescription",
    "MenuButton": "getChatMenuButton",
    "UserProfilePhotos": "getUserProfilePhotos",
}
RESULT = {method: kind for kind, methods in RETURNS.items() for method in methods.split()}
"""What each method returns; the others return True."""


LATER = ("getUpdates", POSTED)
"""What hands out updates, which are looked at when they are made."""


def dishonest(world: World) -> list[str]:
    """Return what is wrong with the results that the world's bots got, by method."""
    answers = [(call.method, call.answer) for call in world.journal.calls if call.answer and call.answer["ok"]]
    results = [(method, answer["result"]) for method, answer in answers if method not in LATER]
    return [fault for method, result in results for fault in faults_in(result, RESULT.get(method, "boolean"), method)]


def faults_in(value: Any, kinds: str, at: str = "") -> Iterator[str]:
    """Yield what is wrong with a value that should be of one of these kinds (``integer|array<User>``)."""
    choices = [list(_faults_of(value, kind, at)) for kind in re.split(r"\|(?![^<]*>)", kinds.lstrip("!"))]
    if all(choices):
        yield from min(choices, key=len)


def _faults_of(value: Any, kind: str, at: str) -> Iterator[str]:
    if kind.startswith("="):
        if value != kind[1:]:
            yield f"{at} is not {kind[1:]} but {value!r}"
    elif kind.startswith("array<"):
        if not isinstance(value, list):
            yield f"{at} is no list"
            return
        for number, one in enumerate(value):
            yield from faults_in(one, kind[6:-1], f"{at}[{number}]")
    elif kind in PLAIN:
        if not isinstance(value, PLAIN[kind]) or (isinstance(value, bool) and kind != "boolean"):
            yield f"{at} is no {kind}: {value!r}"
    else:
        yield from _faults_of_object(value, kind, at)


def _faults_of_object(value: Any, kind: str, at: str) -> Iterator[str]:
    shape = table()["objects"][kind]
    if isinstance(shape, str):
        yield from faults_in(value, shape, at)
        return
    if not isinstance(value, dict):
        yield f"{at} is no {kind}"
        return
    fields = {**shape, **OLD.get(kind, {})}
    yield from (f"{at} ({kind}) lacks {name}" for name, needs in shape.items() if needs[0] == "!" and name not in value)
    for name, one in value.items():
        if name not in fields:
            yield f"{at} ({kind}) has the unknown {name}"
        else:
            yield from faults_in(one, fields[name], f"{at}.{name}")
