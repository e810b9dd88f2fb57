"""Watching: five minutes after its hour a report that is not there alarms the administrators, once, and is named."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.publishing import Publishing
from bot.sandbox.faults import Fault
from bot.watching import Watching
from tests.ledger.house import ADMIN, MONDAY
from tests.runtime.conftest import TOKEN, bind, bind_group
from tests.runtime.mail import settle

EVENING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # 17:30 in the office.
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MORNING = EVENING + timedelta(hours=15)
HEADING = "未按时送达的报告 1"
GONE = "本助手已不在群内。请将其重新加入并在群内发送 /bind；该群不再使用的，请取消其报告。"


@pytest.fixture
async def group(office, store, zhang):
    made = await office.group("市府办工作群", [zhang])
    await office.add_bot(made, TOKEN)
    await bind_group(store, made.id, reports=("daily", "dispatch"))
    return made


@pytest.fixture
async def alarms(office, store):
    """Return what reads the alarms that the administrator got."""
    admin = await office.user("孙管理")
    await admin.says("/start")
    await bind(store, ADMIN.id, admin.id)

    async def read() -> list[str]:
        found = [one.text for one in await office.messages(admin) if one.by_bot]
        return [text for text in found if text.startswith("未按时送达")]

    return read


@pytest.fixture
def rounds(store, clock, real, delivery):
    """Return what makes one round at a moment: publish, watch, send."""

    async def go(at: datetime, *, sending: bool = True) -> None:
        clock.jump_to(at)
        await Publishing(store, clock, real.now).ring()
        await Watching(store, clock, looked=at).ring()
        if sending:
            await settle(delivery)

    return go


async def removed(store, chat: int) -> None:
    async with store.books(now=MONDAY) as books:
        await books.directory.drop_chat(chat, reason="removed", now=MONDAY)


async def back(store, chat: int) -> None:
    async with store.books(now=MONDAY) as books:
        await books.directory.note_chat(chat, title="市府办工作群", kind="supergroup", now=MONDAY)


async def test_a_group_that_is_lost_alarms_after_five_minutes_and_is_told_when_it_is_back(
    office, store, group, alarms, rounds
):
    await removed(store, group.id)
    await rounds(EVENING + 4 * MINUTE)
    assert await alarms() == []
    for minutes in (5, 6, 60):
        await rounds(EVENING + minutes * MINUTE)
    assert await alarms() == [f"{HEADING}\n11-23 17:30 日报告｜市府办工作群：{GONE}\n该群下一份报告将注明。"]
    await rounds(MORNING + 6 * MINUTE)  # Known to be lost: nobody hears of every single report.
    assert len(await alarms()) == 1
    await back(store, group.id)
    await rounds(EVENING + DAY)
    (text,) = [one.text for one in await office.messages(group) if one.by_bot and "日报告" in one.text][-1:]
    assert text.splitlines()[1] == (
        "⚠ 此前未按时送达：2026-11-23 日报告（本助手曾被移出群）、2026-11-24 日调度（本助手曾被移出群）。"
    )
    await rounds(MORNING + DAY)
    (text,) = [one.text for one in await office.messages(group) if one.by_bot][-1:]
    assert text.startswith("日调度｜2026-11-25") and "⚠" not in text


async def test_what_arrives_in_time_alarms_nobody(group, alarms, rounds):
    for minutes in (0, 5, 10):
        await rounds(EVENING + minutes * MINUTE)
    assert await alarms() == []


async def test_a_late_one_has_five_minutes_too(group, alarms, rounds):
    """A bot that was down publishes at its start, marked as late: that is no alarm."""
    await rounds(EVENING + 40 * MINUTE, sending=False)
    await rounds(EVENING + 44 * MINUTE, sending=False)
    assert await alarms() == []


async def test_a_report_that_waits_for_the_network_alarms(store, group, alarms, rounds):
    await rounds(EVENING, sending=False)
    await rounds(EVENING + 5 * MINUTE, sending=False)
    await rounds(EVENING + 6 * MINUTE)
    (text,) = await alarms()
    assert "日报告｜市府办工作群：网络或平台不通，恢复后自动补发。" in text


async def test_a_report_that_the_platform_refuses_alarms_with_its_words(world, group, alarms, rounds):
    world.faults.add(
        Fault("error", method="sendMessage", chat=group.id, code=400, description="Bad Request: no rights")
    )
    await rounds(EVENING)
    await rounds(EVENING + 5 * MINUTE)
    (text,) = await alarms()
    assert "平台拒收。请检查本助手在群内的发言权限（BadRequest: No rights）。" in text


async def test_a_report_of_unknown_fate_alarms(store, group, alarms, rounds):
    await rounds(EVENING, sending=False)
    await store.outbox.unknown(1, reason="asked:TimedOut")
    await rounds(EVENING + 5 * MINUTE)
    (text,) = await alarms()
    assert "发送结果不明，未再重发。" in text


async def test_a_report_that_could_not_be_made_alarms(store, group, alarms, rounds):
    async with store.books(now=MONDAY) as books:
        await books.directory.bind_chat(group.id, unit=99, reports=("daily",), by=None, now=MONDAY)
    await rounds(EVENING + 5 * MINUTE)
    (text,) = await alarms()
    assert "报告未能生成。" in text


async def test_groups_of_one_ring_are_told_in_one_message(store, group, alarms, rounds):
    for chat in range(-1015, -1001):
        await bind_group(store, chat, reports=("daily",))
        await removed(store, chat)
    await rounds(EVENING + 5 * MINUTE)
    (text,) = await alarms()
    assert text.startswith("未按时送达的报告 14\n") and "……另有 2 份。" in text


async def test_two_programs_alarm_once(stores, clock):
    await bind(stores[0], ADMIN.id, 17)
    await bind_group(stores[0], -1001, reports=("daily",))
    await removed(stores[0], -1001)
    clock.jump_to(EVENING + 5 * MINUTE)
    for _ in range(2):
        await asyncio.gather(*(Watching(store, clock, looked=clock.now()).ring() for store in stores))
    assert await stores[0].outbox.counts() == {"waiting": 1}


@pytest.mark.usefixtures("group")
async def test_a_clock_that_jumps_within_a_round_alarms_nobody(store, clock, real, delivery, alarms):
    watching = Watching(store, clock)
    clock.jump_to(EVENING - MINUTE)
    await watching.ring()
    await Publishing(store, clock, real.now).ring()
    clock.jump_to(EVENING + 10 * MINUTE)  # The report fell due after its turn to be made.
    await watching.ring()
    await Publishing(store, clock, real.now).ring()
    await settle(delivery)
    await watching.ring()
    await settle(delivery)
    assert await alarms() == []
