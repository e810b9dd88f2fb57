"""What happens to groups as such: the bot is added or removed, the group changes its id, nobody has bound it yet."""

from __future__ import annotations

import unicodedata

from telegram import ChatMember, ChatMemberUpdated, Message
from telegram.constants import ChatType

from handlers import chats
from handlers.commands import command_named
from handlers.conversation import perform
from handlers.desk import Desk
from handlers.heard import Heard, Place
from handlers.incoming import sent_at, without_bot
from handlers.reading.binding import binds
from handlers.speaking import Listener, speak
from ledger.people import Person
from ledger.permissions import scopes
from ledger.transitions import Act
from storage.books import OpenBooks

_PRESENT = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER)


async def on_membership(books: OpenBooks, desk: Desk, change: ChatMemberUpdated) -> None:
    """Note that the bot was added to a group, removed from it, or blocked or unblocked by a person."""
    present = change.new_chat_member.status in _PRESENT
    if change.chat.type == ChatType.PRIVATE:
        if present:
            await books.directory.mark_reachable(change.chat.id)
        else:
            await books.directory.mark_unreachable(change.chat.id, "blocked")
    elif change.chat.type == ChatType.CHANNEL:
        books.settle("ignored", "channel")
    elif present:
        await _seen(books, desk, change.chat.id, change.chat.title or "", change.chat.type)
    else:
        await books.directory.drop_chat(change.chat.id, reason="removed", now=books.now)


async def on_unbound(books: OpenBooks, desk: Desk, message: Message, person: Person | None) -> None:
    """In a group that nobody bound only an administrator's /bind is heard; all else is silence."""
    await _seen(books, desk, message.chat.id, message.chat.title or "", message.chat.type)
    words = _words_of_bind(message, desk)
    if person is None or words is None or not scopes(person, Act.BIND_CHAT):
        books.settle("ignored", "unbound group")
        return
    assert message.from_user is not None  # noqa: S101 - the person wrote it
    heard = Heard(
        person=person,
        user=message.from_user.id,
        place=Place(chat=message.chat.id, private=False, bound=False, title=message.chat.title or ""),
        message=message.message_id,
        sent_at=sent_at(message, books.now),
        text=words,
    )
    await speak(books, desk, Listener.of(heard), await perform(books, heard, "bind"))


def _words_of_bind(message: Message, desk: Desk) -> str | None:
    """Return what follows /bind, or the sentence that binds the group (本群绑定综合科); ``None`` for all else."""
    said = unicodedata.normalize("NFKC", without_bot(message, desk)[0]).strip()
    if binds(said):
        return said
    first, _, rest = said.partition(" ")
    name, _, bot = first.removeprefix("/").partition("@")
    command = command_named(name) if first.startswith("/") else None
    meant = command is not None and command.name == "bind" and bot.lower() in {"", desk.username.lower()}
    return rest.strip() if meant else None


async def _seen(books: OpenBooks, desk: Desk, chat: int, title: str, kind: str) -> None:
    """Note the group; administrators are told once. Ten minutes of real time run from the first sight."""
    known = await books.directory.chat(chat)
    noted = await books.directory.note_chat(chat, title=title, kind=kind, now=desk.real_now())
    if noted.bound_at is None and (known is None or not known.active):
        await speak(books, desk, Listener(chat=chat), chats.alert(books, chat, title))


async def on_migration(books: OpenBooks, message: Message) -> None:
    """Let everything that hangs on a group's id follow it to its new one, once."""
    if message.migrate_to_chat_id is not None:
        await books.directory.migrate_chat(message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await books.directory.migrate_chat(message.migrate_from_chat_id, message.chat.id)
