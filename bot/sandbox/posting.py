"""Messages enter a room, change and vanish; bots that may see them get their updates."""

from __future__ import annotations

from bot.sandbox.errors import Json, WrongUse, bad_request
from bot.sandbox.privacy import sees
from bot.sandbox.values import ANONYMOUS, Bot, Member, Room
from bot.sandbox.world import World

STRIPPED = ("reply_to_message", "reply_markup")  # A quoted message does not quote or offer buttons in its turn.


def post(world: World, room: Room, sender: Json, content: Json, *, keyboard: Json | None = None) -> Json:
    """Put a message into a room, tell the watchers and queue updates; return the message."""
    number = _next_id(room)
    message = {"message_id": number, "date": world.moment(), "chat": room.chat, **sender, **content}
    if keyboard and "inline_keyboard" in keyboard:
        message["reply_markup"] = keyboard
    elif keyboard:
        room.keyboards[number] = keyboard
    room.messages[number] = message
    world.feed.tell("message", room=room.key, message=room.shown(number))
    _deliver(world, room, "message", message)
    return message


def _next_id(room: Room) -> int:
    """Private chats of one bot share a row of numbers, as on the platform; each group has its own."""
    owner = room.bot or room
    owner.last_message_id += 1
    return owner.last_message_id


def by_member(room: Room, member: Member) -> Json:
    """Return the sender fields: an anonymous administrator posts as the group."""
    if member.anonymous and member.leads:
        return {"from": dict(ANONYMOUS), "sender_chat": room.chat}
    return {"from": member.user.public()}


def by_bot(bot: Bot) -> Json:
    """Return the sender fields of a bot."""
    return {"from": bot.user.public()}


def change(world: World, room: Room, message: Json, *, by_person: bool) -> Json:
    """Replace a message by its edited form; bots see the edits of people."""
    edited = {**message, "edit_date": world.moment()}
    room.messages[edited["message_id"]] = edited
    world.feed.tell("edited", room=room.key, message=room.shown(edited["message_id"]))
    if by_person:
        _deliver(world, room, "edited_message", edited)
    return edited


def remove(world: World, room: Room, message_id: int) -> None:
    """Take a message out of a room; nobody is told but the watchers."""
    room.messages.pop(message_id, None)
    room.keyboards.pop(message_id, None)
    world.feed.tell("deleted", room=room.key, message_id=message_id)


def service(world: World, room: Room, by: Json, content: Json) -> Json:
    """Post what the platform says about the chat: members, pins, moves."""
    return post(world, room, {"from": by}, content)


def quoted(room: Room, message_id: int) -> Json:
    """Return a message as the ``reply_to_message`` of another one."""
    message = room.messages.get(message_id)
    if message is None:
        raise WrongUse(f"no message {message_id} in {room.key}")
    return {name: value for name, value in message.items() if name not in STRIPPED}


def reply_fields(room: Room, params: Json) -> Json:
    """Return the reply that a bot asks for; an absent target is refused unless that is allowed."""
    wanted = params.get("reply_parameters") or {}
    target = wanted.get("message_id", params.get("reply_to_message_id"))
    lenient = wanted.get("allow_sending_without_reply", params.get("allow_sending_without_reply"))
    if not target:
        return {}
    if target not in room.messages or wanted.get("chat_id", room.id) != room.id:
        if lenient:
            return {}
        raise bad_request("message to be replied not found")
    quote = wanted.get("quote")
    extra = {"quote": {"text": quote, "position": wanted.get("quote_position", 0), "is_manual": True}} if quote else {}
    return {"reply_to_message": quoted(room, target), **extra}


def _deliver(world: World, room: Room, kind: str, message: Json) -> None:
    for bot in world.bots.values():
        if sees(bot, room, message):
            bot.queue.add(kind, message)
