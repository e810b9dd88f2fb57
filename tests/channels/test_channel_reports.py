"""Reports for channels: planned, bound and composed as for any group; what a webhook cannot do is not asked of it."""

from __future__ import annotations

from datetime import timedelta

from bot.publishing import Publishing
from bot.revising import GATHERING, Revising
from bot.watching import Watching
from handlers.unreached import named_in_groups
from tests.ledger.house import GENERAL, MONDAY, STAFF
from tests.runtime.mail import settle
from tests.runtime.test_publishing import EVENING, assigned
from tests.runtime.test_revising import NEXT_DAY, returned


async def published(store, clock, real, **options) -> None:
    clock.jump_to(EVENING)
    await Publishing(store, clock, real.now, **options).ring()


async def test_the_daily_report_of_a_unit_reaches_its_channels_once(town):
    await assigned(town.store)
    for platform in ("wecom", "dingtalk", "feishu"):
        await town.join(platform, unit=GENERAL.id)
    await published(town.store, town.clock, town.real, pictures=True, tables=True)
    await Publishing(town.store, town.clock, town.real.now).ring()
    await settle(town.delivery)
    assert [body.get("msgtype") or body["msg_type"] for body in town.outside.bodies].count("image") == 1
    assert len(town.outside.texts()) == 3
    assert all("日报告" in text and GENERAL.name in text for text in town.outside.texts())
    counts = await town.store.outbox.counts()
    assert set(counts) == {"sent"}


async def test_a_channel_that_did_not_take_its_report_is_missed_like_a_group(town):
    chat = await town.join("wecom")
    watching = Watching(town.store, town.clock)
    town.outside.faults = [{"errcode": 93000, "errmsg": ""}]
    await published(town.store, town.clock, town.real)
    await settle(town.delivery)
    for minutes in (6, 7):
        town.clock.jump_to(EVENING + timedelta(minutes=minutes))
        await watching.ring()
    async with town.store.reading(now=town.clock.now()) as books:
        told = await books.alarms.since(EVENING)
    assert {slot.chat for slot in told} == {chat}


async def test_a_later_version_is_announced_once_for_nothing_can_be_changed_there(town):
    await town.join("feishu")
    await published(town.store, town.clock, town.real)
    await settle(town.delivery)
    for day in (0, 1):
        await returned(town.store, STAFF, NEXT_DAY + timedelta(minutes=day * 10))
        town.clock.jump_to(NEXT_DAY + timedelta(minutes=day * 10) + GATHERING)
        await Revising(town.store, town.clock, town.real.now).ring()
        await settle(town.delivery)
    first, *later = town.outside.texts()
    assert "应报 7｜已报 0｜未报 7" in first
    assert [text for text in later if "已更新" in text] == later and len(later) == 1


async def test_nobody_is_named_in_a_group_of_another_messenger(store, join):
    await join("wecom")
    async with store.reading(now=MONDAY) as books:
        assert await named_in_groups(books, {STAFF.id: ["DB-2026-1 有消息未送达"]}) == ()
