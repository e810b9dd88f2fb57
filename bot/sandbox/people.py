"""Persons as the sandbox's client sees them: who does what, where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.sandbox.asking import Asking
from bot.sandbox.chats import Chat, Message, Topic
from bot.sandbox.lengths import START_PARAMETER

__all__ = ["Chat", "Message", "Person", "Topic", "key_of"]


class Person:
    """Somebody who uses the chat; without ``chat`` everything happens in private with the first bot."""

    def __init__(self, client: Asking, facts: dict[str, Any]) -> None:
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

    # Words

    async def says(
        self,
        text: str,
        *,
        chat: Chat | None = None,
        reply_to: Message | None = None,
        as_channel: Chat | None = None,
        **more: Any,
    ) -> Message:
        """Write a text; ``quote``, ``parse_mode``, ``entities`` and ``bot`` are optional."""
        channel = as_channel.key if as_channel else None
        return await self._act("say", chat, text=text, as_channel=channel, **_reply(chat, reply_to), **more)

    async def opens(self, start: str = "", **more: Any) -> Message:
        """Open the bot, by a deep link ``?start=…`` or its button; ValueError where no link can carry that."""
        if start and not re.fullmatch(START_PARAMETER, start):
            raise ValueError(f"“{start}” is not 1–64 of A–Z a–z 0–9 _ -, so no deep link carries it")
        return await self.says(f"/start {start}".strip(), **more)

    async def edits(self, message: Message, text: str) -> Message:
        """Change the words of one's own message."""
        return await self._act("edit", message.room, message_id=message.id, text=text)

    async def deletes(self, message: Message) -> None:
        """Delete one's own message."""
        await self._do("delete", message)

    async def forwards(self, message: Message, *, chat: Chat | None = None, hidden: bool = False) -> Message:
        """Forward a message to a chat."""
        source = {"from_chat": message.room, "message_id": message.id}
        return await self._act("forward", chat, hidden=hidden, **source)

    # Files and other things

    async def sends_photo(self, content: bytes, *, chat: Chat | None = None, **more: Any) -> Message:
        """Send a PNG or a JPEG; ``caption``, ``reply_to``, ``name``, ``media_group_id`` are optional."""
        return await self.sends_file("photo", content, chat=chat, **more)

    async def sends_document(
        self, content: bytes, *, name: str = "file.bin", chat: Chat | None = None, **more: Any
    ) -> Message:
        """Send a document; ``caption`` and ``reply_to`` are optional."""
        return await self.sends_file("document", content, chat=chat, name=name, **more)

    async def sends_voice(self, content: bytes, *, duration: int, chat: Chat | None = None, **more: Any) -> Message:
        """Send a voice message of some seconds."""
        return await self.sends_file("voice", content, chat=chat, name="voice.ogg", duration=duration, **more)

    async def sends_file(
        self, kind: str, content: bytes, *, chat: Chat | None = None, reply_to: Message | None = None, **more: Any
    ) -> Message:
        """Send a file of a kind: photo, document, video, video_note, audio, voice, animation, sticker."""
        return await self._act("file", chat, kind=kind, content=content, **_reply(chat, reply_to), **more)

    async def sends_album(
        self, contents: Sequence[bytes], *, chat: Chat | None = None, caption: str | None = None, **more: Any
    ) -> list[Message]:
        """Send several photos as one album; the caption stands under the first."""
        first = await self.sends_photo(contents[0], chat=chat, caption=caption, media_group_id="new", **more)
        album = first.raw["media_group_id"]
        return [first, *[await self.sends_photo(one, chat=chat, media_group_id=album, **more) for one in contents[1:]]]

    async def sends(self, *, chat: Chat | None = None, **content: Any) -> Message:
        """Send any other kind of message by its raw fields: ``sends(dice={…})``."""
        return await self._act("content", chat, content=content)

    async def sends_place(self, latitude: float, longitude: float, *, chat: Chat | None = None, **more: Any) -> Message:
        """Send a point on the map: with ``live_period`` a live one, with ``title`` and ``address`` a venue."""
        return await self._act("place", chat, latitude=latitude, longitude=longitude, **more)

    async def moves_to(self, latitude: float, longitude: float, message: Message) -> Message:
        """Move one's own live location."""
        point = {"latitude": latitude, "longitude": longitude}
        return await self._act("move", message.room, message_id=message.id, **point)

    async def arrives(self, message: Message) -> Message:
        """End one's own live location."""
        return await self._act("move", message.room, message_id=message.id, stop=True)

    async def shares_contact(self, owner: Person | None = None, *, chat: Chat | None = None) -> Message:
        """Share one's own contact, or somebody else's."""
        return await self._act("contact", chat, owner=(owner or self).id)

    async def asks(self, question: str, options: Sequence[str], *, chat: Chat | None = None, **more: Any) -> Message:
        """Send a poll; ``is_anonymous``, ``allows_multiple_answers``, ``type`` and so on are optional."""
        return await self._act("poll", chat, question=question, options=list(options), **more)

    # What is done about messages

    async def votes(self, choice: str | Sequence[str], poll: Message) -> Message:
        """Vote for an option or several; with ``[]`` the vote is taken back."""
        options = [choice] if isinstance(choice, str) else list(choice)
        return await self._act("vote", poll.room, message_id=poll.id, options=options)

    async def closes(self, poll: Message) -> None:
        """Close one's own poll."""
        await self._do("stop_poll", poll)

    async def reacts(self, emoji: str | Sequence[str], message: Message) -> None:
        """Set one's reaction under a message; ``[]`` takes it away."""
        await self._do("react", message, emoji=[emoji] if isinstance(emoji, str) else list(emoji))

    async def pins(self, message: Message) -> None:
        """Pin a message."""
        await self._do("pin", message)

    async def unpins(self, message: Message) -> None:
        """Unpin a message."""
        await self._do("pin", message, pinned=False)

    async def presses(self, button: str, message: Message, *, wait: float = 0) -> dict[str, Any]:
        """Tap an inline button by its words; with ``wait`` the ``answer`` (toast) is waited for."""
        answer: dict[str, Any] = await self._do("press", message, text=button, wait=wait)
        return answer

    async def forges(self, data: str, message: Message) -> None:
        """Send callback data that no button under the message holds."""
        await self._do("press", message, data=data, forged=True)

    # Through a bot

    async def types(self, query: str, *, chat: Chat | None = None, wait: float = 0) -> dict[str, Any]:
        """Type something after the first bot's name; ``results`` are what it offers within ``wait`` seconds."""
        place = chat.place if chat else {}
        answer = await self._client.ask("POST", "/sandbox/inline", user=self.id, query=query, wait=wait, **place)
        return {**answer, "chat": chat}

    async def chooses(self, result: str, typed: dict[str, Any]) -> Message:
        """Send one of the results."""
        return await self._act("choose", typed["chat"], query=typed["query"], result=result)

    # Coming and going

    async def joins(self, link: str) -> bool:
        """Follow an invite link; say whether that opened the door at once."""
        answer = await self._client.ask("POST", "/sandbox/join", user=self.id, link=link)
        return bool(answer["inside"])

    async def leaves(self, chat: Chat) -> None:
        """Leave a chat."""
        await self._client.ask("POST", "/sandbox/members", chat=chat.key, user=self.id, status="left", by=self.id)

    async def blocks(self, *, blocked: bool = True) -> None:
        """Block the first bot, or unblock it."""
        await self._client.ask("POST", "/sandbox/blocks", user=self.id, blocked=blocked)

    async def deactivates(self) -> None:
        """Delete the own account."""
        await self._client.ask("POST", "/sandbox/deactivate", user=self.id)

    async def _do(self, path: str, message: Message, **fields: Any) -> Any:
        where = {"chat": message.room, "message_id": message.id}
        return await self._client.ask("POST", f"/sandbox/{path}", user=self.id, **where, **fields)

    async def _act(self, path: str, where: Chat | str | None, **fields: Any) -> Message:
        """Do something that ends in a message."""
        place = where.place if isinstance(where, Chat) else {"chat": where}
        answer = await self._client.ask("POST", f"/sandbox/{path}", user=self.id, **place, **fields)
        return Message(answer["message"], answer["room"])


def key_of(chat: Chat | Person | str) -> str:
    """Return the key by which the control API knows a chat."""
    if isinstance(chat, str):
        return chat
    return chat.key if isinstance(chat, Chat) else str(chat.id)


def _reply(chat: Chat | None, target: Message | None) -> dict[str, Any]:
    if target is None:
        return {}
    elsewhere = chat is not None and target.room != chat.key
    return {"reply_to": target.id, **({"reply_chat": target.room} if elsewhere else {})}
