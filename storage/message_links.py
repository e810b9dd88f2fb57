"""Message links: which task a reply to a message is about."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engines import replace_in
from storage.mail_tables import messages
from storage.prepared import Prepared

_ABOUT = messages.c.chat == bindparam("in_chat"), messages.c.message == bindparam("about")
_LINK = Prepared(select(messages).where(*_ABOUT))


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLink:
    """What a reply to a message is about; ``outbox_id`` for the bot's own messages."""

    task: str | None
    purpose: str
    outbox_id: int | None = None


async def link(
    connection: AsyncConnection, chat: int, message: int, *, task: str | None, purpose: str, outbox: int | None = None
) -> None:
    """Remember what the message is about; the last word counts."""
    row = {"chat": chat, "message": message, "task": task, "purpose": purpose, "outbox": outbox}
    await replace_in(connection, messages).changed(connection, row)


async def linked(connection: AsyncConnection, chat: int, message: int) -> MessageLink | None:
    """Return what a reply to the message is about."""
    row = await _LINK.one(connection, {"in_chat": chat, "about": message})
    return None if row is None else MessageLink(task=row.task, purpose=row.purpose, outbox_id=row.outbox)
