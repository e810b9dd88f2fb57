"""The page in English: nothing of its own stays Chinese, and nothing of the office is translated; light and dark."""

from __future__ import annotations

from handling import PATIENCE, enter, ready
from playwright.async_api import Page, expect
from sandbox_api import Api

from bot.sandbox.people import Chat, Person


async def chosen(page: Page, entry: str) -> None:
    await page.click("#settings")
    await page.get_by_role("menuitem", name=entry).click()


async def test_the_page_speaks_english_where_that_is_chosen(page: Page, zhang: Person, group: Chat, api: Api) -> None:
    """Everything around the messages is English; what people and the bot say stays as it was sent."""
    await zhang.says("收到", chat=group)
    await chosen(page, "English")
    await ready(page)
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await enter(page, "工作群")
    await page.click("#watch-open")
    await page.click("#clock-open")
    await page.locator("#faults summary").click()
    await expect(page.locator(".message .words")).to_have_text("收到", timeout=PATIENCE)
    ours = await page.evaluate(OURS, ["张三", "李四", "工作群", "台账助手", "收到"])
    assert ours == []

    await chosen(page, "中文")
    await expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    await expect(page.locator("#find")).to_have_attribute("placeholder", "查找会话")


OURS = """(names) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const [found, named] = [[], ["title", "aria-label", "placeholder"]];
  const bare = (words) => names.reduce((rest, name) => rest.replaceAll(name, ""), words ?? "");
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    const words = node.nodeType === Node.TEXT_NODE ? [node.data] : named.map((name) => node.getAttribute(name));
    if (node.parentElement?.closest(".words, .avatar, .brief, pre")) continue;
    found.push(...words.filter((one) => /[\\u4e00-\\u9fff]/.test(bare(one))));
  }
  return found;
}"""


async def test_the_look_is_chosen_and_kept(page: Page) -> None:
    """Without a choice it is the machine's; a choice outlives the window's reload."""
    ground = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(ground)
    await page.emulate_media(color_scheme="dark")
    dark = await page.evaluate(ground)
    assert light != dark
    await chosen(page, "浅色")
    assert await page.evaluate(ground) == light
    await page.reload()
    await ready(page)
    assert await page.evaluate(ground) == light
    await chosen(page, "随系统")
    assert await page.evaluate(ground) == dark


async def test_keys_lead_through_the_page(page: Page, group: Chat, zhang: Person) -> None:
    """From chat to chat, to the field, and to what the keys are."""
    await zhang.says("收到", chat=group)
    await enter(page, "工作群")
    await page.keyboard.press("Alt+ArrowDown")
    await expect(page.locator("#title")).to_have_text("台账助手")
    await page.keyboard.press("Alt+ArrowUp")
    await expect(page.locator("#title")).to_have_text("工作群")
    await page.locator("#me").focus()
    await page.keyboard.press("Alt+m")
    await expect(page.locator("#text")).to_be_focused()
    await page.locator("#me").focus()
    await page.keyboard.press("?")
    await expect(page.locator("#dialog h2")).to_have_text("键盘操作")
    await page.keyboard.press("Escape")
    await expect(page.locator("#dialog")).to_be_hidden()
