"""Pinned messages: by bots and people, with what the chat is told."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.posting import quoted, service
from bot.sandbox.privacy import is_service
from bot.sandbox.rights import refuse
from bot.sandbox.senders import by_member
from bot.sandbox.values import Member, Room
from bot.sandbox.world import World


def pin(world: World, room: Room, member: Member, number: int) -> None:
    """Pin a message and say so in the chat."""
    refuse_pinning(room, member)
    if number not in room.messages:
        raise bad_request("message to pin not found")
    if is_service(room.messages[number]):
        raise bad_request("service messages can't be pinned")
    if number in room.pinned:
        return
    room.pinned.append(number)
    message = room.messages[number]
    topic = ("message_thread_id", "is_topic_message") if "is_topic_message" in message else ()
    thread = {name: message[name] for name in topic}
    service(world, room, by_member(room, member), {**thread, "pinned_message": quoted(room, number)})
    world.feed.tell("chat", room=room.key)


def unpin(world: World, room: Room, member: Member, number: int | None = None) -> None:
    """Unpin one message, or the newest of those that are pinned."""
    refuse_pinning(room, member)
    chosen = number or max(room.pinned, default=0)
    if chosen not in room.pinned:
        raise bad_request("message to unpin not found")
    room.pinned.remove(chosen)
    world.feed.tell("chat", room=room.key)


def unpin_all(world: World, room: Room, member: Member, among: list[int] | None = None) -> None:
    """Unpin everything, or what is among some messages."""
    refuse_pinning(room, member)
    room.pinned = [number for number in room.pinned if among is not None and number not in among]
    world.feed.tell("chat", room=room.key)


def refuse_pinning(room: Room, member: Member) -> None:
    """Refuse whoever may not pin; in a basic group a bot has to be an administrator."""
    words = "not enough rights to manage pinned messages in the chat"
    refuse(room, member, "can_edit_messages" if room.kind == "channel" else "can_pin_messages", words)
    if room.kind == "group" and member.user.is_bot and not member.leads:
        raise bad_request(words)
