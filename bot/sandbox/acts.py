"""What people do: write, reply, edit, forward, send files and contacts, tap buttons, open links."""

from __future__ import annotations

from bot.sandbox import entities
from bot.sandbox.errors import Json, WrongUse
from bot.sandbox.files import described, store
from bot.sandbox.forwarding import carried, origin_of
from bot.sandbox.html import FindUser
from bot.sandbox.keyboards import find_button
from bot.sandbox.membership import block
from bot.sandbox.posting import by_member, change, post, quoted, remove
from bot.sandbox.values import Member, Query, Room, User
from bot.sandbox.world import World


def enter(world: World, user: User, chat: str | int | None, bot_id: int | None = None) -> Room:
    """Return the room that a person means; their private chat with a bot opens by writing into it."""
    if chat is None or chat == user.id:
        room = world.private_room(world.only_bot(bot_id), user, create=True)
    else:
        room = world.room(chat)
    if room is None or room.member(user.id) is None:
        raise WrongUse(f"{user.name} is not in chat {chat}")
    if room.migrated_to:
        return world.room(room.migrated_to)
    if room.bot and not room.members[room.bot.id].present:
        block(world, room, user, blocked=False)  # Writing to a blocked bot unblocks it.
    return room


def say(world: World, room: Room, user: User, text: str, *, given: Json | None = None) -> Json:
    """Write a text; ``given`` may hold parse_mode, entities and reply_to."""
    more = given or {}
    content = entities.body(text, more.get("parse_mode"), more.get("entities"), _anybody(world))
    return post(world, room, by_member(room, _self(room, user)), {**_reply(room, more), **content})


def send_file(world: World, room: Room, user: User, file: tuple[str, bytes], *, kind: str, given: Json) -> Json:
    """Send a photo or a document with a caption."""
    name, content = file
    caption = entities.caption(
        given.get("caption") or "", given.get("parse_mode"), given.get("entities"), _anybody(world)
    )
    album = {"media_group_id": given["media_group_id"]} if given.get("media_group_id") else {}
    sent = {**_reply(room, given), **album, **described(kind, store(world, kind, content, name)), **caption}
    return post(world, room, by_member(room, _self(room, user)), sent)


def send_contact(world: World, room: Room, user: User, owner: User) -> Json:
    """Share a phone contact: one's own is genuine, somebody else's only looks so."""
    contact: Json = {"phone_number": owner.phone or f"+86139{owner.id:08d}", "first_name": owner.first_name}
    if owner.last_name:
        contact["last_name"] = owner.last_name
    return post(world, room, by_member(room, _self(room, user)), {"contact": {**contact, "user_id": owner.id}})


def send_content(world: World, room: Room, user: User, content: Json) -> Json:
    """Send anything else (sticker, voice, location, dice …) as raw message fields."""
    return post(world, room, by_member(room, _self(room, user)), content)


def forward(world: World, room: Room, user: User, source: Room, number: int, *, hidden: bool = False) -> Json:
    """Forward a message; a shy author's account is hidden."""
    message = source.messages.get(number)
    if message is None:
        raise WrongUse(f"no message {number} in {source.key}")
    content = {**carried(message), "forward_origin": origin_of(message, hidden=hidden)}
    return post(world, room, by_member(room, _self(room, user)), content)


def edit(world: World, room: Room, user: User, number: int, *, text: str, given: Json | None = None) -> Json:
    """Change the words of one's own message: its text, or its caption."""
    message, more = _own(room, user, number), given or {}
    write = entities.body if "text" in message else entities.caption
    content = write(text, more.get("parse_mode"), more.get("entities"), _anybody(world))
    fields = ("text", "entities", "caption", "caption_entities")
    kept = {name: value for name, value in message.items() if name not in fields}
    return change(world, room, {**kept, **content}, by_person=True)


def delete(world: World, room: Room, user: User, number: int) -> None:
    """Delete one's own message; bots are not told."""
    _own(room, user, number)
    remove(world, room, number)


def press(world: World, room: Room, user: User, number: int, *, text: str | None, data: str | None) -> Query | str:
    """Tap an inline button, found by words or data; return the tap, or the link that the button opens."""
    message = room.messages.get(number)
    if message is None:
        raise WrongUse(f"no message {number} in {room.key}")
    button = find_button(message.get("reply_markup", {}), text=text, data=data)
    if button is None:
        raise WrongUse(f"no button {text or data!r} under message {number}")
    if "callback_data" not in button:
        return str(button.get("url", ""))
    return tap(world, room, user, message, button["callback_data"])


def tap(world: World, room: Room, user: User, message: Json, data: str) -> Query:
    """Send callback data to the bot that wrote the message, whether or not a button holds them (forged taps)."""
    bot = world.only_bot(message["from"]["id"])
    number = str(world.number("query", 4_000_000_000_000_000_001))
    query = Query(number, bot.id, user.id, room.key, world.monotonic())
    world.queries[query.id] = query
    instance = str(int.from_bytes(room.key.encode()) % 10**18)
    facts = {"message": message, "chat_instance": instance, "data": data}
    bot.queue.add("callback_query", {"id": query.id, "from": user.public(), **facts})
    return query


def react(world: World, room: Room, user: User, number: int, emoji: list[str]) -> None:
    """Set a person's reaction; bots that lead the chat and asked for it are told."""
    old, new = room.reactions.get(number, []), [{"type": "emoji", "emoji": sign} for sign in emoji]
    room.reactions[number] = new
    world.feed.tell("edited", room=room.key, message=room.shown(number))
    facts = {"message_id": number, "user": user.public(), "old_reaction": old, "new_reaction": new}
    for bot in world.bots.values():
        if (member := room.member(bot.id)) and (member.leads or room.private):
            bot.queue.add("message_reaction", {"chat": room.chat, "date": world.moment(), **facts})


def _self(room: Room, user: User) -> Member:
    member = room.member(user.id)
    if member is None:
        raise WrongUse(f"{user.name} is not in {room.key}")
    return member


def _own(room: Room, user: User, number: int) -> Json:
    message = room.messages.get(number)
    member = _self(room, user)
    if message is None or message["from"] != by_member(room, member)["from"]:
        raise WrongUse(f"message {number} is not {user.name}'s")
    return message


def _reply(room: Room, given: Json) -> Json:
    target = given.get("reply_to")
    return {"reply_to_message": quoted(room, int(target))} if target else {}


def _anybody(world: World) -> FindUser:
    return lambda user_id: world.users[user_id].public() if user_id in world.users else None
