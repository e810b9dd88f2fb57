"""Which messages of a group a bot gets to see: the platform's privacy mode."""

from __future__ import annotations

from bot.sandbox.entities import parts
from bot.sandbox.errors import Json
from bot.sandbox.values import Bot, Room

HEARD_BACK = (
    "left_chat_member", "new_chat_title", "pinned_message", "forum_topic_created", "forum_topic_edited",
    "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden",
)  # fmt: skip
"""What the platform says about the chat; a bot hears these even when it brought them about itself."""
SERVICE = (
    *HEARD_BACK, "new_chat_members", "new_chat_photo", "delete_chat_photo", "group_chat_created",
    "supergroup_chat_created", "channel_chat_created", "migrate_to_chat_id", "migrate_from_chat_id",
)  # fmt: skip


def is_service(message: Json) -> bool:
    """Say whether the platform wrote this message about the chat."""
    return any(kind in message for kind in SERVICE)


def sees(bot: Bot, room: Room, message: Json, by: int) -> bool:
    """Say whether a message, written or changed by an account, reaches the bot."""
    member = room.member(bot.id)
    if member is None:
        return False
    if by == bot.id:
        return any(kind in message for kind in HEARD_BACK)
    if is_service(message) or room.private or room.kind == "channel":
        return True
    if message.get("from", {}).get("is_bot") and "sender_chat" not in message:
        return False  # Bots do not hear each other.
    return not bot.privacy or member.leads or _meant(bot, room, message)


def _meant(bot: Bot, room: Room, message: Json) -> bool:
    target = message.get("reply_to_message")
    if target is not None and room.authors.get(target["message_id"]) == bot.id:
        return True
    if message.get("via_bot", {}).get("id") == bot.id:
        return True
    return any(_names(bot, entity, words) for entity, words in parts(message))


def _names(bot: Bot, entity: Json, words: str) -> bool:
    own = f"@{bot.username}".lower()
    if entity["type"] == "bot_command":
        return "@" not in words or words.lower().endswith(own)
    if entity["type"] == "mention":
        return words.lower() == own
    return bool(entity["type"] == "text_mention" and entity["user"]["id"] == bot.id)
