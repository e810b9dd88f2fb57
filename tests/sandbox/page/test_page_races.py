"""The page while the network is slow: nothing that happens meanwhile is lost, and nothing that stood there goes."""

from __future__ import annotations

import asyncio

from handling import PATIENCE, enter
from playwright.async_api import Page, Route, expect

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Person


class Held:
    """Answers of the server to one address, held back until they are let go."""

    def __init__(self) -> None:
        self._asked, self._free = asyncio.Event(), asyncio.Event()

    async def hold(self, route: Route) -> None:
        answer = await route.fetch()
        self._asked.set()
        await self._free.wait()
        await route.fulfill(response=answer)

    async def are_asked_for(self) -> None:
        await asyncio.wait_for(self._asked.wait(), PATIENCE / 1000)

    def let_go(self) -> None:
        self._free.set()


async def held(page: Page, address: str) -> Held:
    """Hold back what the server answers to this address from now on; it is asked, and answers as of then."""
    one = Held()
    await page.route(address, one.hold)
    return one


async def test_messages_stay_where_more_happens_than_an_answer_knows(
    page: Page, office: SandboxClient, zhang: Person, li: Person, group: Chat
) -> None:
    """An answer that is older than what was heard meanwhile is late; it does not mean that the world began anew."""
    await zhang.says("第一件", chat=group)
    await enter(page, "工作群")
    state = await held(page, "**/sandbox/state*")
    await office.user("王五")
    await state.are_asked_for()
    await li.says("第二件", chat=group)
    await li.says("第三件", chat=group)
    await asyncio.wait_for(_heard(page), PATIENCE / 1000)
    state.let_go()
    await page.click("#me")
    await expect(page.locator("#everybody")).to_contain_text("王五", timeout=PATIENCE)
    await li.says("第四件", chat=group)

    said = ["第一件", "第二件", "第三件", "第四件"]
    await expect(page.locator("#messages .words")).to_have_text(said, timeout=PATIENCE)


async def _heard(page: Page) -> None:
    """Wait until the stream has told everything so far: a question asked now is answered after it."""
    await page.evaluate("() => fetch('/sandbox/happenings?after=0').then((answer) => answer.text())")


async def test_what_comes_while_a_chat_is_on_its_way_is_in_it(page: Page, zhang: Person, group: Chat) -> None:
    await zhang.says("第一件", chat=group)
    await enter(page, "工作群")
    messages = await held(page, "**/sandbox/messages*")
    await page.reload()
    await messages.are_asked_for()
    await zhang.says("第二件", chat=group)
    await zhang.edits(await zhang.says("第三件", chat=group), "第三件，改")
    await expect(page.locator("#chats .chat.open small")).to_contain_text("第三件，改", timeout=PATIENCE)
    messages.let_go()

    await expect(page.locator("#messages .words")).to_have_text(["第一件", "第二件", "第三件，改"], timeout=PATIENCE)
