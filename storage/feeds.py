"""Feeds: how far each program that gets the entries has confirmed them, and what keeps it back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.values import dataclass
from storage.engines import Database
from storage.mail_tables import feeds
from storage.types import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """``seq`` is the last entry that the program has confirmed; moments are real time."""

    name: str
    seq: int
    tries: int = 0
    next_try: datetime | None = None
    failing_since: datetime | None = None
    reason: str = ""
    given_up: bool = False


class Feeds:
    """The feeds of a database; every call is a short transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> tuple[FeedState, ...]:
        """Return every feed by its name."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(feeds).order_by(feeds.c.name))).all()
        return tuple(map(_state, rows))

    async def get(self, name: str) -> FeedState | None:
        """Return the feed; ``None`` before it has begun."""
        return next((one for one in await self.all() if one.name == name), None)

    async def begin(self, name: str, *, after: int) -> None:
        """Begin a feed behind an entry; one that has begun stays where it is."""
        async with self._database.writing() as connection:
            if (await connection.execute(select(feeds.c.name).where(feeds.c.name == name))).one_or_none() is None:
                await connection.execute(insert(feeds).values(name=name, seq=after, tries=0, given_up=False))

    async def keep_only(self, names: Collection[str]) -> None:
        """Forget the feeds that no setting names any more."""
        async with self._database.writing() as connection:
            await connection.execute(delete(feeds).where(feeds.c.name.not_in(names)))

    async def lease(self, name: str, *, now: datetime, until: datetime) -> bool:
        """Take the feed for oneself; ``False`` while another process has it, or it has to wait, or was given up."""
        free = or_(feeds.c.leased_until.is_(None), feeds.c.leased_until <= now)
        due = or_(feeds.c.next_try.is_(None), feeds.c.next_try <= now)
        mine = update(feeds).where(feeds.c.name == name, free, due, feeds.c.given_up.is_(False))
        async with self._database.writing() as connection:
            return (await connection.execute(mine.values(leased_until=until))).rowcount == 1

    async def confirmed(self, name: str, *, seq: int) -> None:
        """Record that the program has everything up to the entry, and let the feed go."""
        await self._settle(name, seq=seq, tries=0, next_try=None, failing_since=None, reason=None)

    async def failed(self, name: str, *, reason: str, since: datetime, next_try: datetime, given_up: bool) -> None:
        """Record that it was in vain, and let the feed go."""
        tries = feeds.c.tries + 1
        values = {"tries": tries, "next_try": next_try, "failing_since": since, "given_up": given_up}
        await self._settle(name, reason=plain(reason)[:200], **values)

    async def release(self, name: str) -> None:
        """Let a feed go that nothing was learnt about."""
        await self._settle(name)

    async def resume(self, name: str, *, after: int | None) -> bool:
        """Let a feed go on, from behind the entry if one is given; ``False`` where there is none of that name."""
        again: dict[str, Any] = {"tries": 0, "next_try": None, "failing_since": None, "reason": None, "given_up": False}
        if after is not None:
            again["seq"] = after
        async with self._database.writing() as connection:
            return (await connection.execute(update(feeds).where(feeds.c.name == name).values(**again))).rowcount == 1

    async def _settle(self, name: str, **values: Any) -> None:
        async with self._database.writing() as connection:
            await connection.execute(update(feeds).where(feeds.c.name == name).values(leased_until=None, **values))


async def given_up(connection: AsyncConnection) -> int:
    """Return how many feeds wait for somebody to put them right."""
    query = select(func.count()).select_from(feeds).where(feeds.c.given_up.is_(True))
    return int((await connection.execute(query)).scalar_one())


def _state(row: Any) -> FeedState:
    return FeedState(
        name=row.name,
        seq=row.seq,
        tries=row.tries,
        next_try=row.next_try,
        failing_since=row.failing_since,
        reason=row.reason or "",
        given_up=row.given_up,
    )
