"""The chat page in a real browser: a person writes, a bot answers, a button is tapped."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright, expect
from sandbox_api import PNG, Api

from bot.sandbox.client import SandboxClient

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 10_000  # Milliseconds.
HEIGHT = "node => node.clientHeight"


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
        # A reload gives up what is under way; that is nobody's failure.
        opened.on("requestfailed", lambda one: None if one.failure == "net::ERR_ABORTED" else wrong.append(one.url))
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
    group = await office.chat("工作群")

    await li.says("请周五下班前报送", chat=group)

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


async def said_by_the_bot(page: Page, office: SandboxClient, api: Api, text: str, **more: Any) -> None:
    """Have the bot write to the first person, whose private chat is open on the page."""
    await page.get_by_role("button", name="台账助手").click()
    await page.get_by_role("button", name="开始").click()
    zhang = (await office.people())[0]
    await api.result("sendMessage", chat_id=zhang.id, text=text, parse_mode="HTML", **more)
    await expect(page.locator(".message.bot")).to_have_count(1, timeout=PATIENCE)


async def test_a_block_ends_its_own_line(page: Page, office: SandboxClient, api: Api) -> None:
    await said_by_the_bot(page, office, api, "逾期 1\n<blockquote>第一件</blockquote>\n\n待签收 2")
    await expect(page.locator(".bot blockquote")).to_have_text("第一件")

    words = await page.locator(".message.bot .words").evaluate("node => node.lastChild.data")
    assert words == "\n待签收 2"


async def test_a_long_quote_is_folded_and_a_short_one_whole(page: Page, office: SandboxClient, api: Api) -> None:
    long = "\n".join(f"第{number}件" for number in range(1, 12))
    text = f"<blockquote expandable>{long}</blockquote>\n<blockquote expandable>只有一件</blockquote>"
    await said_by_the_bot(page, office, api, text)

    more = page.locator(".more:visible")
    await expect(more).to_have_text(["展开"])
    folded = await page.locator("blockquote .inside").first.evaluate(HEIGHT)
    await more.click()
    await expect(more).to_have_text("收起")
    assert await page.locator("blockquote .inside").first.evaluate(HEIGHT) > 3 * folded


async def test_lights_are_drawn_and_stay_text(page: Page, office: SandboxClient, api: Api) -> None:
    await said_by_the_bot(page, office, api, "DB-2026-1 🔴逾期 <b>🟢1</b>")

    await expect(page.locator(".bot .light")).to_have_text(["🔴", "🟢"])
    assert await page.locator(".bot .words").evaluate("node => node.textContent") == "DB-2026-1 🔴逾期 🟢1"
    assert await page.locator(".light.red").first.evaluate("node => getComputedStyle(node).color") == "rgba(0, 0, 0, 0)"


async def test_the_last_buttons_are_in_view_on_a_phone(page: Page, office: SandboxClient, api: Api) -> None:
    await page.set_viewport_size({"width": 390, "height": 700})
    await page.reload()
    rows = [[{"text": f"按钮{number}", "callback_data": str(number)}] for number in range(6)]
    await said_by_the_bot(page, office, api, "交办事项\n" * 30, reply_markup={"inline_keyboard": rows})
    keys = {"keyboard": [[{"text": "我的待办"}], [{"text": "帮助"}]], "resize_keyboard": True}
    await api.result("sendMessage", chat_id=(await office.people())[0].id, text="请选择", reply_markup=keys)
    await expect(page.locator("#keyboard")).to_be_visible(timeout=PATIENCE)
    await page.click("#back")
    await page.get_by_role("button", name="台账助手").click()

    await expect(page.locator(".words").last).to_be_in_viewport(ratio=1)
    await page.fill("#text", "一行\n" * 5)
    await expect(page.locator(".words").last).to_be_in_viewport(ratio=1)


async def test_a_file_is_attached_by_pasting_and_by_dropping(page: Page) -> None:
    await page.get_by_role("button", name="工作群").click()
    for kind, carrier, place in (("paste", "clipboardData", "#text"), ("drop", "dataTransfer", "#messages")):
        await page.locator(place).evaluate(HANDED_IN, [kind, carrier, f"{kind}.png"])

    await expect(page.locator("#attached li")).to_contain_text(["paste.png", "drop.png"])
    await page.get_by_role("button", name="不发送paste.png").click()
    await write(page, "现场照片")
    await expect(page.locator(".file span")).to_have_text("drop.png", timeout=PATIENCE)


HANDED_IN = """(node, [kind, carrier, name]) => {
  const files = new DataTransfer();
  files.items.add(new File(["x"], name, {type: "text/plain"}));
  const given = {[carrier]: files, bubbles: true, cancelable: true};
  node.dispatchEvent(kind === "paste" ? new ClipboardEvent(kind, given) : new DragEvent(kind, given));
}"""


async def test_keys_write_a_line_give_up_a_reply_and_keep_a_draft(page: Page) -> None:
    await page.get_by_role("button", name="工作群").click()
    await expect(page.locator("#text")).to_be_focused()
    await page.keyboard.type("第一行")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("第二行")
    await page.keyboard.press("Enter")
    await expect(page.locator(".words")).to_have_text("第一行\n第二行", timeout=PATIENCE)

    await page.locator(".message").hover()
    await page.get_by_role("button", name="回复").click()
    await expect(page.locator("#context")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#context")).to_be_hidden()

    await page.keyboard.type("没写完")
    await page.get_by_role("button", name="台账助手").click()
    await expect(page.locator("#text")).to_have_value("")
    await page.get_by_role("button", name="工作群").click()
    await expect(page.locator("#text")).to_have_value("没写完")


async def test_unread_marks_outlive_a_reload(page: Page, office: SandboxClient) -> None:
    await page.get_by_role("button", name="台账助手").click()
    group = await office.chat("工作群")
    for text in ("一", "二"):
        await (await office.people())[1].says(text, chat=group)
    await expect(page.locator(".unread")).to_have_text("2", timeout=PATIENCE)
    await page.get_by_role("button", name="工作群").click()
    await page.reload()

    await expect(page.get_by_role("button", name="工作群")).to_be_visible()
    await expect(page.locator(".unread")).to_have_count(0)
    await expect(page).to_have_title("台账 · 沙箱")
