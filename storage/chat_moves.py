"""A group that becomes a supergroup gets a new id; bindings, waiting messages and slots follow it, once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.delivery import OutboxState
from storage.inbox import WAITING
from storage.languages import follow_chat
from storage.mail_tables import actions, boards, inbox, outbox, slots
from storage.roster_tables import chats

# What is on its way fails with the migration notice and is tried again: it needs the new id by then.
_UNSENT = (OutboxState.WAITING, OutboxState.HELD, OutboxState.SENDING)


async def move(connection: AsyncConnection, old: int, new: int) -> None:
    """Move everything from the old id to the new one; a later call moves what was still written for the old one since.

    What was done in the old group before it moved may be dealt with after the move: the chats have lanes of their own.
    """
    row = (await connection.execute(select(chats).where(chats.c.id == old).with_for_update())).mappings().one_or_none()
    if row is not None and row["moved_to"] is None:
        await _move_row(connection, dict(row), new)
    await follow_chat(connection, old, new)
    await _move_unsent(connection, old, new)
    await connection.execute(update(actions).where(actions.c.chat == old).values(chat=new))
    await _move_slots(connection, old, new)
    await connection.execute(delete(boards).where(boards.c.chat == old))  # The new group gets a board of its own.
    await _move_waiting(connection, old, new)


async def _move_row(connection: AsyncConnection, row: dict[str, Any], new: int) -> None:
    """Copy the row; the new id may have been seen already; the binding of the old one wins over an unbound stranger."""
    known = (await connection.execute(select(chats.c.bound_at).where(chats.c.id == new))).one_or_none()
    if known is None:
        await connection.execute(insert(chats).values(row | {"id": new, "kind": "supergroup"}))
    elif known.bound_at is None:
        kept = {name: row[name] for name in ("unit", "reports", "bound_at", "first_seen")}
        await connection.execute(update(chats).where(chats.c.id == new).values(kept | {"active": True}))
    await connection.execute(update(chats).where(chats.c.id == row["id"]).values(active=False, moved_to=new))


async def _move_unsent(connection: AsyncConnection, old: int, new: int) -> None:
    query = select(outbox.c.id, outbox.c.lane, outbox.c.payload)
    for row in (await connection.execute(query.where(outbox.c.chat == old, outbox.c.state.in_(_UNSENT)))).all():
        payload = {name: value for name, value in row.payload.items() if name != "reply_parameters"}
        payload |= {"chat_id": new} if "chat_id" in payload else {}
        lane = f"c{new}" if row.lane == f"c{old}" else row.lane
        mine = update(outbox).where(outbox.c.id == row.id)
        await connection.execute(mine.values(chat=new, lane=lane, payload=payload))


async def _move_waiting(connection: AsyncConnection, old: int, new: int) -> None:
    """Let the new lane take what waits, but for what is being dealt with: the notice in the old group waits for us."""
    waiting = select(inbox.c.id).where(inbox.c.lane == f"c{old}", inbox.c.state == WAITING)
    free = (await connection.execute(waiting.with_for_update(skip_locked=True))).scalars().all()
    await connection.execute(update(inbox).where(inbox.c.id.in_(free)).values(lane=f"c{new}"))


async def _move_slots(connection: AsyncConnection, old: int, new: int) -> None:
    """Slots must not be published again under the new id. Message ids begin anew there: the old ones' links stay."""
    published = select(slots.c.report, slots.c.period).where(slots.c.chat == new)
    taken = {tuple(row) for row in (await connection.execute(published)).all()}
    mine = select(slots.c.id, slots.c.report, slots.c.period).where(slots.c.chat == old)
    for row in (await connection.execute(mine)).all():
        if (row.report, row.period) not in taken:
            await connection.execute(update(slots).where(slots.c.id == row.id).values(chat=new))
