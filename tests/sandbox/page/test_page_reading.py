"""Reading at the page: unread marks, long reports, long chats, what messages carry."""

from __future__ import annotations

from typing import Any

from handling import PATIENCE, choose, enter, play
from playwright.async_api import Page, expect
from sandbox_api import Api

from bot.sandbox.acts import say
from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Person
from bot.sandbox.world import World

HEIGHT = "node => node.clientHeight"
QUICK = 1500  # Milliseconds in which a chat of 2,000 messages is opened, on a machine that does other work too.


async def test_what_others_write_is_marked_unread_and_a_line_shows_where(
    page: Page, zhang: Person, li: Person, group: Chat
) -> None:
    await zhang.says("第一件", chat=group)
    await enter(page, "工作群")
    await enter(page, "台账助手")
    for text in ("第二件", "第三件"):
        await li.says(text, chat=group)

    await expect(page.locator("#chats .unread")).to_have_text("2", timeout=PATIENCE)
    await expect(page).to_have_title("(2) 台账 · 沙箱")
    await enter(page, "工作群")
    await expect(page.locator(".fresh + .message .words")).to_have_text("第二件")
    await expect(page.locator("#chats .unread")).to_have_count(0)
    await page.reload()
    await expect(page.locator("#chats .chat")).to_have_count(2)
    await expect(page.locator("#chats .unread")).to_have_count(0)
    await expect(page).to_have_title("台账 · 沙箱")


async def test_a_report_is_read_from_its_beginning(
    page: Page, api: Api, zhang: Person, li: Person, group: Chat
) -> None:
    """A long last message opens at its first line, also when it comes in while one watches; a short one at the end."""
    await zhang.opens()
    report = "\n".join(f"第{number}件" for number in range(1, 120))
    await api.result("sendMessage", chat_id=zhang.id, text=report)
    await enter(page, "台账助手")
    last = page.locator(".message.bot").last
    await expect(last).to_be_in_viewport()
    assert await _above(page) <= 20
    await api.result("sendMessage", chat_id=group.id, text=report)
    await enter(page, "工作群")
    assert await _above(page) <= 60  # The line "以下是新消息" stands above it.
    await li.says("收到", chat=group)
    await page.click("#down")
    await expect(page.locator(".message").last).to_be_in_viewport(ratio=1)


async def _above(page: Page) -> float:
    """Return how far the last message's top stands from the top of the list."""
    return float(await page.evaluate(ABOVE))


ABOVE = """() => {
  const top = (node) => node.getBoundingClientRect().top;
  return Math.abs(top([...document.querySelectorAll(".message")].at(-1)) - top(document.querySelector("#messages")));
}"""


async def test_a_long_chat_is_quick_and_is_read_upwards(page: Page, world: World, zhang: Person, group: Chat) -> None:
    """The newest hundred are drawn; older ones come on the way up; a quote far above is found."""
    address = page.url
    await page.goto("about:blank")  # Two thousand arrivals are not what is tried.
    room, person = world.room(group.key), world.user(zhang.id)
    for number in range(1, 2001):
        say(world, room, person, f"第{number}件", given={"reply_to": 1} if number == 2000 else None)
    await page.goto(address)
    await enter(page, "台账助手")
    took = await page.evaluate(OPENED, "工作群")
    assert took < QUICK

    assert await page.locator(".message").count() == 100
    await page.locator("#messages").evaluate("node => { node.scrollTop = 0; }")
    await expect(page.locator(".message")).to_have_count(200, timeout=PATIENCE)
    await page.locator("#messages").evaluate("node => { node.scrollTop = node.scrollHeight; }")
    await page.locator(".quote").last.click()
    await expect(page.locator(".message").first.locator(".words")).to_have_text("第1件", timeout=PATIENCE)
    await expect(page.locator(".message").first).to_be_in_viewport()


OPENED = """async (name) => {
  const chat = [...document.querySelectorAll("#chats .chat")].find((node) => node.textContent.includes(name));
  const begun = performance.now();
  chat.click();
  while (!document.querySelector("#messages .message")) await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""


async def said_by_the_bot(page: Page, api: Api, zhang: Person, text: str) -> None:
    """Have the bot write to the first person, whose private chat is open on the page."""
    await zhang.opens()
    await enter(page, "台账助手")
    await api.result("sendMessage", chat_id=zhang.id, text=text, parse_mode="HTML")
    await expect(page.locator(".message.bot")).to_have_count(1, timeout=PATIENCE)


async def test_blocks_quotes_lights_and_spoilers_are_drawn(page: Page, api: Api, zhang: Person) -> None:
    """A block ends its own line, a long quote is folded and a short one whole, lights stay text."""
    long = "\n".join(f"第{number}件" for number in range(1, 12))
    quotes = f"<blockquote expandable>{long}</blockquote>\n<blockquote expandable>只有一件</blockquote>"
    text = f"🔴逾期 <b>🟢1</b> <tg-spoiler>涉密</tg-spoiler>\n{quotes}\n\n待签收 2"
    await said_by_the_bot(page, api, zhang, text)

    more = page.locator(".more:visible")
    await expect(more).to_have_text(["展开"])
    folded = await page.locator("blockquote .inside").first.evaluate(HEIGHT)
    await more.click()
    await expect(more).to_have_text("收起")
    assert await page.locator("blockquote .inside").first.evaluate(HEIGHT) > 3 * folded
    words = page.locator(".message.bot .words")
    assert await words.evaluate("node => node.lastChild.data") == "\n待签收 2"
    assert (await words.evaluate("node => node.textContent")).startswith("🔴逾期 🟢1 涉密")
    assert await page.locator(".bot .light.red").evaluate("node => getComputedStyle(node).color") == "rgba(0, 0, 0, 0)"
    await page.locator(".spoiler").click()
    await expect(page.locator(".spoiler.open")).to_have_text("涉密")


async def test_a_table_is_drawn_and_changes_where_it_stands(page: Page, api: Api, zhang: Person) -> None:
    await zhang.opens()
    rows = [[cell("单位", is_header=True), cell("红灯", is_header=True)], [cell("综合科"), cell("🔴 3", align="right")]]
    heading = {"type": "heading", "text": ["日调度 ", {"type": "bold", "text": "<全办>"}], "size": 4}
    blocks = [heading, {"type": "table", "cells": rows, "caption": "分单位", "is_striped": True, "is_compact": True}]
    note = {"type": "paragraph", "text": "……另有 1 个单位。"}
    message = {"chat_id": zhang.id, "rich_message": {"blocks": [*blocks, note]}}
    sent = await api.result("sendRichMessage", **message)
    await expect(page.locator("#chats")).to_contain_text("[表格] 日调度 <全办>", timeout=PATIENCE)
    await enter(page, "台账助手")
    await expect(page.locator(".rich h4")).to_have_text("日调度 <全办>")
    await expect(page.locator(".rich caption")).to_have_text("分单位")
    await expect(page.locator(".rich th")).to_have_text(["单位", "红灯"])
    await expect(page.locator(".rich td")).to_have_text(["综合科", "🔴 3"])
    await expect(page.locator(".rich td").last).to_have_css("text-align", "right")
    await expect(page.locator(".rich p")).to_have_text("……另有 1 个单位。")
    rows.append([cell("财政局"), cell("1")])
    await api.result("editMessageText", message_id=sent["message_id"], **message)
    await expect(page.locator(".rich tr")).to_have_count(3)


def cell(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "align": "left", "valign": "middle", **more}


async def test_what_messages_carry_is_shown_and_stays_words(page: Page, zhang: Person, li: Person, group: Chat) -> None:
    """Places, cards, sound, stickers, and a name that tries to be markup."""
    await enter(page, "工作群")
    await li.sends(chat=group, location={"latitude": 30.2741, "longitude": 120.1551})
    await li.sends(chat=group, voice={"file_id": "v", "file_unique_id": "v", "duration": 67})
    shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    await li.sends(chat=group, sticker={"file_id": "s", "file_unique_id": "s", "emoji": "👍", **shape})
    await li.sends(chat=group, contact={"phone_number": "1", "first_name": "<img src=x onerror=alert(1)>"})

    await expect(page.locator(".message")).to_have_count(4, timeout=PATIENCE)
    await expect(page.locator(".card b")).to_have_text(["位置", "<img src=x onerror=alert(1)>"])
    await expect(page.locator(".sound small")).to_have_text("1:07")
    await expect(page.get_by_role("img", name="贴纸 👍")).to_be_visible()
    await choose(page, page.locator(".message").first, "表态 👍")
    await expect(page.locator(".reaction")).to_have_text("👍")


async def test_people_are_found_and_the_recent_come_first(page: Page, zhang: Person, office: SandboxClient) -> None:
    """Eighty people are searched by the keyboard; who was played stands on top; what waits is counted."""
    others = [await office.user(f"科员{number:02}") for number in range(80)]
    await others[7].opens()
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("option")).to_have_count(82)
    await page.keyboard.type("科员4")
    await expect(page.get_by_role("option")).to_have_count(10)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator("#me b")).to_have_text("科员41")

    await page.click("#me")
    await expect(page.get_by_role("option").first).to_have_text("张张三")
    await page.keyboard.press("Escape")
    await expect(page.locator("#people")).to_be_hidden()
    await play(page, "科员07")


async def test_another_world_is_shown_as_it_is(page: Page, office: SandboxClient, zhang: Person, group: Chat) -> None:
    """After a reset nothing of the old world stands there, and what happens in the new one is heard."""
    await zhang.says("旧事", chat=group)
    await enter(page, "工作群")
    await office.reset()
    wang = await office.user("王五")
    await expect(page.locator("#me b")).to_have_text("王五", timeout=PATIENCE)
    fresh = await office.group("新群", [wang, await office.user("赵六")])
    await enter(page, "新群")
    await (await office.people())[1].says("新事", chat=fresh)
    await expect(page.locator(".words")).to_have_text(["新事"], timeout=PATIENCE)
