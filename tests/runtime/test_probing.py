"""Messages of unknown fate: looked for in the chat, else people are asked; never blindly sent again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.alerts import sentence
from reports.splitting import split, visible
from storage.inbox import RawUpdate
from tests.ledger.house import ADMIN, COORDINATOR, STAFF
from tests.runtime.conftest import TOKEN, bind
from tests.runtime.mail import UNDER_THE_INPUT_LINE, arrival, known_person, put, settle, state, texts


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", ["drop", "html", "garbage", "error"])
async def test_a_lost_answer_is_looked_into_and_the_message_is_there_once(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, real, kind, when
):
    zhang = await known_person(store, office, real)
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
    zhang = await known_person(store, office, real)
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


async def test_a_chat_that_is_held_keeps_nobody_elses_fate_open(store, office, delivery, prober, real):
    """A call that hangs, or a paused process, holds its chat for long: what lies in the others is settled meanwhile."""
    held, free = [await known_person(store, office, real, number) for number in (1, 2)]
    first, second = await put(store, sentence(held.id, "第一条"), sentence(free.id, "第二条"))
    for number in (first, second):
        await store.outbox.sending(number, now=real.now())
    async with asyncio.timeout(5), store.chat_locks.hold(held.id):
        await prober.adopt(timedelta(0))
        assert [await state(store, first), await state(store, second)] == ["sending", "unknown"]
        await store.outbox.unknown(first, reason="drop")
        real.pass_by(20)
        await prober.turn()
        assert [await state(store, first), await state(store, second)] == ["unknown", "waiting"]
    await prober.turn()
    await settle(delivery)
    assert [await texts(office, held), await texts(office, free)] == [["第一条"], ["第二条"]]


async def test_a_platform_that_drips_ends_a_look_and_the_next_goes_on(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, real, monkeypatch
):
    """Else nobody would look for what lies in other chats meanwhile."""
    zhang = await known_person(store, office, real)
    (number,) = await put(store, sentence(zhang.id, "第一条"))
    await store.outbox.sending(number, now=real.now())
    await prober.adopt(timedelta(0))
    real.pass_by(20)
    await office.fault("hang", method="editMessageText", seconds=0.5)
    with monkeypatch.context() as short:
        short.setattr("bot.delivery.prober.LOOK", 0.01)
        await prober.turn()
    assert await state(store, number) == "unknown"
    await prober.turn()
    assert await state(store, number) == "waiting"


@pytest.mark.parametrize("arrived", [True, False])
@pytest.mark.parametrize("number", [1, 2, 3])
async def test_a_death_at_any_part_of_a_long_report_leaves_each_part_once(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, bot, real, number, arrived
):
    """9,000 signs with emoji and bold words; the process ends over part ``number``, before or after it arrived."""
    zhang = await known_person(store, office, real)
    parts = split("<b>周总结</b>｜周四", [f"<b>第{n}项</b>" + "长👨\u200d👩" * 150 for n in range(10)])
    assert len(parts) == 3
    said = [visible(part) for part in parts]
    rows = await put(store, *(sentence(zhang.id, part, part=n) for n, part in enumerate(parts[: number - 1], start=1)))
    await settle(delivery)
    rest = [sentence(zhang.id, part, part=n) for n, part in enumerate(parts[number - 1 :], start=number)]
    rows += await put(store, *rest)
    await store.outbox.sending(rows[number - 1], now=real.now())
    if arrived:
        text = parts[number - 1]
        await bot.send_message(zhang.id, text, parse_mode="HTML", link_preview_options={"is_disabled": True})
    await prober.adopt(timedelta(0))
    real.pass_by(20)
    await prober.turn()
    await settle(delivery)
    assert await texts(office, zhang) == said
    assert [await state(store, row) for row in rows] == ["sent"] * 3


async def test_a_tap_on_the_message_of_unknown_fate_does_not_hide_it(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, bot, real
):
    """The process died after the message went out, and somebody tapped it before the probe looked."""
    zhang = await known_person(store, office, real)
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


@pytest.mark.parametrize("arrived", [False, True])
@pytest.mark.parametrize("written", [False, True])
async def test_a_greeting_with_a_keyboard_under_the_input_line_is_found_out(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, bot, real, arrived, written
):
    """It cannot be edited, and in a private chat that alone tells it from what people ``written`` meanwhile."""
    zhang = await known_person(store, office, real)
    payload = {**sentence(zhang.id, "您好").payload, "reply_markup": UNDER_THE_INPUT_LINE}
    (number,) = await put(store, replace(sentence(zhang.id, "您好"), payload=payload))
    await store.outbox.sending(number, now=real.now())
    if arrived:
        await bot.send_message(zhang.id, "您好", parse_mode="HTML", reply_markup=UNDER_THE_INPUT_LINE)
    said = await zhang.says("在吗") if written else None
    await prober.adopt(timedelta(0))
    real.pass_by(20)
    await prober.turn()
    if said is not None:
        await store.inbox.keep(1, [arrival(2, zhang, said)], received_at=real.now())
    for _ in range(3):
        await prober.turn()
    real.pass_by(61)
    await settle(delivery)
    assert await texts(office, zhang) == ["您好"]
    assert await state(store, number) == "sent"


@pytest.mark.parametrize("later", [False, True])
async def test_many_private_chats_interrupted_at_once_are_all_found_out(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, bot, real, later
):
    """Private chats count their messages together, so that each of many may have got many ids."""
    people = [await known_person(store, office, real, number) for number in range(1, 31)]
    numbers = await put(store, *(sentence(one.id, f"致{one.name}") for one in people))
    for number in numbers:
        await store.outbox.sending(number, now=real.now())
    for one in reversed(people[5:]):
        options = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
        await bot.send_message(one.id, f"致{one.name}", **options)
    await prober.adopt(timedelta(0))
    real.pass_by(20)
    if later:
        other = await known_person(store, office, real, 31)
        await put(store, sentence(other.id, "之后"))
        await settle(delivery)
    for _ in range(3):
        await prober.turn()
    real.pass_by(61)
    await settle(delivery)
    assert {await state(store, number) for number in numbers} == {"sent"}
    assert [await texts(office, one) for one in people] == [[f"致{one.name}"] for one in people]


@pytest.mark.parametrize("arrived", [False, True])
async def test_whoever_blocks_the_bot_meanwhile_is_unreachable_and_the_search_ends(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, bot, real, arrived
):
    """The process died over a message to somebody who lets the bot write nothing any more."""
    zhang = await known_person(store, office, real)
    await bind(store, STAFF.id, zhang.id)
    admin = await office.user("管理员")
    await admin.says("/start")
    await bind(store, ADMIN.id, admin.id)
    (number,) = await put(store, sentence(zhang.id, "只此一次"))
    await store.outbox.sending(number, now=real.now())
    if arrived:
        await bot.send_message(zhang.id, "只此一次", parse_mode="HTML", link_preview_options={"is_disabled": True})
    await zhang.blocks()
    await prober.adopt(timedelta(0))
    real.pass_by(20)
    await prober.turn()
    assert await state(store, number) == "undeliverable"
    await settle(delivery)
    assert len(await texts(office, zhang)) == arrived
    (told,) = await texts(office, admin)
    assert "私信无法送达" in told


async def test_in_a_group_that_has_moved_people_are_asked(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, bot, real
):
    watcher = await office.user("李四")
    await watcher.says("/start")
    await bind(store, COORDINATOR.id, watcher.id)
    group = await office.group("工作群", [watcher], kind="group")
    await office.add_bot(group, TOKEN, admin=True)
    (first,) = await put(store, sentence(group.id, "之前"))
    await settle(delivery)
    (second,) = await put(store, sentence(group.id, "日报告", purpose="daily"))
    await store.outbox.sending(second, now=real.now())
    await office.migrate(group)
    await prober.adopt(timedelta(0))
    real.pass_by(20)
    await prober.turn()
    await prober.turn()
    await settle(delivery)
    assert (await state(store, first), await state(store, second)) == ("sent", "unknown")
    (question,) = await texts(office, watcher)
    assert "结果不明" in question


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
