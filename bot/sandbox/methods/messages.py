"""Methods that send words and small things: texts, rich messages, contacts, dice, chat actions."""

from __future__ import annotations

import random

from bot.sandbox import entities, rich
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.methods.call import Call, Method

DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
ACTIONS = (
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note", "cancel",
)  # fmt: skip


def send_message(call: Call) -> Json:
    """Send a text or a rich message."""
    return call.send(said(call))


def said(call: Call) -> Json:
    """Return the message fields of a text, or of the rich message that stands in its place."""
    params = call.params
    if params.get("rich_message"):
        return {"rich_message": rich.message_of(params["rich_message"])}
    if "text" not in params:
        raise bad_request("message text is empty")
    return entities.body(params["text"], params.get("parse_mode"), params.get("entities"), call.find_user)


def send_contact(call: Call) -> Json:
    """Send a phone contact."""
    return call.send(contact_of(call.params))


def contact_of(given: Json) -> Json:
    """Return the message fields of a phone contact."""
    names = ("phone_number", "first_name", "last_name", "vcard")
    return {"contact": {name: given[name] for name in names if given.get(name)}}


def send_dice(call: Call) -> Json:
    """Throw a dice; each throw of a world falls as it did the last time that the world was played."""
    emoji = call.params.get("emoji") or "🎲"
    if emoji not in DICE:
        raise bad_request("EMOTICON_INVALID")
    thrown = random.Random(call.world.number("dice")).randint(1, DICE[emoji])  # noqa: S311 - a game
    return call.send({"dice": {"emoji": emoji, "value": thrown}})


def send_chat_action(call: Call) -> bool:
    """Show that the bot is typing."""
    if call.params["action"].lower() not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    room = call.chat(sending=True)
    call.world.feed.tell("action", room=room.key, action=call.params["action"])
    return True


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendRichMessage": send_message,
    "sendContact": send_contact,
    "sendDice": send_dice,
    "sendChatAction": send_chat_action,
}
