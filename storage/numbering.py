"""Numbering: an update is kept under its number once, also where the platform gives a number twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engines import insert_into
from storage.mail_tables import inbox

_SAME = ("update_id", "kind", "chat", "user", "message")
"""What an update that comes again has in common with itself."""

Row = Mapping[str, Any]


def with_numbers_of_their_own(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows in their order, parted where a number comes again: another update may have it."""
    some: dict[int, Row] = {}
    for row in rows:
        if row["update_id"] in some:
            yield [*some.values()]
            some = {}
        some[row["update_id"]] = row
    yield [*some.values()]


async def kept(connection: AsyncConnection, bot: int, rows: Sequence[Row]) -> int:
    """Insert what is new, and free the numbers that other updates have; return how many were new.

    An update that lost its number is known by all that it says. What was inserted is taken out again before that, so
    that all can be kept in their order.
    """
    new = insert_into(connection, inbox).on_conflict_do_nothing().returning(inbox.c.update_id)
    new_ones = (await connection.execute(new, rows)).scalars().all()
    if len(new_ones) == len(rows):
        return len(new_ones)
    mine, renamed = inbox.c.bot == bot, inbox.c.update_id < 0
    taken = {row["update_id"]: row for row in rows if row["update_id"] not in new_ones}
    there = (await connection.execute(select(inbox).where(mine, inbox.c.update_id.in_(taken)))).mappings().all()
    others = [one for one in there if any(one[name] != taken[one["update_id"]][name] for name in _SAME)]
    if others:
        said = [taken[one["update_id"]]["raw"] for one in others]
        known = select(inbox.c.raw).where(mine, renamed, inbox.c.raw.in_(said))
        before = frozenset((await connection.execute(known)).scalars())
        others = [one for one in others if taken[one["update_id"]]["raw"] not in before]
    if not others:
        return len(new_ones)
    mine_too = inbox.c.id.in_([one["id"] for one in others])
    await connection.execute(update(inbox).where(mine_too).values(update_id=-inbox.c.id))
    await connection.execute(delete(inbox).where(mine, inbox.c.update_id.in_(new_ones)))
    numbers = {*new_ones, *(one["update_id"] for one in others)}
    await connection.execute(new, [row for row in rows if row["update_id"] in numbers])
    return len(numbers)
