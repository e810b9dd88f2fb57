"""Chat locks: one at a time writes to a chat, over all processes, and a slow platform uses up no connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from storage.chat_locks import ChatHeld
from storage.server import GONE
from storage.store import Store
from tests.ledger.house import MONDAY
from tests.storage.office import HOUSE

MANY = 40
"""Chats that are written to at once: more than there are connections to PostgreSQL."""


@pytest.fixture
async def other(store: Store, office_url: str) -> AsyncIterator[Store]:
    """Yield another process; on SQLite there is one only, and the lock holds inside it."""
    if store.dialect == "sqlite":
        yield store
        return
    opened = await Store.open(office_url, house=HOUSE)
    yield opened
    await opened.close()


async def test_two_processes_never_send_to_one_chat_at_once(store: Store, other: Store) -> None:
    inside: list[str] = []

    async def send(with_: Store, name: str) -> None:
        async with with_.chat_locks.hold(-7):
            inside.append(name)
            await asyncio.sleep(0)
            inside.append(name)

    await asyncio.gather(send(store, "a"), send(other, "b"))
    assert inside in (["a", "a", "b", "b"], ["b", "b", "a", "a"])


async def test_many_chats_leave_the_connections_to_everybody_else(store: Store) -> None:
    """Forty calls that hang once kept all of PostgreSQL's connections, and nothing was dealt with meanwhile."""
    async with AsyncExitStack() as sends:
        for chat in range(1, MANY + 1):
            await sends.enter_async_context(store.chat_locks.hold(chat))
        async with asyncio.timeout(5), store.books(now=MONDAY) as books:
            assert books.roster.people


async def test_whoever_has_no_patience_goes_on_to_the_next_chat(store: Store, other: Store) -> None:
    async with store.chat_locks.hold(-7), other.chat_locks.hold(-8, patience=0):
        with pytest.raises(ChatHeld):
            async with other.chat_locks.hold(-7, patience=0):
                pytest.fail("it is held")
    async with other.chat_locks.hold(-7, patience=0):
        pass


async def test_a_send_that_is_cut_off_gives_its_chat_back(store: Store, other: Store) -> None:
    began = asyncio.Event()

    async def send() -> None:
        async with store.chat_locks.hold(-7):
            began.set()
            await asyncio.Event().wait()

    async with store.chat_locks.hold(-8):
        sending = asyncio.create_task(send())
        await began.wait()
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        async with asyncio.timeout(5), other.chat_locks.hold(-7):
            pass


async def test_whoever_is_cut_off_while_asking_holds_nothing(store: Store, other: Store) -> None:
    async def send() -> None:
        async with store.chat_locks.hold(-7):
            await asyncio.Event().wait()

    async with store.chat_locks.hold(-8):
        for turns in range(12):
            sending = asyncio.create_task(send())
            for _ in range(turns):
                await asyncio.sleep(0)
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        async with asyncio.timeout(5), other.chat_locks.hold(-7):
            pass


@pytest.mark.postgres
async def test_a_session_that_ended_has_lost_its_chats_and_the_next_one_holds(store: Store, other: Store) -> None:
    """A database that is restarted: what was on its way is settled all the same, and new chats are held anew."""
    if store.dialect == "sqlite":
        return
    async with store.chat_locks.hold(-7):
        async with other.database.writing() as connection:
            await connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            )
        async with other.chat_locks.hold(-7):
            pass
    async with store.chat_locks.hold(-7):
        with pytest.raises(ChatHeld):
            async with other.chat_locks.hold(-7, patience=0):
                pytest.fail("it is held")


@pytest.mark.postgres
async def test_a_machine_that_lost_its_power_is_not_waited_for_for_hours(store: Store) -> None:
    if store.dialect == "sqlite":
        return
    async with store.reading(now=MONDAY) as books:
        asked = [await books.connection.exec_driver_sql(f"SHOW {name}") for name in GONE]
    said = dict(zip(GONE, (int(one.scalar_one()) for one in asked), strict=True))
    assert said == GONE
    assert said["tcp_keepalives_idle"] + said["tcp_keepalives_interval"] * said["tcp_keepalives_count"] <= 30
