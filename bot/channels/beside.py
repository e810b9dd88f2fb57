"""What goes beside a report's text into a channel: only what its messenger takes, so that nothing is owed for ever."""

from __future__ import annotations

from bot.channels.messengers import MESSENGERS
from bot.illustrating import Beside
from reports.pictures import Picture
from storage.books import OpenBooks
from storage.channels import channel_of
from storage.delivery import is_channel


async def taken(books: OpenBooks, chat: int, beside: tuple[Beside, ...]) -> tuple[Beside, ...]:
    """Return the pictures and tables that can be sent to the chat; a group of Telegram's takes them all."""
    if not is_channel(chat):
        return beside
    channel = await channel_of(books.connection, chat)
    messenger = MESSENGERS[channel.platform] if channel is not None else None
    if messenger is None:
        return ()
    return tuple(one for one in beside if isinstance(one, Picture) and messenger.takes(one.content))
