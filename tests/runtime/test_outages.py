"""停机: how long the bot was away is noted at the start, once, and not what another process lived through."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.alive import AliveMark
from bot.clock import ScaledClock
from bot.housekeeping import Housekeeping
from ledger.outages import OutageNoted
from storage.store import Store
from tests.ledger.house import MONDAY
from tests.storage.ledgers import assigned


async def noted(store: Store) -> list[OutageNoted]:
    async with store.reading(now=MONDAY) as books:
        return [one.entry for one in await books.records_of(OutageNoted) if isinstance(one.entry, OutageNoted)]


def keeping(store: Store, clock: ScaledClock, folder: Path) -> Housekeeping:
    return Housekeeping(store, clock, clock.now, AliveMark(folder / "alive"))


async def test_it_is_noted_once_with_its_grace(store: Store, clock: ScaledClock, tmp_path: Path) -> None:
    last_alive = clock.now() - timedelta(hours=2)
    await assigned(store, at=last_alive - timedelta(hours=1))
    for _ in range(2):
        await keeping(store, clock, tmp_path).note_outage(last_alive)
    (one,) = await noted(store)
    assert (one.by, one.began, one.ended) == (None, last_alive, clock.now())
    assert one.until == clock.now() + timedelta(hours=6, minutes=30)  # Four working hours from 10:00, noon left out.


async def test_what_is_short_or_lived_through_by_another_process_is_none(
    store: Store, clock: ScaledClock, tmp_path: Path
) -> None:
    start = keeping(store, clock, tmp_path)
    await start.note_outage(clock.now() - timedelta(days=9))  # The ledger is empty.
    await assigned(store, at=clock.now() - timedelta(minutes=5))
    await start.note_outage(None)
    await start.note_outage(clock.now() - timedelta(minutes=29))
    await start.note_outage(clock.now() - timedelta(hours=2))  # Somebody wrote five minutes ago.
    assert await noted(store) == []
