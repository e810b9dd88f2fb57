"""Methods of bots that lead a chat: banning, restricting, promoting, titles, what members may do."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.members import ALL_RIGHTS, PERMISSIONS
from bot.sandbox.membership import become
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.posting import remove, service
from bot.sandbox.rights import may, refuse
from bot.sandbox.senders import by_bot
from bot.sandbox.values import Member, Room

RESTRICTING = "not enough rights to restrict/unrestrict chat member"
MEDIA = tuple(name for name in PERMISSIONS[1:7])
TITLE_LIMIT = 16


def ban(call: Call) -> bool:
    """Remove somebody, who cannot come back until unbanned."""
    room = call.group()
    old = _other(call, room)
    become(call.world, room, Member(old.user, "kicked", until=_until(call)), by=call.bot.user)
    if call.params.get("revoke_messages"):
        for number in [number for number, author in room.authors.items() if author == old.user.id]:
            remove(call.world, room, number)
    return True


def unban(call: Call) -> bool:
    """Let somebody come back; a member is removed unless only a ban is to be lifted."""
    room = call.group()
    _refuse_group(room)
    old = _other(call, room)
    if old.status == "kicked" or (old.present and not call.params.get("only_if_banned")):
        become(call.world, room, Member(old.user, "left"), by=call.bot.user)
    return True


def restrict(call: Call) -> bool:
    """Take permissions from a member, or give them back."""
    room = call.group()
    if room.kind != "supergroup":
        raise bad_request("method is available only for supergroups")
    old, denied = _other(call, room), _denied(call)
    status = "restricted" if denied else ("member" if old.present else "left")
    new = Member(old.user, status, denied=denied, until=_until(call), inside=old.present)
    become(call.world, room, new, by=call.bot.user)
    return True


def promote(call: Call) -> bool:
    """Make somebody an administrator with the rights that are given, or with none a member again."""
    room = call.group()
    _refuse_group(room)
    given = [name for name in ALL_RIGHTS if call.params.get(name)]
    old = _member(call, room)
    if old.user.id == call.bot.id and given:
        raise bad_request("can't promote self")
    if old.status == "creator":
        raise bad_request("can't remove chat owner")
    refuse(room, call.member(room), "can_promote_members", "not enough rights")
    if not old.present:
        raise bad_request("USER_NOT_PARTICIPANT")
    hidden = bool(call.params.get("is_anonymous"))
    if not given and not hidden:
        become(call.world, room, Member(old.user), by=call.bot.user)
        return True
    if not all(may(room, call.member(room), name) for name in given):
        raise bad_request("RIGHT_FORBIDDEN")
    denied = [name for name in ALL_RIGHTS if name not in given and name != "can_manage_chat"]
    new = Member(old.user, "administrator", hidden, old.title, denied, appointed_by=call.bot.id)
    become(call.world, room, new, by=call.bot.user)
    return True


def set_custom_title(call: Call) -> bool:
    """Give an administrator whom the bot appointed a title."""
    room = call.chat(sending=True)
    if room.kind not in ("group", "supergroup"):
        raise bad_request("method is available only for groups and supergroups")
    member = _member(call, room)
    if member.status == "creator":
        raise bad_request("only the owner can edit their custom title")
    if member.status != "administrator":
        raise bad_request("user is not an administrator")
    if member.appointed_by != call.bot.id:
        raise bad_request("not enough rights to change custom title of the user")
    if len(call.params["custom_title"]) > TITLE_LIMIT:
        raise bad_request("CUSTOM_TITLE_INVALID")
    become(call.world, room, replace(member, title=call.params["custom_title"]), by=call.bot.user)
    return True


def set_title(call: Call) -> bool:
    """Rename the chat, which says so."""
    room = call.group("can't change private chat title")
    refuse(room, call.member(room), "can_change_info", "not enough rights to change chat title")
    title = " ".join(call.params["title"].split())[:128]
    if not title:
        raise bad_request("title must be non-empty")
    if title != room.chat["title"]:
        room.chat["title"] = title
        service(call.world, room, by_bot(room, call.bot), {"new_chat_title": title})
        call.world.feed.tell("chat", room=room.key)
    return True


def set_description(call: Call) -> bool:
    """Describe the chat."""
    room = call.group("can't change private chat description")
    refuse(room, call.member(room), "can_change_info", "not enough rights to set chat description")
    text = (call.params.get("description") or "").strip()[:255]
    if text == room.description:
        raise bad_request("chat description is not modified")
    room.description = text
    return True


def set_permissions(call: Call) -> bool:
    """Say what ordinary members may do."""
    room = call.group("can't change private chat permissions")
    if room.kind == "channel":
        raise bad_request("can't change channel chat permissions")
    member = call.member(room)
    if not member.leads or not may(room, member, "can_restrict_members"):
        raise bad_request("not enough rights to change chat permissions")
    denied = _denied(call)
    if denied == room.denied:
        raise bad_request("CHAT_NOT_MODIFIED")
    room.denied = denied
    if room.kind == "group":
        room.chat["all_members_are_administrators"] = not denied
    return True


def _denied(call: Call) -> list[str]:
    """Media need messages, and other messages need both, unless each permission stands for itself."""
    given: Json = dict(call.params["permissions"])
    if not call.params.get("use_independent_chat_permissions"):
        wide = given.get("can_send_other_messages") or given.get("can_add_web_page_previews")
        given |= dict.fromkeys(MEDIA, True) if wide else {}
        if given.get("can_send_polls") or any(given.get(name) for name in MEDIA):
            given["can_send_messages"] = True
    given.setdefault("can_manage_topics", given.get("can_pin_messages"))
    given.setdefault("can_react_to_messages", given.get("can_send_messages"))
    return [name for name in PERMISSIONS if not given.get(name)]


def _until(call: Call) -> int:
    """Less than half a minute or more than 366 days from now is for ever."""
    date = int(call.params.get("until_date") or 0)
    return date if 30 <= date - call.world.moment() <= 366 * 86_400 else 0


def _member(call: Call, room: Room) -> Member:
    user_id = call.params["user_id"]
    if user_id not in call.world.users:
        raise bad_request("invalid user_id specified")
    return room.members.get(user_id) or Member(call.world.user(user_id), "left")


def _other(call: Call, room: Room) -> Member:
    """Return somebody whom the bot may restrict, or refuse."""
    member = _member(call, room)
    if member.user.id == call.bot.id:
        raise bad_request("can't restrict self")
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    refuse(room, call.member(room), "can_restrict_members", RESTRICTING)
    if member.leads and member.appointed_by != call.bot.id:
        raise bad_request("user is an administrator of the chat")
    return member


def _refuse_group(room: Room) -> None:
    if room.kind == "group":
        raise bad_request("method is available for supergroup and channel chats only")


METHODS: dict[str, Method] = {
    "banChatMember": ban,
    "unbanChatMember": unban,
    "restrictChatMember": restrict,
    "promoteChatMember": promote,
    "setChatAdministratorCustomTitle": set_custom_title,
    "setChatTitle": set_title,
    "setChatDescription": set_description,
    "setChatPermissions": set_permissions,
}
