"""Methods about chats: who is there, pins, reactions, leaving."""

from __future__ import annotations

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.membership import leave
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.posting import by_bot, quoted, service
from bot.sandbox.values import Member, Room


def get_chat(call: Call) -> Json:
    """Return the chat in full."""
    room = call.chat()
    full: Json = {**room.chat, "accent_color_id": 0, "max_reaction_count": 11}
    full["accepted_gift_types"] = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    if room.pinned:
        full["pinned_message"] = quoted(room, room.pinned[-1])
    return full


def get_member(call: Call) -> Json:
    """Return what somebody is in the chat."""
    room, user_id = call.chat(), call.params["user_id"]
    member = room.members.get(user_id)
    if member is None and user_id not in call.world.users:
        raise bad_request("invalid user_id specified")
    return (member or Member(call.world.user(user_id), "left")).public()


def get_administrators(call: Call) -> list[Json]:
    """Return creator and administrators; other bots are left out."""
    if call.chat().private:
        raise bad_request("there are no administrators in the private chat")
    room = _group(call)
    members = [member for member in room.members.values() if member.leads]
    return [member.public() for member in members if not member.user.is_bot or member.user.id == call.bot.id]


def get_member_count(call: Call) -> int:
    """Return how many are in the chat."""
    return sum(member.present for member in call.chat().members.values())


def leave_chat(call: Call) -> bool:
    """Let the bot go."""
    leave(call.world, _group(call), call.bot.user)
    return True


def pin(call: Call) -> bool:
    """Pin a message and say so in the chat."""
    room, number = call.chat(sending=True), call.params["message_id"]
    _refuse_pin(call, room)
    if number not in room.messages:
        raise bad_request("message to pin not found")
    if number in room.pinned:
        return True
    room.pinned.append(number)
    service(call.world, room, by_bot(call.bot)["from"], {"pinned_message": quoted(room, number)})
    return True


def unpin(call: Call) -> bool:
    """Unpin one message, or the newest pinned one."""
    room = call.chat(sending=True)
    _refuse_pin(call, room)
    number = call.params.get("message_id") or (room.pinned[-1] if room.pinned else None)
    if number not in room.pinned:
        raise bad_request("message to unpin not found")
    room.pinned.remove(number)
    return True


def unpin_all(call: Call) -> bool:
    """Unpin everything."""
    room = call.chat(sending=True)
    _refuse_pin(call, room)
    room.pinned.clear()
    return True


def react(call: Call) -> bool:
    """Set the bot's reaction under a message."""
    room, number = call.chat(sending=True), call.params["message_id"]
    if number not in room.messages:
        raise bad_request("message to react not found")
    room.reactions[number] = call.params.get("reaction") or []
    call.world.feed.tell("edited", room=room.key, message=room.shown(number))
    return True


def _group(call: Call) -> Room:
    room = call.chat()
    if room.private:
        raise bad_request("chat member status can't be changed in private chats")
    return room


def _refuse_pin(call: Call, room: Room) -> None:
    if not room.private and not room.members[call.bot.id].leads:
        raise bad_request("not enough rights to manage pinned messages in the chat")


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_member,
    "getChatAdministrators": get_administrators,
    "getChatMemberCount": get_member_count,
    "leaveChat": leave_chat,
    "pinChatMessage": pin,
    "unpinChatMessage": unpin,
    "unpinAllChatMessages": unpin_all,
    "setMessageReaction": react,
}
