"""Confirmations that wait for one group leave as one message; everything else goes alone, and the order is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ledger.languages import setting_of_chat
from ledger.office_entries import SettingChanged
from storage.erasing_asked import erase_about, erase_said_by
from storage.message_links import GATHERED, linked
from tests.ledger.house import MONDAY, STAFF
from tests.runtime.conftest import TOKEN
from tests.runtime.mail import settle, texts


async def test_confirmations_that_wait_leave_as_one_message(talk, delivery):
    first, second, third = [await talk.confirmed(number) for number in (1, 2, 3)]
    await settle(delivery)
    lines = [f"张三：DB-2026-{number} 进展已登记。" for number in (1, 2, 3)]
    assert await talk.said() == ["\n".join(["合并答复3条：", *lines])]
    assert await talk.states(first, second, third) == ["sent", "gathered", "gathered"]


async def test_what_holds_them_together_is_in_the_groups_language(talk, delivery):
    async with talk.store.books(now=MONDAY) as books:
        await books.record(SettingChanged(by=STAFF.id, at=MONDAY, name=setting_of_chat(talk.chat.id), value="en"))
    for number in (1, 2):
        await talk.confirmed(number, f"DB-2026-{number}: progress registered.")
    await settle(delivery)
    assert await talk.said() == [
        "2 answers:\n张三: DB-2026-1: progress registered.\n张三: DB-2026-2: progress registered."
    ]


async def test_topics_of_a_forum_are_not_mixed(talk, delivery):
    talk.chat = await talk.office.group("论坛", [talk.person], forum=True)
    await talk.office.add_bot(talk.chat, TOKEN, admin=True)
    one, other = [await talk.chat.topic(name) for name in ("督办", "信访")]
    for number, topic in enumerate((one, one, other, other), 1):
        said = {"chat_id": talk.chat.id, "text": f"DB-2026-{number} 进展已登记。", "parse_mode": "HTML"}
        reply = {"message_id": number, "allow_sending_without_reply": True}
        await talk.confirmed(number, payload={**said, "reply_parameters": reply, "message_thread_id": topic.thread})
    await settle(delivery)
    for topic, numbers in ((one, (1, 2)), (other, (3, 4))):
        lines = [f"张三：DB-2026-{number} 进展已登记。" for number in numbers]
        assert await texts(talk.office, topic) == ["\n".join(["合并答复2条：", *lines])]


async def test_what_belongs_into_a_topic_that_is_gone_goes_into_the_group(talk, delivery):
    payload = {"chat_id": talk.chat.id, "text": "<b>进展</b>已登记。", "parse_mode": "HTML", "message_thread_id": 99}
    number = await talk.confirmed(1, payload=payload)
    await settle(delivery)
    assert await talk.said() == ["进展已登记。"]
    assert await talk.states(number) == ["sent"]


async def test_each_is_answered_by_a_mention(talk, delivery):
    for number in (1, 2):
        await talk.confirmed(number)
    await settle(delivery)
    (message,) = [one for one in await talk.office.messages(talk.chat) if one.by_bot]
    named = [one["user"]["id"] for one in message.raw["entities"] if one["type"] == "text_mention"]
    assert named == [talk.person.id, talk.person.id]


async def test_one_alone_stays_a_reply(talk, delivery):
    await talk.confirmed(1)
    await settle(delivery)
    assert await talk.said() == ["DB-2026-1 进展已登记。"]


async def test_a_reply_to_several_at_once_may_be_about_any_of_them(talk, delivery):
    alone = await talk.confirmed(1)
    await settle(delivery)
    together = [await talk.confirmed(number) for number in (2, 3)]
    await settle(delivery)
    said = [one.id for one in await talk.office.messages(talk.chat) if one.by_bot]
    async with talk.store.reading(now=MONDAY) as books:
        about = [one for id_ in said if (one := await linked(books.connection, talk.chat.id, id_)) is not None]
        tasks = [await books.tasks.carried(one) for one in about]
    assert (about[0].task, about[0].outbox_id) == ("DB-2026-1", alone)
    assert (about[1].task, about[1].purpose) == (None, GATHERED)
    assert tasks == [(), ("DB-2026-2", "DB-2026-3")]
    assert await talk.states(together[0]) == ["sent"]


@pytest.mark.parametrize(
    "alone",
    [
        {"payload": {"chat_id": 0, "text": "请确认", "parse_mode": "HTML", "reply_markup": {"inline_keyboard": []}}},
        {"text": "第一行\n第二行"},
        {"bulk": True},
        {"slot": 5},
        {"task": None},
        {"expires_at": MONDAY + timedelta(days=3650)},
    ],
    ids=["card", "lines", "bulk", "report", "no task", "expires"],
)
async def test_what_is_no_confirmation_goes_alone_and_nothing_overtakes_it(talk, delivery, alone):
    if "payload" in alone:
        alone = {"payload": alone["payload"] | {"chat_id": talk.chat.id}}
    order = [await talk.confirmed(1), await talk.confirmed(2, **alone)]
    order.append(await talk.confirmed(3))
    await settle(delivery)
    assert (await talk.states(*order)).count("sent") == (2 if alone == {"bulk": True} else 3)
    said = await talk.said()
    assert not said[-1].startswith("合并")


async def test_no_more_than_fits_and_can_be_read_goes_in_one_message(talk, delivery):
    numbers = range(1, 31)
    for number in numbers:
        await talk.confirmed(number, f"DB-2026-{number} {'已' * 290}。")
    await settle(delivery)
    said = await talk.said()
    assert all(len(one) <= 4096 for one in said)
    lines = [line for one in said for line in one.split("\n") if "DB-2026" in line]
    assert [int(line.split("DB-2026-")[1].split(" ")[0]) for line in lines] == [*numbers]


async def test_a_lost_answer_is_found_as_the_one_message_that_it_is(talk, delivery, prober, real):
    for said in [await talk.person.says("已办", chat=talk.chat) for _ in range(2)]:
        await talk.confirmed(said.id)
    await talk.office.fault(method="sendMessage", kind="drop", when="after")
    await settle(delivery)
    (unknown,) = await talk.store.outbox.unknowns()
    real.pass_by(30)
    await prober.turn()
    assert await talk.states(unknown.id) == ["sent"]
    assert len(await talk.said()) == 1


async def test_what_was_not_accepted_goes_again_as_it_was(talk, delivery, real):
    for number in (1, 2):
        await talk.confirmed(number)
    await talk.office.fault(method="sendMessage", code=429, retry_after=3)
    await settle(delivery)
    await talk.confirmed(3)
    real.pass_by(10)
    await settle(delivery)
    first, second = await talk.said()
    assert first.startswith("合并答复2条：")
    assert second == "DB-2026-3 进展已登记。"


async def test_a_load_that_changed_meanwhile_is_left_as_it_is(talk, delivery, real):
    first, second = [await talk.confirmed(number) for number in (1, 2)]
    load = await delivery._next_in(f"c{talk.chat.id}")
    assert load.along == (second,)
    await talk.store.outbox.skipped(second, reason="no longer wanted")
    assert not await talk.store.gathering.sending(load, now=real.now())
    assert await talk.states(first, second) == ["waiting", "skipped"]
    (kept,) = await talk.payloads(first)
    assert kept["text"] == "DB-2026-1 进展已登记。"


async def test_who_asks_for_a_tasks_words_to_go_gets_those_gathered_with_others_too(talk, delivery):
    numbers = [await talk.confirmed(number) for number in (1, 2, 3)]
    await settle(delivery)
    async with talk.store.books(now=MONDAY) as books:
        await erase_about(books, "DB-2026-2", reason="当事人申请")
    kept = await talk.payloads(*numbers)
    assert [bool(one) for one in kept] == [False, False, True]


async def test_whose_words_are_erased_stands_in_no_gathered_message(talk, delivery):
    first, second = [await talk.confirmed(number) for number in (1, 2)]
    await settle(delivery)
    async with talk.store.books(now=MONDAY) as books:
        await erase_said_by(books, STAFF.id, reason="当事人申请")
    carrier, other = await talk.payloads(first, second)
    assert carrier == {}
    assert "张三" not in str(other)
