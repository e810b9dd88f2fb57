"""Webhook: 200 only after the commit; whoever does not know the secret learns nothing."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.intake.announcing import announce, staying_announced
from bot.intake.rivals import Rivals
from bot.intake.webhook import webhook_app
from bot.sandbox.transport import listening
from config.channels import Webhook
from config.mistakes import WrongSetting

SECRET = "correct-horse-battery"
GOOD = {"update_id": 1, "message": {"message_id": 1, "chat": {"id": 5}, "text": "收到"}}
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


@pytest.fixture
def hook() -> Webhook:
    return Webhook(url="http://127.0.0.1:1/hook", secret=SECRET)


@pytest.fixture
async def post(hook, keeper) -> AsyncIterator:
    async with listening(webhook_app(hook, keeper.keep), 0) as url, aiohttp.ClientSession() as session:

        async def posted(body: bytes, method: str = "POST", **headers: str | None) -> int:
            given = {name: value for name, value in {**HEADERS, **headers}.items() if value is not None}
            async with session.request(method, f"{url}/hook", data=io.BytesIO(body), headers=given) as answer:
                return answer.status

        yield posted


async def test_an_update_is_a_row_when_200_is_said(post, store):
    assert await post(json.dumps(GOOD).encode()) == 200
    assert await post(json.dumps(GOOD).encode()) == 200
    assert await store.inbox.counts() == {"waiting": 1}


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{}", {"X-Telegram-Bot-Api-Secret-Token": None}, 401),
        (b"{}", {"X-Telegram-Bot-Api-Secret-Token": "wrong"}, 401),
        (b"{}", {"Content-Type": "text/plain"}, 415),
        (b"x" * 1_100_000, {}, 413),
        (b"no json", {}, 400),
        (b"[1]", {}, 400),
        (b"\xff\xfe", {}, 400),
    ],
    ids=["no secret", "wrong secret", "no json type", "too large", "no json", "no object", "no utf-8"],
)
async def test_what_is_not_the_platforms_is_refused(post, store, body, headers, status):
    assert await post(body, **headers) == status
    assert await store.inbox.counts() == {}


async def test_a_look_without_post_is_refused(post):
    assert await post(b"", "GET") == 405


async def test_what_is_not_stored_is_not_acknowledged(hook):
    async def broken(_batch) -> None:
        raise sqlite3.OperationalError("disk full")

    async with (
        listening(webhook_app(hook, broken), 0) as url,
        aiohttp.ClientSession() as session,
        session.post(f"{url}/hook", data=json.dumps(GOOD), headers=HEADERS) as answer,
    ):
        assert answer.status == 503


async def test_the_platform_is_told_where_to_deliver(hook, bot, office, never):
    await announce(bot, hook, never)
    await announce(bot, None, never)
    (told,) = await office.journal("setWebhook")
    assert told["params"]["url"] == hook.url
    assert len(await office.journal("deleteWebhook")) == 1


@pytest.mark.parametrize("code", [400, 404])
async def test_a_server_that_knows_no_webhooks_is_polled(bot, office, never, code):
    await office.fault(method="deleteWebhook", code=code)
    await announce(bot, None, never)


async def test_an_outage_is_waited_for(bot, office, never):
    await office.fault(method="deleteWebhook", code=502, count=2)
    await announce(bot, None, never, pause=0)
    assert len(await office.journal("deleteWebhook")) == 3


async def test_a_webhook_that_is_refused_stops_the_start_with_a_sentence(hook, bot, office, never):
    await office.fault(method="setWebhook", code=400, description="Bad Request: bad webhook: IP address 1.2.3.4")
    with pytest.raises(WrongSetting, match=r"webhook\.url.*Bad webhook"):
        await announce(bot, hook, never)


@pytest.mark.parametrize("elsewhere", ["http://127.0.0.1:9/elsewhere", ""])
async def test_a_webhook_that_somebody_changed_is_set_anew_and_told(hook, bot, office, never, elsewhere):
    """Nothing would be called in until the next start, and nobody would know why."""
    told: list[str] = []

    async def tell() -> None:
        told.append((await bot.get_webhook_info()).url)

    await announce(bot, hook, never)
    await bot.set_webhook(elsewhere)
    await office.fault(method="setWebhook", code=502, count=1)
    looking = asyncio.create_task(staying_announced(bot, hook, Rivals(tell), every=0)(never))
    try:
        while len(await office.journal("setWebhook")) < 4:
            assert not looking.done()
    finally:
        never.set()
        await looking
    assert (await bot.get_webhook_info()).url == hook.url
    assert told == [elsewhere]
