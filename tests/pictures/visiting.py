"""A visitor before the running demo: plays its people, lets its clock run, and holds a real browser in front of it."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from playwright.async_api import Browser, Locator, Page

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Message, Person
from tests.support.sources import ROOT

FOLDER = ROOT / "docs" / "pictures"
BOT = "云岭市政务台账"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 700}
FAST, BRISK, SLOW, STILL = 900.0, 120.0, 15.0, 0.0
"""Times real time: the day passes in less than a minute, and the colleagues still have their turns; what is pushed at
an hour is waited for slowly; what is said while time stands still is answered all the same, on a busy machine, too."""
PATIENCE = 90.0  # Real seconds; the machine may be busy.


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

    async def hears(self, where: Chat | Person, words: str, *, after: Message | int = 0) -> Message:
        """Wait for what the bot says in a group, or to a person in private."""
        return await self.office.until(
            where, lambda message: message.by_bot and words in message.text, after=after, timeout=PATIENCE
        )

    async def until(self, moment: datetime, *, speed: float) -> None:
        """Let the clock run until that moment; then it stands still."""
        left = moment - await self.office.clock(speed=speed)
        await asyncio.sleep(left.total_seconds() / speed)
        await self.office.clock(speed=STILL)

    @asynccontextmanager
    async def page(self, who: Person, chat: str, size: dict[str, int], *, scale: float = 1) -> AsyncIterator[Page]:
        """Open the chat page as somebody, in one of their chats."""
        opened = await self._browser.new_page(viewport=size, device_scale_factor=scale, locale="zh-CN")  # type: ignore[arg-type]
        await opened.goto(self._url)
        await opened.locator("#chats .chat").first.wait_for(state="attached")
        await opened.click("#me")
        await opened.click(f"#person-{who.id}")
        title = opened.locator("b", has_text=re.compile(f"^{re.escape(chat)}$"))
        await opened.locator("#chats .chat").filter(has=title).first.click()
        yield opened
        await opened.close()

    async def on_phone(self, who: Person, chat: str, message: Message, name: str, *, block: str = "end") -> None:
        """Take what somebody sees on the phone, with the message at the start or the end of the screen."""
        async with self.page(who, chat, PHONE, scale=1.5) as page:
            bubble = page.locator(f'[data-id="{message.id}"]')
            await scrolled(bubble, block)
            await shot(page, name)


async def scrolled(bubble: Locator, block: str) -> None:
    """Bring a message to the start or the end of the page."""
    await bubble.scroll_into_view_if_needed()
    await bubble.evaluate(f"node => node.scrollIntoView({{block: '{block}'}})")


async def shot(page: Page, name: str) -> None:
    """Take the page into the folder of pictures."""
    await page.wait_for_timeout(700)  # Real milliseconds: fonts, and the last message's arrival on the page.
    await page.screenshot(path=FOLDER / name)
    sys.stdout.write(f"{name}: {(FOLDER / name).stat().st_size // 1024} kB\n")
