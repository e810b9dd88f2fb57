"""The colleagues act at their hour, leave alone who is played, and press what they are shown."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta

import pytest

from bot.clock import ScaledClock
from bot.demo.cast import TOKEN, Cast, furnish
from bot.demo.colleagues import Colleagues
from bot.demo.days import Days, Mark
from bot.demo.script import Line, Script
from bot.sandbox.client import SandboxClient
from bot.sandbox.server import running
from bot.sandbox.world import World
from tests.demo.memory import HOUSE

START = datetime.fromisoformat("2026-11-27T08:20+08:00")
GROUP = "市政府办公室工作群"


class Demo:
    """A furnished sandbox with its colleagues, without the bot."""

    def __init__(self, client: SandboxClient, world: World, cast: Cast, clock: ScaledClock) -> None:
        self.client, self.world, self.cast, self.clock = client, world, cast, clock
        days = Days(START, HOUSE.calendar, HOUSE.hours)
        self.colleagues = Colleagues(client, clock, days, cast, {"供暖排查": "DB-2026-2"})

    async def plays(self, *lines: Line) -> None:
        """Act the lines out with the clock far enough ahead."""
        await asyncio.wait_for(self.colleagues.act_out(Script({}, lines)), 10)

    def texts(self, name: str) -> list[str]:
        """Return what the person wrote to the bot in private."""
        room = self.world.room(self.cast.users[name])
        return [message.get("text", message.get("caption", "")) for message in room.messages.values()]


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    """Serve the demo's world at 09:00 of its day, with the clock standing still."""
    clock = ScaledClock(START + timedelta(minutes=40), speed=0)
    world = World(clock)
    cast = furnish(world)
    async with running(world) as url, SandboxClient(url) as client:
        yield Demo(client, world, cast, clock)


def line(hour: str, who: str, text: str, **more: str) -> Line:
    return Line(at=Mark(0, time.fromisoformat(hour)), who=who, text=text, **more)


async def test_everybody_has_an_account_and_has_met_the_bot(demo):
    assert len(demo.cast.users) == 98 and set(demo.cast.chats) == {GROUP, "督查工作群", "部门联络员群"}
    assert demo.world.bot_of(TOKEN).username == "yunling_taizhang_bot"
    assert not demo.world.bot_of(TOKEN).queue.pending
    assert demo.texts("程若溪") == []


async def test_a_line_is_said_at_its_hour_with_the_tasks_number(demo):
    await demo.plays(line("08:58", "曾国梁", "{供暖排查} 完成60%"))
    assert demo.texts("曾国梁") == ["DB-2026-2 完成60%"]


async def test_a_line_waits_for_its_hour(demo):
    waiting = asyncio.create_task(demo.plays(line("10:00", "曾国梁", "收到")))
    await asyncio.sleep(0)
    assert demo.texts("曾国梁") == []
    demo.clock.jump_to(START + timedelta(hours=2))
    await waiting
    assert demo.texts("曾国梁") == ["收到"]


async def test_what_the_clock_jumped_over_is_left_out(demo):
    demo.clock.jump_to(START + timedelta(days=1))
    await demo.plays(line("10:00", "曾国梁", "收到"))
    assert demo.texts("曾国梁") == []


async def test_who_is_played_is_left_alone(demo):
    await demo.plays(line("08:50", "曾国梁", "收到"), line("08:51", "曾国梁", "签收"))
    assert demo.texts("曾国梁") == ["收到", "签收"]
    person = next(person for person in await demo.client.people() if person.name == "曾国梁")
    await person.says("我的待办")
    await demo.plays(line("08:55", "曾国梁", "完成80%"), line("08:56", "尚洁", "收到"))
    assert demo.texts("曾国梁") == ["收到", "签收", "我的待办"]
    assert demo.texts("尚洁") == ["收到"]


async def test_a_photo_comes_with_its_words(demo):
    await demo.plays(line("08:50", "曾国梁", "{供暖排查} 佐证材料", file="现场.png"))
    message = next(iter(demo.world.room(demo.cast.users["曾国梁"]).messages.values()))
    assert message["caption"] == "DB-2026-2 佐证材料" and message["photo"]


async def test_a_colleague_writes_in_a_group(demo):
    await demo.plays(line("08:50", "汪雨桐", "大家早", chat=GROUP))
    room = demo.world.room(demo.cast.chats[GROUP])
    assert [m["text"] for m in room.messages.values() if "text" in m] == ["大家早"]


async def test_nobody_waits_for_somebody_elses_card(demo):
    """A card that never comes holds up the one who waits for it, and nobody else."""
    waiting = line("08:50", "曾国梁", "请张三今天办结", press="确认")
    acting = asyncio.create_task(demo.plays(waiting, line("08:51", "尚洁", "收到")))
    person = next(person for person in await demo.client.people() if person.name == "尚洁")
    await demo.client.until(person, lambda message: message.text == "收到")
    assert not acting.done()
    acting.cancel()


async def test_after_hours_a_fast_clock_goes_on_to_the_next_morning(demo):
    demo.clock.jump_to(START.replace(hour=19, minute=30))
    demo.clock.run_at(600)
    acting = asyncio.create_task(demo.colleagues.act_out(Script({}, (monday("08:24"),))))
    await asyncio.wait_for(acting, 20)
    assert demo.texts("尚洁") == ["早"]
    assert demo.clock.now() < START + timedelta(days=3, hours=1)


def monday(hour: str) -> Line:
    return Line(at=Mark(1, time.fromisoformat(hour)), who="尚洁", text="早")
