"""Confirmations that wait for one group leave as one message; everything else goes alone, and the order is kept."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from bot.alerts import sentence
from bot.delivery.pacing import Pacing
from bot.sandbox.client import Chat, Person, SandboxClient
from ledger.languages import setting_of_chat
from ledger.office_entries import SettingChanged
from storage.erasing_asked import erase_about, erase_said_by
from storage.inbox import RawUpdate
from storage.message_links import GATHERED, linked
from storage.outbox import Outgoing
from storage.store import Store
from tests.ledger.house import MONDAY, STAFF
from tests.runtime.conftest import TOKEN, bind
from tests.runtime.mail import put, settle, state, texts


@dataclass
class Talk:
    """A group in which 张三 reports, and what the bot says there."""

    store: Store
    office: SandboxClient
    person: Person
    chat: Chat

    async def confirmed(self, number: int, text: str = "", **more: Any) -> int:
        """Commit the answer to a message of the group, as the door does, and return its number."""
        chat, lane = self.chat.id, f"c{self.chat.id}"
        update = {"chat": chat, "user": self.person.id, "message": number, "lane": lane, "kind": "message"}
        await self.store.inbox.keep(1, [RawUpdate(update_id=number, raw="{}", **update)], received_at=MONDAY)
        source = (await self.store.inbox.first_in(lane, now=MONDAY))[0]
        payload = {"chat_id": chat, "text": text or f"DB-2026-{number} 进展已登记。", "parse_mode": "HTML"}
        payload["reply_parameters"] = {"message_id": number, "allow_sending_without_reply": True}
        how = {"method": "sendMessage", "task": f"DB-2026-{number}", "purpose": "task", "lane": lane}
        async with self.store.books(now=MONDAY, source=source) as books:
            return await books.outbox.put(Outgoing(chat=chat, **{**how, "payload": payload, **more}))

    async def said(self) -> list[str]:
        """Return the texts that arrived."""
        return await texts(self.office, self.chat)

    async def states(self, *numbers: int) -> list[str]:
        """Return what became of rows."""
        return [await state(self.store, one) for one in numbers]

    async def payloads(self, *numbers: int) -> list[Any]:
        """Return what is kept of rows."""
        return [row.payload for one in numbers if (row := await self.store.outbox.get(one)) is not None]


@pytest.fixture
async def talk(office, zhang, store):
    chat = await office.group("工作群", [zhang])
    await office.add_bot(chat, TOKEN)
    await bind(store, STAFF.id, zhang.id)
    return Talk(store, office, zhang, chat)


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


async def test_ten_go_as_they_come_and_then_they_gather(talk, delivery):
    """The other half of the minute is spread, and stays free for cards and reports, which wait for nothing."""
    delivery.pacing = Pacing(per_second=0, chat_seconds=0, group_per_minute=20)
    for number in range(1, 11):
        await talk.confirmed(number)
        await delivery.turn()
        delivery.wake()
        await asyncio.gather(*delivery._busy.values())
    await talk.confirmed(11)
    await talk.confirmed(12)
    delivery.wake()
    assert 0 < await delivery.turn() <= 1.0
    assert len(await talk.said()) == 10
    await put(talk.store, sentence(talk.chat.id, "请确认"))
    delivery.wake()
    await delivery.turn()
    await asyncio.gather(*delivery._busy.values())
    assert (await talk.said())[10:] == [
        "合并答复2条：\n张三：DB-2026-11 进展已登记。\n张三：DB-2026-12 进展已登记。",
        "请确认",
    ]


async def test_while_more_is_heard_they_wait_a_second_at_most(talk, delivery):
    """Somebody else's message of that chat is being dealt with, and what answers it goes along."""
    now, hears = [0.0], [True]
    delivery.monotonic, delivery.more_follows = lambda: now[0], lambda lane: hears[0] and lane == f"c{talk.chat.id}"

    async def turn() -> float:
        delivery.wake()
        wait = await delivery.turn()
        await asyncio.gather(*delivery._busy.values())
        return wait

    await talk.confirmed(1)
    await turn()
    assert 0 < await turn() <= 1.0
    await talk.confirmed(2)
    await turn()
    assert await talk.said() == []
    now[0] = 1.0
    await turn()
    assert [one.split("\n")[0] for one in await talk.said()] == ["合并答复2条："]
    await talk.confirmed(3)
    await turn()
    hears[0] = False
    await turn()
    assert (await talk.said())[1:] == ["DB-2026-3 进展已登记。"]


async def test_what_is_no_confirmation_waits_for_nothing_that_is_heard(talk, delivery):
    delivery.more_follows = lambda _lane: True
    await talk.confirmed(1, task=None)
    await settle(delivery)
    assert await talk.said() == ["DB-2026-1 进展已登记。"]


async def test_at_the_end_nothing_waits_for_what_will_not_be_heard(talk, delivery):
    delivery.more_follows = lambda _lane: True
    await talk.confirmed(1)
    delivery.wake()
    await delivery.turn()
    assert await talk.said() == []
    await delivery._drain()
    assert await talk.said() == ["DB-2026-1 进展已登记。"]


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


async def test_nothing_waits_for_others_once_the_order_to_stop_has_come(talk, delivery):
    delivery.pacing = Pacing(per_second=0, chat_seconds=0, group_per_minute=2)
    await talk.confirmed(1)
    await settle(delivery)
    await talk.confirmed(2)
    delivery.wake()
    await delivery.turn()
    assert len(await talk.said()) == 1
    stop = asyncio.Event()
    stop.set()
    await delivery.run(stop)
    assert len(await talk.said()) == 2
