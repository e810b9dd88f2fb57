"""From the platform's update to Heard: who, where, what words, what files, what it answers; no meaning yet."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeGuard
from zlib import crc32

from telegram import MaybeInaccessibleMessage, Message, MessageEntity, User
from telegram.constants import ChatType

from handlers.desk import FILE_LIMIT, Desk
from handlers.heard import Heard, Mention, Place
from ledger.people import Person
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.chats import Chat

GROUP_ANONYMOUS, SERVICE = 1087968824, 777000
_FIRST_MESSAGE = datetime(2013, 8, 14, tzinfo=UTC)  # The platform's first day.
_AHEAD = timedelta(days=1)  # Clocks of servers differ by less.
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWanted:
    """A file that counts as evidence, to be fetched before the books open; ``too_big`` ones cannot be."""

    file_id: str
    name: str
    size: int
    kind: str

    @property
    def too_big(self) -> bool:
        """Whether the platform refuses the download (20 MB)."""
        return self.size > FILE_LIMIT


def is_attributable(message: Message) -> bool:
    """Tell whether a person wrote this: no channel, no anonymous administrator, no bot, nothing sent through one."""
    sender = message.from_user
    if sender is None or sender.is_bot or sender.id in {GROUP_ANONYMOUS, SERVICE} or message.is_automatic_forward:
        return False
    return message.sender_chat is None and message.via_bot is None and message.sender_business_bot is None


def sent_at(message: Message, now: datetime) -> datetime:
    """Return when the message was written, or last changed; a date that no message can have counts as ``now``."""
    said = message.edit_date or message.date
    return said if is_credible(said, now) else now


def is_credible(moment: datetime | None, now: datetime) -> TypeGuard[datetime]:
    """Tell whether something can have been written then, as far as ``now`` is known."""
    return moment is not None and _FIRST_MESSAGE <= moment <= now + _AHEAD


def files_in(message: Message) -> tuple[FileWanted, ...]:
    """Return the photo (its largest size) or document of the message."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        size = largest.file_size or 0
        return (FileWanted(file_id=largest.file_id, name="photo.jpg", size=size, kind="photo"),)
    if message.document:
        found = message.document
        return (
            FileWanted(
                file_id=found.file_id, name=found.file_name or "document", size=found.file_size or 0, kind="document"
            ),
        )
    return ()


async def place_of(books: OpenBooks, chat: int, kind: str) -> Place:
    """Return the place of a chat; a group that nobody bound is not ``bound``."""
    if kind == ChatType.PRIVATE:
        return Place(chat=chat, private=True)
    known = await books.directory.chat(chat)
    return group_place(chat, known)


def group_place(chat: int, known: Chat | None) -> Place:
    """Return the place of a group as the directory knows it."""
    if known is None:
        return Place(chat=chat, private=False, bound=False)
    return Place(chat=chat, private=False, bound=known.bound_at is not None, unit=known.unit, title=known.title)


def topic_of(message: MaybeInaccessibleMessage) -> int | None:
    """Return the topic of a forum in which the message stands; ``None`` in the general one and in other chats."""
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


async def heard_from(
    books: OpenBooks, desk: Desk, message: Message, person: Person, place: Place, **brought: Any
) -> Heard:
    """Return what a bound person said in this message; files, and what they came to, are ``brought`` along."""
    assert message.from_user is not None  # noqa: S101 - is_attributable has looked
    blanked, addressed = without_bot(message, desk)
    said = plain(blanked)
    reply_to = message.reply_to_message
    about = await books.tasks.by_message(place.chat, reply_to.message_id) if reply_to else None
    made = await books.tasks.by_message(place.chat, message.message_id) if message.edit_date else None
    wanted, told = files_in(message), _told(message, desk)
    return Heard(
        person=person,
        user=message.from_user.id,
        place=replace(place, topic=topic_of(message)) if message.is_topic_message else place,
        message=message.message_id,
        sent_at=sent_at(message, books.now),
        text=unicodedata.normalize("NFKC", said).strip(),
        said=said,
        edited=message.edit_date is not None,
        addressed=addressed or _replies_to_bot(reply_to, desk),
        reply_to=reply_to.message_id if reply_to else None,
        reply_task=about.task if about else None,
        reply_tasks=await books.tasks.carried(about) if about else (),
        reply_purpose=about.purpose if about else "",
        mentions=await _mentions(books, message),
        too_big=any(one.too_big for one in wanted),
        forwarded=message.forward_origin is not None,
        album=_album(message),
        made=made.task if made else None,
        made_purpose=made.purpose if made else "",
        bot=desk.username,
        origin=plain(_words(told)) if told else "",
        media=_media(told) if told else "",
        **brought,
    )


def _told(message: Message, desk: Desk) -> Message | None:
    """Return the message whose content is somebody else's words: the one answered, unless the bot's, or a forward."""
    if message.forward_origin is not None:
        return message
    answered = message.reply_to_message
    return answered if answered is not None and not _replies_to_bot(answered, desk) else None


def _words(message: Message) -> str:
    named = message.document.file_name if message.document else None
    return message.text or message.caption or named or ""


def _media(message: Message) -> str:
    kept = files_in(message)
    return kept[0].file_id if kept else message.voice.file_id if message.voice else ""


def _replies_to_bot(reply_to: Message | None, desk: Desk) -> bool:
    sender: User | None = reply_to.from_user if reply_to else None
    return sender is not None and sender.id == desk.bot_id


def _entities(message: Message) -> tuple[MessageEntity, ...]:
    return tuple(message.entities or message.caption_entities or ())


def without_bot(message: Message, desk: Desk) -> tuple[str, bool]:
    """Blank out the bot's own @name, in place, so that spans still fit; a command keeps its ``@bot``."""
    text = message.text or message.caption or ""
    for entity in _entities(message):
        start, end = span(text, entity)
        if entity.type == MessageEntity.MENTION and text[start:end].lower() == f"@{desk.username}".lower():
            return text[:start] + " " * (end - start) + text[end:], True
    return text, False


def plain(text: str) -> str:
    """Return the text without what no database keeps: NUL and halves of characters; its length stays."""
    return _UNKEPT.sub("\ufffd", text)


async def _mentions(books: OpenBooks, message: Message) -> tuple[Mention, ...]:
    text = message.text or message.caption or ""
    found: list[Mention] = []
    for entity in _entities(message):
        if entity.type == MessageEntity.TEXT_MENTION and entity.user is not None:
            person = await books.directory.person_of_user(entity.user.id)
            if person is not None:
                found.append(Mention(*span(text, entity), person.id))
    return tuple(found)


def span(text: str, entity: MessageEntity) -> tuple[int, int]:
    """Return where the entity stands in the string; the platform counts in UTF-16 units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    start = len(raw[: entity.offset * 2].decode("utf-16-le", "replace"))
    length = len(raw[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le", "replace"))
    return start, start + length


def _album(message: Message) -> int | None:
    """Return a marker for the album that the message belongs to; real message ids are never negative."""
    group = message.media_group_id
    return -crc32(group.encode("utf-8", "replace")) - 1 if group is not None else None
