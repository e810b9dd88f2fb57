"""Methods that send words: sendMessage, contacts, places, copies and forwards."""

from __future__ import annotations

from bot.sandbox import entities, keyboards
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.forwarding import carried, origin_of
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.posting import by_bot, post, reply_fields


def send_message(call: Call) -> Json:
    """Send a text."""
    call.chat(sending=True)
    params = call.params
    content = entities.body(params["text"], params.get("parse_mode"), params.get("entities"), call.find_user)
    return call.send(content)


def send_contact(call: Call) -> Json:
    """Send a phone contact."""
    names = ("phone_number", "first_name", "last_name", "vcard")
    return call.send({"contact": {name: call.params[name] for name in names if call.params.get(name)}})


def send_location(call: Call) -> Json:
    """Send a point on the map."""
    return call.send({"location": {name: call.params[name] for name in ("latitude", "longitude")}})


def send_chat_action(call: Call) -> bool:
    """Show that the bot is typing."""
    room = call.chat(sending=True)
    call.world.feed.tell("action", room=room.key, action=call.params["action"])
    return True


def forward_message(call: Call) -> Json:
    """Forward one message with its origin."""
    return _forward(call, call.params["message_id"])


def forward_messages(call: Call) -> list[Json]:
    """Forward several messages; those that are not there are left out."""
    source = call.chat("from_chat_id")
    found = [number for number in call.params["message_ids"] if number in source.messages]
    return [{"message_id": _forward(call, number)["message_id"]} for number in found]


def _forward(call: Call, number: int) -> Json:
    room, source = call.chat(sending=True), call.chat("from_chat_id")
    message = source.messages.get(number)
    if message is None:
        raise bad_request("message to forward not found")
    return post(call.world, room, by_bot(call.bot), {**carried(message), "forward_origin": origin_of(message)})


def copy_message(call: Call) -> Json:
    """Send the same content as the bot's own; a caption given replaces the old one."""
    room, source = call.chat(sending=True), call.chat("from_chat_id")
    message = source.messages.get(call.params["message_id"])
    if message is None:
        raise bad_request("message to copy not found")
    content = carried(message)
    if "caption" in call.params and "text" not in content:
        content = {k: v for k, v in content.items() if not k.startswith("caption")} | call.caption()
    markup = keyboards.checked(call.params.get("reply_markup"), private=room.private)
    fields = {**reply_fields(room, call.params), **content}
    return {"message_id": post(call.world, room, by_bot(call.bot), fields, keyboard=markup)["message_id"]}


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendContact": send_contact,
    "sendLocation": send_location,
    "sendChatAction": send_chat_action,
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "copyMessage": copy_message,
}
