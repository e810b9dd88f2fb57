"""Faults, limits, the journal and the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from sandbox_api import Api

from bot.sandbox.client import SandboxClient, SandboxRefused
from bot.sandbox.people import Person
from bot.sandbox.world import World


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    person = await office.user("张三", id=11)
    await person.opens()
    return person


async def arrived(office: SandboxClient) -> list[str]:
    return [message.text for message in await office.messages("11") if message.by_bot]


@pytest.mark.parametrize(("when", "effect"), [("before", []), ("after", ["好"])])
@pytest.mark.parametrize("kind", ["drop", "html", "garbage", "error"])
async def test_a_fault_comes_before_or_after_the_effect(
    api: Api, office: SandboxClient, zhang: Person, *, kind: str, when: str, effect: list[str]
) -> None:
    await office.fault(kind, method="sendMessage", when=when)

    with pytest.raises((aiohttp.ClientError, AssertionError)):
        await api.result("sendMessage", chat_id=11, text="好")

    assert await arrived(office) == effect
    assert await api.result("sendMessage", chat_id=11, text="再来")
    assert (await office.journal("sendMessage"))[0]["fault"] == f"{kind} {when}"


async def test_a_hanging_call_has_its_effect_all_the_same(api: Api, office: SandboxClient, zhang: Person) -> None:
    await office.fault("hang", method="sendMessage", when="after", seconds=30)

    with pytest.raises(TimeoutError):
        async with api.session.post(
            f"{api.url}/bot{api.token}/sendMessage",
            json={"chat_id": 11, "text": "好"},
            timeout=aiohttp.ClientTimeout(total=0.2),
        ):
            pass

    assert await arrived(office) == ["好"]


async def test_a_fault_meets_its_method_and_chat_and_may_wait(api: Api, office: SandboxClient, zhang: Person) -> None:
    await office.fault(method="sendMessage", chat=12, code=403)
    await office.fault(method="sendMessage", chat=11, code=429, retry_after=7, skip=1, count=2)

    answers = [await api("sendMessage", chat_id=11, text=word) for word in "甲乙丙丁"]

    assert [answer["ok"] for answer in answers] == [True, False, False, True]
    assert answers[1] == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }


async def test_limits_hold_once_switched_on(api: Api, office: SandboxClient, zhang: Person) -> None:
    await office.limits()
    assert (await api("sendMessage", chat_id=11, text="甲"))["ok"]

    second = await api("sendMessage", chat_id=11, text="乙")

    assert (second["error_code"], second["parameters"]) == (429, {"retry_after": 1})


async def test_a_group_takes_twenty_a_minute(world: World) -> None:
    now = 0.0
    world.limits.monotonic = lambda: now
    world.limits.enforced = True
    for _ in range(20):
        world.limits.ask(1, "sendMessage", -5)
        now += 1.0

    with pytest.raises(Exception, match="retry after 40"):
        world.limits.ask(1, "sendMessage", -5)


async def test_the_journal_holds_calls_and_no_token(api: Api, office: SandboxClient, zhang: Person) -> None:
    await api("sendMessage", chat_id=11, text="好")
    await api("sendMessage", chat_id=11)

    good, bad = await office.journal("sendMessage")

    assert (good["params"], good["status"], good["answer"]["result"]["text"]) == (
        {"chat_id": 11, "text": "好"},
        200,
        "好",
    )
    assert (bad["status"], bad["answer"]["description"]) == (400, "Bad Request: message text is empty")
    assert api.token.split(":")[1] not in str(await office.journal())


async def test_messages_bear_the_time_of_the_worlds_clock(api: Api, office: SandboxClient, zhang: Person) -> None:
    friday = datetime(2026, 11, 27, 0, 20, tzinfo=UTC)
    assert await office.clock(now=friday) == friday

    said = await zhang.says("收到")

    assert said.raw["date"] == friday.timestamp()
    await office.clock(speed=3600)
    assert await office.clock() > friday
    await office.clock(speed=0)
    assert await office.clock() - await office.clock() == timedelta(0)


async def test_nonsense_to_the_control_api_is_named(office: SandboxClient, zhang: Person) -> None:
    with pytest.raises(SandboxRefused, match="no chat -5"):
        await office.ask("POST", "/sandbox/say", user=11, chat="-5", text="好")
    with pytest.raises(SandboxRefused, match="a fault is one of"):
        await office.fault("earthquake")


async def test_another_site_cannot_drive_the_sandbox(api: Api) -> None:
    headers = {"Origin": "https://example.cn"}
    async with api.session.post(f"{api.url}/sandbox/reset", headers=headers) as response:
        assert response.status == 403
