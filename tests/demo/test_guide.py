"""The first steps on the demo's chat page: whom to play, what to say, and that it works."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from bot.demo.guide import guide
from bot.demo.script import script
from bot.demo.show import playing
from tests.demo.conftest import START
from tests.support.browsing import chromium, running_browser
from tests.support.require import missing

PATIENCE = 20_000  # Milliseconds.


def test_everybody_suggested_has_something_to_say():
    """A suggestion without words would be a dead button."""
    assert set(script().tries) == set(script().play)


def test_the_page_learns_posts_hours_and_rest_days(stage):
    """Everybody has a post and a unit; the hours are the timetable's; rest days are the calendar's."""
    told = guide(stage)
    assert {one["user"] for one in told["staff"]} == set(stage.cast.users.values())
    assert all(one["title"] and one["unit"] for one in told["staff"])
    assert {"at": "17:30", "name": "周总结", "en": {"name": "Weekly summary"}, "on": "week_end"} in told["moments"]
    assert {"at": "16:50", "name": "发布预览", "en": {"name": "Preview"}} in told["moments"]
    days = [START.date() + timedelta(days=ahead) for ahead in range(60)]
    assert told["rest_days"] == [str(day) for day in days if not stage.days.calendar.is_workday(day)]


def test_whoever_reads_the_page_in_english_is_told_the_same(stage):
    """Everything that the page tells of the office, but for names and what is said in it."""
    told = guide(stage)
    tour = told["tour"]
    spoken = [*((one, ("what",)) for one in told["people"]), *((one, ("name",)) for one in told["moments"])]
    spoken += [(tour, ("title",)), *((step, ("title", "explain")) for step in tour["steps"])]
    assert all(set(one["en"]) == set(names) and all(one["en"].values()) for one, names in spoken)


@pytest.mark.browser
async def test_a_newcomer_is_led_to_the_first_task(stage):
    """Three people are suggested; two clicks and Enter bring about a task."""
    if (path := chromium()) is None:
        missing("browser", "no chromium on this machine")
    stop = asyncio.Event()
    async with playing(stage, port=0, speed=0, stop=stop) as url, running_browser(path) as browser:
        page = await browser.new_page()
        await page.goto(url)
        await expect(page.locator("#guide li b")).to_have_text(["程若溪", "许言之", "林静姝"], timeout=PATIENCE)
        for one in guide(stage)["people"]:
            await _tries(page, one)
        await page.click("#guide .close")
        await expect(page.locator("#guide")).to_be_hidden()
        await page.reload()
        await expect(page.locator("#help")).to_be_visible(timeout=PATIENCE)
        await expect(page.locator("#guide")).to_be_hidden()


async def _tries(page: Page, one) -> None:
    await page.get_by_role("button", name=f"以{one['name']}试一试").click()
    await expect(page.locator("#text")).to_have_value(one["say"], timeout=PATIENCE)
    await page.press("#text", "Enter")
    answers = {"程若溪": "进展已登记，进度80%", "许言之": "请核对交办内容", "林静姝": "延期待批"}
    await expect(page.locator(".message.bot").last).to_contain_text(answers[one["name"]], timeout=PATIENCE)
