"""Verifying: all of the ledger in one pass, or only what was recorded since a moment."""

from __future__ import annotations

from datetime import timedelta

from bot.cli.verdicts import verdict_lines
from ledger.chain import Break
from storage.store import Store
from storage.verify import verify
from tests.ledger.house import MONDAY
from tests.storage.ledgers import assigned, progressed, received
from tests.storage.test_append_only import run, tamper

TUESDAY = MONDAY + timedelta(days=1)


async def _two_days(store: Store) -> str:
    """Let a task begin on Monday, another on Tuesday, and the first one go on; return the first."""
    first = await assigned(store)
    await received(store, first)
    await assigned(store, at=TUESDAY)
    await progressed(store, first, at=TUESDAY)
    return first


async def test_a_day_is_verified_without_the_days_before(store: Store) -> None:
    await _two_days(store)
    whole, day = await verify(store), await verify(store, since=TUESDAY)

    assert (whole.is_whole, day.is_whole) == (True, True)
    assert (whole.first, day.first, day.entries, day.head) == (1, whole.entries - 1, whole.entries, whole.head)
    assert next(verdict_lines(day)) == "所核验部分完整。"


async def test_a_day_without_entries_is_whole(store: Store) -> None:
    await _two_days(store)
    verdict = await verify(store, since=TUESDAY + timedelta(days=1))

    assert (verdict.is_whole, verdict.first) == (True, verdict.entries + 1)
    assert "没有新流水" in list(verdict_lines(verdict))[1]


async def test_a_task_that_went_on_that_day_is_compared_with_all_of_its_entries(store: Store) -> None:
    first = await _two_days(store)
    assert (await verify(store, since=TUESDAY)).tasks_differ == ()

    await run(store, f"UPDATE tasks SET state = (SELECT state FROM tasks WHERE number <> '{first}')")  # noqa: S608 - our own number
    assert first in (await verify(store, since=TUESDAY)).tasks_differ


async def test_a_row_that_forgets_its_last_entry_differs(store: Store) -> None:
    """It says that it stands as an earlier entry left it."""
    first = await _two_days(store)
    await run(store, f"UPDATE tasks SET version = version - 2 WHERE number = '{first}'")  # noqa: S608 - our own number

    assert (await verify(store)).tasks_differ == (first,)


async def test_what_was_changed_on_that_day_breaks_the_chain(store: Store) -> None:
    await _two_days(store)
    last = (await verify(store)).entries
    await tamper(store, f"UPDATE entries SET kind = 'Reminded' WHERE seq = {last}")  # noqa: S608 - our own number

    assert (await verify(store, since=TUESDAY)).broken == Break(last, "hash")


async def test_data_in_another_form_mean_the_same(store: Store) -> None:
    """What is hashed is what the data say; blanks between are no change."""
    await _two_days(store)
    last = (await verify(store)).entries
    await tamper(store, f"UPDATE entries SET data = replace(data, ',', ', ') WHERE seq = {last}")  # noqa: S608 - our own number

    assert (await verify(store)).is_whole
