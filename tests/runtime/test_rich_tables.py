"""Rich tables beside reports: off unless wished, once, as text where the server knows none, updated in place."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.publishing import Publishing
from bot.revising import GATHERING, Revising
from bot.sandbox.posting import remove
from config.settings import Settings
from storage.outbox import Outgoing
from tests.ledger.house import STAFF
from tests.runtime.conftest import TOKEN, bind_group
from tests.runtime.mail import known_person, put, settle, state, texts
from tests.runtime.test_publishing import EVENING, GROUP, assigned, publishing, waiting
from tests.runtime.test_revising import NEXT_DAY, returned
from tests.runtime.test_running import running_bot, until

MINUTE = timedelta(minutes=1)
HEADING = "日报告｜2026-11-23 周一｜全办"
TABLE = {
    "skip_entity_detection": True,
    "blocks": [
        {"type": "heading", "text": "日报告", "size": 4},
        {
            "type": "table",
            "caption": "报送情况",
            "cells": [
                [{"text": text, "align": "left", "valign": "middle"} for text in row]
                for row in (("单位", "应报"), ("综合科", "3"))
            ],
        },
    ],
}
AS_TEXT = "日报告\n报送情况\n综合科：应报 3"


@pytest.fixture
async def group(office, store, zhang):
    made = await office.group("市府办工作群", [zhang])
    await office.add_bot(made, TOKEN)
    await bind_group(store, made.id, reports=("daily",))
    await assigned(store)
    return made


@pytest.fixture
def rounds(store, clock, real, delivery):
    """Return what makes one round at a moment: publish with a table, revise, send."""

    async def go(at: datetime) -> None:
        clock.jump_to(at)
        await Publishing(store, clock, real.now, tables=True).ring()
        await Revising(store, clock, real.now).ring()
        await settle(delivery)

    return go


async def older_server(office) -> None:
    """Make the sandbox a Bot API server from before rich messages."""
    await office.fault("unknown", method="sendRichMessage", count=-1)
    await office.fault("unknown", method="editMessageText", parameter="rich_message", count=-1)


def rich(chat: int, **more) -> Outgoing:
    payload = {"chat_id": chat, "rich_message": TABLE}
    return Outgoing(chat=chat, method="sendRichMessage", payload=payload, lane=f"c{chat}", **more)


async def said(office, chat):
    return [message for message in await office.messages(chat) if message.by_bot]


# Publishing


async def test_without_the_setting_a_report_is_its_text(store, clock, real):
    await assigned(store)
    await bind_group(store, GROUP, reports=("daily",))
    clock.jump_to(EVENING)
    await publishing(store, clock, real).ring()
    assert [row.method for row in await waiting(store)] == ["sendMessage"]


async def test_the_table_stands_between_text_and_picture(store, clock, real):
    await assigned(store)
    await bind_group(store, GROUP, reports=("daily",))
    clock.jump_to(EVENING)
    await replace(publishing(store, clock, real), tables=True, pictures=True).ring()
    text, table, picture = await waiting(store)
    assert [row.method for row in (text, table, picture)] == ["sendMessage", "sendRichMessage", "sendPhoto"]
    assert [(row.slot, row.part) for row in (table, picture)] == [(text.slot, 2), (text.slot, 3)]
    assert table.payload["rich_message"]["blocks"][0]["text"] == HEADING


async def test_a_nil_return_needs_no_table(store, clock, real):
    await bind_group(store, GROUP, reports=("daily",))
    clock.jump_to(EVENING)
    await replace(publishing(store, clock, real), tables=True).ring()
    assert [row.method for row in await waiting(store)] == ["sendMessage"]


async def test_a_text_whose_table_cannot_be_made_goes_alone(store, clock, real, monkeypatch):
    monkeypatch.setattr("bot.illustrating.rich_table", lambda _: 1 / 0)
    await assigned(store)
    await bind_group(store, GROUP, reports=("daily",))
    clock.jump_to(EVENING)
    with capture_logs() as logs:
        await replace(publishing(store, clock, real), tables=True).ring()
    assert [row.method for row in await waiting(store)] == ["sendMessage"]
    assert [log["kind"] for log in logs if log["event"] == "not_tabled"] == ["ZeroDivisionError"]


async def test_two_programs_send_one_table(stores, clock, real):
    await assigned(stores[0])
    await bind_group(stores[0], GROUP, reports=("daily",))
    clock.jump_to(EVENING)
    both = [replace(publishing(store, clock, real), tables=True).ring() for store in stores]
    await asyncio.gather(*both)
    assert [row.method for row in await waiting(stores[0])] == ["sendMessage", "sendRichMessage"]


async def test_numbers_of_people_are_masked_in_a_groups_table(store):
    block = {"type": "paragraph", "text": ["请联系 ", {"type": "bold", "text": "13812345678"}]}
    payload = {"chat_id": GROUP, "rich_message": {"blocks": [block]}}
    numbers = await put(
        store,
        Outgoing(chat=GROUP, method="sendRichMessage", payload=payload),
        Outgoing(chat=11, method="sendRichMessage", payload=payload),
    )
    shown = [(await store.outbox.get(number)).payload["rich_message"]["blocks"][0]["text"][1] for number in numbers]
    assert [one["text"] for one in shown] == ["138****5678", "13812345678"]


async def test_the_setting_switches_them_on(url, database_file, office, store, group, clock, tmp_path):  # noqa: PLR0917 - fixtures
    papers = {"pictures": False, "rich_tables": True}
    place = {"api_url": url, "database_url": database_file, "evidence_folder": tmp_path / "evidence"}
    clock.jump_to(EVENING)

    async def there() -> list[bool]:
        return ["rich_message" in one.raw for one in await said(office, group) if one.text.startswith(HEADING)]

    async def both() -> bool:
        return len(await there()) == 2

    async with running_bot(Settings(token=TOKEN, papers=papers, **place), clock):
        await until(both)
    assert await there() == [False, True]


# Versions


@pytest.mark.parametrize("older", [False, True])
async def test_a_late_return_updates_the_table_where_it_stands(office, store, group, rounds, older):
    if older:
        await older_server(office)
    await rounds(EVENING)
    text, table = await said(office, group)
    assert ("rich_message" in table.raw) is not older
    assert table.text.startswith(HEADING + "\n报送情况\n")
    row = "综合科：应报 {} 已报 {} 未报 {} 请假 0" if older else "综合科｜{}｜{}｜{}｜0"
    assert row.format(3, 0, 3) in table.text
    await returned(store, STAFF, NEXT_DAY)
    await rounds(NEXT_DAY + GATHERING)
    after_text, after = await said(office, group)
    assert (after_text.id, after.id) == (text.id, table.id)
    assert ("rich_message" in after.raw) is not older
    assert after.text.startswith(HEADING + "（第2版）\n报送情况\n")
    assert row.format(3, 1, 2) in after.text


async def test_a_table_that_fell_back_becomes_one_once_the_server_knows_them(office, store, group, rounds):
    await older_server(office)
    await rounds(EVENING)
    await office.no_faults()
    await returned(store, STAFF, NEXT_DAY)
    await rounds(NEXT_DAY + GATHERING)
    _, table = await said(office, group)
    assert "rich_message" in table.raw and "text" not in table.raw


async def test_a_table_that_was_deleted_is_told_of_with_its_report(office, store, group, rounds, world):
    await rounds(EVENING)
    for message in await office.messages(group):
        remove(world, world.rooms[group.key], message.id)
    await returned(store, STAFF, NEXT_DAY)
    await rounds(NEXT_DAY + GATHERING)
    (told,) = await texts(office, group)
    assert "群内原消息已删除" in told


# Delivery


async def test_a_server_that_knows_no_tables_gets_them_as_text(office, store, delivery, zhang):
    await older_server(office)
    (number,) = await put(store, rich(zhang.id))
    await settle(delivery)
    assert await texts(office, zhang) == [AS_TEXT]
    assert await state(store, number) == "sent"
    assert [call["status"] for call in await office.journal("sendRichMessage")] == [404]


@pytest.mark.parametrize("words", ["RICH_MESSAGE_UNSUPPORTED", "message text is empty", "can't parse blocks"])
async def test_a_table_that_is_refused_goes_as_text(office, store, delivery, zhang, words):
    await office.fault("error", method="sendRichMessage", code=400, description=f"Bad Request: {words}")
    await put(store, rich(zhang.id))
    await settle(delivery)
    assert await texts(office, zhang) == [AS_TEXT]


async def test_what_concerns_the_chat_is_no_matter_of_form(office, store, delivery):
    """Nobody is there: refused in both forms, and given up."""
    (number,) = await put(store, rich(987654321))
    await settle(delivery)
    assert await state(store, number) == "undeliverable"
    assert len(await office.journal("sendRichMessage")) == len(await office.journal("sendMessage")) == 1


@pytest.mark.parametrize("code", [403, 429, 500])
async def test_what_may_have_arrived_or_must_wait_takes_no_other_form(office, store, delivery, zhang, code):
    await office.fault("error", method="sendRichMessage", code=code)
    await put(store, rich(zhang.id))
    await settle(delivery)
    assert await office.journal("sendMessage") == []


# Probing


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("older", [False, True])
async def test_a_table_of_unknown_fate_is_looked_for_and_there_once(  # noqa: PLR0917 - fixtures
    office, store, delivery, prober, real, older, when
):
    """In whichever form it went."""
    person = await known_person(store, office, real)
    if older:
        await older_server(office)
    await office.fault("drop", method="sendMessage" if older else "sendRichMessage", when=when)
    (number,) = await put(store, rich(person.id))
    await settle(delivery)
    assert await state(store, number) == "unknown"
    await prober.turn()
    real.pass_by(20)
    await prober.turn()
    await settle(delivery)
    (message,) = await said(office, person)
    assert (message.text == AS_TEXT, "rich_message" in message.raw) == (older, not older)
    assert not message.edited
    assert await state(store, number) == "sent"
