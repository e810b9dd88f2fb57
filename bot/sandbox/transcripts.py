"""Transcripts: what was said in a chat, as text that reads like a dialog, and as JSON for programs.

# 工作群 (-1001000000001)
[11-23 10:00] 张三: 收到  #2
[11-23 10:01] 台账 (bot) ↩2: 已签收 DB-2026-1，请于11月27日 18:00前反馈。 [签收|退回] (edited) (pinned)  #3
[11-23 10:02] · 李四 joined  #4
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox import rich
from bot.sandbox.errors import Json
from bot.sandbox.values import Room

ZONE = ZoneInfo("Asia/Shanghai")
ENVELOPE = {
    "message_id", "date", "chat", "from", "sender_chat", "edit_date", "text", "entities", "caption", "caption_entities",
    "reply_to_message", "reply_markup", "forward_origin", "media_group_id", "message_thread_id", "is_topic_message",
    "has_protected_content", "quote", "external_reply", "author_signature", "link_preview_options", "via_bot",
    "sender_tag", "is_automatic_forward", "is_from_offline", "reply_to_story", "effect_id", "new_chat_member",
    "new_chat_participant", "left_chat_participant", "thumbnail", "forward_from", "forward_from_chat",
    "forward_from_message_id", "forward_sender_name", "forward_signature", "forward_date",
}  # fmt: skip
"""What is said of a message beside its content."""


def _names(people: Iterable[Json]) -> str:
    return "、".join(map(_name, people))


def _name(somebody: Json) -> str:
    parts = (somebody.get("title"), somebody.get("first_name"), somebody.get("last_name"))
    return " ".join(str(part) for part in parts if part)


SERVICE: dict[str, Callable[[Any], str]] = {
    "new_chat_members": lambda people: f"{_names(people)} joined",
    "left_chat_member": lambda person: f"{_name(person)} left",
    "pinned_message": lambda message: f"pinned #{message['message_id']}",
    "migrate_to_chat_id": lambda number: f"moved to {number}",
    "migrate_from_chat_id": lambda number: f"moved from {number}",
    "new_chat_title": lambda title: f"title is now {title}",
    "forum_topic_created": lambda topic: f"topic {topic.get('name')} opened",
    "forum_topic_edited": lambda topic: f"topic is now {topic.get('name', 'another icon')}",
    "forum_topic_closed": lambda _: "topic closed",
    "forum_topic_reopened": lambda _: "topic opened again",
    "general_forum_topic_hidden": lambda _: "General hidden",
    "general_forum_topic_unhidden": lambda _: "General shown again",
    "group_chat_created": lambda _: "group opened",
}


def lines(room: Room) -> list[Json]:
    """Return a chat's messages as short objects: who said what, when, in reply to what, with which buttons."""
    return [_line(room, number) for number in room.messages]


def _line(room: Room, number: int) -> Json:
    message = room.shown(number)
    sender: Json = message.get("from") or message.get("sender_chat") or message["chat"]
    shown: Json = message.get("sender_chat") or sender
    origin = message.get("forward_origin")
    told: Json = {
        "id": number,
        "date": message["date"],
        "thread": message.get("message_thread_id"),
        "from": _name(shown),
        "from_id": shown.get("id"),
        "bot": bool(sender.get("is_bot")) and "sender_chat" not in message,
        "text": rich.words_of(message) or None,
        "reply_to": message.get("reply_to_message", {}).get("message_id"),
        "forward_from": _origin(origin) if origin else None,
        "buttons": _buttons(message.get("reply_markup", {})),
        "edited": "edit_date" in message,
        "pinned": number in room.pinned,
        "reactions": [sign.get("emoji", sign.get("type")) for sign in message.get("reactions", [])],
        "service": next((say(message[kind]) for kind, say in SERVICE.items() if kind in message), None),
    }
    told["content"] = [] if told["service"] else [kind for kind in message if kind not in ENVELOPE | {"reactions"}]
    return {name: value for name, value in told.items() if value not in (None, False, [])}


def _origin(origin: Json) -> str:
    known = origin.get("sender_user") or origin.get("sender_chat") or origin.get("chat")
    return _name(known) if known else str(origin.get("sender_user_name", "?"))


def _buttons(markup: Json) -> list[list[str]]:
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return [[button["text"] if isinstance(button, dict) else button for button in row] for row in rows]


def as_text(room: Room, zone: tzinfo = ZONE) -> str:
    """Return a chat as a dialog, a message a line; further lines of a text are indented."""
    heading = f"# {_name(room.chat)} ({room.key})"
    return "\n".join([heading, *(_said(told, zone) for told in lines(room))]) + "\n"


def _said(told: Json, zone: tzinfo) -> str:
    moment = datetime.fromtimestamp(told["date"], UTC).astimezone(zone).strftime("%m-%d %H:%M")
    if "service" in told:
        return f"[{moment}] · {told['service']}  #{told['id']}"
    who = told["from"] + (" (bot)" if "bot" in told else "") + (f" ↩{told['reply_to']}" if "reply_to" in told else "")
    forwarded = f"(from {told['forward_from']}) " if "forward_from" in told else ""
    content = "".join(f"<{kind}> " for kind in told.get("content", []))
    text = str(told.get("text", "")).replace("\n", "\n    ")
    rows = " ".join(f"[{'|'.join(row)}]" for row in told.get("buttons", []))
    marks = " ".join(f"({mark})" for mark in ("edited", "pinned") if mark in told)
    signs = "".join(map(str, told.get("reactions", [])))
    said = " ".join(part for part in (f"{forwarded}{content}{text}".strip(), rows, marks, signs) if part)
    return f"[{moment}] {who}: {said}  #{told['id']}"
