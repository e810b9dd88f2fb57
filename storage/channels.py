"""Channels (推送渠道): groups of other messengers, written to by webhook, each a chat that only gets reports.

Their ids lie below all that Telegram gives out (52 significant bits, Bot API), and inside what JSON can tell apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.values import dataclass
from storage.chats import WEBHOOK, Chat
from storage.delivery import HIGHEST_CHANNEL
from storage.mail_tables import channels
from storage.roster_tables import chats

if TYPE_CHECKING:
    from storage.books import OpenBooks

REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Which messenger, and where the webhook's address is found (``file:…`` or ``env:…``)."""

    chat: int
    platform: str
    address: str


class Channels:
    """The channels, inside the books' transaction."""

    def __init__(self, books: OpenBooks) -> None:
        self._books = books

    async def all(self) -> tuple[tuple[Channel, Chat], ...]:
        """Return every channel with the chat that it is, the oldest first."""
        found = await self._books.connection.execute(select(channels).order_by(channels.c.chat.desc()))
        return tuple([(_channel(row), await self._chat(row.chat)) for row in found.all()])

    async def named(self, title: str) -> tuple[Channel, Chat] | None:
        """Return the channel of that name."""
        return next((one for one in await self.all() if one[1].title == title), None)

    async def add(self, title: str, *, platform: str, address: str) -> int:
        """Make a channel and return the id of its chat, which is to be bound like a group's; ids are never reused."""
        books = self._books
        await books.hold()
        query = select(func.min(chats.c.id)).where(chats.c.id < HIGHEST_CHANNEL)
        lowest: int | None = (await books.connection.execute(query)).scalar_one()
        chat = (lowest or HIGHEST_CHANNEL) - 1
        await books.directory.note_chat(chat, title=title, kind=WEBHOOK, now=books.now)
        await books.connection.execute(insert(channels).values(chat=chat, platform=platform, address=address))
        return chat

    async def remove(self, chat: int) -> None:
        """Take a channel away: it is promised nothing any more, and what still waits for it goes nowhere."""
        books = self._books
        await books.directory.bind_chat(chat, unit=None, reports=(), by=None, now=books.now)
        await books.directory.drop_chat(chat, reason=REMOVED, now=books.now)
        await books.connection.execute(delete(channels).where(channels.c.chat == chat))

    async def _chat(self, chat: int) -> Chat:
        found = await self._books.directory.chat(chat)
        assert found is not None  # noqa: S101 - a channel is made together with its chat
        return found


async def channel_of(connection: AsyncConnection, chat: int) -> Channel | None:
    """Return the channel; ``None`` where it was taken away."""
    row = (await connection.execute(select(channels).where(channels.c.chat == chat))).one_or_none()
    return None if row is None else _channel(row)


def _channel(row: Any) -> Channel:
    return Channel(chat=row.chat, platform=row.platform, address=row.address)
