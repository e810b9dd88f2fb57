"""However many share the chain, they find what one who walks it alone finds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cli.verdicts import verdict_lines
from ledger.chain import Break, link_hash
from storage.codec import canonical_of
from storage.engines import read_only
from storage.proving import STORED, stamped
from storage.sharing import shares
from storage.store import Store
from storage.verify import joined, verify
from storage.walking import Share, Walk, last_of, walk
from tests.ledger.house import MONDAY
from tests.storage.ledgers import assigned, progressed, received
from tests.storage.test_append_only import run, tamper

_ALL_BUT_HASH = 'kind, task, at, recorded_at, "by", chat, message, data, prev'
HARM: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "a flipped byte": ("UPDATE entries SET data = replace(data, 'each', 'eaci') WHERE seq = 3",),
    "another kind": ("UPDATE entries SET kind = 'Reminded' WHERE seq = 4",),
    "data that are no JSON": ("UPDATE entries SET data = '{' WHERE seq = 3",),
    "blanks between": ("UPDATE entries SET data = replace(data, ',', ', ')",),
    "a missing entry": ("DELETE FROM entries WHERE seq = 4",),
    "an entry put in between": (
        "UPDATE entries SET seq = seq + 100 WHERE seq > 4",
        f"INSERT INTO entries SELECT 5, {_ALL_BUT_HASH}, 'x', inbox FROM entries WHERE seq = 4",  # noqa: S608
        "UPDATE entries SET seq = seq - 99 WHERE seq > 100",
    ),
    "two entries in each other's place": tuple(
        f"UPDATE entries SET seq = {there} WHERE seq = {here}"  # noqa: S608 - our own numbers
        for here, there in ((4, 99), (5, 4), (99, 5))
    ),
    "an entry that was sent at another hour": ("UPDATE entries SET at = (SELECT max(at) FROM entries) WHERE seq = 5",),
    "an entry of somebody else": ('UPDATE entries SET "by" = 99 WHERE seq = 6',),
    "the words of another entry": (
        "UPDATE texts SET text = (SELECT min(text) FROM texts WHERE seq = 2) WHERE seq = 9",
    ),
    "two missing entries": ("DELETE FROM entries WHERE seq IN (4, 5)",),
    "a lost tail": ("DELETE FROM entries WHERE seq > 4",),
    "a lost tail that the chain forgot": (
        "DELETE FROM entries WHERE seq > 4",
        "UPDATE chain SET seq = 4, hash = (SELECT hash FROM entries WHERE seq = 4)",
    ),
    "a rewritten link": ("UPDATE entries SET prev = (SELECT hash FROM entries WHERE seq = 2) WHERE seq = 6",),
    "a changed text": ("UPDATE texts SET text = '别的' WHERE seq = 7",),
    "texts that are gone": ("DELETE FROM texts",),
    "erased texts": ("UPDATE texts SET text = NULL, salt = NULL",),
    "another state": ("UPDATE tasks SET state = (SELECT state FROM tasks WHERE number = 'DB-2026-2')",),
    "another column of a row": ("UPDATE tasks SET assigned_by = 99 WHERE number = 'DB-2026-2'",),
    "a task that its row calls over": ("UPDATE tasks SET is_open = (1 = 0) WHERE number = 'DB-2026-1'",),
    "another deadline": ("UPDATE tasks SET deadline = assigned_at WHERE number = 'DB-2026-1'",),
    "a branch of somebody else": ("UPDATE branches SET person = 99 WHERE task = 'DB-2026-1'",),
    "a branch that is gone": ("DELETE FROM branches WHERE task = 'DB-2026-2'",),
    "a row that forgets its last entry": ("UPDATE tasks SET version = version - 2 WHERE number = 'DB-2026-1'",),
    "a row from beyond the chain": ("UPDATE tasks SET version = 99 WHERE number = 'DB-2026-1'",),
    "a row that is gone": ("DELETE FROM tasks WHERE number = 'DB-2026-2'",),
    "a row of nothing": ("UPDATE tasks SET number = 'DB-2026-9' WHERE number = 'DB-2026-2'",),
}

NO_HARM = {"nothing", "blanks between"}
"""What is no change: all else is found, be it in the chain or in the states."""


async def _week(store: Store) -> int:
    """Let two tasks go on in turns, so that each share holds a part of both; return how many entries there are."""
    first, second = await assigned(store), await assigned(store)
    for number in (first, second):
        await received(store, number)
    for hour in range(2):
        for number in (first, second):
            await progressed(store, number, at=MONDAY + timedelta(hours=hour + 1))
    return (await verify(store)).entries


def _found(store: Store, count: int, *, folded: bool) -> Walk:
    asked = Share(after=0, wanted="", folded=folded)
    with read_only(store.database.url).connect() as connection:
        last = last_of(connection)
        found = joined([walk(connection, share) for share in shares(asked, last.seq, count)], last)
    found.short = found.is_empty = False  # Of the share alone, and no part of the verdict.
    return found


async def _written_anew(store: Store, change: str, *, seq: int) -> None:
    """Change an entry, and link all behind it anew, as somebody could who knows how they are hashed."""
    await tamper(store, f"UPDATE entries SET {change} WHERE seq = {seq}")  # noqa: S608 - our own words
    anew: list[str] = []
    with read_only(store.database.url).connect() as connection:
        rows = connection.execute(STORED).all()
    digest = rows[seq - 2].hash
    for row in rows[seq - 1 :]:
        canonical = canonical_of(row, at=stamped(row.at), recorded_at=stamped(row.recorded_at))
        prev, digest = digest, link_hash(digest, canonical)
        anew.append(f"UPDATE entries SET prev = '{prev}', hash = '{digest}' WHERE seq = {row.seq}")  # noqa: S608
    await tamper(store, *anew, f"UPDATE chain SET hash = '{digest}'")  # noqa: S608


@pytest.mark.parametrize("change", ["kind = 'Foretold'", "data = '{}'"])
async def test_an_entry_that_this_program_cannot_read_is_named(store: Store, change: str) -> None:
    """Its hash fits, and so does the chain; a later program may have written it."""
    entries = await _week(store)
    await _written_anew(store, change, seq=4)
    for count in (1, 2, entries):
        found = _found(store, count, folded=True)
        assert (found.broken, found.broken_task) == (Break(4, "unreadable"), "DB-2026-1"), count
        assert _found(store, count, folded=False).broken is None
    assert any(
        "第 4 条流水（DB-2026-1）校验相符，但本版程序无法读取" in line for line in verdict_lines(await verify(store))
    )


@pytest.mark.parametrize("harm", HARM)
async def test_shares_find_what_one_walk_finds(store: Store, harm: str) -> None:
    entries = await _week(store)
    if HARM[harm]:
        await tamper(store, *HARM[harm])
    for folded in (True, False):
        alone = _found(store, 1, folded=folded)
        assert not folded or (alone.broken is None and not alone.differ) == (harm in NO_HARM)
        for count in (2, entries):
            assert _found(store, count, folded=folded) == alone, count


async def test_processes_see_one_moment_and_name_the_first_break(store: Store) -> None:
    if store.dialect != "sqlite":
        return  # A process takes a second to begin; what it does there is what one walk does.
    await _week(store)
    await tamper(store, "UPDATE entries SET kind = 'Reminded' WHERE seq IN (3, 6)")
    assert (await verify(store, processes=2)).broken == Break(3, "hash")


async def test_the_chain_alone_says_nothing_of_states(store: Store) -> None:
    await _week(store)
    await run(store, "UPDATE tasks SET state = (SELECT state FROM tasks WHERE number = 'DB-2026-2')")
    chain, both = await verify(store, folded=False), await verify(store)
    assert (chain.is_whole, chain.folded, chain.tasks_differ) == (True, False, ())
    assert (both.is_whole, both.folded, both.tasks_differ) == (False, True, ("DB-2026-1",))
