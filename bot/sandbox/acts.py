"""What people do: write, reply, edit, forward, send files, contacts, places and polls, tap buttons, open links."""

from __future__ import annotations

from bot.sandbox import entities, places, polls, topics
from bot.sandbox.errors import Json, WrongUse
from bot.sandbox.files import described, store
from bot.sandbox.forwarding import carried, origin_fields
from bot.sandbox.html import FindUser
from bot.sandbox.inline import name_of
from bot.sandbox.keyboards import find_button
from bot.sandbox.membership import block
from bot.sandbox.posting import change, post, remove
from bot.sandbox.replies import Answered, answering, quote_of
from bot.sandbox.rights import may, refuse_posting
from bot.sandbox.senders import by_member
from bot.sandbox.values import Member, Query, Room, User
from bot.sandbox.world import World


def enter(world: World, user: User, chat: str | int | None, bot_id: int | None = None) -> Room:
    """Return the room that a person means; their private chat with a bot opens by writing into it."""
    if user.deactivated:
        raise WrongUse(f"{user.id} is deactivated")
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


def send(world: World, room: Room, user: User, content: Json, given: Json | None = None) -> Json:
    """Send message fields; ``given`` may hold reply_to (and reply_chat, quote), thread, as_channel, media_group_id."""
    more, member = given or {}, me(room, user)
    channel = world.room(more["as_channel"]) if more.get("as_channel") else None
    if channel is not None and not may(channel, me(channel, user), "can_post_messages"):
        raise WrongUse(f"{user.name} does not speak for {channel.key}")
    refuse_posting(room, member, content)
    fields = {**_around(world, room, member, more), **_album(world, more), **content}
    return post(world, room, by_member(room, member, channel), fields)


def _album(world: World, given: Json) -> Json:
    """Return the album that a message belongs to; ``new`` begins one."""
    album = given.get("media_group_id")
    if not album:
        return {}
    return {"media_group_id": str(world.number("album", 13_000_000_001)) if album == "new" else album}


def _around(world: World, room: Room, member: Member, given: Json) -> Json:
    """Return the fields about topic and reply; an answer without a topic goes where its target lies."""
    target, thread = _target(world, room, given), int(given.get("thread") or 0)
    if target and target.room is room and room.forum and not thread:
        thread = room.messages[target.number].get("message_thread_id", 0)
    place = topics.fields_in(room, member, thread)
    return {**place, **(answering(room, target, thread) if target else {})}


def _target(world: World, room: Room, given: Json) -> Answered | None:
    if not given.get("reply_to"):
        return None
    source, number = world.room(given["reply_chat"]) if given.get("reply_chat") else room, int(given["reply_to"])
    if number not in source.messages:
        raise WrongUse(f"no message {number} in {source.key}")
    return Answered(source, number, quote_of(source.messages[number], given, _anybody(world)))


def say(world: World, room: Room, user: User, text: str, *, given: Json | None = None) -> Json:
    """Write a text; ``given`` may also hold parse_mode and entities."""
    more = given or {}
    content = entities.body(text, more.get("parse_mode"), more.get("entities"), _anybody(world))
    return send(world, room, user, content, more)


def send_file(world: World, room: Room, user: User, file: tuple[str, bytes], *, kind: str, given: Json) -> Json:
    """Send a photo, a document or another file with a caption."""
    name, content = file
    caption = entities.caption(
        given.get("caption") or "", given.get("parse_mode"), given.get("entities"), _anybody(world)
    )
    return send(world, room, user, {**described(kind, store(world, kind, content, name, told=given)), **caption}, given)


def send_contact(world: World, room: Room, user: User, owner: User) -> Json:
    """Share a phone contact: one's own is genuine, somebody else's only looks so."""
    contact: Json = {"phone_number": owner.phone or f"+86139{owner.id:08d}", "first_name": owner.first_name}
    if owner.last_name:
        contact["last_name"] = owner.last_name
    return send(world, room, user, {"contact": {**contact, "user_id": owner.id}})


def send_poll(world: World, room: Room, user: User, given: Json) -> Json:
    """Send a poll of one's own; no bot is told of its votes."""
    poll = polls.make(world, user.id, given, _anybody(world))
    return send(world, room, user, {"poll": polls.public(poll)}, given)


def send_place(world: World, room: Room, user: User, given: Json) -> Json:
    """Send a place: live with a live_period, a venue with a title."""
    content = places.venue(given) if given.get("title") else {"location": places.location(given)}
    return send(world, room, user, content, given)


def move(world: World, room: Room, user: User, number: int, given: Json) -> Json:
    """Move one's own live location, or end it."""
    message = _own(room, user, number)
    return change(world, room, places.moved(world, message, None if given.get("stop") else given), by=user.id)


def forward(
    world: World, room: Room, user: User, source: Room, number: int, *, hidden: bool = False, given: Json | None = None
) -> Json:
    """Forward a message; a shy author's account is hidden."""
    message = source.messages.get(number)
    if message is None or message.get("has_protected_content"):
        raise WrongUse(f"no message {number} to forward in {source.key}")
    return send(world, room, user, {**carried(message), **origin_fields(message, hidden=hidden)}, given)


def edit(world: World, room: Room, user: User, number: int, *, text: str, given: Json | None = None) -> Json:
    """Change the words of one's own message: its text, or its caption."""
    message, more = _own(room, user, number), given or {}
    write = entities.body if "text" in message else entities.caption
    content = write(text, more.get("parse_mode"), more.get("entities"), _anybody(world))
    fields = ("text", "entities", "caption", "caption_entities")
    kept = {name: value for name, value in message.items() if name not in fields}
    return change(world, room, {**kept, **content}, by=user.id)


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
    through = message.get("via_bot", {}).get("id")
    bot = world.only_bot(through or room.authors[message["message_id"]])
    number = str(world.number("query", 4_000_000_000_000_000_001))
    query = Query(number, bot.id, user.id, room.key, world.monotonic())
    world.queries[query.id] = query
    instance = str(int.from_bytes(room.key.encode()) % 10**18)
    where = {"inline_message_id": name_of(room, message)} if through else {"message": message}
    facts = {**where, "chat_instance": instance, "data": data}
    bot.queue.add("callback_query", {"id": query.id, "from": user.public(), **facts})
    return query


def me(room: Room, user: User) -> Member:
    """Return what the person is in the room."""
    member = room.member(user.id)
    if member is None:
        raise WrongUse(f"{user.name} is not in {room.key}")
    return member


def _own(room: Room, user: User, number: int) -> Json:
    me(room, user)
    if number not in room.messages or room.authors[number] != user.id or "forward_origin" in room.messages[number]:
        raise WrongUse(f"message {number} is not {user.name}'s")
    return room.messages[number]


def _anybody(world: World) -> FindUser:
    return lambda user_id: world.users[user_id].public() if user_id in world.users else None
