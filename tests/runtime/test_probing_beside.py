"""Several messages of unknown fate in one chat: each is found out as itself, or people are asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.alerts import sentence
from tests.runtime.mail import arrival, known_person, put, settle, state


@pytest.mark.parametrize("arrived", [0, 1])
async def test_of_two_of_unknown_fate_in_one_chat_each_keeps_its_message(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, bot, real, arrived
):
    """One arrived, the other did not: the search for the one meets the other's message, which stays what it was."""
    zhang = await known_person(store, office, real)
    said = ["第一条", "第二条"]
    numbers = await put(store, *(sentence(zhang.id, text) for text in said))
    for number in numbers:
        await store.outbox.sending(number, now=real.now())
        real.pass_by(1)
    options = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    out = await bot.send_message(zhang.id, said[arrived], **options)
    await prober.adopt(timedelta(0))
    real.pass_by(20)
    await prober.turn()
    await prober.turn()
    assert await state(store, numbers[arrived]) == "sent"
    await settle(delivery)
    there = [(message.id, message.text) for message in await office.messages(zhang) if message.by_bot]
    assert [there[0], there[1][1]] == [(out.message_id, said[arrived]), said[1 - arrived]]
    assert len(there) == 2


@pytest.mark.parametrize("arrived", [0, 1, 2])
async def test_of_several_of_unknown_fate_each_answers_what_it_did(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, bot, real, arrived
):
    """Which of them was changed by the search for another one is told by the message that it answers."""
    zhang = await known_person(store, office, real)
    asked = [await zhang.says(text) for text in ("一", "二", "三")]
    answers = [sentence(zhang.id, f"第{one.text}条", reply_to=one.id) for one in asked]
    await store.inbox.keep(1, [arrival(7 + n, zhang, one) for n, one in enumerate(asked)], received_at=real.now())
    numbers = await put(store, *answers)
    for number in numbers:
        await store.outbox.sending(number, now=real.now())
        real.pass_by(1)
    await bot.send_message(**answers[arrived].payload)
    await prober.adopt(timedelta(0))
    real.pass_by(20)
    for _ in range(3):
        await prober.turn()
    await settle(delivery)
    there = [(one.text, one.raw["reply_to_message"]["text"]) for one in await office.messages(zhang) if one.by_bot]
    assert sorted(there) == sorted((f"第{one.text}条", one.text) for one in asked)


@pytest.mark.parametrize("arrived", [0, 1])
@pytest.mark.parametrize("deleted", [False, True])
async def test_of_two_that_say_the_same_each_answers_what_it_did_or_people_are_asked(  # noqa: PLR0917 - fixtures
    store, office, delivery, prober, bot, real, arrived, deleted
):
    """Where what was answered is there no more, nobody can tell whose message it is."""
    zhang = await known_person(store, office, real)
    asked = [await zhang.says(text) for text in ("一", "二")]
    replies = [sentence(zhang.id, "已记录", reply_to=one.id) for one in asked]
    await store.inbox.keep(1, [arrival(7 + n, zhang, one) for n, one in enumerate(asked)], received_at=real.now())
    numbers = await put(store, *replies)
    for number in numbers:
        await store.outbox.sending(number, now=real.now())
        real.pass_by(1)
    payload = replies[arrived].payload
    if deleted:
        payload = {name: said for name, said in payload.items() if name != "reply_parameters"}
    await bot.send_message(**payload)
    await prober.adopt(timedelta(0))
    real.pass_by(20)
    for _ in range(3):
        await prober.turn()
    await settle(delivery)
    there = [one.raw for one in await office.messages(zhang) if one.by_bot]
    assert not any("reply_markup" in one for one in there)
    if deleted:
        assert len(there) == 1 and await state(store, numbers[0]) == "unknown"
        assert ((await store.outbox.get(numbers[0])).reason or "").startswith("asked")
    else:
        assert sorted(one["reply_to_message"]["text"] for one in there) == ["一", "二"]
