"""Methods about invite links and requests to join."""

from __future__ import annotations

from functools import partial

from bot.sandbox import invitations
from bot.sandbox.errors import Json
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.values import Link, Room


def export(call: Call) -> str:
    """Make a new primary link and return its address; the old one ends."""
    room = call.chat(sending=True)
    return invitations.create(call.world, room, call.member(room), {}, primary=True).address


def create(call: Call) -> Json:
    """Make another link."""
    room = call.chat(sending=True)
    link = invitations.create(call.world, room, call.member(room), call.params)
    return invitations.public(call.world, room, link)


def edit(call: Call) -> Json:
    """Change a link of the bot."""
    room, link = _link(call)
    invitations.change(link, call.params)
    return invitations.public(call.world, room, link)


def revoke(call: Call) -> Json:
    """End a link."""
    room, link = _link(call)
    link.revoked = True
    return invitations.public(call.world, room, link)


def decide(call: Call, *, approved: bool) -> bool:
    """Let in somebody who asked to join, or turn them away."""
    room = call.chat(sending=True)
    invitations.decide(call.world, room, call.member(room), call.params["user_id"], approved=approved)
    return True


def _link(call: Call) -> tuple[Room, Link]:
    room = call.chat(sending=True)
    invitations.refuse_inviting(room, call.member(room))
    return room, invitations.link_of(room, call.params["invite_link"])


METHODS: dict[str, Method] = {
    "exportChatInviteLink": export,
    "createChatInviteLink": create,
    "editChatInviteLink": edit,
    "revokeChatInviteLink": revoke,
    "approveChatJoinRequest": partial(decide, approved=True),
    "declineChatJoinRequest": partial(decide, approved=False),
}
