"""The leaders' page in English: for whoever has chosen it, with the same figures, and nothing Chinese but names."""

from __future__ import annotations

import re

from reports.web import FOLDER
from tests.handlers.test_english import chinese_in
from tests.support.dialog import LEADER, Dialog
from tests.web.conftest import Browser, link_of, path_of

FIGURE = re.compile(r'data-(?:key|light)="\w+">(?:<span[^>]*></span>)?(\d+)<')
MACRO = re.compile(r"{% macro (\w+)")


async def test_the_page_is_english_for_whoever_has_chosen_it_and_says_the_same(talk: Dialog, browser: Browser) -> None:
    chinese = (await browser.opens(await link_of(talk))).text
    await talk.says(LEADER, "/language English")
    english = (await browser.opens(await link_of(talk))).text
    assert '<html lang="en">' in english and "<h1>Leaders' board</h1>" in english
    named = ("科室量化考评细则", *re.findall(r"<b>([^<]+)</b>", english))
    shown = [one for one in re.findall(r">([^<]+)<", english) if not one.startswith(named)]
    assert [one for one in shown if chinese_in(one)] == []
    assert FIGURE.findall(english) == FIGURE.findall(chinese)
    assert len(FIGURE.findall(english)) > 10


async def test_before_anybody_is_known_the_page_says_it_in_both(talk: Dialog, browser: Browser) -> None:
    gate = (await browser.asks(path_of(await link_of(talk)))).text
    refused = (await browser.asks("/")).text
    assert "打开看板" in gate and "A link opens once only" in gate
    assert "/board" in refused and "This link is not valid" in refused


def test_both_languages_have_the_same_pieces() -> None:
    ours, theirs = ((folder / "board.html.j2").read_text("utf-8") for folder in (FOLDER, FOLDER / "en"))
    assert MACRO.findall(ours) == MACRO.findall(theirs)
    assert re.findall(r"data-[a-z]+", ours) == re.findall(r"data-[a-z]+", theirs)
