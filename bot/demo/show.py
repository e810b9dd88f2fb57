"""The demo as a whole: sandbox, bot and colleagues in one process, one scaled clock for all of them."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.demo.cast import TOKEN
from bot.demo.colleagues import Colleagues
from bot.demo.guide import serving
from bot.demo.preparing import Stage, prepare
from bot.demo.script import script
from bot.process import stop_at_signals
from bot.sandbox.client import SandboxClient
from bot.sandbox.world import World
from bot.wiring import run

Say = Callable[[str], None]


async def show(*, start: datetime, speed: float, port: int, database: str, say: Say) -> None:
    """Play the demo until a signal; ``say`` prints where to look and whom to play."""
    stop = asyncio.Event()
    stop_at_signals(stop)
    with tempfile.TemporaryDirectory(prefix="taizhang-demo-") as folder:
        say("正在准备演示办公室……")
        stage = await prepare(start, Path(folder), database)
        async with playing(stage, port=port, speed=speed, stop=stop) as url:
            for line in invitation(url, stage, speed):
                say(line)
            await stop.wait()


@asynccontextmanager
async def playing(stage: Stage, *, port: int, speed: float, stop: asyncio.Event) -> AsyncIterator[str]:
    """Let the prepared demo run and hand out the chat page's URL; on leaving, everything ends in good order."""
    async with serving(stage, port=port) as url, SandboxClient(url) as client:
        settings = stage.settings.model_copy(update={"api_url": url})
        bot = asyncio.create_task(run(settings, clock=stage.clock, stop=stop))
        colleagues = Colleagues(client, stage.clock, stage.days, stage.cast, stage.numbers)
        acting = asyncio.create_task(colleagues.act_out(script()))
        bot.add_done_callback(lambda _: stop.set())
        try:
            await _first_poll(stage.world, stop)
            stage.clock.run_at(speed)
            yield f"{url}/"
        finally:
            acting.cancel()
            stop.set()
            await bot
            await asyncio.gather(acting, return_exceptions=True)


async def _first_poll(world: World, stop: asyncio.Event) -> None:
    """Wait until the bot listens: at sixty times the speed, ten seconds of starting would be ten minutes late."""
    queue = world.bot_of(TOKEN).queue
    while not stop.is_set() and not await queue.signal.until(lambda: queue.poller > 0, 1.0):
        continue


def invitation(url: str, stage: Stage, speed: float) -> list[str]:
    """Return what the visitor reads first: where the page is, what time it is, and whom to play."""
    local = stage.days.hours.local(stage.clock.now())
    return [
        f"聊天页：{url}",
        f"演示时间：{local:%Y-%m-%d %H:%M}，快 {speed:g} 倍；聊天页上可以暂停、调整。",
        "可以扮演（其余的人会自己办事）：",
        *(f"  {name}：{what}" for name, what in script().play.items()),
        "打开聊天页后，按页上的提示点“试一试”即可开始。",
        "按 Ctrl+C 结束。",
    ]
