"""Message links: which task a reply to a message is about."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.values import dataclass
from storage.engines import replace_in
from storage.mail_tables import messages, outbox
from storage.prepared import Prepared

GATHERED = "gathered"
"""The purpose of a message that says several confirmations: a reply to it may be about any of their tasks."""

_ABOUT = messages.c.chat == bindparam("in_chat"), messages.c.message == bindparam("about")
_LINK = Prepared(select(messages).where(*_ABOUT))
_CARRIED = Prepared(select(outbox.c.task).where(outbox.c.carrier == bindparam("carrier"), outbox.c.task.is_not(None)))


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
    await replace_in(connection, messages).change(connection, row)


async def linked(connection: AsyncConnection, chat: int, message: int) -> MessageLink | None:
    """Return what a reply to the message is about."""
    row = await _LINK.one(connection, {"in_chat": chat, "about": message})
    return None if row is None else MessageLink(task=row.task, purpose=row.purpose, outbox_id=row.outbox)


async def carried(connection: AsyncConnection, of: MessageLink) -> tuple[str, ...]:
    """Return the tasks that a message which says several confirmations tells of; none for any other."""
    if of.purpose != GATHERED or of.outbox_id is None:
        return ()
    return tuple(sorted({row.task for row in await _CARRIED.rows(connection, {"carrier": of.outbox_id})}))
