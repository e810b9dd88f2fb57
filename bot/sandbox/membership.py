"""Who is in which room and as what: joining, leaving, promoting, blocking, moving to a supergroup."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.errors import Json, WrongUse
from bot.sandbox.posting import service
from bot.sandbox.senders import Speaker, by_member
from bot.sandbox.values import PRESENT, Bot, Member, Room, User
from bot.sandbox.world import World

STATUSES = (*PRESENT, "left", "kicked")


def set_status(
    world: World, room: Room, user: User, status: str, *, by: User | None = None, anonymous: bool = False
) -> Member:
    """Make somebody a member, an administrator, a stranger; say so in the chat and to the bots concerned."""
    return become(world, room, Member(user, status, anonymous), by=by)


def become(world: World, room: Room, new: Member, *, by: User | None = None, told: Json | None = None) -> Member:
    """Let somebody be what ``new`` says; ``told`` is what bots hear besides (the link that was used)."""
    _refuse_impossible(room, new)
    user = new.user
    old = room.members.get(user.id) or Member(user, "left")
    actor = by or _creator(room) or user
    if new.present:
        room.members[user.id] = new
    _tell_bots(world, room, actor, (old, new), told or {})
    if old.present != new.present and room.kind != "channel":
        _announce(world, room, actor, new)
    room.members[user.id] = new
    world.feed.tell("chat", room=room.key)
    return new


def _refuse_impossible(room: Room, new: Member) -> None:
    if new.status not in STATUSES or room.private or (new.status == "restricted" and room.kind != "supergroup"):
        raise WrongUse(f"no such change: {new.status} in {room.kind}")
    if room.kind == "channel" and new.user.is_bot and new.present and not new.leads:
        raise WrongUse("a bot can only be an administrator of a channel")


def leave(world: World, room: Room, user: User) -> None:
    """Let somebody go of their own will; a restriction outlasts that."""
    old = room.members.get(user.id)
    restricted = old is not None and old.status == "restricted"
    become(world, room, replace(old, inside=False) if old and restricted else Member(user, "left"), by=user)


def block(world: World, room: Room, user: User, *, blocked: bool) -> None:
    """Let a person block a bot, or think better of it; the bot learns it by ``my_chat_member``."""
    if room.bot is None:
        raise WrongUse("only a private chat can be blocked")
    old = room.members[room.bot.id]
    new = Member(room.bot.user, "kicked" if blocked else "member")
    if old.status != new.status:
        room.members[room.bot.id] = new
        room.bot.queue.add("my_chat_member", _changed(world, room, user, (old, new), room.bot))


def deactivate(world: World, user: User) -> None:
    """Delete a person's account: only its number stays, and nobody can write to it."""
    user.deactivated = True
    for room in world.rooms.values():
        if room.private and room.id == user.id:
            for name in ("last_name", "username"):
                room.chat.pop(name, None)
            room.chat["first_name"] = ""
    world.feed.tell("people")


def migrate(world: World, room: Room) -> Room:
    """Turn a group into a supergroup: a new chat id and new message ids; people and their rights move along."""
    if room.kind != "group" or room.migrated_to:
        raise WrongUse("only a basic group becomes a supergroup")
    moved = world.create_group(str(room.chat["title"]), [], kind="supergroup")
    moved.members = {number: replace(member) for number, member in room.members.items()}
    moved.description, moved.denied = room.description, list(room.denied)
    actor = _creator(room) or next(iter(room.members.values())).user
    speaker = Speaker(actor.id, {"from": actor.public()})
    service(world, room, speaker, {"migrate_to_chat_id": moved.id})
    service(world, moved, speaker, {"migrate_from_chat_id": room.id})
    room.migrated_to = moved.id
    for bot in world.bots.values():
        if member := moved.member(bot.id):
            change = _changed(world, moved, actor, (Member(bot.user, "left"), member), bot)
            bot.queue.add("my_chat_member", change)
    return moved


def _creator(room: Room) -> User | None:
    return next((member.user for member in room.members.values() if member.status == "creator"), None)


def _announce(world: World, room: Room, actor: User, member: Member) -> None:
    public = member.user.public()
    if member.present:
        content: Json = {"new_chat_members": [public], "new_chat_member": public, "new_chat_participant": public}
    else:
        content = {"left_chat_member": public, "left_chat_participant": public}
    service(world, room, by_member(room, room.members.get(actor.id) or Member(actor)), content)


def _tell_bots(world: World, room: Room, actor: User, change: tuple[Member, Member], told: Json) -> None:
    old, new = change
    if old.public(room.kind) == new.public(room.kind):
        return
    for bot in world.bots.values():
        changed = {**_changed(world, room, actor, change, bot), **told}
        if bot.id == new.user.id:
            bot.queue.add("my_chat_member", changed)
        elif (member := room.member(bot.id)) and member.leads:
            bot.queue.add("chat_member", changed)


def _changed(world: World, room: Room, actor: User, change: tuple[Member, Member], bot: Bot) -> Json:
    old, new = change
    return {
        "chat": room.chat,
        "from": actor.public(),
        "date": world.moment(),
        "old_chat_member": old.public(room.kind, bot.id),
        "new_chat_member": new.public(room.kind, bot.id),
    }
