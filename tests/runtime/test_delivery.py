"""Delivery: in order, inside the limits, and never twice, whatever the platform answers."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.alerts import Alerts, sentence
from bot.delivery.pacing import Pacing
from bot.delivery.pump import Delivery
from bot.delivery.sender import Sender
from bot.transport import surely_not_sent
from storage.outbox import Outgoing
from storage.papers import keep_paper
from tests.ledger.house import ADMIN, MONDAY, STAFF
from tests.runtime.conftest import TOKEN, bind, bind_group
from tests.runtime.mail import put, settle, state, texts

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "0500015a5d7e530000000049454e44ae426082"
)
"""A PNG of one dot."""


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


async def test_whom_a_message_about_a_task_does_not_reach_is_named_in_the_group(store, office, delivery, zhang):
    group = await office.group("工作群", [zhang])
    await office.add_bot(group, TOKEN)
    await bind_group(store, group.id, reports=("daily",))
    await bind(store, STAFF.id, zhang.id)
    await office.fault(method="sendMessage", chat=zhang.id, code=403, count=2)
    await put(store, sentence(zhang.id, "一", task="DB-2026-1"), sentence(zhang.id, "二", task="DB-2026-1"))
    await settle(delivery)
    said = [one.text for one in await office.messages(group) if one.by_bot]
    assert said == [
        "以下同志未启用或已停用本助手，无法私信提醒，请转告：\n"
        "张三：DB-2026-1 有消息未送达\n启用方法：请联系管理员获取绑定链接。"
    ]


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
    (late,) = await put(store, sentence(group.id, "迟到的答复"))
    await settle(delivery)
    assert await texts(office, moved) == ["日报告", "迟到的答复"]
    assert await state(store, late) == "sent"


async def test_a_card_left_in_the_old_group_changes_no_message_of_the_new_one(store, office, delivery, zhang):
    """The new group counts its messages anew, so that the card's number is another message's there."""
    group = await office.group("工作群", [zhang], kind="group")
    await office.add_bot(group, TOKEN)
    await bind_group(store, group.id, reports=())
    (card,) = await put(store, sentence(group.id, "请确认"))
    await settle(delivery)
    number = max(one.id for one in await office.messages(group) if one.by_bot)
    moved = await office.migrate(group)
    async with store.books(now=MONDAY) as books:
        await books.directory.migrate_chat(group.id, moved.id)
    said: list[str] = []
    while max((one.id for one in await office.messages(moved) if one.by_bot), default=0) < number:
        said.append(f"第{len(said)}条")
        await put(store, sentence(moved.id, said[-1]))
        await settle(delivery)
    payload = {"chat_id": moved.id, "text": "卡片已失效", "parse_mode": "HTML"}
    (lapsed,) = await put(store, Outgoing(chat=moved.id, method="editMessageText", payload=payload, edits=card))
    await settle(delivery)
    assert (await texts(office, moved), await state(store, lapsed)) == (said, "sent")


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


async def test_a_picture_does_not_stand_without_its_text(store, office, delivery, zhang):
    """A group refuses the text of a report and would take the picture; another group's report is whole."""
    refused, taken = await office.group("工作群", [zhang]), await office.group("信息科", [zhang])
    for group in (refused, taken):
        await office.add_bot(group, TOKEN, admin=True)
    await office.fault(method="sendMessage", chat=refused.id, code=400, description="Bad Request: no rights", count=-1)
    rows = {group.id: await put(store, *await _report(store, group.id)) for group in (refused, taken)}
    await settle(delivery)
    assert [await state(store, one) for one in rows[refused.id]] == ["undeliverable", "skipped"]
    assert [await state(store, one) for one in rows[taken.id]] == ["sent", "sent"]


async def _report(store, chat: int) -> tuple[Outgoing, Outgoing]:
    """Return the text of a report and the picture beside it."""
    async with store.books(now=MONDAY) as books:
        paper = await keep_paper(books.connection, name="report.png", content=PICTURE, now=MONDAY)
    common = {"bulk": True, "slot": abs(chat)}
    photo = {"chat_id": chat, "photo": {"paper": paper}, "caption": "日报告"}
    picture = Outgoing(chat=chat, method="sendPhoto", payload=photo, lane=f"c{chat}", part=2, **common)
    return sentence(chat, "日报告", part=1, **common), picture


async def test_a_refused_group_is_told_of_once_a_day_whichever_process_meets_it(store, office, delivery, clock, zhang):
    group = await _muted_group(store, office, zhang)
    (first,) = await put(store, sentence(group.id, "日报告"))
    await settle(delivery)
    delivery.sender.alerts = Alerts(store, clock)  # As after a restart.
    await put(store, sentence(group.id, "周总结"))
    await settle(delivery)
    assert await state(store, first) == "undeliverable"
    assert len(await texts(office, zhang)) == 1
    async with store.books(now=MONDAY + timedelta(days=1)) as books:
        await books.outbox.put(sentence(group.id, "日报告"))
    await settle(delivery)
    told, again = await texts(office, zhang)
    assert "拒收" in told
    assert told == again


async def test_a_refusal_and_the_word_of_it_are_one_transaction(store, office, delivery, zhang, monkeypatch):
    """Whatever ends the process between the two leaves the message on its way, for the next one to find out."""
    group = await _muted_group(store, office, zhang)
    (number,) = await put(store, sentence(group.id, "日报告"))
    await store.outbox.sending(number, now=delivery.real())
    row = await store.outbox.get(number)
    with monkeypatch.context() as power, pytest.raises(ConnectionResetError):
        power.setattr("bot.alerts.tell", _cut_off)
        await delivery.sender.alerts.refused(row, "muted")
    assert await state(store, number) == "sending"
    await delivery.sender.alerts.refused(row, "muted")
    assert await state(store, number) == "undeliverable"
    await settle(delivery)
    assert len(await texts(office, zhang)) == 1


async def _cut_off(*_: object) -> int:
    raise ConnectionResetError


async def _muted_group(store, office, admin):
    """Return a bound group that refuses what the bot writes; ``admin`` becomes the administrator who hears of it."""
    await bind(store, ADMIN.id, admin.id)
    group = await office.group("工作群", [admin])
    await office.add_bot(group, TOKEN)
    await bind_group(store, group.id, reports=("daily",))
    await office.fault(chat=group.id, code=400, description="Bad Request: no rights to send", count=-1)
    return group


async def test_what_expired_is_not_sent(store, office, delivery, real, zhang):
    (number,) = await put(store, sentence(zhang.id, "过时", expires_at=real.now() - timedelta(seconds=1)))
    await settle(delivery)
    assert await state(store, number) == "expired"
    assert await texts(office, zhang) == []


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


async def _queued(store, chat: int) -> int:
    """Commit a message with a file, as the door does, and return its number."""
    async with store.books(now=MONDAY) as books:
        paper = await keep_paper(books.connection, name="台账.xlsx", content=b"PK\x03\x04\x00", now=MONDAY)
        payload = {"chat_id": chat, "document": {"paper": paper}, "caption": "台账导出 1件"}
        return await books.outbox.put(Outgoing(chat=chat, method="sendDocument", payload=payload, lane=f"c{chat}"))


async def test_a_kept_file_is_sent_whole_also_at_the_second_try(store, office, delivery, real, zhang):
    number = await _queued(store, zhang.id)
    await office.fault(method="sendDocument", code=429, retry_after=30)
    await settle(delivery)
    assert await state(store, number) == "waiting"
    real.pass_by(40)
    await settle(delivery)
    assert await state(store, number) == "sent"
    (message,) = [one for one in await office.messages(zhang) if one.raw.get("document")]
    assert (message.raw["document"]["file_name"], message.raw["document"]["file_size"]) == ("台账.xlsx", 5)


async def test_a_kept_picture_is_sent_as_a_photo(store, office, delivery, zhang):
    async with store.books(now=MONDAY) as books:
        paper = await keep_paper(books.connection, name="report.png", content=PICTURE, now=MONDAY)
        payload = {"chat_id": zhang.id, "photo": {"paper": paper}, "caption": "日报告"}
        row = Outgoing(chat=zhang.id, method="sendPhoto", payload=payload, lane=f"c{zhang.id}")
        number = await books.outbox.put(row)
    await settle(delivery)
    assert await state(store, number) == "sent"
    (message,) = [one for one in await office.messages(zhang) if one.raw.get("photo")]
    assert message.raw["caption"] == "日报告"
    assert message.raw["photo"][-1]["width"] == 1


async def test_a_file_that_was_thrown_away_is_given_up(store, office, delivery, zhang):
    number = await _queued(store, zhang.id)
    assert await store.papers.prune(before=MONDAY) == 0
    assert await store.papers.prune(before=MONDAY + timedelta(days=7)) == 1
    await settle(delivery)
    assert await state(store, number) == "undeliverable"
