"""Forums, channels, polls and pins at the page."""

from __future__ import annotations

from handling import PATIENCE, choose, enter, play, write
from playwright.async_api import Page, expect

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Person


async def test_a_forum_is_made_and_written_in_by_topic(page: Page, li: Person) -> None:
    """What belongs to a topic stands there alone, and under its name among all."""
    await page.click("#new-group")
    await page.fill("#dialog [name=title]", "项目群")
    await page.select_option("#dialog [name=kind]", label="话题群")
    await page.get_by_role("checkbox", name="李四").check()
    await page.get_by_role("button", name="确定").click()
    await enter(page, "项目群")
    await page.get_by_role("button", name="＋话题").click()
    await page.fill("#dialog [name=name]", "道路改造")
    await page.keyboard.press("Enter")
    await write(page, "综合消息")
    await page.get_by_role("tab", name="道路改造").click()
    await write(page, "请李四周三前报送")
    await expect(page.locator(".message .words")).to_have_text(["请李四周三前报送"], timeout=PATIENCE)

    await page.get_by_role("tab", name="全部").click()
    await expect(page.locator(".message .words")).to_have_text(["综合消息", "请李四周三前报送"])
    await expect(page.locator(".message .topic")).to_have_text(["# 道路改造"])


async def test_a_poll_is_asked_answered_and_pinned(page: Page) -> None:
    await enter(page, "工作群")
    await page.click("#clip")
    await page.get_by_role("menuitem", name="投票").click()
    await page.fill("#dialog [name=question]", "哪天开会？")
    await page.fill("#dialog [name=options]", "周二\n周三")
    await page.get_by_role("button", name="发起").click()
    await play(page, "李四")
    await page.get_by_role("radio", name="周三").check()
    await page.get_by_role("button", name="投票", exact=True).click()
    await expect(page.locator(".poll footer")).to_contain_text("1 人已投", timeout=PATIENCE)
    await expect(page.locator(".choice small")).to_have_text(["0%", "100%"])

    await play(page, "张三")
    await choose(page, page.locator(".message").last, "置顶")
    await expect(page.locator("#pinned small")).to_have_text("[投票] 哪天开会？", timeout=PATIENCE)
    await choose(page, page.locator(".message").last, "取消置顶")
    await expect(page.locator("#pinned")).to_be_hidden()


async def test_a_channel_is_read_by_its_subscribers(
    page: Page, office: SandboxClient, zhang: Person, li: Person
) -> None:
    members = [zhang.id, li.id]
    await office.ask("POST", "/sandbox/chats", title="公开频道", members=members, kind="channel")
    await zhang.says("今日公开三件", chat=await office.chat("公开频道"))
    await play(page, "李四")
    await enter(page, "公开频道")
    await expect(page.locator(".sender")).to_have_text("公开频道")
    await expect(page.locator("#silent")).to_be_visible()
    await expect(page.locator("#composer")).to_be_hidden()
