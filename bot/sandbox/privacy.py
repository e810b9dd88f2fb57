"""Which messages of a group a bot gets to see: the platform's privacy mode."""

from __future__ import annotations

from bot.sandbox.entities import parts
from bot.sandbox.errors import Json
from bot.sandbox.values import Bot, Room

SERVICE = (
    "new_chat_members", "left_chat_member", "new_chat_title", "pinned_message", "group_chat_created",
    "supergroup_chat_created", "migrate_to_chat_id", "migrate_from_chat_id",
)  # fmt: skip


def is_service(message: Json) -> bool:
    """Say whether the platform wrote this message about the chat."""
    return any(kind in message for kind in SERVICE)


def sees(bot: Bot, room: Room, message: Json) -> bool:
    """Say whether a message of somebody else reaches the bot."""
    member = room.member(bot.id)
    sender = message.get("from", {})
    if member is None or sender.get("id") == bot.id:
        return False
    if is_service(message):
        return True
    if sender.get("is_bot") and "sender_chat" not in message:
        return False  # Bots do not hear each other.
    return room.private or not bot.privacy or member.leads or _meant(bot, message)


def _meant(bot: Bot, message: Json) -> bool:
    if message.get("reply_to_message", {}).get("from", {}).get("id") == bot.id:
        return True
    return any(_names(bot, entity, words) for entity, words in parts(message))


def _names(bot: Bot, entity: Json, words: str) -> bool:
    own = f"@{bot.username}".lower()
    if entity["type"] == "bot_command":
        return "@" not in words or words.lower().endswith(own)
    if entity["type"] == "mention":
        return words.lower() == own
    return bool(entity["type"] == "text_mention" and entity["user"]["id"] == bot.id)
