"""One Bot API call, with its checked parameters, and what several methods ask of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import entities, keyboards, topics
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.posting import post
from bot.sandbox.replies import Answered, answering, quote_of
from bot.sandbox.rights import refuse_posting
from bot.sandbox.senders import by_bot
from bot.sandbox.values import Bot, Member, Room
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

    def member(self, room: Room) -> Member:
        """Return what the bot is in a room."""
        return room.members.get(self.bot.id) or Member(self.bot.user, "left")

    def group(self, words: str = "chat member status can't be changed in private chats") -> Room:
        """Return the chat, which must not be a private one."""
        room = self.chat(sending=True)
        if room.private:
            raise bad_request(words)
        return room

    def find_user(self, user_id: int) -> Json | None:
        """Return a person whom the bot has met."""
        return self.world.knows(self.bot, user_id)

    def caption(self, given: Json | None = None) -> Json:
        """Return the caption fields of the call, or of one medium of it."""
        source = self.params if given is None else given
        mode, listed = source.get("parse_mode"), source.get("caption_entities")
        return entities.caption(source.get("caption") or "", mode, listed, self.find_user)

    def send(self, content: Json, *, keyboard: bool = True) -> Json:
        """Post what the bot sends, with the topic, the reply and the keyboard that it asks for."""
        return self.send_all([content], keyboard=keyboard)[0]

    def send_all(self, contents: list[Json], *, keyboard: bool = False) -> list[Json]:
        """Post several messages under one topic and reply; nothing is posted when one of them is refused."""
        if self.params.get("business_connection_id"):
            raise bad_request("business connection not found")  # There are none in this world.
        room = self.chat(sending=True)
        member, wanted = self.member(room), self.params.get("reply_markup") if keyboard else None
        markup = keyboards.checked(wanted, private=room.private)
        around = self._around(room, member)
        for content in contents:
            refuse_posting(room, member, content)
        speaker = by_bot(room, self.bot)
        return [post(self.world, room, speaker, {**around, **content}, keyboard=markup) for content in contents]

    def _around(self, room: Room, member: Member) -> Json:
        """Return the fields about topic, reply and protection; an answer without a topic goes where its target lies."""
        target, thread = self._target(room), self.params.get("message_thread_id") or 0
        if target and target.room is room and room.forum and not thread:
            thread = room.messages[target.number].get("message_thread_id", 0)
        protected = {"has_protected_content": True} if self.params.get("protect_content") else {}
        place = topics.fields_in(room, member, thread)
        return {**place, **(answering(room, target, thread) if target else {}), **protected}

    def _target(self, room: Room) -> Answered | None:
        """Return the message to answer; an absent one is refused unless that is allowed."""
        wanted = self.params.get("reply_parameters") or {}
        number = wanted.get("message_id", self.params.get("reply_to_message_id"))
        lenient = wanted.get("allow_sending_without_reply", self.params.get("allow_sending_without_reply"))
        if not number:
            return None
        source = self.world.chat_for(self.bot, wanted["chat_id"]) if wanted.get("chat_id") else room
        if number in source.messages:
            return Answered(source, number, quote_of(source.messages[number], wanted, self.find_user))
        if lenient:
            return None
        raise bad_request("message to be replied not found")


Method = Callable[[Call], Any | Awaitable[Any]]
