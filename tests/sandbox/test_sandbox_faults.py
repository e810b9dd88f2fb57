"""Faults, the journal and the clock."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from sandbox_api import PNG, Api

from bot.sandbox.client import SandboxClient, SandboxRefused
from bot.sandbox.people import Person


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    person = await office.user("张三", id=11)
    await person.opens()
    return person


async def arrived(office: SandboxClient) -> list[str]:
    return [message.text for message in await office.messages("11") if message.by_bot]


@pytest.mark.parametrize(("when", "effect"), [("before", []), ("after", ["好"])])
@pytest.mark.parametrize("kind", ["drop", "html", "garbage", "half", "truncated", "error"])
async def test_a_fault_comes_before_or_after_the_effect(
    api: Api, office: SandboxClient, zhang: Person, *, kind: str, when: str, effect: list[str]
) -> None:
    await office.fault(kind, method="sendMessage", when=when)

    with pytest.raises((aiohttp.ClientError, AssertionError, ValueError)):
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


async def refused(api: Api, *texts: str, **params: object) -> list[str]:
    """Return which of the texts the platform refused."""
    return [text for text in texts if not (await api("sendMessage", chat_id=11, text=text, **params))["ok"]]


@pytest.mark.parametrize(
    ("fault", "hit"),
    [
        ({"contains": "日报"}, ["今日日报", "日报"]),
        ({"matches": "^日报$"}, ["日报"]),
        ({"matches": "[甲乙]"}, ["甲"]),
        ({"params": {"disable_notification": True}}, ["今日日报", "日报", "甲"]),
        ({"params": {"disable_notification": "true"}}, []),
        ({"params": {"message_thread_id": 1}}, []),
        ({"chat": "11", "contains": "甲"}, ["甲"]),
    ],
)
async def test_a_fault_meets_what_is_said(
    api: Api, office: SandboxClient, zhang: Person, *, fault: dict[str, Any], hit: list[str]
) -> None:
    await office.fault(method="sendMessage", count=-1, code=403, **fault)

    assert await refused(api, "今日日报", "日报", "甲", disable_notification=True) == hit
    assert [(fault["met"], fault["played"]) for fault in await office.faults()] == [(len(hit), len(hit))]


async def test_a_fault_meets_a_caption_in_a_form(api: Api, office: SandboxClient, zhang: Person) -> None:
    await office.fault(contains="现场", code=403, params={"chat_id": 11})
    form = aiohttp.FormData({"chat_id": "11", "caption": "现场照片"}, default_to_multipart=True)
    form.add_field("photo", PNG, filename="a.png")
    async with api.session.post(f"{api.url}/bot{api.token}/sendPhoto", data=form) as response:
        assert response.status == 403


async def test_chance_is_drawn_from_the_seed(api: Api, office: SandboxClient, zhang: Person) -> None:
    hits = []
    for seed in (1, 1, 2):
        await office.no_faults()
        await office.fault(method="sendMessage", count=-1, code=500, probability=0.5, seed=seed)
        hits.append(await refused(api, *"甲乙丙丁戊己庚辛壬癸"))

    assert hits[0] == hits[1] != hits[2]
    assert 0 < len(hits[0]) < 10


async def test_faults_play_in_order_and_side_by_side(api: Api, office: SandboxClient, zhang: Person) -> None:
    await office.fault("slow", method="sendMessage", ms=1, count=-1)
    await office.fault(method="sendMessage", code=429, retry_after=3, count=2)
    await office.fault(method="sendMessage", code=502)

    answers = [await api("sendMessage", chat_id=11, text=word) for word in "甲乙丙丁"]

    assert [answer.get("error_code") for answer in answers] == [429, 429, 502, None]
    assert [(fault["met"], fault["played"]) for fault in await office.faults()] == [(4, 4), (2, 2), (1, 1)]
    faults = [call["fault"] for call in await office.journal("sendMessage")]
    assert faults == ["error before", "error before", "error before", "slow"]


async def test_a_slow_call_takes_its_time(api: Api, office: SandboxClient, zhang: Person) -> None:
    await office.fault("slow", ms=120)
    before = time.monotonic()
    await api.result("getMe")

    assert time.monotonic() - before >= 0.12


async def test_an_error_may_say_anything(api: Api, office: SandboxClient, zhang: Person) -> None:
    await office.fault(code=400, description="Bad Request: moved", parameters={"migrate_to_chat_id": -5})

    answer = await api("sendMessage", chat_id=11, text="好")

    assert (answer["description"], answer["parameters"]) == ("Bad Request: moved", {"migrate_to_chat_id": -5})


async def test_a_call_that_hangs_before_its_effect_has_none_yet(api: Api, office: SandboxClient, zhang: Person) -> None:
    await office.fault("hang", method="sendMessage", seconds=0.2)

    sending = asyncio.create_task(api.result("sendMessage", chat_id=11, text="好"))
    while not (await office.faults())[0]["played"]:
        pass
    assert await arrived(office) == []
    await sending
    assert await arrived(office) == ["好"]


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


async def test_the_journal_is_searched(api: Api, office: SandboxClient, zhang: Person) -> None:
    await api("sendMessage", chat_id=11, text="今日日报")
    await api("sendMessage", chat_id=12, text="今日日报")
    await api("sendMessage", chat_id=11, text="周总结")

    assert len(await office.journal("sendMessage", chat=11)) == 2
    assert [call["params"]["chat_id"] for call in await office.journal(text="日报")] == [11, 12]
    first = (await office.journal("sendMessage"))[0]
    later = await office.journal("sendMessage", chat=zhang, after=first["seq"])
    assert [call["params"]["text"] for call in later] == ["周总结"]


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
    with pytest.raises(SandboxRefused, match="is no pattern"):
        await office.fault(matches="(")
    with pytest.raises(SandboxRefused, match="a probability between 0 and 1"):
        await office.fault(probability=2)
    with pytest.raises(SandboxRefused, match="growth cannot be 0"):
        await office.limits(growth=0)


async def test_another_site_cannot_drive_the_sandbox(api: Api) -> None:
    headers = {"Origin": "https://example.cn"}
    async with api.session.post(f"{api.url}/sandbox/reset", headers=headers) as response:
        assert response.status == 403
