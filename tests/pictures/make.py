"""Take the README's pictures: ``python -m tests.pictures.make``; look at them before committing them.

The demo runs as for a visitor; three people are played, and a real browser is held in front of it.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from playwright.async_api import Browser, Page

from bot.demo.pictures import photo
from bot.demo.preparing import prepare
from bot.demo.show import playing
from bot.logs import set_up_logs
from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Message, Person
from config.channels import Logs
from tests.support.browsing import chromium, running_browser
from tests.support.sources import ROOT

FOLDER = ROOT / "docs" / "pictures"
START = datetime.fromisoformat("2026-11-27T08:20+08:00")
EVENING = datetime.fromisoformat("2026-11-27T17:28+08:00")
GROUP, SMALL_GROUP = "市政府办公室工作群", "督查工作群"
FAST, USUAL = 900.0, 60.0
"""Times real time: the day passes in less than a minute, and the colleagues still have their turns."""
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 400, "height": 860}


class Visit:
    """Somebody who sits before the demo and writes for other people, too."""

    def __init__(self, office: SandboxClient, browser: Browser, url: str) -> None:
        self.office, self._browser, self._url = office, browser, url

    async def person(self, name: str) -> Person:
        """Return somebody of the office."""
        return next(one for one in await self.office.people() if one.name == name)

    async def group(self, title: str) -> Chat:
        """Return a group chat."""
        return await self.office.chat(title)

    async def hears(self, chat: Chat, words: str, *, after: Message | int = 0, patience: float = 30) -> Message:
        """Wait for what the bot says."""
        return await self.office.until(
            chat, lambda message: message.by_bot and words in message.text, after=after, timeout=patience
        )

    async def until(self, moment: datetime) -> None:
        """Let the clock run fast until that moment, and then as usual."""
        left = moment - await self.office.clock(speed=FAST)
        await asyncio.sleep(left.total_seconds() / FAST)
        await self.office.clock(speed=USUAL)

    @asynccontextmanager
    async def page(self, who: Person, chat: str, size: dict[str, int], *, scale: float = 1) -> AsyncIterator[Page]:
        """Open the chat page as somebody, in one of their chats."""
        opened = await self._browser.new_page(viewport=size, device_scale_factor=scale, locale="zh-CN")  # type: ignore[arg-type]
        await opened.goto(self._url)
        await opened.locator("#chats .chat").first.wait_for(state="attached")
        await opened.click("#me")
        await opened.click(f"#person-{who.id}")
        await opened.locator("#chats .chat", has_text=chat).first.click()
        yield opened
        await opened.close()


async def take_chat(visit: Visit) -> None:
    """Take the group with an assignment: confirmed, received, and the card of the next one."""
    group, xu, cheng = await visit.group(GROUP), await visit.person("许言之"), await visit.person("程若溪")
    async with visit.page(xu, GROUP, DESKTOP) as page:
        asked = await xu.says("请程若溪周五下班前报送三季度经济运行分析", chat=group)
        await xu.presses("确认", await visit.hears(group, "请核对交办内容", after=asked))
        line = await visit.hears(group, "“收到”签收", after=asked)
        await cheng.says("收到", chat=group, reply_to=line)
        await visit.hears(group, "已签收", after=line)
        asked = await xu.says("由综合二科牵头，政务公开科配合，下周三前拿出信息公开年报提纲", chat=group)
        await visit.hears(group, "请核对交办内容", after=asked)
        await _shot(page, "chat.png")


async def take_daily(visit: Visit) -> None:
    """Take the evening's report, as it stands in the group on a phone."""
    group, who = await visit.group(SMALL_GROUP), await visit.person("许言之")
    lu = await visit.person("卢晓峰")
    await lu.sends_photo(photo("河道核查现场.png"), chat=group, caption="河道清理现场已到，正在核查")
    await visit.until(EVENING)
    report = await visit.hears(group, f"日报告｜{EVENING:%Y-%m-%d}")
    await visit.office.clock(speed=0)
    async with visit.page(who, SMALL_GROUP, PHONE, scale=2) as page:
        bubble = page.locator(f'[data-id="{report.id}"]')
        await bubble.scroll_into_view_if_needed()
        await bubble.evaluate("node => node.scrollIntoView({block: 'start'})")
        await _shot(page, "daily.png")


async def _shot(page: Page, name: str) -> None:
    await page.wait_for_timeout(700)  # Real milliseconds: fonts, and the last message's arrival on the page.
    await page.screenshot(path=FOLDER / name)
    sys.stdout.write(f"{name}: {(FOLDER / name).stat().st_size // 1024} kB\n")


async def make() -> None:
    """Play the demo and take the pictures."""
    path = chromium()
    if path is None:
        raise SystemExit("no chromium on this machine")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="taizhang-pictures-") as folder:
        stage = await prepare(START, Path(folder))
        async with (
            playing(stage, port=0, speed=USUAL, stop=asyncio.Event()) as url,
            SandboxClient(url) as office,
            running_browser(path) as browser,
        ):
            visit = Visit(office, browser, url)
            await take_chat(visit)
            await take_daily(visit)


if __name__ == "__main__":
    set_up_logs(Logs(level="WARNING"))
    asyncio.run(make())
