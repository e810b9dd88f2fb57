"""Revising: a late return changes the published report in place, once, and what was said before is kept."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.publishing import Publishing
from bot.revising import GATHERING, Revising
from bot.sandbox.posting import remove
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.attending import report_day
from ledger.acts.progressing import correct_progress, note_progress
from ledger.acts.requests import AcknowledgeTask, AssignTask, CorrectProgress, NoteProgress, ReportDay, UndoLast
from ledger.acts.undoing import undo
from ledger.people import Assignee, UnitId
from ledger.slots import Slot
from storage.store import Store
from tests.ledger.house import COLLEAGUE, COORDINATOR, FINANCE, FRIDAY, GENERAL, HEAD, MONDAY, OUTSIDER, STAFF
from tests.runtime.conftest import TOKEN, bind_group, rows
from tests.runtime.mail import settle

DAY = date(2026, 11, 23)
EVENING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # 17:30 in the office.
NEXT_DAY = datetime(2026, 11, 24, 1, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def group(office, zhang):
    made = await office.group("市府办工作群", [zhang])
    await office.add_bot(made, TOKEN)
    return made


@pytest.fixture
def rounds(store, clock, real, delivery):
    """Return what makes one round at a moment: publish, revise, send."""

    async def go(at: datetime) -> None:
        clock.jump_to(at)
        await Publishing(store, clock, real.now).ring()
        await Revising(store, clock, real.now).ring()
        await settle(delivery)

    return go


async def returned(store: Store, who, at: datetime, *, day: date = DAY) -> None:
    async with store.books(now=at) as books:
        await report_day(books, ReportDay(person=who.id, sent_at=at, day=day, done="校对简报"))


async def versions(store: Store, chat: int):
    async with store.reading(now=NEXT_DAY) as books:
        return await books.versions.of(Slot("daily", chat, DAY.isoformat()))


async def reports(office, chat) -> list[str]:
    return [message.text for message in await office.messages(chat) if message.by_bot and "日报告" in message.text]


async def test_a_late_return_updates_the_report_where_it_stands(office, store, group, rounds):
    await bind_group(store, group.id, reports=("daily",))
    await rounds(EVENING)
    (before,) = await reports(office, group)
    assert "应报 7｜已报 0｜未报 7" in before
    await returned(store, STAFF, NEXT_DAY)
    await rounds(NEXT_DAY + MINUTE)
    assert await reports(office, group) == [before]  # Others may follow within two minutes.
    await rounds(NEXT_DAY + GATHERING)
    (after,) = await reports(office, group)
    assert after.splitlines()[:2] == ["日报告｜2026-11-23 周一｜全办", "🔄 更新（第2版）：11-24 09:17，补报 1 人。"]
    assert "应报 7｜已报 1（补报 1）｜未报 6" in after
    first, second = await versions(store, group.id)
    assert "未报 7" in first.body and "未报 6" in second.body
    assert [one.hash for one in (first, second)] == [
        hashlib.sha256(one.body.encode()).hexdigest() for one in (first, second)
    ]
    async with store.reading(now=NEXT_DAY) as books:
        slot = Slot("daily", group.id, DAY.isoformat())
        assert [await books.slots.body(slot, number) for number in (1, 2, 3, None)] == [
            first.body, second.body, None, second.body,
        ]  # fmt: skip


async def test_returns_of_a_short_while_make_one_version(office, store, group, rounds):
    """Also those of the evening itself; each later one waits for its own while."""
    await bind_group(store, group.id, reports=("daily",))
    await rounds(EVENING)
    for number, who in enumerate((STAFF, COLLEAGUE, HEAD), start=1):
        await returned(store, who, EVENING + number * MINUTE / 4)
        await rounds(EVENING + number * MINUTE / 4)
    await rounds(EVENING + GATHERING + MINUTE / 4)
    await returned(store, OUTSIDER, EVENING + 3 * MINUTE)
    await rounds(EVENING + 3 * MINUTE)
    assert [one.number for one in await versions(store, group.id)] == [1, 2]
    await rounds(EVENING + 6 * MINUTE)
    assert [one.number for one in await versions(store, group.id)] == [1, 2, 3]
    (text,) = await reports(office, group)
    assert "（第3版）" in text and "已报 4（补报 4）" in text


async def test_a_second_return_of_the_same_day_says_nothing_new(office, store, group, rounds):
    await bind_group(store, group.id, reports=("daily",))
    await rounds(EVENING)
    for hours in range(2):
        await returned(store, STAFF, NEXT_DAY + timedelta(hours=hours))
        await rounds(NEXT_DAY + timedelta(hours=hours) + GATHERING)
    assert len(await versions(store, group.id)) == 2


async def test_a_group_that_the_return_does_not_concern_is_left_alone(office, store, group, zhang, rounds):
    other = await office.group("财政局工作群", [zhang])
    await office.add_bot(other, TOKEN)
    for chat, unit in ((group, GENERAL), (other, FINANCE)):
        await bind_group(store, chat.id, reports=("daily",))
        async with store.books(now=MONDAY) as books:
            await books.directory.bind_chat(chat.id, unit=UnitId(unit.id), reports=("daily",), by=None, now=MONDAY)
    await rounds(EVENING)
    await returned(store, OUTSIDER, NEXT_DAY)
    async with store.books(now=NEXT_DAY) as books:  # What was the group's that day stays the other unit's affair.
        await books.directory.bind_chat(other.id, unit=UnitId(GENERAL.id), reports=("daily",), by=None, now=NEXT_DAY)
    await rounds(NEXT_DAY + GATHERING)
    assert (len(await versions(store, group.id)), len(await versions(store, other.id))) == (1, 2)
    (text,) = await reports(office, other)
    assert text.startswith("日报告｜2026-11-23 周一｜财政局\n🔄 更新（第2版）")


async def noted(store: Store, numbers: int, note: str) -> list[str]:
    found = []
    lead = (Assignee(person=STAFF.id),)
    async with store.books(now=MONDAY) as books:
        for number in range(numbers):
            asked = AssignTask(person=COORDINATOR.id, sent_at=MONDAY, title=f"材料{number}", lead=lead, deadline=FRIDAY)
            task = (await assign(books, asked)).number
            await acknowledge(books, AcknowledgeTask(number=task, person=STAFF.id, sent_at=MONDAY))
            said = NoteProgress(number=task, person=STAFF.id, sent_at=MONDAY + MINUTE, note=note, percent=80)
            await note_progress(books, said)
            found.append(task)
    return found


async def test_red_ink_updates_the_report_and_its_end_restores_it(office, store, group, rounds):
    await bind_group(store, group.id, reports=("daily",))
    (number,) = await noted(store, 1, "初稿已完成")
    await rounds(EVENING)
    async with store.books(now=NEXT_DAY) as books:
        wrong = CorrectProgress(number=number, person=STAFF.id, sent_at=NEXT_DAY, note="初稿未完成", percent=30)
        await correct_progress(books, wrong)
    await rounds(NEXT_DAY + GATHERING)
    (text,) = await reports(office, group)
    assert "材料0｜张三｜30%｜初稿未完成" in text and "（第2版）" in text
    async with store.books(now=NEXT_DAY + 3 * MINUTE) as books:
        await undo(books, UndoLast(person=STAFF.id, sent_at=NEXT_DAY + 3 * MINUTE))
    await rounds(NEXT_DAY + 3 * MINUTE + GATHERING)
    (text,) = await reports(office, group)
    assert "材料0｜张三｜80%｜初稿已完成" in text and "（第3版）" in text


async def test_parts_grow_and_shrink_with_the_report(office, store, group, rounds):
    await bind_group(store, group.id, reports=("daily",))
    numbers = await noted(store, 48, "已办")
    await rounds(EVENING)
    assert len(await reports(office, group)) == 1
    for hours, note in (
        (0, "逐项核对各单位报送数据并与上年同期比较后形成初稿，已送分管领导审阅，待批示后修改"),
        (1, "已办"),
    ):
        at = NEXT_DAY + timedelta(hours=hours)
        async with store.books(now=at) as books:
            for number in numbers:
                ink = CorrectProgress(number=number, person=STAFF.id, sent_at=at, note=note, percent=80)
                await correct_progress(books, ink)
        await rounds(at + GATHERING)
        parts = await reports(office, group)
        assert len(parts) == 2
    assert "（第3版）" in parts[0] and parts[1].endswith("本条内容已并入前面各条。")


async def test_a_report_that_was_deleted_is_told_of_once(office, world, store, group, rounds):
    await bind_group(store, group.id, reports=("daily",))
    await rounds(EVENING)
    (message,) = [one for one in await office.messages(group) if one.by_bot]
    remove(world, world.rooms[group.key], message.id)
    for hours, who in enumerate((STAFF, COLLEAGUE)):
        await returned(store, who, NEXT_DAY + timedelta(hours=hours))
        await rounds(NEXT_DAY + timedelta(hours=hours) + GATHERING)
    (told,) = await reports(office, group)
    assert told.startswith("2026-11-23 日报告因补报或更正已更新，群内原消息已删除或不能修改")
    assert [one.number for one in await versions(store, group.id)] == [1, 2, 3]


async def test_after_a_move_nothing_of_the_new_group_is_written_over(office, store, zhang, rounds):
    """Message ids of the old group are others in the new one."""
    group = await office.group("市府办工作群", [zhang], kind="group")
    await office.add_bot(group, TOKEN)
    await bind_group(store, group.id, reports=("daily",))
    await rounds(EVENING)
    moved = await office.migrate(group)
    async with store.books(now=NEXT_DAY) as books:
        await books.directory.migrate_chat(group.id, moved.id)
    await returned(store, STAFF, NEXT_DAY)
    await rounds(NEXT_DAY + GATHERING)
    assert [text.partition("，")[0] for text in await reports(office, moved)] == ["2026-11-23 日报告因补报或更正已更新"]


async def test_who_has_left_since_was_there_that_day(office, store, group, rounds):
    await bind_group(store, group.id, reports=("daily",))
    await rounds(EVENING)
    async with store.books(now=NEXT_DAY) as books:
        await books.directory.import_roster(rows(without=OUTSIDER), by=None, now=NEXT_DAY, sha256="1" * 64)
    await returned(store, STAFF, NEXT_DAY)
    await rounds(NEXT_DAY + GATHERING)
    (text,) = await reports(office, group)
    assert "应报 7｜已报 1" in text


async def test_two_programs_make_a_version_once(stores, clock, real):
    await bind_group(stores[0], -1001, reports=("daily",))
    clock.jump_to(EVENING)
    await Publishing(stores[0], clock, real.now).ring()
    await stores[0].outbox.sent(1, message=7, now=real.now())
    await returned(stores[0], STAFF, NEXT_DAY)
    clock.jump_to(NEXT_DAY + GATHERING)
    for _ in range(3):
        await asyncio.gather(*(Revising(store, clock, real.now).ring() for store in stores))
    assert [one.number for one in await versions(stores[0], -1001)] == [1, 2]
    edit = await stores[0].outbox.get(2)
    assert (edit.method, edit.edits, edit.target, await stores[0].outbox.get(3)) == ("editMessageText", 1, 7, None)


async def test_a_word_that_was_still_on_its_way_is_not_lost_between_two_reports(office, store, group, rounds):
    """Sent before the cut-off, recorded after the report went out: it stands in no later report."""
    await bind_group(store, group.id, reports=("daily",))
    await rounds(EVENING)
    await noted(store, 1, "初稿已完成")
    await rounds(EVENING + MINUTE)
    await rounds(EVENING + MINUTE + GATHERING)
    (text,) = await reports(office, group)
    assert "（第2版）" in text and "有进展 1" in text
    await rounds(EVENING + 9 * MINUTE)
    assert len(await versions(store, group.id)) == 2
