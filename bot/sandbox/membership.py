"""Who is in which room and as what: joining, leaving, promoting, blocking, moving to a supergroup."""

from __future__ import annotations

from bot.sandbox.errors import Json, WrongUse
from bot.sandbox.posting import service
from bot.sandbox.values import PRESENT, Member, Room, User
from bot.sandbox.world import World

STATUSES = (*PRESENT, "left", "kicked")


def set_status(
    world: World, room: Room, user: User, status: str, *, by: User | None = None, anonymous: bool = False
) -> Member:
    """Make somebody a member, an administrator, a stranger; say so in the chat and to the bots concerned."""
    if status not in STATUSES or room.private:
        raise WrongUse(f"no such change: {status} in {room.kind}")
    old = room.members.get(user.id) or Member(user, "left")
    new = Member(user, status, anonymous)
    actor = by or _creator(room) or user
    if new.present:
        room.members[user.id] = new
    _tell_bots(world, room, actor, old, new)
    if old.present != new.present:
        _announce(world, room, actor, new)
    room.members[user.id] = new
    world.feed.tell("chat", room=room.key)
    return new


def leave(world: World, room: Room, user: User) -> None:
    """Let somebody go of their own will."""
    set_status(world, room, user, "left", by=user)


def block(world: World, room: Room, user: User, *, blocked: bool) -> None:
    """Let a person block a bot, or think better of it; the bot learns it by ``my_chat_member``."""
    if room.bot is None:
        raise WrongUse("only a private chat can be blocked")
    old = room.members[room.bot.id]
    new = Member(room.bot.user, "kicked" if blocked else "member")
    if old.status != new.status:
        room.members[room.bot.id] = new
        room.bot.queue.add("my_chat_member", _changed(world, room, user, old, new))


def migrate(world: World, room: Room) -> Room:
    """Turn a group into a supergroup: a new chat id, the old one answers with where it went."""
    if room.kind != "group" or room.migrated_to:
        raise WrongUse("only a basic group becomes a supergroup")
    moved = world.create_group(str(room.chat["title"]), [], kind="supergroup")
    moved.members = dict(room.members)
    by = (_creator(room) or next(iter(room.members.values())).user).public()
    service(world, room, by, {"migrate_to_chat_id": moved.id})
    service(world, moved, by, {"migrate_from_chat_id": room.id})
    room.migrated_to = moved.id
    return moved


def _creator(room: Room) -> User | None:
    return next((member.user for member in room.members.values() if member.status == "creator"), None)


def _announce(world: World, room: Room, actor: User, member: Member) -> None:
    public = member.user.public()
    if member.present:
        content: Json = {"new_chat_members": [public], "new_chat_member": public, "new_chat_participant": public}
    else:
        content = {"left_chat_member": public, "left_chat_participant": public}
    service(world, room, actor.public(), content)


def _tell_bots(world: World, room: Room, actor: User, old: Member, new: Member) -> None:
    if (old.status, old.anonymous) == (new.status, new.anonymous):
        return
    change = _changed(world, room, actor, old, new)
    for bot in world.bots.values():
        if bot.id == new.user.id:
            bot.queue.add("my_chat_member", change)
        elif (member := room.member(bot.id)) and member.leads:
            bot.queue.add("chat_member", change)


def _changed(world: World, room: Room, actor: User, old: Member, new: Member) -> Json:
    return {
        "chat": room.chat,
        "from": actor.public(),
        "date": world.moment(),
        "old_chat_member": old.public(),
        "new_chat_member": new.public(),
    }
