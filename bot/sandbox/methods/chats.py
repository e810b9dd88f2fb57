"""Methods about chats: who is there, pins, reactions, leaving."""

from __future__ import annotations

from bot.sandbox import invitations, pins
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.members import PERMISSIONS
from bot.sandbox.membership import leave
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.posting import quoted
from bot.sandbox.reactions import react
from bot.sandbox.values import Member, Room

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(call: Call) -> Json:
    """Return the chat in full."""
    room = call.chat()
    full: Json = {**room.chat, "accent_color_id": 0, "max_reaction_count": 11}
    full["accepted_gift_types"] = dict.fromkeys(GIFTS, False)
    if room.kind in ("group", "supergroup"):
        full["permissions"] = {name: name not in room.denied for name in PERMISSIONS}
    if room.description:
        full["description"] = room.description
    if room.linked:
        full["linked_chat_id"] = int(room.linked)
    if "username" in room.chat:
        full["active_usernames"] = [room.chat["username"]]
    if link := invitations.primary_of(room, call.bot.id):
        full["invite_link"] = link.address
    if room.pinned:
        full["pinned_message"] = quoted(room, max(room.pinned))
    return full


def get_member(call: Call) -> Json:
    """Return what somebody is in the chat."""
    room, user_id = call.chat(), call.params["user_id"]
    member = room.members.get(user_id)
    if member is None and user_id not in call.world.users:
        raise bad_request("invalid user_id specified")
    return (member or Member(call.world.user(user_id), "left")).public(room.kind, call.bot.id)


def get_administrators(call: Call) -> list[Json]:
    """Return creator and administrators; other bots are left out."""
    room = call.chat()
    if room.private:
        raise bad_request("there are no administrators in the private chat")
    others = call.params.get("return_bots")
    chosen = [member for member in room.members.values() if member.leads]
    shown = [member for member in chosen if others or not member.user.is_bot or member.user.id == call.bot.id]
    return [member.public(room.kind, call.bot.id) for member in shown]


def get_member_count(call: Call) -> int:
    """Return how many are in the chat."""
    return sum(member.present for member in call.chat().members.values())


def leave_chat(call: Call) -> bool:
    """Let the bot go."""
    leave(call.world, call.group(), call.bot.user)
    return True


def pin(call: Call) -> bool:
    """Pin a message and say so in the chat."""
    room = call.chat(sending=True)
    pins.pin(call.world, room, call.member(room), call.params["message_id"])
    return True


def unpin(call: Call) -> bool:
    """Unpin one message, or the newest pinned one."""
    room = call.chat(sending=True)
    pins.unpin(call.world, room, call.member(room), call.params.get("message_id"))
    return True


def unpin_all(call: Call) -> bool:
    """Unpin everything."""
    room = call.chat(sending=True)
    pins.unpin_all(call.world, room, call.member(room))
    return True


def set_reaction(call: Call) -> bool:
    """Set the bot's reaction under a message, or take it away."""
    room: Room = call.chat(sending=True)
    react(call.world, room, call.member(room), call.params["message_id"], call.params.get("reaction") or [])
    return True


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_member,
    "getChatAdministrators": get_administrators,
    "getChatMemberCount": get_member_count,
    "leaveChat": leave_chat,
    "pinChatMessage": pin,
    "unpinChatMessage": unpin,
    "unpinAllChatMessages": unpin_all,
    "setMessageReaction": set_reaction,
}
