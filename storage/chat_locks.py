"""Chat locks: one send in flight per chat, over all processes; a dead process frees its chats, a paused one keeps them.

On PostgreSQL they are advisory locks, and all those of one process belong to one session, however many chats are being
written to: a slow platform must not use up the connections that everything else needs.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import BigInteger, bindparam, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.values import dataclass
from storage.engines import Database
from storage.prepared import Prepared

PATIENCE = 10.0
"""Seconds for which a chat is waited for that another process holds, as for any lock."""
LOOK_EVERY = 0.05
_CHAT = bindparam("chat", type_=BigInteger)
_TAKE = Prepared(select(func.pg_try_advisory_lock(_CHAT)))
_FREE = Prepared(select(func.pg_advisory_unlock(_CHAT)))


class ChatHeld(RuntimeError):  # noqa: N818 - what is so
    """Somebody is writing to the chat just now."""


@dataclass
class _Session:
    """A connection in autocommit, for no transaction may stay open during a send, and how many chats it holds."""

    connection: AsyncConnection
    holds: int = 0
    broken: bool = False


class ChatLocks:
    """The chats that this process writes to."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._here: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._asking = asyncio.Lock()
        self._session: _Session | None = None

    @asynccontextmanager
    async def hold(self, chat: int, *, patience: float = PATIENCE) -> AsyncIterator[None]:
        """Keep the chat to oneself; ``ChatHeld`` where another process does for longer than ``patience`` seconds.

        Whoever has no patience at all does not wait for this process's own send either.
        """
        mine = self._here[chat]
        if mine.locked() and not patience:
            raise ChatHeld(chat)
        async with mine:
            if self._database.dialect == "sqlite":
                yield
                return
            session = await self._taken(chat, until=time.monotonic() + patience)
            try:
                yield
            finally:
                await asyncio.shield(self._free(session, chat))

    async def _taken(self, chat: int, *, until: float) -> _Session:
        while True:
            asking = asyncio.ensure_future(self._take(chat))
            try:
                session = await asyncio.shield(asking)
            except asyncio.CancelledError:  # What is asked already is answered, and must not stay held.
                if held := await asking:
                    await self._free(held, chat)
                raise
            if session is not None:
                return session
            if time.monotonic() >= until:
                raise ChatHeld(chat)
            await asyncio.sleep(LOOK_EVERY)

    async def _take(self, chat: int) -> _Session | None:
        """Ask for the chat once."""
        async with self._asking:
            session = self._session = self._session or _Session(await self._opened())
            try:
                if not await self._ask(session, _TAKE, chat):
                    return None
                session.holds += 1
                return session
            finally:
                await self._rest(session)

    async def _free(self, session: _Session, chat: int) -> None:
        """Give the chat back; a session that is broken has lost it already."""
        async with self._asking:
            session.holds -= 1
            try:
                if not session.broken:
                    await self._ask(session, _FREE, chat)
            except SQLAlchemyError:
                return  # What was sent meanwhile is sent, and committed as such.
            finally:
                await self._rest(session)

    @staticmethod
    async def _ask(session: _Session, what: Prepared, chat: int) -> bool:
        try:
            return bool(await what.value(session.connection, {"chat": chat}))
        except BaseException:
            session.broken = True
            raise

    async def _rest(self, session: _Session) -> None:
        """Let a session go that is broken, or holds nothing any more."""
        if session is not self._session or (session.holds and not session.broken):
            return
        self._session = None
        if session.broken:
            await session.connection.invalidate()
        await session.connection.close()

    async def _opened(self) -> AsyncConnection:
        connection = await self._database.engine.connect()
        return await connection.execution_options(isolation_level="AUTOCOMMIT")
