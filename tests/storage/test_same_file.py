"""Somebody deletes or replaces the file of a database that is in use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.outages import is_outage
from storage.same_file import FileReplaced
from storage.store import Store
from tests.ledger.house import MONDAY
from tests.storage.ledgers import BOT, raw
from tests.storage.office import HOUSE
from tests.support.databases import SqliteDatabases


@pytest.mark.parametrize("is_replaced", [False, True])
async def test_nothing_is_kept_where_nobody_will_find_it(sqlite_databases: SqliteDatabases, is_replaced: bool) -> None:
    """It is an outage: the platform keeps what nobody acknowledges, and all goes on once the file is back."""
    url = sqlite_databases.fresh()
    file = Path(url.removeprefix("sqlite:///"))
    aside = file.with_name("aside.db")
    store = await Store.open(url, house=HOUSE)
    assert await store.inbox.keep(BOT, [raw(1)], received_at=MONDAY) == 1
    shutil.move(file, aside)
    if is_replaced:
        shutil.copy(aside, file)
    for _ in range(2):
        with pytest.raises(FileReplaced) as refused:
            await store.inbox.keep(BOT, [raw(2)], received_at=MONDAY)
        assert is_outage(refused.value)
    assert [*file.parent.glob(file.name)] == ([file] if is_replaced else []), "nothing is made in its place"
    shutil.move(aside, file)
    assert await store.inbox.keep(BOT, [raw(1), raw(2)], received_at=MONDAY) == 1
    await store.close()
