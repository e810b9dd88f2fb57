"""Group commit on SQLite: writers that queue share one transaction, and with it one wait for the disk.

Each writer behind the first is a savepoint of its own, so that one that fails takes nobody with it; where the first one
fails nothing else has been written, and the transaction begins anew. Nobody is told that its work is done
before the commit that holds it has returned, so what "committed" means is the same as with a transaction for each.
A group takes those who queue when it begins, and nobody else: a lone writer is committed at once, and the more come
while a commit is under way, the more the next one holds.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import AbstractAsyncContextManager, suppress

from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.one_trip import WAITS, OneTripConnection

_BEGIN, _DONE, _UNDO = "SAVEPOINT writer", "RELEASE writer", "ROLLBACK TO writer"


class NotCommitted(DisconnectionError):  # noqa: N818 - what is so
    """The group's commit failed, or another writer's failure undid the whole group; it may be tried again."""


class _Group:
    """One transaction that writers share, one after the other."""

    def __init__(self, connection: AsyncConnection, driver: OneTripConnection) -> None:
        self.connection = connection
        self.broken = False
        self._driver = driver
        self.places = 0
        """For how many writers it still waits."""
        self._waiting: list[asyncio.Future[None]] = []
        self._error: BaseException | None = None

    @classmethod
    async def begun(cls, engine: AsyncEngine) -> _Group:
        """Return a new group; waits for other processes."""
        connection = await engine.connect()
        try:
            await connection.begin()
            driver = (await connection.get_raw_connection()).driver_connection
            assert isinstance(driver, OneTripConnection)  # noqa: S101 - the engine makes no others
            await driver.does_soon(driver.memory.open)
        except BaseException:
            await connection.close()
            raise
        return cls(connection, driver)

    @property
    def is_full(self) -> bool:
        """Whether all have written for whom it was begun; those who come later wait for the next."""
        return self.places <= 0

    async def begin_writer(self) -> None:
        """Let one writer write, alone, until it ends or is undone."""
        self.places -= 1
        if self._holds_others:
            await self._driver.does_soon(lambda plain: plain.execute(_BEGIN))

    async def end_writer(self) -> asyncio.Future[None]:
        """Keep what the writer wrote; return what it waits for, which raises where the group is not committed."""
        if self._holds_others:
            try:
                await self._driver.does_soon(lambda plain: plain.execute(_DONE))
            except BaseException:
                await self.undo_writer()
                raise
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        return waiting

    async def undo_writer(self) -> None:
        """Undo the writer; SQLite itself undoes the whole transaction where the disk is full or failing."""
        self.broken = True
        self._driver.memory.forget_all()
        if not self.connection.invalidated:
            undone = self._driver.does_soon(_undone) if self._holds_others else self._driver.does(self._begun_anew)
            self.broken = not await asyncio.shield(undone)

    @property
    def _holds_others(self) -> bool:
        """Whether the transaction holds what others wrote, which whoever writes now must not take along if it fails."""
        return bool(self._waiting)

    def _begun_anew(self, plain: sqlite3.Connection) -> bool:
        """Undo everything and begin again, in the thread, which waits for other processes."""
        if plain.in_transaction:
            plain.execute("ROLLBACK")
        plain.execute(WAITS)
        self._driver.memory.open(plain)
        return plain.in_transaction

    async def commit(self) -> None:
        """Commit, and say so to every writer; or say that nothing was kept."""
        try:
            if self.broken:
                raise NotCommitted("another writer's failure undid the group")  # noqa: TRY301
            await self.connection.commit()
        except BaseException as error:
            self._error = error
            await self._roll_back()
            if not isinstance(error, Exception):
                raise
        finally:
            self._tell()
            self._driver.memory.close()
            await self.connection.close()

    def _tell(self) -> None:
        """Tell those who still wait what became of the group."""
        for waiting in self._waiting:
            if waiting.done():  # Cancelled; its work is as the others'.
                continue
            if self._error is None:
                waiting.set_result(None)
            else:
                waiting.set_exception(self._error if len(self._waiting) == 1 else _not_committed(self._error))

    async def _roll_back(self) -> None:
        """Leave no transaction to whoever gets the connection next."""
        self._driver.memory.forget_all()
        with suppress(Exception):  # Whatever stands in the way has been told already.
            if not self.connection.invalidated:
                await self._driver.rollback()

    @property
    def failed(self) -> bool:
        """Whether what its writers wrote was lost."""
        return self._error is not None


def _undone(plain: sqlite3.Connection) -> bool:
    if plain.in_transaction:
        plain.execute(_UNDO)
        plain.execute(_DONE)
    return plain.in_transaction


def _not_committed(error: BaseException) -> NotCommitted:
    made = NotCommitted("the group was not committed")
    made.__cause__ = error
    return made


class _Writer(AbstractAsyncContextManager[AsyncConnection]):
    """One writer of a group; the loop would keep a list of each generator in its place, which costs what it does."""

    def __init__(self, groups: GroupCommit) -> None:
        self._groups = groups

    async def __aenter__(self) -> AsyncConnection:
        self._group = await self._groups.take_turn()
        return self._group.connection

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            ended = await (self._group.end_writer() if error is None else self._group.undo_writer())
        finally:
            self._groups.end_turn()
        if ended is not None:
            await ended


class GroupCommit:
    """The one writer of an SQLite database: those who come while it is busy are committed together."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._turn = asyncio.Lock()  # Writers of one process queue here; SQLite's own waiting polls, and is unfair.
        self._wanting = 0
        self._group: _Group | None = None
        self._committing: asyncio.Task[None] | None = None
        self.losses = 0
        """How many groups were lost: what was read inside of one may never have been so."""

    def writing(self) -> _Writer:
        """Give the connection to one writer; left when its work is committed, an exception undoes it."""
        return _Writer(self)

    async def take_turn(self) -> _Group:
        """Wait for the turn of one more writer, and return the group in which it writes."""
        self._wanting += 1
        try:
            await self._turn.acquire()
            try:
                group = await self._open_group()
                await group.begin_writer()
            except BaseException:
                self._turn.release()
                raise
        except BaseException:
            self._leave()
            raise
        return group

    def end_turn(self) -> None:
        """Let the next writer have its turn."""
        self._turn.release()
        self._leave()

    def _leave(self) -> None:
        self._wanting -= 1
        self._commit_if_complete()

    async def rest(self) -> None:
        """Wait until nothing is being committed."""
        while self._committing is not None:
            await asyncio.shield(self._committing)

    async def _open_group(self) -> _Group:
        await self.rest()
        if self._group is not None and (self._group.is_full or self._group.broken):
            self._committing = asyncio.create_task(self._commit())
            await self.rest()
        if self._group is None:
            self._group = await _Group.begun(self._engine)
            self._group.places = self._wanting
        return self._group

    def _commit_if_complete(self) -> None:
        """Let the last for whom it was begun have the group committed, or the last who queues; it may have failed."""
        if self._group is not None and self._committing is None and (self._group.is_full or not self._wanting):
            self._committing = asyncio.create_task(self._commit())

    async def _commit(self) -> None:
        try:
            group, self._group = self._group, None
            if group is not None:
                await group.commit()
                self.losses += group.failed
        finally:
            self._committing = None
