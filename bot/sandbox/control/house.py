"""Control calls that arrange the world: people, bots, chats, clock, faults, limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.clock import ScaledClock
from bot.sandbox import membership
from bot.sandbox.control.asked import Asked
from bot.sandbox.errors import Json, WrongUse
from bot.sandbox.faults import Fault
from bot.sandbox.topics import make_forum
from bot.sandbox.values import Bot, Member, Room, User

SHOWN = 200  # Message ids, and who wrote them, that the page gets for its unread marks.
PERSON = ("last_name", "username", "language_code", "phone")


def _user(user: User) -> Json:
    return {**user.public(), "name": user.name, **({"phone": user.phone} if user.phone else {})}


def _bot(bot: Bot) -> Json:
    return {**bot.user.public(), "privacy": bot.privacy, "pending": len(bot.queue.pending)}


def _room(room: Room) -> Json:
    members = [{"user": m.user.id, "status": m.status, "anonymous": m.anonymous} for m in room.members.values()]
    topics = [{**topic.public(), "closed": topic.closed, "hidden": topic.hidden} for topic in room.topics.values()]
    shown = {"key": room.key, "chat": room.chat, "members": members, "pinned": room.pinned, "topics": topics}
    return {**shown, "bot": room.bot.id if room.bot else None, "migrated_to": room.migrated_to}


def _latest(room: Room) -> Json:
    last = room.shown(next(reversed(room.messages))) if room.messages else None
    ids = list(room.messages)[-SHOWN:]
    return {"last": last, "ids": ids, "by": [room.authors.get(number) for number in ids]}


def state(asked: Asked) -> Json:
    """Return who and what there is."""
    world = asked.world
    return {
        "users": [_user(user) for user in world.users.values() if not user.is_bot],
        "bots": [_bot(bot) for bot in world.bots.values()],
        "chats": [{**_room(room), **_latest(room)} for room in world.rooms.values()],
        "played": world.played,
        "seq": world.feed.seq,
    }


def reset(asked: Asked) -> None:
    """Forget everything but the clock."""
    asked.world.reset()


def create_user(asked: Asked) -> Json:
    """Add a person."""
    more = {name: asked[name] for name in PERSON if asked.get(name)}
    return _user(asked.world.create_user(asked["first_name"], user_id=asked.get("id"), **more))


def create_bot(asked: Asked) -> Json:
    """Make a bot known by its token, or change its name and privacy mode."""
    bot = asked.world.bot_of(asked["token"])
    for name in ("first_name", "username"):
        setattr(bot.user, name, asked.get(name) or getattr(bot.user, name))
    bot.privacy = bool(asked.get("privacy", bot.privacy))
    bot.inline = bool(asked.get("inline", bot.inline))
    asked.world.feed.tell("people")
    return _bot(bot)


def create_chat(asked: Asked) -> Json:
    """Open a group or a channel; bots among the members are told that they were added."""
    everybody = [asked.world.user(int(number)) for number in asked["members"]]
    people = [user for user in everybody if not user.is_bot]
    room = asked.world.create_group(asked["title"], people, kind=asked.get("kind", "supergroup"))
    _settle(asked, room)
    for bot in (user for user in everybody if user.is_bot):
        membership.set_status(asked.world, room, bot, "administrator" if room.kind == "channel" else "member")
    return _room(room)


def change_chat(asked: Asked) -> Json:
    """Give a chat a username, topics, a discussion group; let a channel's posts be signed."""
    _settle(asked, asked.room())
    return _room(asked.room())


def _settle(asked: Asked, room: Room) -> None:
    if asked.get("username"):
        room.chat["username"] = asked["username"]
    if asked.get("forum") is not None:
        make_forum(asked.world, room, on=bool(asked["forum"]))
    if asked.get("discussion"):
        _link(room, asked.room("discussion"))
    room.signed = bool(asked.get("signed", room.signed))


def _link(channel: Room, group: Room) -> None:
    if channel.kind != "channel" or group.kind != "supergroup":
        raise WrongUse("a channel has a supergroup for its discussion")
    channel.linked, group.linked = group.key, channel.key


def set_played(asked: Asked) -> None:
    """Say whom the page plays, so that scripted colleagues leave this person alone."""
    asked.world.played = asked.user().id


def set_member(asked: Asked) -> Json:
    """Add, promote, demote or remove somebody."""
    by = asked.user("by") if asked.get("by") else None
    status, hidden = asked.get("status", "member"), bool(asked.get("anonymous"))
    denied, title = list(asked.get("denied", [])), asked.get("title")
    new = Member(asked.user(), status, hidden, title, denied)
    membership.become(asked.world, asked.room(), new, by=by)
    return _room(asked.room())


def deactivate(asked: Asked) -> None:
    """Delete a person's account."""
    membership.deactivate(asked.world, asked.user())


def set_block(asked: Asked) -> None:
    """Block or unblock a bot."""
    room = asked.world.private_room(asked.bot(), asked.user(), create=True)
    if room:
        membership.block(asked.world, room, asked.user(), blocked=bool(asked.get("blocked", True)))


def migrate(asked: Asked) -> Json:
    """Turn a group into a supergroup."""
    return _room(membership.migrate(asked.world, asked.room()))


def clock(asked: Asked) -> Json:
    """Return the world's moment and the speed of its time, and whether life times go by it."""
    source = asked.world.clock
    speed = source.speed if isinstance(source, ScaledClock) else 1.0
    return {"now": source.now().isoformat(), "speed": speed, "virtual": asked.world.virtual}


def set_clock(asked: Asked) -> Json:
    """Jump, pause or change speed; let life times, limits and waits follow, or not."""
    source = asked.world.clock
    if asked.get("virtual") is not None:
        asked.world.go_by(clock=bool(asked["virtual"]))
    if not isinstance(source, ScaledClock) and (asked.get("now") or asked.get("speed")) is not None:
        raise WrongUse("this server follows the machine's time, which cannot be set")
    if isinstance(source, ScaledClock) and asked.get("now") is not None:
        source.jump_to(datetime.fromisoformat(asked["now"]))
    if isinstance(source, ScaledClock) and asked.get("speed") is not None:
        source.run_at(float(asked["speed"]))
    for bot in asked.world.bots.values():
        bot.queue.signal.ring()  # A webhook that waits by this clock looks again.
    asked.world.feed.tell("clock", **clock(asked))
    return clock(asked)


def add_fault(asked: Asked) -> None:
    """Let a fault wait for its call."""
    asked.world.faults.add(Fault(**asked.given))


def faults(asked: Asked) -> Json:
    """Return the faults and how often each was played."""
    return {"faults": list(asked.world.faults.listed())}


def forget_faults(asked: Asked) -> None:
    """Forget all faults."""
    asked.world.faults.clear()


def inject(asked: Asked) -> Json:
    """Queue a raw update as it is, or move the number that the next one gets."""
    queue = asked.bot().queue
    if asked.get("shift"):
        queue.next_id += asked.number("shift")
        return {"next_id": queue.next_id}
    return {"update_id": queue.put(asked["update"])}


def set_limits(asked: Asked) -> Json:
    """Switch the sending limits on or off, or change them."""
    return asked.world.limits.settle(asked.given)


def age(asked: Asked) -> None:
    """Make what waits older, so that life times can be tried without waiting."""
    asked.world.age(float(asked["seconds"]))


POSTS: dict[str, Callable[[Asked], Any]] = {
    "reset": reset,
    "users": create_user,
    "bots": create_bot,
    "chats": create_chat,
    "chat": change_chat,
    "members": set_member,
    "played": set_played,
    "blocks": set_block,
    "deactivate": deactivate,
    "migrate": migrate,
    "faults": add_fault,
    "updates": inject,
    "limits": set_limits,
    "age": age,
}
GETS: dict[str, Callable[[Asked], Any]] = {"state": state, "faults": faults}
