"""Who may do what in a room, in the platform's words when they may not."""

from __future__ import annotations

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.members import PERMISSIONS, RIGHTS, RIGHTS_OF
from bot.sandbox.values import Member, Room

SENDING = {
    "text": ("can_send_messages", "text messages"),
    "rich_message": ("can_send_messages", "text messages"),
    "animation": ("can_send_other_messages", "animations"),
    "audio": ("can_send_audios", "music"),
    "contact": ("can_send_messages", "contacts"),
    "dice": ("can_send_other_messages", "dice"),
    "document": ("can_send_documents", "documents"),
    "venue": ("can_send_messages", "venues"),
    "location": ("can_send_messages", "locations"),
    "photo": ("can_send_photos", "photos"),
    "poll": ("can_send_polls", "polls"),
    "sticker": ("can_send_other_messages", "stickers"),
    "video": ("can_send_videos", "videos"),
    "video_note": ("can_send_video_notes", "video notes"),
    "voice": ("can_send_voice_notes", "voice notes"),
}
"""What each kind of message needs, and how the platform calls it; the first field found in a message decides."""


def may(room: Room, member: Member, name: str) -> bool:
    """Say whether a member has a right or a permission in a room."""
    if room.private or member.status == "creator":
        return True
    open_to_all = room.kind != "channel" or name == "can_react_to_messages"
    everybody = open_to_all and name in PERMISSIONS and name not in room.denied
    if member.status == "administrator":
        own = name.startswith("can_send_") or name in (*RIGHTS, *RIGHTS_OF.get(room.kind, ()), "can_react_to_messages")
        return (own and name not in member.denied) or (everybody and name not in member.denied)
    return everybody and member.present and name not in member.denied


def refuse_posting(room: Room, member: Member, content: Json) -> None:
    """Refuse a message of a kind that the member may not send here."""
    if room.kind == "channel":
        if not may(room, member, "can_post_messages"):
            raise bad_request("need administrator rights in the channel chat")
        if "poll" in content and not content["poll"]["is_anonymous"]:
            raise bad_request("non-anonymous polls can't be sent to channel chats")
        return
    needed, words = next((SENDING[kind] for kind in SENDING if kind in content), ("", ""))
    if needed and not may(room, member, needed):
        raise bad_request(f"not enough rights to send {words} to the chat")


def refuse(room: Room, member: Member, name: str, words: str) -> None:
    """Refuse with the platform's words what needs a right that the member has not."""
    if not may(room, member, name):
        raise bad_request(words)
