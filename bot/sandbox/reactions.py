"""Reactions under messages: who may set which, and which bots are told."""

from __future__ import annotations

from collections import Counter

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.rights import refuse
from bot.sandbox.values import Member, Room
from bot.sandbox.world import World

STANDARD = {
    "❤", "👍", "👎", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢", "🎉", "🤩", "🤮",
    "💩", "🙏", "👌", "🕊", "🤡", "🥱", "🥴", "😍", "🐳", "❤\u200d🔥", "🌚", "🌭", "💯", "🤣", "⚡",
    "🍌", "🏆", "💔", "🤨", "😐", "🍓", "🍾", "💋", "🖕", "😈", "😴", "😭", "🤓", "👻", "👨\u200d💻",
    "👀", "🎃", "🙈", "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄", "☃", "💅", "🤪", "🗿",
    "🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾", "🤷\u200d♂", "🤷", "🤷\u200d♀", "😡",
}  # fmt: skip
BOTS_MOST = 1
PEOPLES_MOST = 3


def react(world: World, room: Room, member: Member, number: int, reaction: list[Json]) -> None:
    """Set somebody's reaction under a message, or take it away; bots that lead the chat and asked for it are told."""
    if number not in room.messages:
        raise bad_request("message to react not found")
    refuse(room, member, "can_react_to_messages", "CHAT_SEND_REACTIONS_FORBIDDEN")
    new = [_checked(sign) for sign in reaction]
    if len(new) > (BOTS_MOST if member.user.is_bot else PEOPLES_MOST):
        raise bad_request("REACTIONS_TOO_MANY")
    under = room.reactions.setdefault(number, {})
    old = under.pop(member.user.id, [])
    if new:
        under[member.user.id] = new
    if old == new:
        return
    world.feed.tell("edited", room=room.key, message=room.shown(number))
    _tell_bots(world, room, member, {"message_id": number, "old_reaction": old, "new_reaction": new})


def _checked(sign: Json) -> Json:
    if not isinstance(sign, dict) or sign.get("type") not in ("emoji", "custom_emoji", "paid"):
        raise bad_request("can't parse ReactionType: invalid reaction type specified")
    plain = str(sign.get("emoji", "")).replace("\ufe0f", "")
    if sign["type"] != "emoji" or plain not in STANDARD:
        raise bad_request("REACTION_INVALID")  # No chat of this world allows custom or paid ones.
    return {"type": "emoji", "emoji": plain}


def _tell_bots(world: World, room: Room, member: Member, changed: Json) -> None:
    """Channels only tell counts; reactions of bots are told nowhere else."""
    base = {"chat": room.chat, "message_id": changed["message_id"], "date": world.moment()}
    if room.kind == "channel":
        kind, facts = "message_reaction_count", {**base, "reactions": _counts(room, changed["message_id"])}
    elif member.user.is_bot:
        return
    else:
        hidden = member.anonymous and member.leads
        actor = {"actor_chat": room.chat} if hidden else {"user": member.user.public()}
        kind, facts = "message_reaction", {**base, **actor, **changed}
    for bot in world.bots.values():
        if (own := room.member(bot.id)) and (own.leads or room.private):
            bot.queue.add(kind, facts)


def _counts(room: Room, number: int) -> list[Json]:
    signs = Counter(sign["emoji"] for signs in room.reactions[number].values() for sign in signs)
    return [{"type": {"type": "emoji", "emoji": sign}, "total_count": count} for sign, count in signs.most_common()]
