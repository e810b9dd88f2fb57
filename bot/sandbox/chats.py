"""Chats, topics and messages as the sandbox's client sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox.asking import Asking
from bot.sandbox.rich import words_of


class Chat:
    """A group, a channel or a private chat: a place where people write."""

    def __init__(self, client: Asking, facts: dict[str, Any]) -> None:
        self._client = client
        self.facts = facts
        self.key: str = facts["key"]
        self.id: int = facts["chat"]["id"]

    def __repr__(self) -> str:
        return f"Chat({self.key})"

    @property
    def place(self) -> dict[str, Any]:
        """The fields of a control call that name this place."""
        return {"chat": self.key}

    @property
    def creator(self) -> int:
        """The account of whoever opened it."""
        return next(int(member["user"]) for member in self.facts["members"] if member["status"] == "creator")

    async def topic(self, name: str, *, by: int | None = None, **more: Any) -> Topic:
        """Open a topic of a forum, by its creator if nobody is named."""
        answer = await self._client.ask(
            "POST", "/sandbox/topics", chat=self.key, user=by or self.creator, name=name, **more
        )
        return Topic(self._client, {**self.facts, **answer})

    async def becomes(self, **facts: Any) -> None:
        """Give the chat a username, topics (``forum=True``), a ``discussion`` group's key; sign a channel's posts."""
        self.facts = await self._client.ask("POST", "/sandbox/chat", chat=self.key, **facts)


class Topic(Chat):
    """A topic of a forum: people write into it as into a chat."""

    def __init__(self, client: Asking, facts: dict[str, Any]) -> None:
        super().__init__(client, facts)
        self.thread: int = facts["topic"]["message_thread_id"]
        self.name: str = facts["topic"]["name"]

    def __repr__(self) -> str:
        return f"Topic({self.key}, {self.name})"

    @property
    def place(self) -> dict[str, Any]:
        """The fields of a control call that name this place."""
        return {"chat": self.key, "thread": self.thread}

    async def closes(self, *, closed: bool = True) -> None:
        """Close the topic, or open it again."""
        await self._change(closed=closed)

    async def renames(self, name: str) -> None:
        """Give the topic another name."""
        await self._change(name=name)
        self.name = name

    async def goes(self) -> None:
        """Delete the topic with all that was said in it."""
        await self._change(deleted=True)

    async def _change(self, **fields: Any) -> None:
        await self._client.ask("POST", "/sandbox/topic", user=self.creator, **self.place, **fields)


@dataclass(frozen=True)
class Message:
    """A message with its raw Bot API fields in ``raw``."""

    raw: dict[str, Any]
    room: str

    @property
    def id(self) -> int:
        """The message id."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """The text, or the caption, or the words of a rich message, or nothing."""
        return words_of(self.raw)

    @property
    def by_bot(self) -> bool:
        """Whether a bot wrote it; a channel and an anonymous administrator are none."""
        return bool(self.raw.get("from", {}).get("is_bot")) and "sender_chat" not in self.raw

    @property
    def edited(self) -> bool:
        """Whether it was changed since it was written."""
        return "edit_date" in self.raw

    @property
    def thread(self) -> int | None:
        """The topic in which it stands."""
        return self.raw.get("message_thread_id")

    @property
    def buttons(self) -> list[str]:
        """The words on its inline or reply keyboard, row by row."""
        markup = self.raw.get("reply_markup", {})
        rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
        return [button["text"] for row in rows for button in row]

    @property
    def file_id(self) -> str:
        """The id of its photo, document or other file."""
        kinds = ("document", "voice", "audio", "video", "video_note", "sticker")
        kept = self.raw["photo"][-1] if "photo" in self.raw else next(self.raw[one] for one in kinds if one in self.raw)
        return str(kept["file_id"])

    @property
    def votes(self) -> dict[str, int]:
        """How often each option of its poll was chosen."""
        return {option["text"]: option["voter_count"] for option in self.raw["poll"]["options"]}
