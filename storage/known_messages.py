"""Known messages: which message ids of a chat were known when a call left, and which became known since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.values import dataclass
from storage.mail_tables import inbox, outbox

SUPERGROUPS = (
    -1_000_000_000_000
)  # Below it, each chat counts its messages alone; above, one bot's chats count together.


_PEOPLES = ("message", "edited_message")
"""A tap names a message of ours, perhaps the very one whose fate is unknown: it proves nothing about others."""


@dataclass(frozen=True, slots=True)
class Known:
    """When the call left, the highest id known then, and the ids known to belong to other messages since.

    ``ceiling`` is the id of the first message that left after this one had arrived, if at all; ``unsettled`` counts the
    messages of unknown fate that may have got ids meanwhile, ``beside`` those in the same chat, without this one.
    """

    sending_at: datetime
    highest: int | None
    since: frozenset[int]
    ceiling: int | None = None
    unsettled: int = 0
    beside: int = 0


async def known_messages(connection: AsyncConnection, number: int, *, after: timedelta = timedelta(0)) -> Known | None:
    """Return what was known of the chat's message ids when the outbox row ``number`` went to the wire.

    A call has arrived ``after`` it left.
    """
    row = (await connection.execute(select(outbox.c.chat, outbox.c.sending_at).where(outbox.c.id == number))).first()
    if row is None or row.sending_at is None:
        return None
    ceiling = await _ceiling(connection, row.chat, number, row.sending_at + after)
    highest = await _highest(connection, row.chat, row.sending_at)
    return Known(
        row.sending_at,
        highest,
        await _since(connection, row.chat, highest or 0, ceiling),
        ceiling=ceiling,
        unsettled=await _unsettled(connection, _counted_with(outbox, row.chat)),
        beside=await _unsettled(connection, and_(outbox.c.chat == row.chat, outbox.c.id != number)),
    )


async def _highest(connection: AsyncConnection, chat: int, until: datetime) -> int | None:
    """Return the highest id among all that had come in or gone out by then, however long ago that is."""
    came = select(func.max(inbox.c.message)).where(*_came(chat), inbox.c.received_at <= until)
    went = select(func.max(outbox.c.message)).where(_counted_with(outbox, chat), outbox.c.sent_at <= until)
    found = [(await connection.execute(query)).scalar_one() for query in (came, went)]
    return max((one for one in found if one is not None), default=None)


async def _since(connection: AsyncConnection, chat: int, highest: int, ceiling: int | None) -> frozenset[int]:
    """Return the ids above the highest that are known by now, as far as they matter."""
    went = select(outbox.c.message).where(_counted_with(outbox, chat), outbox.c.message > highest)
    came = select(inbox.c.message).where(*_came(chat), inbox.c.message > highest)
    if ceiling is not None:
        went, came = went.where(outbox.c.message < ceiling), came.where(inbox.c.message < ceiling)
    found = [number for query in (came, went) for number in (await connection.execute(query)).scalars()]
    return frozenset(found)


async def _ceiling(connection: AsyncConnection, chat: int, number: int, arrived: datetime) -> int | None:
    """Return the lowest id among those whose message left after that moment: ids grow, so it lies above.

    They were made later, too: what left before a clock was set back only seems to have left later.
    """
    later = outbox.c.id > number, outbox.c.sending_at > arrived
    query = select(func.min(outbox.c.message)).where(
        *later, outbox.c.message.is_not(None), _makes_a_message(), _counted_with(outbox, chat)
    )
    found: int | None = (await connection.execute(query)).scalar_one()
    return found


async def _unsettled(connection: AsyncConnection, where: ColumnElement[bool]) -> int:
    query = select(func.count()).where(outbox.c.state.in_(("sending", "unknown")), _makes_a_message(), where)
    number: int = (await connection.execute(query)).scalar_one()
    return number


def _makes_a_message() -> ColumnElement[bool]:
    return or_(outbox.c.method.startswith("send"), outbox.c.method.startswith("copy"))


def _came(chat: int) -> tuple[ColumnElement[bool], ...]:
    return inbox.c.message.is_not(None), inbox.c.kind.in_(_PEOPLES), _counted_with(inbox, chat)


def _counted_with(table: Any, chat: int) -> ColumnElement[bool]:
    together: ColumnElement[bool] = table.c.chat > SUPERGROUPS
    return together if chat > SUPERGROUPS else table.c.chat == chat
