"""Messages of unknown fate in a chat where people write meanwhile: theirs are not taken for ours, nor for the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.alerts import sentence
from bot.delivery.probe import MOST
from bot.delivery.prober import ASKED, Prober
from bot.delivery.sender import HOLD
from tests.runtime.mail import UNDER_THE_INPUT_LINE, arrival, known_person, put, settle, state, texts


@pytest.mark.parametrize("ever", [True, False])
async def test_while_nobody_is_heard_a_greeting_is_not_taken_for_found(  # noqa: PLR0917 - fixtures
    store, office, delivery, bot, real, alerts, ever
):
    """The platform takes messages and gives no updates: what was refused may be what somebody wrote in that moment."""
    heard = [real.now()]
    prober = Prober(store, bot, real.now, alerts, lambda: None, heard=lambda: heard[-1])
    zhang = await known_person(store, office, real)
    payload = {**sentence(zhang.id, "您好").payload, "reply_markup": UNDER_THE_INPUT_LINE}
    (number,) = await put(store, replace(sentence(zhang.id, "您好"), payload=payload))
    await store.outbox.sending(number, now=real.now())
    said = await zhang.says("在吗")
    await prober.adopt(timedelta(0))
    for seconds in (20, 2, 2):
        real.pass_by(seconds)
        await prober.turn()
    assert await state(store, number) == "unknown"
    if ever:
        await store.inbox.keep(1, [arrival(2, zhang, said)], received_at=real.now())
        heard.append(real.now())
    real.pass_by(2 if ever else 600)
    await prober.turn()
    await settle(delivery)
    assert await texts(office, zhang) == (["您好"] if ever else [])
    row = await store.outbox.get(number)
    assert (row.state.value, (row.reason or "").startswith(ASKED)) == (("sent", False) if ever else ("unknown", True))


@pytest.mark.parametrize(("ever", "polled"), [(True, True), (False, True), (True, False), (False, False)])
async def test_whoever_writes_at_the_end_of_the_chat_hides_it_for_a_moment_only(  # noqa: PLR0917 - fixtures
    store, office, delivery, bot, real, alerts, ever, polled
):
    """The message never arrived; what was said since then lies, unheard yet, where the end of the chat should be.

    Where the platform calls, what people wrote may come minutes later.
    """
    prober = Prober(store, bot, real.now, alerts, lambda: None, heard=real.now if polled else None)
    zhang = await known_person(store, office, real)
    (number,) = await put(store, sentence(zhang.id, "只此一次"))
    await store.outbox.sending(number, now=real.now())
    said = [await zhang.says(f"第{n}句") for n in range(18)]
    await prober.adopt(timedelta(0))
    real.pass_by(20)
    await prober.turn()
    row = await store.outbox.get(number)
    assert (row.state.value, row.reason) == ("unknown", "interrupted")
    if ever:
        heard = [arrival(n, zhang, one) for n, one in enumerate(said, start=2)]
        await store.inbox.keep(1, heard, received_at=real.now())
    real.pass_by(2 if ever else 60 if polled else 600)
    await prober.turn()
    await settle(delivery)
    row = await store.outbox.get(number)
    assert (row.state.value, (row.reason or "").startswith(ASKED)) == (("sent", False) if ever else ("unknown", True))
    assert await texts(office, zhang) == (["只此一次"] if ever else [])


@pytest.mark.parametrize("ever", [True, False])
async def test_a_message_among_hundreds_that_are_not_known_yet_is_looked_for_once_they_are(  # noqa: PLR0917 - fixtures
    store, office, delivery, bot, real, alerts, ever
):
    """A later message's id bounds where it can lie; the platform calls with what people wrote in between by and by."""
    prober = Prober(store, bot, real.now, alerts, lambda: None)
    zhang = await known_person(store, office, real)
    (number,) = await put(store, sentence(zhang.id, "只此一次"))
    await store.outbox.sending(number, now=real.now())
    said = [await zhang.says(f"第{n}句") for n in range(MOST + 1)]
    await prober.adopt(timedelta(0))
    real.pass_by(HOLD.total_seconds() + 1)
    await put(store, sentence(zhang.id, "后来的"))
    await settle(delivery)
    assert await texts(office, zhang) == ["后来的"]
    await prober.turn()
    assert await state(store, number) == "unknown"
    if ever:
        heard = [arrival(n, zhang, one) for n, one in enumerate(said, start=2)]
        await store.inbox.keep(1, heard, received_at=real.now())
    real.pass_by(2 if ever else 600)
    await prober.turn()
    await settle(delivery)
    row = await store.outbox.get(number)
    assert (row.state.value, (row.reason or "").startswith(ASKED)) == (("sent", False) if ever else ("unknown", True))
    assert await texts(office, zhang) == (["后来的", "只此一次"] if ever else ["后来的"])
