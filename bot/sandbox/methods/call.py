"""One Bot API call, with its checked parameters, and what several methods ask of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import entities, keyboards
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.posting import by_bot, post, reply_fields
from bot.sandbox.values import Bot, Room
from bot.sandbox.world import World


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    content: bytes
    mime: str | None = None


@dataclass(frozen=True)
class Described:
    """A result with the words that the platform says beside it."""

    result: Any
    description: str


@dataclass(frozen=True)
class Call:
    """Who calls, with what."""

    world: World
    bot: Bot
    params: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def chat(self, name: str = "chat_id", *, sending: bool = False) -> Room:
        """Return the chat that a parameter names, or refuse."""
        if self.params.get(name) is None:
            raise bad_request("chat_id is empty")
        return self.world.chat_for(self.bot, self.params[name], sending=sending)

    def find_user(self, user_id: int) -> Json | None:
        """Return a person whom the bot has met."""
        return self.world.knows(self.bot, user_id)

    def caption(self, given: Json | None = None) -> Json:
        """Return the caption fields of the call, or of one medium of it."""
        source = self.params if given is None else given
        mode, listed = source.get("parse_mode"), source.get("caption_entities")
        return entities.caption(source.get("caption") or "", mode, listed, self.find_user)

    def send(self, content: Json, *, keyboard: bool = True) -> Json:
        """Post what the bot sends, with the reply and the keyboard that it asks for."""
        room = self.chat(sending=True)
        markup = keyboards.checked(self.params.get("reply_markup"), private=room.private) if keyboard else None
        protected = {"has_protected_content": True} if self.params.get("protect_content") else {}
        reply = reply_fields(room, self.params)
        return post(self.world, room, by_bot(self.bot), {**reply, **content, **protected}, keyboard=markup)


Method = Callable[[Call], Any | Awaitable[Any]]
