"""Messages enter a room, change and vanish; bots that may see them get their updates."""

from __future__ import annotations

from bot.sandbox.errors import Json, WrongUse
from bot.sandbox.forwarding import carried, origin_fields
from bot.sandbox.privacy import sees
from bot.sandbox.senders import Speaker, by_platform
from bot.sandbox.values import Bot, Room
from bot.sandbox.world import World

STRIPPED = ("reply_to_message", "reply_markup")  # A quoted message does not quote or offer buttons in its turn.


def post(world: World, room: Room, speaker: Speaker, content: Json, *, keyboard: Json | None = None) -> Json:
    """Put a message into a room, tell the watchers and queue updates; return the message."""
    number = _next_id(world, room)
    message = {"message_id": number, "date": world.moment(), "chat": room.chat, **speaker.fields, **content}
    if keyboard and "inline_keyboard" in keyboard:
        message["reply_markup"] = keyboard
    elif keyboard:
        room.keyboards[number] = keyboard
    room.messages[number], room.authors[number] = message, speaker.author
    if poll := world.polls.get(content.get("poll", {}).get("id", "")):
        poll.places.append((room.key, number))
    world.feed.tell("message", room=room.key, message=room.shown(number))
    _deliver(world, room, "message", message, speaker.author)
    _carry_over(world, room, message)
    return message


def _next_id(world: World, room: Room) -> int:
    """Private chats and plain groups of one bot share a row of numbers, as on the platform; others have their own.

    Each account numbers a plain group for itself there; here the highest of its bots counts for all.
    """
    owners: list[Bot | Room] = [room.bot or room]
    if room.kind == "group":
        owners += [bot for number, bot in world.bots.items() if number in room.members]
    number = 1 + max(owner.last_message_id for owner in owners)
    for owner in owners:
        owner.last_message_id = number
    return number


def _carry_over(world: World, channel: Room, message: Json) -> None:
    """Forward a channel's post into its discussion group by itself."""
    if channel.kind != "channel" or channel.linked is None or not (content := carried(message)):
        return
    album = {"media_group_id": message["media_group_id"]} if "media_group_id" in message else {}
    fields = {**content, **album, **origin_fields(message), "is_automatic_forward": True}
    group = world.rooms[channel.linked]
    channel.carried[message["message_id"]] = post(world, group, by_platform(channel), fields)["message_id"]


def change(world: World, room: Room, message: Json, *, by: int) -> Json:
    """Replace a message by its edited form; ``by`` is the account that edits, bots see the edits of others."""
    edited = {**message, "edit_date": world.moment()}
    replace_quietly(world, room, edited)
    _deliver(world, room, "edited_message", edited, by)
    _change_carried(world, room, edited)
    return edited


def replace_quietly(world: World, room: Room, message: Json) -> None:
    """Replace a message without an update: votes and the like."""
    room.messages[message["message_id"]] = message
    world.feed.tell("edited", room=room.key, message=room.shown(message["message_id"]))


def _change_carried(world: World, channel: Room, post_: Json) -> None:
    copy = channel.carried.get(post_["message_id"])
    group = world.rooms[channel.linked] if channel.linked else None
    if group is not None and copy in group.messages:
        old = group.messages[copy]
        kept = {name: value for name, value in old.items() if name not in carried(old)}
        change(world, group, {**kept, **carried(post_)}, by=0)


def remove(world: World, room: Room, message_id: int) -> None:
    """Take a message out of a room; nobody is told but the watchers."""
    for held in (room.messages, room.keyboards, room.reactions, room.authors):
        held.pop(message_id, None)
    if message_id in room.pinned:
        room.pinned.remove(message_id)
    world.feed.tell("deleted", room=room.key, message_id=message_id)


def service(world: World, room: Room, speaker: Speaker, content: Json) -> Json:
    """Post what the platform says about the chat: members, pins, moves."""
    signed = {name: value for name, value in speaker.fields.items() if name != "author_signature"}
    return post(world, room, Speaker(speaker.author, signed), content)


def quoted(room: Room, message_id: int) -> Json:
    """Return a message as the ``reply_to_message`` of another one."""
    message = room.messages.get(message_id)
    if message is None:
        raise WrongUse(f"no message {message_id} in {room.key}")
    return {name: value for name, value in message.items() if name not in STRIPPED}


def _deliver(world: World, room: Room, kind: str, message: Json, by: int) -> None:
    named = kind.replace("message", "channel_post") if room.kind == "channel" else kind
    for bot in world.bots.values():
        if sees(bot, room, message, by):
            bot.queue.add(named, message)
