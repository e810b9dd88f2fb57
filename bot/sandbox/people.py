"""Persons, chats and messages as the sandbox's client sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.client import SandboxClient


class Chat:
    """A group, or a private chat."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts = facts
        self.key: str = facts["key"]
        self.id: int = facts["chat"]["id"]

    def __repr__(self) -> str:
        return f"Chat({self.key})"


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
        """The text, or the caption, or nothing."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def by_bot(self) -> bool:
        """Whether a bot wrote it; an anonymous administrator is none."""
        return bool(self.raw["from"]["is_bot"]) and "sender_chat" not in self.raw

    @property
    def edited(self) -> bool:
        """Whether it was changed since it was written."""
        return "edit_date" in self.raw

    @property
    def buttons(self) -> list[str]:
        """The words on its inline or reply keyboard, row by row."""
        markup = self.raw.get("reply_markup", {})
        rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
        return [button["text"] for row in rows for button in row]

    @property
    def file_id(self) -> str:
        """The id of its photo or document."""
        kept = self.raw["photo"][-1] if "photo" in self.raw else self.raw["document"]
        return str(kept["file_id"])


class Person:
    """Somebody who uses the chat; without ``chat`` everything happens in private with the first bot."""

    def __init__(self, client: SandboxClient, facts: dict[str, Any]) -> None:
        self._client = client
        self.facts = facts
        self.id: int = facts["id"]
        self.name: str = facts["name"]

    def __repr__(self) -> str:
        return f"Person({self.name})"

    @property
    def mention(self) -> str:
        """Words for ``says(…, parse_mode="HTML")`` that carry this person's id."""
        return f'<a href="tg://user?id={self.id}">@{self.name}</a>'

    async def says(
        self, text: str, *, chat: Chat | None = None, reply_to: Message | None = None, **more: Any
    ) -> Message:
        """Write a text; ``parse_mode``, ``entities`` and ``bot`` are optional."""
        return await self._client.act("say", self, chat, text=text, reply_to=_id(reply_to), **more)

    async def opens(self, start: str = "", **more: Any) -> Message:
        """Open the bot, by a deep link ``?start=…`` or its button."""
        return await self.says(f"/start {start}".strip(), **more)

    async def edits(self, message: Message, text: str) -> Message:
        """Change the words of one's own message."""
        return await self._client.act("edit", self, message.room, message_id=message.id, text=text)

    async def deletes(self, message: Message) -> None:
        """Delete one's own message."""
        await self._client.ask("POST", "/sandbox/delete", user=self.id, chat=message.room, message_id=message.id)

    async def forwards(self, message: Message, *, chat: Chat | None = None, hidden: bool = False) -> Message:
        """Forward a message to a chat."""
        source = {"from_chat": message.room, "message_id": message.id}
        return await self._client.act("forward", self, chat, hidden=hidden, **source)

    async def sends_photo(self, content: bytes, *, chat: Chat | None = None, **more: Any) -> Message:
        """Send a PNG or a JPEG; ``caption``, ``reply_to``, ``name``, ``media_group_id`` are optional."""
        return await self._sends("photo", content, chat, more)

    async def sends_document(
        self, content: bytes, *, name: str = "file.bin", chat: Chat | None = None, **more: Any
    ) -> Message:
        """Send a document; ``caption`` and ``reply_to`` are optional."""
        return await self._sends("document", content, chat, {"name": name, **more})

    async def _sends(self, kind: str, content: bytes, chat: Chat | None, more: dict[str, Any]) -> Message:
        if isinstance(target := more.get("reply_to"), Message):
            more = {**more, "reply_to": target.id}
        return await self._client.act("file", self, chat, kind=kind, content=content, **more)

    async def sends(self, *, chat: Chat | None = None, **content: Any) -> Message:
        """Send any other kind of message by its raw fields: ``sends(location={…})``."""
        return await self._client.act("content", self, chat, content=content)

    async def shares_contact(self, owner: Person | None = None, *, chat: Chat | None = None) -> Message:
        """Share one's own contact, or somebody else's."""
        return await self._client.act("contact", self, chat, owner=(owner or self).id)

    async def presses(self, button: str, message: Message, *, wait: float = 0) -> dict[str, Any]:
        """Tap an inline button by its words; with ``wait`` the ``answer`` (toast) is waited for."""
        where = {"chat": message.room, "message_id": message.id}
        answer: dict[str, Any] = await self._client.ask(
            "POST", "/sandbox/press", user=self.id, text=button, wait=wait, **where
        )
        return answer

    async def forges(self, data: str, message: Message) -> None:
        """Send callback data that no button under the message holds."""
        where = {"chat": message.room, "message_id": message.id}
        await self._client.ask("POST", "/sandbox/press", user=self.id, data=data, forged=True, **where)

    async def blocks(self, *, blocked: bool = True) -> None:
        """Block the first bot, or unblock it."""
        await self._client.ask("POST", "/sandbox/blocks", user=self.id, blocked=blocked)


Words = str | None


def key_of(chat: Chat | Person | str) -> str:
    """Return the key by which the control API knows a chat."""
    if isinstance(chat, str):
        return chat
    return chat.key if isinstance(chat, Chat) else str(chat.id)


def _id(message: Message | None) -> int | None:
    return message.id if message else None
