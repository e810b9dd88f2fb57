"""Writing at the page: words, taps, replies, edits, files, keys, hints."""

from __future__ import annotations

import re

from handling import PATIENCE, choose, enter, play, write
from playwright.async_api import Page, expect
from sandbox_api import PNG, Api

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Person


async def test_a_person_writes_and_taps(page: Page, echo_bot: None) -> None:
    await enter(page, "台账助手")
    await page.get_by_role("button", name="开始").click()
    await page.get_by_role("button", name="确认").click()

    await expect(page.locator(".toast")).to_have_text("已确认", timeout=PATIENCE)
    await expect(page.locator(".message.bot .words")).to_have_text("已确认。", timeout=PATIENCE)
    await expect(page.locator(".message.bot .foot")).to_contain_text("已编辑", timeout=PATIENCE)

    await write(page, "<b>收到</b> <img src=x onerror=alert(1)>")
    await expect(page.locator(".message.bot .words").last).to_have_text("<b>收到</b> <img src=x onerror=alert(1)>")


async def test_a_tap_may_bring_an_alert_or_a_copy(page: Page, api: Api, zhang: Person, office: SandboxClient) -> None:
    """What must be read stands in a dialog; a copying button asks the bot nothing."""
    await zhang.opens()
    keys = [[{"text": "催办", "callback_data": "x"}, {"text": "复制编号", "copy_text": {"text": "DB-2026-1"}}]]
    await api.result("sendMessage", chat_id=zhang.id, text="DB-2026-1", reply_markup={"inline_keyboard": keys})
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await enter(page, "台账助手")
    await page.get_by_role("button", name="复制编号").click()
    await expect(page.locator(".toast")).to_have_text("已复制")
    assert await page.evaluate("navigator.clipboard.readText()") == "DB-2026-1"

    said = await api.result("getUpdates")
    await page.get_by_role("button", name="催办").click()
    updates = await api.result("getUpdates", timeout=5, offset=said[-1]["update_id"] + 1)
    query = updates[-1]["callback_query"]["id"]
    await api.result("answerCallbackQuery", callback_query_id=query, text="<i>无权催办</i>", show_alert=True)
    await expect(page.locator("#dialog h2")).to_have_text("<i>无权催办</i>")
    await page.get_by_role("button", name="知道了").click()
    await expect(page.locator("#dialog")).to_be_hidden()


async def test_one_replies_edits_and_deletes_by_the_menu(page: Page, zhang: Person) -> None:
    await enter(page, "工作群")
    await write(page, "@李四 请报送")
    await play(page, "李四")
    await choose(page, page.locator(".message"), "回复")
    await write(page, "收到")
    mine = page.locator(".message.mine")
    await expect(mine.locator(".quote")).to_contain_text("@李四 请报送", timeout=PATIENCE)
    await expect(page.locator(".mention")).to_have_text("@李四")
    await mine.locator(".quote").click()
    await expect(page.locator(".message").first).to_have_class(re.compile(r"\blit\b"))

    await choose(page, mine, "编辑")
    await expect(page.locator("#context")).to_contain_text("编辑")
    await write(page, "收到，周四前报送")
    await expect(mine.locator(".words")).to_have_text("收到，周四前报送")
    await choose(page, mine, "删除")
    await expect(mine).to_have_count(0)


async def test_a_photo_is_sent_and_seen_in_full(page: Page) -> None:
    """Photos sent together stand together; the viewer goes through them and Escape closes it."""
    await enter(page, "工作群")
    names = ("现场一.png", "现场二.png")
    await page.set_input_files("#files", [{"name": name, "mimeType": "image/png", "buffer": PNG} for name in names])
    await write(page, "现场照片")

    await expect(page.locator(".mosaic .photo")).to_have_count(2, timeout=PATIENCE)
    await expect(page.locator(".words")).to_have_text("现场照片")
    await page.locator(".photo").last.click()
    await expect(page.locator("#viewer img")).to_be_visible()
    await page.keyboard.press("ArrowRight")
    await expect(page.locator("#viewer p")).to_have_text("现场照片")
    await page.keyboard.press("Escape")
    await expect(page.locator("#viewer")).to_be_hidden()


async def test_a_file_is_attached_by_pasting_and_by_dropping(page: Page) -> None:
    await enter(page, "工作群")
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
    await enter(page, "工作群")
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
    await enter(page, "台账助手")
    await expect(page.locator("#text")).to_have_value("")
    await enter(page, "工作群")
    await expect(page.locator("#text")).to_have_value("没写完")


async def test_hints_are_chosen_by_keys(page: Page, api: Api, group: Chat) -> None:
    """A slash offers the bot's commands, an at sign the group's names."""
    commands = [{"command": "today", "description": "今日到期"}, {"command": "task", "description": "查看事项"}]
    await api.result("setMyCommands", commands=commands)
    await enter(page, "工作群")
    await page.keyboard.type("请@")
    await expect(page.locator("#hints button")).to_have_text(["@李四 "])
    await page.keyboard.press("Enter")
    await expect(page.locator("#text")).to_have_value("请@李四 ")

    await page.fill("#text", "/t")
    await expect(page.locator("#hints button")).to_have_text(["/today 今日到期", "/task 查看事项"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator(".words")).to_have_text("/task@taizhang_bot", timeout=PATIENCE)
