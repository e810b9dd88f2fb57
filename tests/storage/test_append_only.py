"""Nobody changes an entry, not even by raw SQL; and verification finds what was changed behind the triggers' back."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.cli.verdicts import verdict_lines
from ledger.chain import Break
from storage import triggers
from storage.erasing import erase
from storage.store import Store
from storage.verify import verify
from tests.ledger.house import MONDAY
from tests.storage.ledgers import assigned, received

STATEMENTS = {
    "update": "UPDATE entries SET hash = hash",
    "delete": "DELETE FROM entries",
    "replace": "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE seq = 1",
    "truncate": "TRUNCATE entries",
}
ONLY = {"replace": "sqlite", "truncate": "postgresql"}


async def run(store: Store, *statements: str) -> None:
    """Run raw SQL and commit it."""
    async with store.database.writing() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def tamper(store: Store, *statements: str) -> None:
    """Do what somebody with the database's password could do."""
    await run(store, *triggers.drop(store.dialect), *statements, *triggers.create(store.dialect))


@pytest.mark.parametrize("how", STATEMENTS)
async def test_the_database_refuses_to_change_entries(store: Store, how: str) -> None:
    if ONLY.get(how, store.dialect) != store.dialect:
        return
    await assigned(store)
    with pytest.raises(DBAPIError, match="append-only"):
        await run(store, STATEMENTS[how])
    assert (await verify(store)).is_whole


async def test_a_whole_ledger_is_found_whole_with_the_head_that_was_printed(store: Store) -> None:
    await received(store, await assigned(store))
    async with store.reading(now=MONDAY) as books:
        printed = await books.head()
    verdict = await verify(store, head=printed.hash)
    assert verdict.is_whole
    assert (await verify(store, head=printed.hash[:12])).head_found
    assert (verdict.entries, verdict.head, verdict.head_found) == (3, printed, True)


async def test_a_flipped_byte_names_the_first_broken_entry(store: Store) -> None:
    await received(store, await assigned(store))
    await tamper(store, "UPDATE entries SET data = replace(data, 'each', 'eaci') WHERE seq = 2")
    verdict = await verify(store)
    assert (verdict.broken, verdict.broken_task) == (Break(2, "hash"), "DB-2026-1")
    assert "第 2 条流水（DB-2026-1）内容被改动。" in list(verdict_lines(verdict))


async def test_data_that_is_no_json_any_more_is_a_break(store: Store) -> None:
    await assigned(store)
    await tamper(store, "UPDATE entries SET data = '{' WHERE seq = 2")
    assert (await verify(store)).broken == Break(2, "hash")


async def test_a_changed_text_names_its_entry(store: Store) -> None:
    await assigned(store)
    await run(store, "UPDATE texts SET text = '别的' WHERE seq = 2")
    assert (await verify(store)).broken == Break(2, "text")


async def test_a_lost_tail_shows_against_the_head_that_was_printed(store: Store) -> None:
    """Even when the chain's own head was set back with it."""
    await received(store, await assigned(store))
    async with store.reading(now=MONDAY) as books:
        printed = await books.head()
    await tamper(store, "DELETE FROM entries WHERE seq = 3")
    assert (await verify(store)).broken == Break(3, "lost")
    await run(store, "UPDATE chain SET seq = 2, hash = (SELECT hash FROM entries WHERE seq = 2)")
    verdict = await verify(store, head=printed.hash)
    assert (verdict.head_found, verdict.is_whole) == (False, False)
    assert (await verify(store, head=printed.hash[:12])).head_found is False


async def test_missing_triggers_are_named(store: Store) -> None:
    await assigned(store)
    await run(store, *triggers.drop(store.dialect))
    verdict = await verify(store)
    assert verdict.triggers_missing == tuple(sorted(triggers.names(store.dialect)))
    assert not verdict.triggers_effective


async def test_a_task_that_is_not_the_fold_of_its_entries_is_named(store: Store) -> None:
    first, _second = await assigned(store), await assigned(store)
    await run(store, "UPDATE tasks SET state = (SELECT state FROM tasks WHERE number = 'DB-2026-2')")
    assert (await verify(store)).tasks_differ == (first,)


async def test_erased_texts_leave_the_chain_whole(store: Store) -> None:
    number = await assigned(store)
    async with store.books(now=MONDAY) as books:
        assert await erase(books, [2]) == 1
    verdict = await verify(store)
    assert (verdict.is_whole, verdict.erased) == (True, 1)
    async with store.reading(now=MONDAY) as books:
        (record,) = await books.entries_of(number)
        assert (record.erased, (await books.task(number)).title) == ({"title"}, "")
