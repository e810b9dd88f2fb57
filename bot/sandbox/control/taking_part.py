"""Control calls in which a person votes, reacts, pins, opens topics, moves, joins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox import acts, inline, invitations, pins, polls, reactions, topics
from bot.sandbox.control.asked import Asked
from bot.sandbox.control.saying import said
from bot.sandbox.errors import Json, WrongUse


def poll(asked: Asked) -> Json:
    """Send a poll of one's own."""
    room = asked.entered()
    return said(room, acts.send_poll(asked.world, room, asked.user(), asked.given))


def vote(asked: Asked) -> Json:
    """Vote by the words or the numbers of options; with none the vote is taken back."""
    room, member = asked.inside()
    number = asked.number("message_id")
    chosen = [_option(polls.poll_in(asked.world, room, number).facts["options"], one) for one in asked["options"]]
    polls.vote(asked.world, room, member, number, chosen)
    return said(room, room.messages[number])


def _option(options: list[Json], wanted: int | str) -> int:
    if isinstance(wanted, int):
        return wanted
    found = next((number for number, option in enumerate(options) if option["text"] == wanted), None)
    if found is None:
        raise WrongUse(f"no option {wanted}")
    return found


def stop_poll(asked: Asked) -> None:
    """Close one's own poll."""
    room, number = asked.entered(), asked.number("message_id")
    found = polls.poll_in(asked.world, room, number)
    if found.owner != asked.user().id or found.facts["is_closed"]:
        raise WrongUse("only whoever sent an open poll closes it")
    polls.close(asked.world, found)


def place(asked: Asked) -> Json:
    """Send a place: still, live, or a venue."""
    room = asked.entered()
    return said(room, acts.send_place(asked.world, room, asked.user(), asked.given))


def move(asked: Asked) -> Json:
    """Move one's live location, or end it."""
    room = asked.entered()
    return said(room, acts.move(asked.world, room, asked.user(), asked.number("message_id"), asked.given))


def react(asked: Asked) -> None:
    """Set one's reaction under a message."""
    room, member = asked.inside()
    signs = [{"type": "emoji", "emoji": sign} for sign in asked.get("emoji", [])]
    reactions.react(asked.world, room, member, asked.number("message_id"), signs)


def pin(asked: Asked) -> None:
    """Pin a message, or unpin it."""
    room, member = asked.inside()
    act = pins.unpin if asked.get("pinned") is False else pins.pin
    act(asked.world, room, member, asked.number("message_id"))


def open_topic(asked: Asked) -> Json:
    """Open a topic."""
    room, member = asked.inside()
    topic = topics.open_topic(asked.world, room, member, asked.given)
    return {"key": room.key, "chat": room.chat, "topic": topic.public()}


def change_topic(asked: Asked) -> None:
    """Rename a topic, close it, open it again, delete it."""
    room, member = asked.inside()
    topic = topics.topic_of(room, asked.number("thread"))
    if asked.get("deleted"):
        topics.delete_topic(asked.world, room, member, topic)
        return
    if asked.get("closed") is not None:
        topics.set_closed(asked.world, room, member, topic, closed=bool(asked["closed"]))
    if asked.get("name"):
        topics.edit_topic(asked.world, room, member, topic, asked.given)


def join(asked: Asked) -> Json:
    """Follow an invite link."""
    room = invitations.join(asked.world, asked.user(), asked["link"])
    return {"key": room.key, "chat": room.chat, "inside": room.member(asked.user().id) is not None}


async def ask_inline(asked: Asked) -> Json:
    """Type something after a bot's name, and wait for what it offers."""
    room, member = asked.inside()
    query = inline.ask(asked.world, room, member, asked.bot(), asked.given)
    await asked.world.feed.signal.until(lambda: query.results is not None, asked.seconds())
    return {"query": query.id, "results": query.results}


def choose_inline(asked: Asked) -> Json:
    """Send one of the results that a bot offered."""
    room, member = asked.inside()
    query = asked.world.inline_queries[asked["query"]]
    return said(room, inline.choose(asked.world, room, member, query, asked["result"]))


POSTS: dict[str, Callable[[Asked], Any]] = {
    "poll": poll,
    "vote": vote,
    "stop_poll": stop_poll,
    "place": place,
    "move": move,
    "react": react,
    "pin": pin,
    "topics": open_topic,
    "topic": change_topic,
    "join": join,
    "inline": ask_inline,
    "choose": choose_inline,
}
