"""For whom somebody speaks: for themselves, for the group (anonymous administrators), for a channel."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.errors import Json
from bot.sandbox.values import Bot, Member, Room

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
PLATFORM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


@dataclass(frozen=True)
class Speaker:
    """The account behind a message, and the fields by which others know the sender."""

    author: int
    fields: Json


def by_member(room: Room, member: Member, channel: Room | None = None) -> Speaker:
    """Return the speaker: posts of a channel have no person, an anonymous administrator is the group."""
    if channel is not None:
        return Speaker(member.user.id, {"from": dict(CHANNEL), "sender_chat": channel.chat})
    if room.kind == "channel":
        return Speaker(member.user.id, {"sender_chat": room.chat, **_signature(member.user.name, room.signed)})
    if member.anonymous and member.leads:
        known = {"from": dict(ANONYMOUS), "sender_chat": room.chat}
        return Speaker(member.user.id, {**known, **_signature(member.title or "", True)})
    return Speaker(member.user.id, {"from": member.user.public()})


def by_bot(room: Room, bot: Bot) -> Speaker:
    """Return the bot as a speaker in a room where it is."""
    return by_member(room, room.members.get(bot.id) or Member(bot.user))


def by_platform(channel: Room) -> Speaker:
    """Return the platform, which carries a channel's posts into its discussion group."""
    return Speaker(0, {"from": dict(PLATFORM), "sender_chat": channel.chat})


def _signature(name: str, wanted: bool) -> Json:
    return {"author_signature": name} if wanted and name else {}
