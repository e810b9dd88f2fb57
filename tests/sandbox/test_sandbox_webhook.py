"""Webhooks: order, secret, retries, waits, errors shown, calls in the answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sandbox_api import Api
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Person
from bot.sandbox.server import running
from bot.sandbox.signals import Signal
from bot.sandbox.transport import listening
from bot.sandbox.webhooks import lane
from bot.sandbox.world import World

HOUR = 3600


@dataclass
class Receiver:
    """A webhook that keeps what it gets and answers as it is told, then 200; texts in ``held`` get no answer."""

    url: str = ""
    answers: list[Response | int] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    got: list[tuple[str, str | None]] = field(default_factory=list)
    signal: Signal = field(default_factory=Signal)

    async def take(self, request: Request) -> Response:
        """Keep an update."""
        update: dict[str, Any] = await request.json()
        words = update["message"]["text"] if "message" in update else next(kind for kind in update if kind[0] != "u")
        self.got.append((words, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        self.signal.ring()
        await self.signal.until(lambda: words not in self.held, 5)
        answer = self.answers.pop(0) if self.answers else 200
        return Response(status_code=answer) if isinstance(answer, int) else answer

    def frees(self, words: str) -> None:
        """Let the answer go that was held back."""
        self.held.discard(words)
        self.signal.ring()

    async def texts(self, count: int) -> list[str]:
        """Return the texts once there are so many."""
        assert await self.signal.until(lambda: len(self.got) >= count, 5), self.got
        return [text for text, _ in self.got]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    async with listening(Starlette(routes=[Route("/hook", made.take, methods=["POST"])]), 0) as url:
        made.url = f"{url}/hook"
        yield made


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    return await office.user("张三", id=11)


async def waiting(api: Api, count: int) -> dict[str, Any]:
    """Return what the platform says of the webhook, once so many updates wait."""
    while True:
        info: dict[str, Any] = await api.result("getWebhookInfo")
        if info["pending_update_count"] == count:
            return info


async def test_updates_are_posted_with_the_secret_in_order(api: Api, zhang: Person, receiver: Receiver) -> None:
    await zhang.says("甲")
    await api.result("setWebhook", url=receiver.url, secret_token="s3cret")
    await zhang.says("乙")
    await zhang.says("丙")

    assert await receiver.texts(3) == ["甲", "乙", "丙"]
    assert {secret for _, secret in receiver.got} == {"s3cret"}


async def test_an_update_is_posted_again_until_it_is_taken(
    api: Api, office: SandboxClient, zhang: Person, receiver: Receiver
) -> None:
    """A redirection is not followed; nothing behind it in its chat goes out before it is taken. All is written down."""
    receiver.answers = [500, 302, 404]
    await api.result("setWebhook", url=receiver.url)
    await zhang.says("甲")
    await zhang.says("乙")

    assert await receiver.texts(5) == ["甲", "甲", "甲", "甲", "乙"]
    info = await waiting(api, 0)
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"
    assert info["last_error_date"] > 0
    posts = await office.journal(method="webhook")
    assert [post["status"] for post in posts] == [500, 302, 404, 200, 200]
    assert [post["answer"]["result"][0]["message"]["text"] for post in posts] == [*"甲甲甲甲乙"]


async def test_what_is_held_up_holds_up_its_chat_only(
    api: Api, office: SandboxClient, zhang: Person, receiver: Receiver
) -> None:
    receiver.held = {"甲"}
    await api.result("setWebhook", url=receiver.url, max_connections=2)
    li, wang = await office.user("李四"), await office.user("王五")
    for person, words in ((zhang, "甲"), (zhang, "乙"), (li, "丙"), (li, "丁"), (wang, "戊")):
        await person.says(words)

    assert await receiver.texts(4) == ["甲", "丙", "丁", "戊"]
    assert (await waiting(api, 2))["max_connections"] == 2
    receiver.frees("甲")
    assert (await receiver.texts(5))[-1] == "乙"


async def test_no_more_connections_than_asked_for(
    api: Api, office: SandboxClient, zhang: Person, receiver: Receiver
) -> None:
    receiver.held = {"甲", "乙"}
    people = [zhang, await office.user("李四"), await office.user("王五")]
    for person, words in zip(people, "甲乙丙", strict=True):
        await person.says(words)
    await api.result("setWebhook", url=receiver.url, max_connections=2)

    assert await receiver.texts(2) == ["甲", "乙"]
    assert (await waiting(api, 3))["pending_update_count"] == 3
    receiver.frees("乙")
    assert await receiver.texts(3) == ["甲", "乙", "丙"]
    receiver.frees("甲")


def test_taps_keep_their_order_by_person_and_members_by_themselves() -> None:
    chat, person = {"id": -5, "type": "group"}, {"id": 11}
    tap = {"id": "1", "from": person, "message": {"chat": chat}}

    assert lane({"update_id": 1, "callback_query": tap}) == ("callback_query", "11")
    assert lane({"message": {"chat": chat}}) == lane({"edited_message": {"chat": chat}}) == ("chat", "-5")
    assert lane({"my_chat_member": {"chat": chat}}) == ("my_chat_member", "-5")
    assert lane({"chat_member": {"chat": chat, "new_chat_member": {"user": person}}}) == ("chat_member", "11")
    assert lane({"message_reaction": {"chat": chat}}) == ("reactions", "-5")
    assert lane({"strange": 1}) == ("other", None)


async def test_waits_grow_by_the_worlds_clock(
    api: Api, office: SandboxClient, world: World, zhang: Person, receiver: Receiver
) -> None:
    """At once, then after 2, 4, 8 … seconds; ``Retry-After`` says otherwise. Here on a clock that stands still."""
    async with running(world, webhook_wait=1.0) as slow, SandboxClient(slow) as patient:
        now = await patient.clock(virtual=True)
        receiver.answers = [500, 500, 500, Response(status_code=503, headers={"Retry-After": "100"}), 500]
        mine = Api(slow, api.session)
        await mine.result("setWebhook", url=receiver.url)
        await zhang.says("甲")
        assert await receiver.texts(2) == ["甲", "甲"]
        for passed, posts in ((1.9, 2), (2.1, 3), (5.9, 3), (6.2, 4), (106.1, 4), (106.4, 5)):
            await patient.clock(now=now + timedelta(seconds=passed))
            await office.ask("GET", "/sandbox/happenings", after=10**9, wait=0.03)
            assert len(await receiver.texts(posts)) == posts, passed
        await patient.clock(now=now + timedelta(hours=25))
        assert (await waiting(mine, 0))["url"] == receiver.url
        await patient.clock(virtual=False)


async def test_an_answer_that_does_not_come_is_a_problem(world: World, api: Api, receiver: Receiver) -> None:
    receiver.held = {"甲"}
    async with running(world, webhook_wait=0.01, patience=0.1) as hasty, SandboxClient(hasty) as office:
        mine = Api(hasty, api.session)
        await mine.result("setWebhook", url=receiver.url)
        await (await office.user("张三")).says("甲")

        assert await receiver.texts(2) == ["甲", "甲"]
        assert (await mine.result("getWebhookInfo"))["last_error_message"] == "Read timeout expired"
        receiver.frees("甲")


async def test_nobody_at_the_address_is_a_problem(api: Api, zhang: Person, office: SandboxClient) -> None:
    await api.result("setWebhook", url="http://127.0.0.1:9/")
    await zhang.says("甲")

    async with asyncio.timeout(5):
        while "last_error_message" not in (info := await api.result("getWebhookInfo")):
            pass
    assert (info["last_error_message"], info["pending_update_count"]) == ("Connection refused", 1)
    await office.age(24 * HOUR)
    assert (await waiting(api, 0))["url"] == "http://127.0.0.1:9/"


@pytest.mark.parametrize("form", ["json", "form"])
async def test_an_answer_may_call_a_method(
    api: Api, office: SandboxClient, zhang: Person, receiver: Receiver, form: str
) -> None:
    called = {"method": "sendMessage", "chat_id": "11", "text": "收到"}
    urlencoded = PlainTextResponse("method=sendMessage&chat_id=11&text=%E6%94%B6%E5%88%B0",
                                   media_type="application/x-www-form-urlencoded")  # fmt: skip
    receiver.answers = [JSONResponse(called) if form == "json" else urlencoded]
    await api.result("setWebhook", url=receiver.url)
    said = await zhang.says("甲")

    assert (await office.next_message(zhang, after=said)).text == "收到"
    assert (await office.journal("sendMessage"))[0]["fault"] == "in the answer to a webhook"


@pytest.mark.parametrize("called", [{"method": "deleteWebhook"}, {"method": "getMe"}, ["sendMessage"], {"text": "好"}])
async def test_an_answer_that_calls_nothing_sensible_is_taken_all_the_same(
    api: Api, office: SandboxClient, zhang: Person, receiver: Receiver, called: Any
) -> None:
    receiver.answers = [JSONResponse(called)]
    await api.result("setWebhook", url=receiver.url)
    await zhang.says("甲")
    await receiver.texts(1)

    assert (await waiting(api, 0))["url"] == receiver.url
    assert [call["method"] for call in await office.journal() if call["fault"]] == []


async def test_deleting_the_webhook_ends_posting_and_keeps_what_waits(
    api: Api, zhang: Person, receiver: Receiver
) -> None:
    await api.result("setWebhook", url=receiver.url)
    await api.result("deleteWebhook")
    await zhang.says("甲")

    assert await api.kinds() == ["message"]
    assert receiver.got == []


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:9/"])
async def test_waiting_updates_can_be_dropped(api: Api, zhang: Person, address: str) -> None:
    await zhang.says("甲")

    await api.result("setWebhook", url=address, drop_pending_updates=True)

    assert (await api.result("getWebhookInfo"))["pending_update_count"] == 0


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://example.cn/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "ftp://127.0.0.1/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.cn:8081/"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "https://example.cn/", "secret_token": "s" * 257}, "secret token is too long"),
        ({"url": "https://example.cn/", "secret_token": "密"}, "secret token contains unallowed characters"),
    ],
)
async def test_only_https_or_this_machine_is_taken(api: Api, params: dict[str, str], words: str) -> None:
    assert await api.refusal("setWebhook", **params) == f"Bad Request: {words}"


async def test_the_platform_says_what_became_of_the_webhook(api: Api, world: World, receiver: Receiver) -> None:
    assert (await api("deleteWebhook"))["description"] == "Webhook is already deleted"
    assert (await api("setWebhook", url=receiver.url))["description"] == "Webhook was set"
    world.brakes = True
    assert (await api("setWebhook", url=receiver.url))["parameters"] == {"retry_after": 1}
    world.age(1)
    assert (await api("setWebhook", url=receiver.url))["description"] == "Webhook is already set"
    world.age(1)
    await api.result("setWebhook", url=receiver.url, max_connections=1000)
    assert (await api.result("getWebhookInfo"))["max_connections"] == 100
    assert (await api("setWebhook", url=""))["description"] == "Webhook was deleted"


async def test_setting_a_webhook_ends_a_poll(api: Api) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    await api.result("setWebhook", url="http://127.0.0.1:9/")

    assert (await asyncio.wait_for(poll, 2))["description"] == "Conflict: terminated by setWebhook request"
