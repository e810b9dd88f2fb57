"""Invite links: made, used, revoked; requests to join, and what bots hear of them."""

from __future__ import annotations

from bot.sandbox.errors import Json, WrongUse, bad_request
from bot.sandbox.membership import become
from bot.sandbox.rights import may, refuse
from bot.sandbox.values import Link, Member, Room, User
from bot.sandbox.world import World

SITE = "https://t.me/+"


def create(world: World, room: Room, member: Member, given: Json, *, primary: bool = False) -> Link:
    """Make a link; a new primary one of the same account takes the old one's place."""
    refuse_inviting(room, member)
    if given.get("creates_join_request") and given.get("member_limit"):
        raise bad_request("member limit can't be specified for links requiring administrator approval")
    link = Link(f"{SITE}sandbox{world.number('link'):010d}", member.user.id, primary=primary)
    for old in room.links.values():
        old.revoked = old.revoked or (primary and old.primary and old.creator == link.creator)
    change(link, given)
    room.links[link.address] = link
    return link


def change(link: Link, given: Json) -> None:
    """Set name, end, limit and whether administrators decide."""
    link.name, link.expires = given.get("name") or "", given.get("expire_date") or 0
    link.limit, link.by_request = given.get("member_limit") or 0, bool(given.get("creates_join_request"))


def refuse_inviting(room: Room, member: Member) -> None:
    """Refuse whoever may not manage links."""
    if room.private:
        raise bad_request("can't invite members to a private chat")
    words = "not enough rights to manage chat invite link"
    if not member.leads:
        raise bad_request(words)
    refuse(room, member, "can_invite_users", words)


def link_of(room: Room, address: str) -> Link:
    """Return a link of the room, or refuse."""
    if address not in room.links:
        raise bad_request("INVITE_HASH_EXPIRED")
    return room.links[address]


def primary_of(room: Room, creator: int) -> Link | None:
    """Return the primary link of somebody, if they have one."""
    primary = (link for link in room.links.values() if link.primary and not link.revoked)
    return next((link for link in primary if link.creator == creator), None)


def public(world: World, room: Room, link: Link) -> Json:
    """Return the Bot API's ChatInviteLink."""
    waiting = sum(address == link.address for address in room.requests.values())
    more = {
        "name": link.name,
        "expire_date": link.expires,
        "member_limit": link.limit,
        "pending_join_request_count": waiting,
    }
    return {
        "invite_link": link.address,
        "creator": world.user(link.creator).public(),
        "creates_join_request": link.by_request,
        "is_primary": link.primary,
        "is_revoked": link.revoked,
        **{name: value for name, value in more.items() if value},
    }


def join(world: World, user: User, address: str) -> Room:
    """Let a person follow a link: into the room, or before the door of those who decide."""
    room = next((room for room in world.rooms.values() if address in room.links), None)
    if room is None:
        raise WrongUse(f"no link {address}")
    link = world.room(room.key).links[address]
    _refuse_entry(world, room, user, link)
    if link.by_request:
        room.requests[user.id] = address
        _tell_of_request(world, room, user, link)
        return room
    link.joined += 1
    become(world, room, Member(user), by=user, told={"invite_link": public(world, room, link)})
    return room


def _refuse_entry(world: World, room: Room, user: User, link: Link) -> None:
    member = room.members.get(user.id)
    if room.member(user.id):
        raise WrongUse(f"{user.name} is there already")
    over = link.revoked or (0 < link.expires <= world.moment()) or (0 < link.limit <= link.joined)
    if over or (member and member.status == "kicked"):
        raise WrongUse(f"the link is closed to {user.name}")


def _tell_of_request(world: World, room: Room, user: User, link: Link) -> None:
    facts = {"chat": room.chat, "from": user.public(), "user_chat_id": user.id, "date": world.moment()}
    for bot in world.bots.values():
        if (member := room.member(bot.id)) and member.leads and may(room, member, "can_invite_users"):
            bot.queue.add("chat_join_request", {**facts, "invite_link": public(world, room, link)})


def decide(world: World, room: Room, member: Member, user_id: int, *, approved: bool) -> None:
    """Let in somebody who asked to join, or turn them away."""
    words = "not enough rights to manage chat join requests"
    if not member.leads:
        raise bad_request(words)
    refuse(room, member, "can_invite_users", words)
    if room.member(user_id):
        raise bad_request("USER_ALREADY_PARTICIPANT")
    if user_id not in room.requests:
        raise bad_request("HIDE_REQUESTER_MISSING")
    link = room.links[room.requests.pop(user_id)]
    if approved:
        link.joined += 1
        told = {"invite_link": public(world, room, link), "via_join_request": True}
        become(world, room, Member(world.user(user_id)), by=member.user, told=told)
