"""The whole demo, played: reports come at their hour, colleagues are answered, a visitor can take part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.demo.cast import TOKEN
from bot.demo.preparing import Stage
from bot.demo.show import invitation, playing
from bot.house import house_of
from bot.sandbox.client import SandboxClient
from storage.store import Store
from storage.verify import verify
from tests.demo.conftest import START

PATIENCE = 30.0  # Real seconds; the machine may be busy.


class Visit:
    """A visitor's view of the running demo, whose clock stands still until it is set."""

    def __init__(self, stage: Stage, client: SandboxClient, url: str) -> None:
        self.stage, self.client, self.url = stage, client, url

    async def person(self, name: str):
        """Return somebody to look at or to play."""
        return next(person for person in await self.client.people() if person.name == name)

    async def group(self, title: str):
        """Return the key of a group."""
        return str(self.stage.cast.chats[title])

    def clock_at(self, *, minutes: int) -> None:
        """Set the clock to so many minutes after the beginning."""
        self.stage.clock.jump_to(START + timedelta(minutes=minutes))

    async def hears(self, chat, words: str) -> str:
        """Return the bot's first message in the chat that has the words in it."""
        message = await self.client.until(chat, lambda m: m.by_bot and words in m.text, timeout=PATIENCE)
        return message.text


@pytest.fixture
async def visit(stage) -> AsyncIterator[Visit]:
    """Play the demo with its clock standing at the beginning; afterwards its ledger is whole."""
    stop = asyncio.Event()
    async with playing(stage, port=0, speed=0, stop=stop) as url, SandboxClient(url) as client:
        yield Visit(stage, client, url)
    store = await Store.open(stage.settings.database_url, house=house_of(stage.settings))
    try:
        assert (await verify(store)).is_whole
    finally:
        await store.close()


async def test_the_dispatch_comes_to_every_group_at_half_past_eight(visit):
    visit.clock_at(minutes=11)
    for title in visit.stage.cast.chats:
        text = await visit.hears(await visit.group(title), "日调度｜2026-11-27")
        assert "迟发" not in text


async def test_a_colleague_acts_and_is_answered(visit):
    visit.clock_at(minutes=15)
    colleague = await visit.person("解思源")
    assert await visit.hears(colleague, f"{visit.stage.numbers['督办回执']} 已签收")


async def test_a_visitor_plays_one_of_the_office(visit):
    visitor = await visit.person("程若溪")
    number = visit.stage.numbers["领导讲话"]
    await visitor.says(f"{number} 完成90%，数据已核实")
    assert await visit.hears(visitor, f"{number} 进展已登记，进度90%")


async def test_an_administrator_chooses_the_unit_of_a_new_group_in_steps(visit):
    admin = await visit.person("史文博")
    group = await visit.client.group("节会筹备群", [admin])
    await visit.client.add_bot(group, TOKEN)

    async def offered(words: str):
        return await visit.client.until(admin, lambda m: m.by_bot and words in m.text, timeout=PATIENCE)

    await admin.presses("绑定此群", await offered("未绑定的群“节会筹备群”"))
    kinds = await offered("对应的单位：")
    assert kinds.buttons == ["全单位", "科室", "中心", "部门", "区"]
    await admin.presses("部门", kinds)
    first = await offered("（部门，第1/4页）")
    assert len(first.buttons) == 14 and first.buttons[-2:] == ["下一页", "返回"]
    await admin.presses("下一页", first)
    second = await offered("（部门，第2/4页）")
    assert second.buttons[-3:] == ["上一页", "下一页", "返回"]
    await admin.presses(second.buttons[0], second)
    await admin.presses("完成", await offered("请选择推送的报告"))
    assert f"已绑定{second.buttons[0]}" in await visit.hears(group, "本群已绑定")


async def test_the_invitation_says_where_when_and_whom(visit):
    lines = invitation(visit.url, visit.stage, 60)
    assert lines[0] == f"聊天页：{visit.url}" and "2026-11-27 08:20，快 60 倍" in lines[1]
    assert [line.split("：")[0].strip() for line in lines[3:6]] == ["程若溪", "许言之", "林静姝"]
