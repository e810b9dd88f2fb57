"""Weighing: the prompts of a week are those of the outbox; who got more than the cap alarms, the month is told once."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.alerts import sentence
from bot.weighing import Weighing
from ledger.burden import WeekOfPrompts, mondays_of_month
from storage.burden import week_of_prompts
from storage.inbox import RawUpdate
from storage.outbox import Outgoing
from tests.ledger.house import ADMIN, COORDINATOR, MONDAY, STAFF
from tests.runtime.conftest import bind
from tests.runtime.mail import put, settle, texts

FRIDAY = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)  # 17:30 in the office, the week's last workday.
WEEK = MONDAY.date()
MONTH_END = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


@pytest.fixture
async def people(office, store):
    """Return staff, coordinator and administrator, each bound."""
    found = []
    for person in (STAFF, COORDINATOR, ADMIN):
        user = await office.user(person.name)
        await user.says("/start")
        await bind(store, person.id, user.id)
        found.append(user)
    return found


@pytest.fixture
def weigh(store, clock, real, delivery):
    """Return what lets the clock reach a moment, and everybody hear what is told then."""

    async def go(at: datetime, *, cap: int = 3) -> None:
        clock.jump_to(at)
        await Weighing(store, clock, real.now, cap).ring()
        await settle(delivery)

    return go


async def week(store, monday=WEEK) -> WeekOfPrompts:
    async with store.reading(now=FRIDAY) as books:
        return await week_of_prompts(books, monday)


async def asked_by(store, user: int, *rows: Outgoing) -> None:
    """Answer what somebody wrote."""
    raw = RawUpdate(update_id=1, raw="{}", chat=user, user=user, message=1, kind="message", lane=f"c{user}")
    await store.inbox.keep(1, [raw], received_at=MONDAY)
    source = await store.inbox.next_in(f"c{user}", now=MONDAY)
    async with store.books(now=MONDAY, source=source) as books:
        for row in rows:
            await books.outbox.put(row)


async def test_what_nobody_asked_for_counts_and_an_answer_does_not(store, delivery, people):
    staff, coordinator, _ = people
    await asked_by(store, staff.id, sentence(staff.id, "已签收"), sentence(coordinator.id, "张三已签收"))
    await put(store, sentence(staff.id, "今日待办 2"), sentence(staff.id, "日报提醒"))
    await settle(delivery)
    found = await week(store)
    assert found.counts == {STAFF.id: 2, COORDINATOR.id: 1, ADMIN.id: 0}
    assert (found.total, found.mean, found.most, found.above(1)) == (3, Decimal("1.0"), 2, (STAFF.id,))


async def test_what_never_arrived_and_another_week_do_not_count(store, office, delivery, people):
    staff = people[0]
    await put(store, sentence(staff.id, "今日待办 2"))
    await office.fault(method="sendMessage", chat=staff.id, code=400, count=1)
    await settle(delivery)
    async with store.books(now=MONDAY - timedelta(days=1)) as books:
        await books.outbox.put(sentence(staff.id, "上周的"))
    await settle(delivery)
    assert (await week(store)).counts == {STAFF.id: 0, COORDINATOR.id: 0, ADMIN.id: 1}  # Who is told of it.
    assert (await week(store, WEEK - timedelta(weeks=1))).counts[STAFF.id] == 1


async def test_the_same_words_for_the_same_cause_are_repeated(store, delivery, people):
    staff = people[0]
    await put(store, *[sentence(staff.id, "今日待办 2", slot=slot) for slot in (1, 1, 2)])
    await put(store, sentence(staff.id, "今日待办（续）", slot=1))
    await settle(delivery)
    assert (await week(store)).repeated == 1


async def test_more_than_the_cap_alarms_the_administrators_once_and_names_nobody(
    store, office, delivery, people, weigh
):
    staff, coordinator, admin = people
    await put(store, *[sentence(staff.id, f"催办 {n}") for n in range(4)])
    await settle(delivery)
    for minutes in range(3):
        await weigh(FRIDAY + timedelta(minutes=minutes))
    assert await texts(office, admin) == [
        "本周有1人收到的提示超过上限3条，最多4条。"
        "请与督查员核对催办和交办是否过密；确有需要的，请调整设置 burden.weekly_cap。"
    ]
    assert await texts(office, coordinator) == []


async def test_under_the_cap_nobody_hears_of_a_week(store, office, people, weigh):
    staff, coordinator, admin = people
    await put(store, sentence(staff.id, "今日待办"))
    await weigh(FRIDAY)
    assert [await texts(office, one) for one in (coordinator, admin)] == [[], []]


async def test_on_the_last_workday_of_the_month_coordinators_read_its_weeks(store, office, delivery, people, weigh):
    staff, coordinator, _ = people
    await put(store, *[sentence(staff.id, f"催办 {n}") for n in range(4)])
    await settle(delivery)
    for minutes in range(3):
        await weigh(MONTH_END + timedelta(minutes=minutes))
    (told,) = await texts(office, coordinator)
    lines = told.splitlines()
    assert lines[:2] == ["减负情况｜2026年11月", "每人每周收到的提示（上限3条）："]
    assert lines[5] == "11月23日至11月29日 平均1.3条，最多4条，超过上限1人，重复0条"
    assert lines[-1] == "提示指未经本人询问而发给本人的私信。"


def test_each_week_belongs_to_one_month():
    ends = [date(2026, month, monthrange(2026, month)[1]) for month in range(1, 13)]
    weeks = [monday for end in ends for monday in mondays_of_month(end)]
    assert weeks == sorted(set(weeks))
    assert len(weeks) == 53
