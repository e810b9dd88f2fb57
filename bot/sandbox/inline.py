"""Inline mode: what is typed after a bot's name in any chat, and the message that comes of it."""

from __future__ import annotations

from bot.sandbox.errors import Json, WrongUse, bad_request
from bot.sandbox.posting import post
from bot.sandbox.rights import refuse_posting
from bot.sandbox.senders import by_member
from bot.sandbox.values import Bot, InlineQuery, Member, Room
from bot.sandbox.world import World

BETWEEN = "@"


def ask(world: World, room: Room, member: Member, bot: Bot, typed: Json) -> InlineQuery:
    """Ask a bot for results; ``typed`` holds the query and an offset."""
    if not bot.inline:
        raise WrongUse(f"{bot.username} has no inline mode")
    number = str(world.number("inline", 4_100_000_000_000_000_001))
    query = InlineQuery(number, bot.id, member.user.id, world.monotonic())
    world.inline_queries[query.id] = query
    own = "sender" if room.bot is bot else room.kind
    facts = {"query": typed.get("query", ""), "offset": typed.get("offset", ""), "chat_type": own}
    bot.queue.add("inline_query", {"id": query.id, "from": member.user.public(), **facts})
    return query


def choose(world: World, room: Room, member: Member, query: InlineQuery, result_id: str) -> Json:
    """Send one of the results; the message names the bot that it came through."""
    if query.user_id != member.user.id:
        raise WrongUse("somebody else asked")
    chosen = next((result for result in query.results or [] if result["id"] == result_id), None)
    if chosen is None:
        raise WrongUse(f"no result {result_id}")
    refuse_posting(room, member, chosen["content"])
    via = {"via_bot": world.bots[query.bot_id].user.public()}
    return post(world, room, by_member(room, member), {**chosen["content"], **via}, keyboard=chosen["keyboard"])


def name_of(room: Room, message: Json) -> str:
    """Return the ``inline_message_id`` by which the bot changes a message that came through it."""
    return f"{room.key}{BETWEEN}{message['message_id']}"


def message_of(world: World, bot: Bot, name: str) -> tuple[Room, Json]:
    """Return the message of an ``inline_message_id``, or refuse."""
    key, _, number = name.rpartition(BETWEEN)
    room = world.rooms.get(key)
    message = room.messages.get(int(number)) if room and number.isdecimal() else None
    if room is None or message is None or message.get("via_bot", {}).get("id") != bot.id:
        raise bad_request("MESSAGE_ID_INVALID")
    return room, message
