"""Who loses a right while an update of theirs is under way does not use it: the update is dealt with anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.intake.dealing import OFTENEST, Dealing
from ledger.acts.departing import depart
from ledger.office_entries import Leaving
from storage.chain import Overtaken
from storage.inbox import Incoming, RawUpdate
from storage.store import Store
from tests.ledger.house import MONDAY, STAFF
from tests.storage.office import HOUSE, open_office
from tests.support.databases import PostgresDatabases

UPDATE = RawUpdate(update_id=1, raw="{}", chat=5, user=5, message=1, kind="message", lane="c5")


@pytest.fixture
async def pair(postgres_databases: PostgresDatabases):
    """Yield two programs on one database."""
    url = postgres_databases.fresh()
    first, second = await open_office(url), await Store.open(url, house=HOUSE)
    yield first, second
    await first.close()
    await second.close()


async def kept(store: Store) -> Incoming:
    """Return the row of an update that waits."""
    await store.inbox.keep(7, [UPDATE], received_at=MONDAY)
    row = await store.inbox.next_in("c5", now=MONDAY)
    assert row is not None
    return row


async def test_whoever_is_let_go_while_the_books_are_open_writes_nothing(pair: tuple[Store, Store]) -> None:
    first, second = pair
    row = await kept(first)
    with pytest.raises(Overtaken):
        async with first.books(now=MONDAY, source=row) as books:
            assert books.roster.person(STAFF.id).is_active
            async with second.books(now=MONDAY) as others:
                await depart(others, STAFF.id, how=Leaving.TRANSFERRED, tasks=(), by=None, at=MONDAY)
            await books.hold()
    async with first.books(now=MONDAY, source=replace(row)) as books:
        await books.hold()
        assert not books.roster.person(STAFF.id).is_active


async def test_an_account_that_is_bound_anew_meanwhile_counts_as_a_change(pair: tuple[Store, Store]) -> None:
    first, second = pair
    row = await kept(first)
    with pytest.raises(Overtaken):
        async with first.books(now=MONDAY, source=row) as books:
            async with second.books(now=MONDAY) as others:
                await others.directory.bind(STAFF.id, 99, approved_by=None, now=MONDAY)
            await books.hold()


async def test_an_update_is_dealt_with_anew_and_not_for_ever() -> None:
    tries = []

    class Changing:
        def books(self, **_: object) -> None:
            tries.append(1)
            raise Overtaken

    dealing = Dealing(Changing(), FrozenClock(), None, None, None)  # type: ignore[arg-type]
    with pytest.raises(Overtaken):
        await dealing._until_ready({}, None, (), None)  # type: ignore[arg-type]
    assert len(tries) == OFTENEST


class FrozenClock:
    """It is always Monday."""

    def now(self):
        return MONDAY
