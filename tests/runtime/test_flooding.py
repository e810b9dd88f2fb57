"""Who floods is dealt with at a pace and beside the others; nothing of it is lost, and it is told once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.alerts import Alerts
from bot.intake.flooding import FLOOD, Floods
from bot.intake.keeping import Keeper
from handlers.wording import running
from tests.ledger.house import MONDAY, STAFF
from tests.runtime.conftest import bind

FLOODER, OTHER, GROUP = 501, 502, -1001
LIMIT, MOST = 6, 10


def said(number: int, user: int = FLOODER, *, chat: int | None = None, second: int = 0) -> dict[str, Any]:
    """Return the update of a message that was sent in that second of the minute."""
    message = {"message_id": number, "date": 1_800_000_000 + second, "chat": {"id": chat or user}, "text": "在吗"}
    return {"update_id": number, "message": message | {"from": {"id": user}}}


@pytest.fixture
def keeper(store, clock, real) -> Keeper:
    return Keeper(store.inbox, 1, real.now, lambda: None, Floods(LIMIT, MOST), Alerts(store, clock).flooding)


async def told(store) -> list[str]:
    """Return what the person is told, in order."""
    found, number = [], 1
    while (row := await store.outbox.get(number)) is not None:
        assert row.chat == FLOODER
        found.append(row.payload["text"])
        number += 1
    return found


async def test_what_is_too_much_waits_in_its_own_lane_and_falls_due_one_by_one(keeper, store, real):
    await keeper.keep([said(n, chat=GROUP) for n in range(1, LIMIT + 4)])
    await keeper.keep([said(100, OTHER, chat=GROUP)])
    assert await store.inbox.lanes(now=real.now()) == (f"c{GROUP}",)
    in_group = await store.inbox.first_in(f"c{GROUP}", now=real.now())
    assert [row.update_id for row in in_group] == [*range(1, LIMIT + 1), 100], "nobody waits behind the flood"
    for passed in range(1, 4):
        real.pass_by(60 / LIMIT)
        due = await store.inbox.first_in(f"x{FLOODER}", now=real.now())
        assert [row.update_id for row in due] == [LIMIT + n for n in range(1, passed + 1)]


async def test_whoever_floods_comes_behind_the_own_flood(keeper, store, real):
    """What is said later by the same person is dealt with later, however slowly it is said."""
    await keeper.keep([said(n) for n in range(1, LIMIT + 4)])
    await keeper.keep([said(50, second=59)])
    real.pass_by(600)
    assert [row.update_id for row in await store.inbox.first_in(f"x{FLOODER}", now=real.now())] == [7, 8, 9, 50]
    await keeper.keep([said(51, second=180)])
    assert [row.update_id for row in await store.inbox.first_in(f"c{FLOODER}", now=real.now())][-1] == 51


async def test_a_backlog_is_no_flood(keeper, store):
    """What was written within an hour and comes at once after a downtime was not written at once."""
    await keeper.keep([said(n, second=n * 60 // LIMIT + n) for n in range(1, 60)])
    assert await store.inbox.due_until() == {}


async def test_it_is_told_once_and_what_is_beyond_all_that_may_wait_is_ignored_with_its_reason(keeper, store):
    await bind(store, STAFF.id, FLOODER)
    for start in range(1, 61, 20):
        await keeper.keep([said(n) for n in range(start, start + 20)])
    counts = await store.inbox.counts()
    assert counts == {"waiting": LIMIT + MOST, "ignored": 60 - LIMIT - MOST}
    async with store.reading(now=keeper.real()) as books:
        rows = (await books.connection.exec_driver_sql("SELECT DISTINCT reason FROM inbox WHERE state='ignored'")).all()
    assert [row[0] for row in rows] == [FLOOD]
    assert sorted(await told(store)) == sorted([running.slowed(LIMIT), running.dropped(MOST)])


async def test_strangers_are_told_nothing(keeper, store):
    await keeper.keep([said(n) for n in range(1, 41)])
    assert await told(store) == []


async def test_a_batch_that_was_not_kept_is_not_counted(keeper, store, monkeypatch):
    """It comes again; else each try would push what waits further away."""

    async def away(*_: object, **__: object) -> int:
        raise OSError("the disk is away")

    with monkeypatch.context() as broken:
        broken.setattr(type(store.inbox), "keep", away)
        with pytest.raises(OSError, match="away"):
            await keeper.keep([said(n) for n in range(1, LIMIT + 1)])
    await keeper.keep([said(n) for n in range(1, LIMIT + 1)])
    assert await store.inbox.due_until() == {}


async def test_the_next_process_goes_on_behind_what_waits(keeper, store, real):
    await keeper.keep([said(n) for n in range(1, LIMIT + 4)])
    after = Keeper(store.inbox, 1, real.now, lambda: None, Floods(LIMIT, MOST), keeper.slowed)
    await after.keep([said(50, second=120)])
    due = await store.inbox.due_until()
    left = (due[f"x{FLOODER}"] - real.now()) / (timedelta(minutes=1) / LIMIT)
    assert 3.5 < left <= 4


async def test_a_process_that_stood_by_goes_on_behind_what_the_other_kept(keeper, store, real):
    """It has kept updates before, and its turn comes again: what the person says now is not dealt with first."""
    standby = Keeper(store.inbox, 1, real.now, lambda: None, Floods(LIMIT, MOST), keeper.slowed)
    await standby.keep([said(1, OTHER)])
    await keeper.keep([said(10 + n) for n in range(LIMIT + 3)])
    standby.take_over()
    await standby.keep([said(50, second=120)])
    assert 50 not in {row.update_id for row in await store.inbox.first_in(f"c{FLOODER}", now=real.now())}
    real.pass_by(600)
    assert [row.update_id for row in await store.inbox.first_in(f"x{FLOODER}", now=real.now())] == [16, 17, 18, 50]


async def test_a_flood_waits_for_what_the_person_said_before_it(keeper, store, real):
    """Where everybody's messages pile up, what fell due in the lane of the flood would overtake the person's own."""
    await keeper.keep([said(n, chat=GROUP) for n in range(1, LIMIT + 2)])
    real.pass_by(60)
    assert await store.inbox.lanes(now=real.now()) == (f"c{GROUP}",)
    for row in await store.inbox.first_in(f"c{GROUP}", now=real.now()):
        async with store.books(now=MONDAY, source=row):
            pass
    assert await store.inbox.lanes(now=real.now()) == (f"x{FLOODER}",)
