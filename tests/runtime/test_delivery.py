"""Delivery: in order, inside the limits, and never twice, whatever the platform answers."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.alerts import Alerts, sentence
from bot.delivery.pacing import Pacing
from bot.delivery.prober import Prober
from bot.delivery.pump import Delivery
from bot.delivery.sender import Sender
from bot.transport import surely_not_sent
from storage.inbox import RawUpdate
from storage.outbox import Outgoing
from tests.ledger.house import ADMIN, COORDINATOR, MONDAY, STAFF
from tests.runtime.conftest import TOKEN, bind, bind_group


@pytest.fixture
def alerts(store, clock) -> Alerts:
    return Alerts(store, clock)


@pytest.fixture
def delivery(store, bot, real, alerts) -> Delivery:
    sender = Sender(store, bot, real.now, alerts, surely_not_sent)
    return Delivery(store, sender, Pacing(per_second=0, chat_seconds=0, group_per_minute=0), real.now)


@pytest.fixture
def prober(store, bot, real, alerts) -> Prober:
    return Prober(store, bot, real.now, alerts, lambda: None)


@pytest.fixture
async def zhang(office):
    person = await office.user("张三")
    await person.says("/start")
    return person


async def put(store, *rows: Outgoing) -> list[int]:
    async with store.books(now=MONDAY) as books:
        return [await books.outbox.put(row) for row in rows]


async def settle(delivery: Delivery) -> None:
    """Send until nothing is left that may leave now."""
    for _ in range(50):
        delivery.wake()
        await delivery.turn()
        await asyncio.gather(*delivery._busy.values())
        if not await delivery.store.outbox.lanes(now=delivery.real()):
            return


async def texts(office, chat) -> list[str]:
    return [message.text for message in await office.messages(chat) if message.by_bot]


async def state(store, number: int) -> str:
    row = await store.outbox.get(number)
    return row.state.value


async def test_messages_of_one_chat_arrive_in_order(store, office, delivery, zhang):
    await put(store, *[sentence(zhang.id, f"第{n}条") for n in range(1, 8)])
    await settle(delivery)
    assert await texts(office, zhang) == [f"第{n}条" for n in range(1, 8)]
    assert await store.outbox.counts() == {"sent": 7}


async def test_answers_go_before_reports(store, office, delivery, zhang):
    await put(store, sentence(zhang.id, "日报告", bulk=True), sentence(zhang.id, "已签收"))
    await settle(delivery)
    assert await texts(office, zhang) == ["已签收", "日报告"]


async def test_after_429_the_chat_waits_as_long_as_it_is_told(store, office, delivery, real, zhang):
    (number,) = await put(store, sentence(zhang.id, "稍后"))
    await office.fault(method="sendMessage", code=429, retry_after=3000)
    await settle(delivery)
    assert await state(store, number) == "waiting"
    real.pass_by(2990)
    await settle(delivery)
    assert await texts(office, zhang) == []
    real.pass_by(20)
    await settle(delivery)
    assert await texts(office, zhang) == ["稍后"]


async def test_who_blocked_the_bot_is_not_tried_again_and_told_of_once(store, office, delivery, zhang):
    admin = await office.user("孙管理")
    await admin.says("/start")
    await bind(store, STAFF.id, zhang.id)
    await bind(store, ADMIN.id, admin.id)
    await office.fault(method="sendMessage", chat=zhang.id, code=403, count=2)
    first, second = await put(store, sentence(zhang.id, "一"), sentence(zhang.id, "二"))
    await settle(delivery)
    assert {await state(store, first), await state(store, second)} == {"undeliverable"}
    (alert,) = await texts(office, admin)
    assert "张三" in alert
    async with store.reading(now=MONDAY) as books:
        assert not await books.directory.reachable(STAFF.id)


async def test_a_group_that_put_the_bot_out_gets_no_more_reports(store, office, delivery, zhang):
    group = await office.group("工作群", [zhang])
    await office.add_bot(group, TOKEN)
    await bind_group(store, group.id, reports=("daily",))
    await office.member(group, int(TOKEN.partition(":")[0]), "kicked", by=zhang)
    await put(store, sentence(group.id, "日报告"))
    await settle(delivery)
    async with store.reading(now=MONDAY) as books:
        known = await books.directory.chat(group.id)
    assert known is not None
    assert not known.active


async def test_a_group_that_moved_is_followed(store, office, delivery, zhang):
    group = await office.group("工作群", [zhang], kind="group")
    await office.add_bot(group, TOKEN)
    await bind_group(store, group.id, reports=("daily",))
    (number,) = await put(store, sentence(group.id, "日报告"))
    moved = await office.migrate(group)
    await settle(delivery)
    assert await texts(office, moved) == ["日报告"]
    assert await state(store, number) == "sent"
    async with store.reading(now=MONDAY) as books:
        known = await books.directory.chat(moved.id)
    assert known is not None
    assert known.reports == ("daily",)


async def test_markup_that_cannot_be_read_goes_as_plain_text_once(store, office, delivery, zhang):
    await put(store, sentence(zhang.id, "<b>未闭合 &amp; 1"))
    await settle(delivery)
    assert await texts(office, zhang) == ["未闭合 & 1"]


async def test_an_edit_that_changes_nothing_is_done(store, office, delivery, zhang):
    (number,) = await put(store, sentence(zhang.id, "卡片"))
    await settle(delivery)
    edit = {"chat_id": zhang.id, "text": "卡片", "parse_mode": "HTML"}
    (same,) = await put(store, Outgoing(chat=zhang.id, method="editMessageText", payload=edit, edits=number))
    (gone,) = await put(store, Outgoing(chat=zhang.id, method="editMessageText", payload={**edit, "message_id": 9999}))
    await settle(delivery)
    assert (await state(store, same), await state(store, gone)) == ("sent", "sent")


async def test_a_refusal_is_not_repeated(store, office, delivery):
    (number,) = await put(store, sentence(987654321, "谁"))
    await settle(delivery)
    assert await state(store, number) == "undeliverable"
    assert len(await office.journal("sendMessage")) == 1


async def test_what_expired_is_not_sent(store, office, delivery, real, zhang):
    (number,) = await put(store, sentence(zhang.id, "过时", expires_at=real.now() - timedelta(seconds=1)))
    await settle(delivery)
    assert await state(store, number) == "expired"
    assert await texts(office, zhang) == []


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", ["drop", "html", "garbage", "error"])
async def test_a_lost_answer_is_looked_into_and_the_message_is_there_once(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, real, kind, when
):
    zhang = await _known_person(store, office, real)
    await office.fault(kind, method="sendMessage", when=when)
    first, second = await put(store, sentence(zhang.id, "第一条"), sentence(zhang.id, "第二条"))
    await settle(delivery)
    assert await texts(office, zhang) == (["第一条"] if when == "after" else [])
    assert await state(store, first) == "unknown"
    await prober.turn()
    assert await state(store, first) == "unknown"
    real.pass_by(20)
    await prober.turn()
    await settle(delivery)
    assert await texts(office, zhang) == ["第一条", "第二条"]
    assert {await state(store, first), await state(store, second)} == {"sent"}


async def test_what_a_dead_process_left_behind_is_probed(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, bot, real
):
    """The message went out, and the process died before it could say so."""
    zhang = await _known_person(store, office, real)
    (number,) = await put(store, sentence(zhang.id, "只此一次"))
    await store.outbox.sending(number, now=real.now())
    await bot.send_message(zhang.id, "只此一次", parse_mode="HTML", link_preview_options={"is_disabled": True})
    await prober.adopt(timedelta(0))
    assert await state(store, number) == "unknown"
    real.pass_by(20)
    await prober.turn()
    await settle(delivery)
    assert await texts(office, zhang) == ["只此一次"]
    assert await state(store, number) == "sent"


async def test_a_tap_on_the_message_of_unknown_fate_does_not_hide_it(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, bot, real
):
    """The process died after the message went out, and somebody tapped it before the probe looked."""
    zhang = await _known_person(store, office, real)
    (number,) = await put(store, sentence(zhang.id, "请确认"))
    await store.outbox.sending(number, now=real.now())
    out = await bot.send_message(zhang.id, "请确认", parse_mode="HTML", link_preview_options={"is_disabled": True})
    real.pass_by(2)
    tap = RawUpdate(
        update_id=2,
        raw="{}",
        chat=zhang.id,
        user=zhang.id,
        message=out.message_id,
        kind="callback_query",
        lane=f"c{zhang.id}",
    )
    await store.inbox.keep(1, [tap], received_at=real.now())
    await prober.adopt(timedelta(0))
    real.pass_by(20)
    await prober.turn()
    await settle(delivery)
    assert await texts(office, zhang) == ["请确认"]
    assert await state(store, number) == "sent"


@pytest.mark.parametrize("later", [False, True])
async def test_many_private_chats_interrupted_at_once_are_all_found_out(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, bot, real, later
):
    """Private chats count their messages together, so that each of many may have got many ids."""
    people = [await _known_person(store, office, real, number) for number in range(1, 31)]
    numbers = await put(store, *(sentence(one.id, f"致{one.name}") for one in people))
    for number in numbers:
        await store.outbox.sending(number, now=real.now())
    for one in reversed(people[5:]):
        options = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
        await bot.send_message(one.id, f"致{one.name}", **options)
    await prober.adopt(timedelta(0))
    real.pass_by(20)
    if later:
        other = await _known_person(store, office, real, 31)
        await put(store, sentence(other.id, "之后"))
        await settle(delivery)
    for _ in range(3):
        await prober.turn()
    real.pass_by(61)
    await settle(delivery)
    assert {await state(store, number) for number in numbers} == {"sent"}
    assert [await texts(office, one) for one in people] == [[f"致{one.name}"] for one in people]


async def test_where_nothing_can_be_found_out_people_are_asked(store, office, delivery, prober, real):
    """In a chat of which no message id is known there is nothing to begin with."""
    watcher = await office.user("李四")
    await watcher.says("/start")
    await bind(store, COORDINATOR.id, watcher.id)
    group = await office.group("工作群", [watcher])
    await office.add_bot(group, TOKEN, admin=True)
    await office.fault("drop", method="sendMessage", when="after")
    (number,) = await put(store, sentence(group.id, "日报告", purpose="daily"))
    await settle(delivery)
    real.pass_by(20)
    await prober.turn()
    await prober.turn()
    await settle(delivery)
    assert await state(store, number) == "unknown"
    assert len(await texts(office, group)) == 1
    (question,) = await texts(office, watcher)
    assert "结果不明" in question


async def test_under_the_limits_everything_arrives_once_and_in_order(store, office, bot, real, alerts):
    await office.limits()
    people = [await office.user(f"同志{n}") for n in range(3)]
    for one in people:
        await one.says("/start")
    sender = Sender(store, bot, real.now, alerts, surely_not_sent)
    delivery = Delivery(store, sender, Pacing(), real.now)
    await put(store, *[sentence(one.id, f"{n}") for one in people for n in range(2)])
    stop = asyncio.Event()
    running = asyncio.create_task(delivery.run(stop))
    for one in people:
        await office.until(one, lambda message: message.text == "1")
    stop.set()
    await running
    for one in people:
        assert [message.text for message in await office.messages(one) if message.by_bot] == ["0", "1"]


async def _known_person(store, office, real, number=1):
    """Return a person whose /start lies in the inbox, as it does for everybody who can be written to."""
    person = await office.user(f"张{number}")
    said = await person.says("/start")
    row = RawUpdate(
        update_id=number,
        raw="{}",
        chat=person.id,
        user=person.id,
        message=said.id,
        kind="message",
        lane=f"c{person.id}",
    )
    await store.inbox.keep(1, [row], received_at=real.now())
    return person
