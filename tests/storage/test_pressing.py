"""Two processes that ring at the same moment press for everything once, on either database."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from handlers.pressing import chase_receipts, issue_notices
from ledger.escalations import Escalated, ReceiptChased
from storage.entry_rows import recorded
from storage.store import Store
from tests.ledger.house import FRIDAY
from tests.storage.ledgers import assigned
from tests.storage.office import HOUSE

MORNING = FRIDAY + timedelta(days=3, hours=-9)  # Monday 09:00 in the office: one workday overdue.


async def _rings(store: Store) -> int:
    async with store.books(now=MORNING) as books:
        return len((*await chase_receipts(books), *await issue_notices(books)))


async def test_two_processes_press_once(store: Store, office_url: str) -> None:
    for _ in range(3):
        await assigned(store)
    other = await Store.open(office_url, house=HOUSE)
    try:
        said = await asyncio.gather(_rings(store), _rings(other))
    finally:
        await other.close()
    async with store.reading(now=MORNING) as books:
        entries = [record.entry for record in await recorded(books.connection)]
    assert len([entry for entry in entries if isinstance(entry, ReceiptChased)]) == 3
    notices = sorted(entry.notice for entry in entries if isinstance(entry, Escalated))
    assert notices == [f"督办〔2026〕{n}号" for n in (1, 2, 3)]
    assert sorted(bool(one) for one in said) == [False, True]
