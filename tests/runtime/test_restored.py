"""After a restore: what readers may have already is given up and told, what was unsent waits for a word, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from bot.publishing import Publishing
from bot.reminding import Reminding
from bot.restored import AfterRestore
from ledger.outages import OutageNoted, outages_of
from storage.mail_tables import restores
from storage.store import Store
from tests.ledger.house import COORDINATOR, STAFF
from tests.runtime.conftest import bind, bind_group

GROUP, USER, OTHER = -1001, 501, 502
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # 12:00 in the office.
EVENING = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # 18:00 in the office.


async def restored(store: Store, *, held: int = 0) -> None:
    async with store.books(now=NOON) as books:
        row = {"made_at": NOON, "restored_at": EVENING, "seq": 1, "held": held}
        await books.connection.execute(insert(restores).values(row))


async def said(store: Store, chat: int) -> list[dict]:
    found = [await store.outbox.get(number) for number in range(1, 30)]
    return [row.payload for row in found if row is not None and row.chat == chat]


async def test_reports_of_the_gap_are_given_up_and_those_after_it_come(store, clock, real):
    await bind_group(store, GROUP, reports=("dispatch", "daily"))
    await bind(store, COORDINATOR.id, USER)
    await bind(store, STAFF.id, OTHER)
    await restored(store)
    clock.jump_to(EVENING + timedelta(minutes=5))  # Inside the window in which a late daily report is published.
    for _ in range(2):
        await AfterRestore(store, clock).ring()
        await Publishing(store, clock, real.now).ring()
        await Reminding(store, clock, real.now).ring()
    assert await said(store, GROUP) == [] and await said(store, OTHER) == []
    first, second = await said(store, USER)
    assert first["text"] == (
        "台账已于11-23 18:00由11-23 12:00的备份恢复。\n"
        "此间收到的消息未登记，请通知有关人员重新报送；此间的编号可能另作他用，请以现有台账为准。"
    )
    assert "reply_markup" not in first
    async with store.reading(now=EVENING) as books:
        (lost,) = outages_of(await books.records_of(OutageNoted))
    assert lost.began == NOON  # What came too late for want of what was lost costs nobody points.
    assert "日报告 2026-11-23｜" in second["text"] and "备份恢复前可能已发布" in second["text"]
    assert "日调度" not in second["text"]  # Its hour lies before the backup: if it has no row, it was not told.
    clock.jump_to(EVENING + timedelta(hours=14, minutes=31))
    await AfterRestore(store, clock).ring()
    await Publishing(store, clock, real.now).ring()
    assert len(await said(store, GROUP)) == 1


async def test_what_was_unsent_is_asked_about(store, clock):
    await bind(store, COORDINATOR.id, USER)
    await restored(store, held=12)
    clock.jump_to(EVENING)
    await AfterRestore(store, clock).ring()
    (asked,) = await said(store, USER)
    assert asked["text"].endswith("备份时有12条消息未发完，可能已经送达，现暂不发出。请选择：全部发出，或不再发出。")
    (row,) = asked["reply_markup"]["inline_keyboard"]
    assert [button["text"] for button in row] == ["全部发出", "不再发出"]


async def test_two_programs_tell_of_it_once(stores, clock):
    await bind(stores[0], COORDINATOR.id, USER)
    await restored(stores[0])
    clock.jump_to(EVENING)
    for store in (*stores, *stores):
        await AfterRestore(store, clock).ring()
    assert len(await said(stores[0], USER)) == 1
