"""The bell presses by the office's rules: once each, whoever rings, and whoever was down meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import ScaledClock
from bot.pressing import Pressing
from bot.reminding import Reminding
from handlers.desk import Desk
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.attending import take_leave
from ledger.acts.requests import AcknowledgeTask, AssignTask, TakeLeave
from ledger.entries import Urgency
from ledger.escalations import Escalated, ReceiptChased, Rung
from ledger.people import Assignee, Person, PersonId
from storage.entry_rows import recorded
from storage.store import Store
from tests.ledger.house import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    FRIDAY,
    HEAD,
    LEADER,
    MONDAY,
    STAFF,
    person,
)
from tests.runtime.conftest import bind, bind_group
from tests.support.databases import Databases

USERS = {one.id: 10 + one.id for one in (STAFF, COLLEAGUE, HEAD, COORDINATOR, LEADER, ADMIN)}
FIRST = "DB-2026-1"


def office(day: int, hour: int, minute: int = 0) -> datetime:
    """Return that hour in the office, November 2026; days above 30 run on into December."""
    return datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=day - 1, hours=hour - 8, minutes=minute)


class Office:
    """A store whose bell is rung by hand."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self.store, self.desk = store, desk
        self.clock = ScaledClock(MONDAY, speed=0)
        self.remembered: Pressing | None = None

    def remember(self) -> None:
        """Let one process ring from now on, which knows from ring to ring what is due when."""
        self.remembered = Pressing(self.store, self.clock, self.desk)

    async def gives(self, *to: Assignee, count: int = 1, **fields: object) -> None:
        for _ in range(count):
            async with self.store.books(now=self.clock.now()) as books:
                given = {"title": "报送材料", "deadline": FRIDAY, **fields}
                await assign(books, AssignTask(person=COORDINATOR.id, sent_at=self.clock.now(), lead=to, **given))

    async def rings(self, moment: datetime) -> dict[int, list[str]]:
        """Ring at the moment and return what is sent, by chat."""
        self.clock.jump_to(moment)
        await self.pressing().ring()
        return await self.sent()

    def pressing(self) -> Pressing:
        """Return a bell's duty as a fresh process has it, which remembers nothing, or the one that remembers."""
        if self.remembered is None:
            return Pressing(self.store, self.clock, self.desk)
        return self.remembered

    async def sent(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        now = self.desk.real_now()
        for lane in await self.store.outbox.lanes(now=now):
            while (row := await self.store.outbox.next_in(lane, now=now)) is not None:
                await self.store.outbox.sending(row.id, now=now)
                await self.store.outbox.sent(row.id, message=row.id, now=now)
                found.setdefault(row.chat, []).append(row.payload["text"])
        return found

    async def entries(self, kind: type) -> Sequence:
        async with self.store.reading(now=self.clock.now()) as books:
            records = await recorded(books.connection)
        return [record.entry for record in records if isinstance(record.entry, kind)]


def user(who: Person) -> int:
    return USERS[who.id]


@pytest.fixture
async def pressed(store: Store) -> Office:
    for one, number in USERS.items():
        await bind(store, PersonId(one), number)
    return Office(store, Desk(application=None, bot_id=1, username="bot", real_now=lambda: MONDAY))  # type: ignore[arg-type]


@pytest.mark.parametrize("remembers", [False, True])
async def test_a_receipt_goes_up_the_ladder_one_rung_at_a_time(pressed: Office, remembers: bool):
    """16:30 the assignee; 11:00 the head; 17:30 the coordinator; next morning the leader's digest: each once."""
    if remembers:
        pressed.remember()
    await pressed.gives(person(STAFF))
    reminding = Reminding(pressed.store, pressed.clock, lambda: MONDAY)
    heard: list[tuple[int, int, int]] = []
    for moment in (office(23 + hours // 24, hours % 24, minute) for hours in range(11, 66) for minute in (0, 30)):
        for chat, texts in (await pressed.rings(moment)).items():
            heard += [(chat, moment.day, (moment.hour + 8) * 60 + moment.minute) for _ in texts]
    assert heard == [
        (user(STAFF), 23, 16 * 60 + 30),
        (user(HEAD), 24, 11 * 60),
        (user(COORDINATOR), 24, 17 * 60 + 30),
    ]
    pressed.clock.jump_to(office(25, 8, 41))
    await reminding.ring()
    assert "领办逾期 1" in (await pressed.sent())[user(LEADER)][0]
    pressed.clock.jump_to(office(26, 8, 41))
    await reminding.ring()
    assert (await pressed.sent())[user(LEADER)] == ["<b>领导摘要</b>｜2026-11-26 周四\n今日无待决事项。"]
    assert [entry.rung for entry in await pressed.entries(ReceiptChased)] == list(Rung)


async def test_five_receipts_at_once_are_one_message_and_a_signed_one_is_none(pressed: Office):
    await pressed.gives(person(STAFF), count=6)
    async with pressed.store.books(now=MONDAY) as books:
        await acknowledge(books, AcknowledgeTask(person=STAFF.id, sent_at=MONDAY, number="DB-2026-6"))
    sent = await pressed.rings(office(23, 16, 30))
    (text,) = sent[user(STAFF)]
    assert text.splitlines()[0] == "<b>逾时未签收（5项）</b>"
    assert "DB-2026-6" not in text
    assert sent.keys() == {user(STAFF)}


async def test_two_bells_at_once_press_once(databases: Databases, pressed: Office):
    await pressed.gives(person(STAFF), count=3)
    pressed.clock.jump_to(office(33, 9))
    await asyncio.gather(*(pressed.pressing().ring() for _ in range(4)))
    assert len(await pressed.entries(ReceiptChased)) == 3
    notices = await pressed.entries(Escalated)
    assert sorted(entry.notice for entry in notices) == [f"督办〔2026〕{n}号" for n in (1, 2, 3)]


async def test_late_tasks_get_their_notices_in_the_morning_and_each_person_one_message(pressed: Office):
    await pressed.gives(person(STAFF), count=2)
    async with pressed.store.books(now=MONDAY) as books:
        for number in (FIRST, "DB-2026-2"):
            await acknowledge(books, AcknowledgeTask(person=STAFF.id, sent_at=MONDAY, number=number))
    found = {}
    for day in range(27, 36):
        for hour, minute in ((7, 0), (8, 29), (8, 30), (19, 0), (22, 0)):
            sent = await pressed.rings(office(day, hour, minute))
            if sent:
                found[day, hour, minute] = {chat: text[0].splitlines()[1] for chat, text in sent.items()}
    lines = {
        level: f"督办〔2026〕{n}号（{level}）{FIRST} 报送材料｜张三｜限{limit}前答复"
        for level, n, limit in (("蓝色", 1, "12-02 18:00"), ("黄色", 3, "12-04 18:00"), ("红色", 5, "12-08 18:00"))
    }
    assert found == {
        (30, 8, 30): dict.fromkeys((user(STAFF), user(HEAD)), lines["蓝色"]),
        (32, 8, 30): dict.fromkeys((user(STAFF), user(HEAD)), lines["黄色"]),
        (34, 8, 30): dict.fromkeys((user(STAFF), user(HEAD)), lines["红色"]),
    }


async def test_at_night_only_what_is_critical_is_pressed_for(pressed: Office):
    await pressed.gives(person(STAFF))
    await pressed.gives(person(COLLEAGUE), urgency=Urgency.CRITICAL)
    assert (await pressed.rings(office(23, 21, 30))).keys() == {user(COLLEAGUE)}
    assert (await pressed.rings(office(24, 7, 59))).keys() == set()
    assert user(STAFF) in await pressed.rings(office(24, 8, 30))


async def test_the_stand_in_is_pressed_in_the_place_of_who_is_on_leave(pressed: Office):
    await pressed.gives(person(STAFF))
    day = office(23, 10).date()
    leave = TakeLeave(person=STAFF.id, sent_at=MONDAY, whose=STAFF.id, first=day, last=day, delegate=COLLEAGUE.id)
    async with pressed.store.books(now=MONDAY) as books:
        await take_leave(books, leave)
    assert (await pressed.rings(office(23, 16, 30))).keys() == {user(COLLEAGUE)}
    (entry,) = await pressed.entries(ReceiptChased)
    assert entry.told == (COLLEAGUE.id,)


async def test_whoever_is_not_bound_is_named_in_the_group_and_to_the_administrators(pressed: Office):
    await bind_group(pressed.store, -1001, reports=("daily",))
    async with pressed.store.books(now=MONDAY) as books:
        await books.directory.mark_unreachable(user(STAFF), "Forbidden: bot was blocked by the user")
    await pressed.gives(person(STAFF))
    assert (await pressed.rings(office(23, 16, 30)))[-1001] == [
        "以下同志未启用或已停用本助手，无法私信提醒，请转告：\n"
        "张三：DB-2026-1 待签收\n启用方法：请联系管理员获取绑定链接。"
    ]
    pressed.clock.jump_to(office(27, 8, 31))
    await Reminding(pressed.store, pressed.clock, lambda: MONDAY).ring()
    sent = await pressed.sent()
    assert "张三：今日到期1项、待签收1项" in sent[-1001][0]
    assert sent[user(ADMIN)] == [
        "<b>未启用本助手、有待办事项的人员 1</b>\n张三（综合科）\n请发放绑定链接，或提醒本人重新启用。"
    ]


async def waiting(pressed: Office) -> list[str]:
    """Return the tasks whose hour is yet to come, as the bell remembers them."""
    assert pressed.remembered is not None
    lookout = pressed.remembered.lookout
    lines = [version for agenda in (lookout.critical, lookout.others) for version in agenda.due(office(40, 0))]
    async with pressed.store.reading(now=pressed.clock.now()) as books:
        return [task.number async for some in books.tasks.as_of(lines) for task in some]


async def test_a_bell_that_remembers_reads_only_what_changed_and_what_has_come_due(pressed: Office):
    """A task that began since, one whose hour has come, one that was signed for, a night and a day between."""
    pressed.remember()
    await pressed.gives(person(STAFF))
    assert await pressed.rings(office(23, 16)) == {}
    await pressed.gives(person(COLLEAGUE))
    assert (await pressed.rings(office(23, 16, 30))).keys() == {user(STAFF)}
    assert await waiting(pressed) == ["DB-2026-2"]
    async with pressed.store.books(now=office(23, 17)) as books:
        await acknowledge(books, AcknowledgeTask(person=COLLEAGUE.id, sent_at=office(23, 17), number="DB-2026-2"))
    assert (await pressed.rings(office(24, 11))).keys() == {user(HEAD)}
    assert await pressed.rings(office(24, 11, 30)) == {}


async def test_what_ripens_by_night_waits_for_the_morning(pressed: Office):
    pressed.remember()
    await pressed.gives(person(STAFF))
    assert await pressed.rings(office(23, 16, 29)) == {}
    assert await pressed.rings(office(23, 20, 30)) == {}
    assert await pressed.rings(office(24, 7)) == {}
    assert (await pressed.rings(office(24, 8, 1))).keys() == {user(STAFF)}
