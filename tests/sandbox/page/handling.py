"""What a person does at the page, in a word."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

PATIENCE = 10_000  # Milliseconds.


async def ready(page: Page) -> None:
    """Wait until the page listens: somebody is played."""
    await page.locator("#me b").wait_for(state="attached")


async def enter(page: Page, chat: str) -> None:
    """Open a chat of the list."""
    await page.locator(f'#chats .chat:has(b:text-is("{chat}"))').click()
    await expect(page.locator("#title")).to_have_text(chat)


async def play(page: Page, name: str) -> None:
    """Become somebody else by searching the name."""
    await page.click("#me")
    await page.fill("#seek", name)
    await page.press("#seek", "Enter")
    await expect(page.locator("#me b")).to_have_text(name)


async def write(page: Page, text: str) -> None:
    """Send a message."""
    await page.fill("#text", text)
    await page.press("#text", "Enter")


async def choose(page: Page, message: Locator, act: str) -> None:
    """Do something by a message's menu."""
    await message.locator(".bubble").click(button="right")
    await page.locator("#options").get_by_role("menuitem", name=act, exact=True).click()
