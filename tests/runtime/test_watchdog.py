"""The watchdog: administrators are alarmed once for each cause, and told when it is over."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.health import looking as looks
from bot.health.looking import Looking
from bot.health.vitals import Marks, Role, Vitals
from bot.health.watchdog import AWAY, Watchdog
from config.channels import Health
from ledger.health import MEGABYTE
from storage.store import Store
from tests.ledger.house import ADMIN, COORDINATOR, MONDAY
from tests.runtime.conftest import bind
from tests.storage.ledgers import raw

ADMIN_CHAT, OTHER_CHAT = 17, 18
LONG_AGO = timedelta(minutes=59, seconds=30)


@dataclass
class Yard:
    """A watchdog over a store, whose figures the test makes."""

    store: Store
    watchdog: Watchdog
    marks: Marks
    real: object
    told: list[str] = field(default_factory=list)

    async def look(self, times: int = 1) -> None:
        """Look anew so many times."""
        for _ in range(times):
            self.watchdog.looking._seen = None
            await self.watchdog.look()

    async def said(self) -> list[str]:
        """Return what the administrators were told since the last time, without the heading."""
        found = []
        for lane in await self.store.outbox.lanes(now=MONDAY + timedelta(days=9999)):
            assert lane == f"c{ADMIN_CHAT}"
            while (row := await self.store.outbox.next_in(lane, now=MONDAY + timedelta(days=9999))) is not None:
                await self.store.outbox.expired(row.id)
                found.append(row.payload["text"].partition("\n")[2])
        return found


@pytest.fixture
async def yard_of(clock, real, tmp_path):
    marks = Marks.beside(tmp_path / "evidence")
    for mark in (marks.polled, marks.alive):
        mark.touch(real.now())

    async def made(store: Store, **limits: object) -> Yard:
        vitals = Vitals(marks, real.now)
        vitals.began_at = real.now() - timedelta(days=1)
        looking = Looking(store, clock, real.now, tmp_path)
        return Yard(store, Watchdog(store, clock, looking, vitals, Health(**limits)), marks, real)

    return made


@pytest.fixture
async def yard(store, yard_of) -> Yard:
    await bind(store, ADMIN.id, ADMIN_CHAT)
    await bind(store, COORDINATOR.id, OTHER_CHAT)
    return await yard_of(store)


def age(mark, real) -> None:
    """Let the mark's last moment be long ago."""
    mark.touch(real.now() - LONG_AGO)


async def test_all_is_quiet_while_all_is_well(yard):
    await yard.look(3)
    assert await yard.said() == []


@pytest.mark.parametrize(
    ("mark", "began", "over"),
    [
        ("polled", "未能从平台收取消息。请确认程序在运行", "未能从平台收取消息，11-23 10:00 已恢复正常。"),
        ("alive", "定时巡查停滞，到点的报告和提醒可能未发。请确认程序在运行", "可能未发，11-23 10:00 已恢复正常。"),
    ],
)
async def test_a_silence_is_told_once_and_its_end_once(yard, real, mark, began, over):
    age(getattr(yard.marks, mark), real)
    await yard.look()
    assert await yard.said() == []  # One look may be a jump of the clock.
    await yard.look(4)
    (text,) = await yard.said()
    assert text.startswith(f"11-23 09:00 起{began}") and text.endswith("。恢复后另行告知。")
    getattr(yard.marks, mark).touch(real.now())
    await yard.look()
    assert await yard.said() == []
    await yard.look(3)
    (text,) = await yard.said()
    assert text.startswith("11-23 09:0") and text.endswith(over)


async def test_the_next_occurrence_is_told_again(yard, real):
    for _ in range(2):
        age(yard.marks.polled, real)
        await yard.look(3)
        yard.marks.polled.touch(real.now())
        await yard.look(2)
        assert len(await yard.said()) == 2


async def test_what_waits_too_long_is_told_with_its_number(yard, store, clock, real):
    await store.inbox.keep(1, [raw(number) for number in (1, 2)], received_at=real.now() - LONG_AGO)
    await yard.look(3)
    (text,) = await yard.said()
    assert text.startswith("11-23 09:00 起收到的消息未能及时办理，现有2条。")


async def test_a_disk_that_fills_is_told_before_it_is_full(yard, monkeypatch):
    monkeypatch.setattr(looks, "disk_free", lambda _folder: 150 * MEGABYTE)
    await yard.look(3)
    (text,) = await yard.said()
    assert "磁盘空间不足，剩余150 MB。请清理磁盘或扩容，写满后消息将无法登记。" in text


async def test_an_alarm_outlives_the_process(yard, yard_of, store, real):
    age(yard.marks.alive, real)
    await yard.look(3)
    assert len(await yard.said()) == 1
    again = await yard_of(store)
    await again.look(3)
    assert await again.said() == []
    again.marks.alive.touch(real.now())
    await again.look(2)
    assert len(await again.said()) == 1


async def test_one_that_finds_no_mark_of_the_poller_cannot_tell(yard):
    """Two processes on a server without a common folder; the poller itself knows."""
    yard.marks.polled.file.unlink()
    vitals = yard.watchdog.vitals
    assert vitals.anybody().poll is None
    vitals.began -= 400
    vitals.role = lambda: Role.POLLER
    await yard.look(3)
    (text,) = await yard.said()
    assert "未能从平台收取消息" in text


async def test_a_start_after_a_long_stop_is_no_alarm(yard, real):
    age(yard.marks.alive, real)
    yard.watchdog.vitals.began_at = real.now()
    await yard.look(3)
    assert await yard.said() == []


async def test_an_outage_of_the_database_is_told_when_it_is_over(yard, clock, monkeypatch):
    now = 0.0
    monkeypatch.setattr(yard.watchdog, "monotonic", lambda: now)
    for lasts, told in ((AWAY - 1, 0), (AWAY + 1, 1)):
        with monkeypatch.context() as patch:
            patch.setattr(looks, "counted", _away)
            await yard.look()
            now += lasts
            await yard.look()
        clock.jump_to(clock.now() + timedelta(minutes=2))
        await yard.look(2)
        said = await yard.said()
        assert len(said) == told
    assert said[0].startswith("11-23 10:02 至 11-23 10:04 数据库无法读写，其间的消息现在补办。请检查数据库服务")


async def test_a_slow_database_is_not_away(yard, clock, monkeypatch):
    """Whoever asks for the page does not wait for it; on a busy machine the administrators heard of an outage."""
    now = 0.0
    monkeypatch.setattr(yard.watchdog, "monotonic", lambda: now)
    monkeypatch.setattr(yard.watchdog.looking, "patience", 0.0)
    for _ in range(3):
        await yard.look()
        now += AWAY
    assert await yard.said() == []


async def _away(*_: object, **__: object) -> None:
    raise OSError


async def test_two_processes_tell_once(stores, yard_of, real):
    await bind(stores[0], ADMIN.id, ADMIN_CHAT)
    yards = [await yard_of(store) for store in stores]
    age(yards[0].marks.polled, real)
    for _ in range(4):
        await asyncio.gather(*(yard.look() for yard in yards))
    assert len(await yards[0].said()) == 1
    yards[0].marks.polled.touch(real.now())
    for _ in range(4):
        await asyncio.gather(*(yard.look() for yard in yards))
    assert len(await yards[0].said()) == 1
