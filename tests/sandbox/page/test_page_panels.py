"""The page's panels: the clock with what comes next, the bot's traffic with faults, the guided tour."""

from __future__ import annotations

import json
import re

from handling import PATIENCE, enter, ready
from playwright.async_api import Page, expect
from sandbox_api import Api

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Person

MOMENTS = [{"at": "08:30", "name": "日调度"}, {"at": "17:30", "name": "日报告"}]
WEEKLY = {"at": "17:30", "name": "周总结", "on": "week_end"}


async def guided(page: Page, **facts: object) -> None:
    """Reload the page in an office that tells it these things."""
    body = json.dumps({"people": [], **facts})
    await page.route("**/page/guide.json", lambda route: route.fulfill(content_type="application/json", body=body))
    await page.reload()
    await ready(page)


async def test_the_clock_stops_runs_and_jumps_to_what_comes_next(page: Page, office: SandboxClient) -> None:
    """Friday is a rest day here, so the week ends on Thursday."""
    rest = ["2026-11-27", "2026-11-28", "2026-11-29"]
    await guided(page, moments=[*MOMENTS, WEEKLY], rest_days=rest)
    await expect(page.locator("#now")).to_have_text("11月23日 周一 10:00:00")
    await expect(page.locator("#next")).to_have_text("日报告 · 还有 7 小时 30 分")
    await page.click("#clock-open")
    names = ["日报告", "日调度", "日报告", "日调度", "日报告"]
    await expect(page.locator("#moments b")).to_have_text(names)
    await page.get_by_role("button", name="跳到下一项：日报告").click()
    await expect(page.locator("#next")).to_contain_text("还有 1 分")
    await page.get_by_role("button", name="暂停", exact=True).click()
    await expect(page.locator("#clock")).to_have_class("paused")
    assert (await office.ask("GET", "/clock"))["speed"] == 0

    await page.fill("#at", "2026-11-26T17:00")
    await page.locator("#leap button").click()
    await page.get_by_role("button", name="暂停", exact=True).click()
    await expect(page.locator("#clock")).to_have_class("paused")
    await expect(page.locator("#moments b").first).to_have_text("日报告、周总结")
    await expect(page.locator("#moments b").nth(1)).to_have_text("日调度")
    await expect(page.locator("#moments time").nth(1)).to_contain_text("11/30")
    assert (await office.ask("GET", "/clock"))["now"].startswith("2026-11-26T09:00")


async def test_developers_see_what_the_bot_was_asked_and_answered(
    page: Page, api: Api, zhang: Person, group: Chat, office: SandboxClient
) -> None:
    """Updates, calls and refusals appear live, can be filtered, and show their JSON without the token."""
    await page.click("#watch-open")
    await zhang.says("收到", chat=group)
    await api.result("getUpdates", timeout=5)
    await api.result("sendMessage", chat_id=group.id, text="<b>已签收</b>", parse_mode="HTML")
    await api("sendMessage", chat_id=group.id, text="")

    calls = page.locator("#calls li")
    await expect(calls).to_have_count(5, timeout=PATIENCE)  # The bot's joining makes two updates.
    await expect(calls.nth(2)).to_contain_text("张三：收到")
    await expect(calls.nth(1)).to_contain_text("工作群已签收")
    await page.check("#watch-errors")
    await expect(calls).to_have_text([re.compile("400.*Bad Request: message text is empty")])
    await calls.locator("summary").click()
    await expect(calls.locator("pre")).to_contain_text('"error_code": 400')
    assert "secret" not in await page.locator("#watch").inner_text()
    await page.uncheck("#watch-errors")
    await page.select_option("#watch-method", "sendMessage")
    await expect(calls).to_have_count(2)


async def test_what_is_posted_to_a_webhook_is_shown_like_what_is_fetched(page: Page, api: Api, zhang: Person) -> None:
    await page.click("#watch-open")
    await api.result("setWebhook", url="http://127.0.0.1:9/")
    await zhang.says("收到")

    posted = page.locator("#calls li", has_text="message").filter(has_text="无应答")
    await expect(posted.first).to_contain_text("Connection refused", timeout=PATIENCE)
    await page.click("#watch-hold")  # It is tried again and again; the first row is to stay the first.
    await posted.first.locator("summary").click()
    await expect(posted.first.locator("pre")).to_contain_text('"text": "收到"', timeout=PATIENCE)


async def test_a_fault_is_planted_played_and_cleared(
    page: Page, api: Api, zhang: Person, office: SandboxClient
) -> None:
    await zhang.opens()
    await page.click("#watch-open")
    await page.locator("#faults summary").click()
    await page.fill("#fault [name=method]", "sendMessage")
    await page.select_option("#fault-kind", label="限流（429）")
    await page.get_by_role("button", name="布置", exact=True).click()
    await expect(page.locator("#planted")).to_contain_text("sendMessage：限流（429）", timeout=PATIENCE)

    assert (await api("sendMessage", chat_id=zhang.id, text="一"))["parameters"] == {"retry_after": 3}
    await api.result("sendMessage", chat_id=zhang.id, text="一")
    await expect(page.locator("#calls .bad")).to_contain_text("429", timeout=PATIENCE)
    await expect(page.locator("#planted")).to_contain_text("已发生 1 次", timeout=PATIENCE)
    await page.get_by_role("button", name="全部清除").click()
    await expect(page.locator("#planted li")).to_have_count(0)
    assert (await office.ask("GET", "/sandbox/faults"))["faults"] == []


async def test_a_tour_is_followed_by_hand_left_resumed_and_done_for_one(
    page: Page, zhang: Person, li: Person, group: Chat, echo_bot: None
) -> None:
    """A step waits for the bot's words; what is to be done is laid ready, pointed at, and can be done by the page."""
    private = {"user": zhang.id, "chat": "", "explain": "说一句"}
    steps = [
        {"title": "开始", **private, "say": "/start", "expect": "您好"},
        {"title": "确认", **private, "press": "确认", "expect": "已确认"},
        {"title": "等到下班", **private, "advance_to": "2026-11-23T17:29:00+08:00"},
        {"title": "群里", "user": li.id, "chat": group.key, "explain": "群里说", "say": "收到"},
    ]
    await guided(page, tour={"title": "全程", "minutes": 3, "steps": steps})
    await page.click("#tour-open")
    await expect(page.locator("#text")).to_have_value("/start")
    await expect(page.locator("#send")).to_have_class(re.compile("aimed"))
    await page.press("#text", "Enter")
    await expect(page.locator("#tour-state")).to_have_text("已完成", timeout=PATIENCE)

    await page.click("#tour-next")
    await expect(page.locator(".inline.aimed")).to_have_text("确认", timeout=PATIENCE)
    await page.click("#tour-leave")
    await enter(page, "工作群")
    await page.reload()
    await expect(page.locator("#tour-open")).to_contain_text("继续导览（2/4）")
    await page.click("#tour-open")
    await page.click("#tour-do")
    await expect(page.locator("#tour-state")).to_have_text("已完成", timeout=PATIENCE)
    await page.click("#tour-next")
    await page.click("#tour-do")
    await expect(page.locator("#now")).to_contain_text("17:29")
    await expect(page.locator("#tour-state")).to_have_text("已完成，时钟已暂停")
    await expect(page.locator("#clock")).to_have_class("paused")
    await page.click("#tour-next")
    await expect(page.locator("#tour-who")).to_have_text("您现在是李四")
    await page.click("#tour-do")
    await expect(page.locator(".mine .words")).to_have_text("收到", timeout=PATIENCE)
    await expect(page.locator("#tour-state")).to_have_text("已完成", timeout=PATIENCE)
    await page.get_by_role("button", name="结束").click()
    await expect(page.locator("#tour")).to_be_hidden()
