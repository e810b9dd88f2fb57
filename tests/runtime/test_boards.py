"""Boards: one pinned message for each group, edited in place after changes, whatever becomes of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.boards import Boards
from bot.sandbox.pins import unpin
from bot.sandbox.posting import remove
from config.timetable import BOARD
from ledger.acts.acknowledging import acknowledge
from ledger.acts.requests import AcknowledgeTask
from tests.ledger.house import ADMIN, MONDAY, STAFF
from tests.runtime.conftest import TOKEN, bind, bind_group
from tests.runtime.mail import settle
from tests.runtime.test_publishing import assigned

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def group(office, store, zhang):
    made = await office.group("市府办工作群", [zhang])
    await office.add_bot(made, TOKEN, admin=True)
    await bind_group(store, made.id, reports=("daily", BOARD))
    return made


@pytest.fixture
def rounds(store, clock, real, delivery):
    """Return what makes rounds: show, pin and edit, after some real time went by."""
    first = Boards(store, clock, real.now)

    async def go(passed: float = 61.0, *, restarted: bool = False) -> None:
        duty = Boards(store, clock, real.now) if restarted else first
        real.pass_by(passed)
        clock.jump_to(clock.now() + timedelta(seconds=passed))
        for _ in range(2):
            await duty.ring()
            await settle(delivery)

    return go


async def boards(office, chat) -> list[str]:
    return [one.text for one in await office.messages(chat) if one.by_bot and (one.text or "").startswith("工作看板")]


@pytest.fixture
def room(world, group):
    """Return the group as the platform knows it."""
    return world.rooms[group.key]


async def signed(store) -> None:
    async with store.books(now=MONDAY + MINUTE) as books:
        await acknowledge(books, AcknowledgeTask(number="DB-2026-1", person=STAFF.id, sent_at=MONDAY + MINUTE))


async def test_the_board_is_shown_pinned_and_edited_in_place(office, store, room, group, rounds):
    await assigned(store)
    await rounds()
    (text,) = await boards(office, group)
    assert text.splitlines() == [
        "工作看板｜全办",
        "",
        "在办 1｜逾期 0｜今日到期 0",
        "新交办 1｜待签收 1｜待销号 0",
        "卡点 0｜督办 0｜久无进展 0",
        "综合科 🟡1",
        "",
        "更新于 11-23 10:01，随台账变动自动更新。",
    ]
    (pinned,) = room.pinned
    await signed(store)
    await rounds(30)
    assert await boards(office, group) == [text]  # Once a minute is often enough.
    await rounds(31)
    (text,) = await boards(office, group)
    assert "待签收 0" in text and "更新于 11-23 10:02" in text
    assert room.pinned == [pinned]


async def test_nothing_is_edited_where_nothing_changed(office, store, delivery, group, rounds):
    await assigned(store)
    await rounds()
    before = await store.outbox.counts()
    for _ in range(3):
        await rounds(1000)
    assert await store.outbox.counts() == before
    assert len(await boards(office, group)) == 1


async def test_what_falls_due_by_the_clock_alone_is_shown_too(office, store, group, rounds):
    await assigned(store)  # Due on Tuesday at 18:00.
    await rounds()
    await rounds(32 * 3600)
    (text,) = await boards(office, group)
    assert "逾期 1" in text


async def test_a_restart_goes_on_with_the_same_message(office, store, group, rounds):
    await assigned(store)
    await rounds()
    await signed(store)
    await rounds(restarted=True)
    (text,) = await boards(office, group)
    assert "待签收 0" in text


async def test_a_board_that_was_deleted_is_shown_again(office, world, store, group, rounds):
    await assigned(store)
    await rounds()
    room = world.rooms[group.key]
    remove(world, room, room.pinned[0])
    await signed(store)
    await rounds()
    await rounds()
    (text,) = await boards(office, group)
    assert "待签收 0" in text and len(room.pinned) == 1


async def test_a_board_that_was_unpinned_is_pinned_again_the_next_morning(world, store, room, rounds):
    await assigned(store)
    await rounds()
    before = list(room.pinned)
    unpin(world, room, room.members[world.only_bot().id])
    await rounds()
    assert room.pinned == []
    await rounds(24 * 3600)
    assert room.pinned == before


async def test_without_the_right_to_pin_the_administrators_are_told_once(office, store, zhang, rounds):
    group = await office.group("市府办工作群", [zhang], kind="group")
    await office.add_bot(group, TOKEN)
    await bind_group(store, group.id, reports=(BOARD,))
    admin = await office.user("孙管理")
    await admin.says("/start")
    await bind(store, ADMIN.id, admin.id)
    await rounds()
    for _ in range(2):
        await rounds(24 * 3600)
    told = [one.text for one in await office.messages(admin) if one.by_bot]
    assert told == [
        "工作群“市府办工作群”：工作看板已发出，但本助手没有置顶消息的权限。"
        "请由群主将本助手设为管理员并允许置顶，次日自动置顶；也可由群管理员手动置顶该消息。"
    ]
    assert len(await boards(office, group)) == 1


async def test_a_group_that_moved_gets_its_board_there(office, world, store, zhang, rounds):
    group = await office.group("市府办工作群", [zhang], kind="group")
    await office.add_bot(group, TOKEN, admin=True)
    await bind_group(store, group.id, reports=(BOARD,))
    await rounds()
    moved = await office.migrate(group)
    async with store.books(now=MONDAY) as books:
        await books.directory.migrate_chat(group.id, moved.id)
    await rounds()
    assert len(await boards(office, moved)) == 1 and len(world.rooms[moved.key].pinned) == 1


async def test_a_group_that_wants_it_no_longer_has_it_unpinned(world, store, group, rounds):
    await rounds()
    await bind_group(store, group.id, reports=("daily",))
    await rounds()
    assert world.rooms[group.key].pinned == []


async def test_at_night_no_board_appears(office, store, group, rounds):
    await rounds(11 * 3600)
    assert await boards(office, group) == []
    await rounds(12 * 3600)
    assert len(await boards(office, group)) == 1


async def test_two_programs_show_one_board_and_make_one_edit(stores, clock, real):
    await bind_group(stores[0], -1001, reports=(BOARD,))
    duties = [Boards(store, clock, real.now) for store in stores]
    await asyncio.gather(*(duty.ring() for duty in duties))
    await stores[0].outbox.sent(1, message=7, now=real.now())
    await assigned(stores[0])
    real.pass_by(61)
    await asyncio.gather(*(duty.ring() for duty in duties))
    found = [await stores[0].outbox.get(number) for number in range(1, 6)]
    methods = [row.method for row in found if row is not None]
    assert sorted(methods) == ["editMessageText", "pinChatMessage", "sendMessage"]
