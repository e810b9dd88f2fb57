"""The chat page in a real browser: a person writes, a bot answers, a button is tapped."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright, expect
from sandbox_api import PNG

from bot.sandbox.client import SandboxClient

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 10_000  # Milliseconds.


@pytest.fixture
async def page(url: str, office: SandboxClient) -> AsyncIterator[Page]:
    if CHROMIUM is None:
        needed = "browser" in os.environ.get("TAIZHANG_REQUIRE", "")
        (pytest.fail if needed else pytest.skip)("no chromium on this machine")
    zhang, li = await office.user("张三"), await office.user("李四")
    await office.group("工作群", [zhang, li])
    await office.bot("7000000001:secret-of-the-first-bot", first_name="台账助手", username="taizhang_bot")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = await browser.new_page()
        opened.set_default_timeout(PATIENCE)
        wrong: list[str] = []
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("requestfailed", lambda request: wrong.append(request.url) if "events" not in request.url else None)
        await opened.goto(url)
        yield opened
        await browser.close()
    assert wrong == []


async def write(page: Page, text: str) -> None:
    await page.fill("#text", text)
    await page.press("#text", "Enter")


async def test_a_person_writes_and_taps(page: Page, echo_bot: None) -> None:
    await page.get_by_role("button", name="台账助手").click()
    await page.get_by_role("button", name="开始").click()
    await page.get_by_role("button", name="确认").click()

    await expect(page.locator(".toast")).to_have_text("已确认", timeout=PATIENCE)
    await expect(page.locator(".message.bot .words")).to_have_text("已确认。", timeout=PATIENCE)
    await expect(page.locator(".message.bot .foot")).to_contain_text("已编辑", timeout=PATIENCE)

    await write(page, "<b>收到</b> <img src=x onerror=alert(1)>")
    await expect(page.locator(".message.bot .words").last).to_have_text("<b>收到</b> <img src=x onerror=alert(1)>")


async def test_what_others_write_appears_and_is_marked_unread(page: Page, office: SandboxClient) -> None:
    await page.get_by_role("button", name="台账助手").click()
    li = (await office.people())[1]
    chats = (await office.ask("GET", "/sandbox/state"))["chats"]
    group = next(chat["key"] for chat in chats if chat["chat"]["title"] == "工作群")

    await office.act("say", li, group, text="请周五下班前报送")

    await expect(page.locator(".unread")).to_have_text("1", timeout=PATIENCE)
    await page.get_by_role("button", name="工作群").click()
    await expect(page.locator(".words")).to_have_text("请周五下班前报送")
    await expect(page.locator(".unread")).to_have_count(0)


async def test_one_person_replies_to_another(page: Page) -> None:
    await page.get_by_role("button", name="工作群").click()
    await write(page, "@李四 请报送")
    await page.select_option("#me", label="李四（1 条未读）")
    await page.get_by_role("button", name="工作群").click()
    await page.locator(".message").hover()
    await page.get_by_role("button", name="回复").click()
    await write(page, "收到")

    await expect(page.locator(".mine .quote")).to_contain_text("@李四 请报送", timeout=PATIENCE)
    await expect(page.locator(".mention")).to_have_text("@李四")


async def test_a_photo_is_sent_and_shown(page: Page) -> None:
    await page.get_by_role("button", name="工作群").click()
    await page.set_input_files("#files", {"name": "现场.png", "mimeType": "image/png", "buffer": PNG})
    await write(page, "现场照片")

    await expect(page.locator(".photo img")).to_be_visible(timeout=PATIENCE)
    await expect(page.locator(".words")).to_have_text("现场照片")


async def test_the_clock_can_be_stopped(page: Page, office: SandboxClient) -> None:
    await expect(page.locator("#now")).to_contain_text("11月23日 周一 10:00:00")

    await page.select_option("#speed", "60")
    await expect(page.locator("#now")).not_to_contain_text("10:00:00")
    await page.click("#pause")

    assert (await office.ask("GET", "/clock"))["speed"] == 0
