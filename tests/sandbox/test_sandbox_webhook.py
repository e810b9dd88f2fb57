"""Webhooks: order, secret, retries, errors shown."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from sandbox_api import Api
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.client import SandboxClient
from bot.sandbox.signals import Signal
from bot.sandbox.transport import listening


@dataclass
class Receiver:
    """A webhook that keeps what it gets and answers as it is told, then 200."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    got: list[tuple[str, str | None]] = field(default_factory=list)
    signal: Signal = field(default_factory=Signal)

    async def take(self, request: Request) -> Response:
        """Keep an update."""
        update: dict[str, Any] = await request.json()
        self.got.append((update["message"]["text"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        self.signal.ring()
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)

    async def texts(self, count: int) -> list[str]:
        """Return the texts once there are so many."""
        assert await self.signal.until(lambda: len(self.got) >= count, 5)
        return [text for text, _ in self.got]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    async with listening(Starlette(routes=[Route("/hook", made.take, methods=["POST"])]), 0) as url:
        made.url = f"{url}/hook"
        yield made


async def test_updates_are_posted_with_the_secret_in_order(api: Api, office: SandboxClient, receiver: Receiver) -> None:
    zhang = await office.user("张三")
    await zhang.says("甲")
    await api.result("setWebhook", url=receiver.url, secret_token="s3cret")
    await zhang.says("乙")
    await zhang.says("丙")

    assert await receiver.texts(3) == ["甲", "乙", "丙"]
    assert {secret for _, secret in receiver.got} == {"s3cret"}


async def test_an_update_is_posted_again_until_it_is_taken_and_holds_up_its_chat_only(
    api: Api, office: SandboxClient, receiver: Receiver
) -> None:
    receiver.statuses = [500, 302, 404]
    await api.result("setWebhook", url=receiver.url)
    zhang = await office.user("张三")
    await zhang.says("甲")
    await zhang.says("乙")

    assert await receiver.texts(5) == ["甲", "甲", "甲", "甲", "乙"]
    info = await api.result("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"


async def test_deleting_the_webhook_ends_posting_and_keeps_what_waits(
    api: Api, office: SandboxClient, receiver: Receiver
) -> None:
    await api.result("setWebhook", url=receiver.url)
    await api.result("deleteWebhook")
    await (await office.user("张三")).says("甲")
    await asyncio.sleep(0.05)

    assert receiver.got == []
    assert await api.kinds() == ["message"]


async def test_waiting_updates_can_be_dropped(api: Api, office: SandboxClient) -> None:
    await (await office.user("张三")).says("甲")

    await api.result("deleteWebhook", drop_pending_updates=True)

    assert (await api.result("getWebhookInfo"))["pending_update_count"] == 0


@pytest.mark.parametrize("address", ["http://example.cn/hook", "ftp://127.0.0.1/", "hook"])
async def test_only_https_or_this_machine_is_taken(api: Api, address: str) -> None:
    assert await api.refusal("setWebhook", url=address) == (
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    )


async def test_setting_a_webhook_ends_a_poll(api: Api) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    await api.result("setWebhook", url="http://127.0.0.1:9/")

    assert (await asyncio.wait_for(poll, 2))["description"] == "Conflict: terminated by setWebhook request"
