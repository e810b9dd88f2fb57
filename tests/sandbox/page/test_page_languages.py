"""The page in English: nothing of its own stays Chinese, and nothing of the office is translated; light and dark."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from handling import PATIENCE, enter, ready
from playwright.async_api import Page, expect
from sandbox_api import Api

from bot.sandbox.page import FOLDER
from bot.sandbox.people import Chat, Person

HAN = re.compile(r"[\u4e00-\u9fff]")


class Words(HTMLParser):
    """The Chinese words of the HTML file: texts, and attributes that are read out or shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for _, value in attrs if value and HAN.search(value)}

    def handle_data(self, data: str) -> None:
        if HAN.search(data):
            self.found.add(data.strip())


@dataclass
class Template:
    """A template that is being read: its words with {} for each value, and how deep in a value one is."""

    tagged: bool
    key: str = ""
    depth: int = 0


def in_templates(script: str) -> tuple[set[str], str]:
    """Return the keys of what stands behind the tag ``t``, and the script without its templates and comments."""
    keys, rest, open_ = set[str](), "", list[Template]()
    tokens = re.findall(r'"(?:[^"\\\n]|\\.)*"|\$\{|.', re.sub(r"(^|\s)//.*", "", script), re.DOTALL)
    for token in tokens:
        current = open_[-1] if open_ else None
        if current is not None and current.depth == 0 and token == "`":
            done = open_.pop()
            assert done.tagged or not HAN.search(done.key), f"not translated: {done.key}"
            keys |= {done.key} if done.tagged else set()
        elif current is not None and current.depth == 0:
            current.depth = int(token == "${")
            current.key += "{}" if current.depth else token
        elif token == "`":
            open_.append(Template(tagged=re.search(r"\bt$", rest) is not None))
        else:
            if current is not None:
                current.depth += (token in {"{", "${"}) - (token == "}")
            rest += token
    return keys, rest


def keys_used() -> set[str]:
    used = Words((FOLDER / "index.html").read_text("utf-8")).found
    for file in FOLDER.glob("*.js"):
        if file.name != "english.js":
            keys, rest = in_templates(file.read_text("utf-8"))
            assert not HAN.search(rest), f"{file.name}: {HAN.search(rest)}"
            used |= {key for key in keys if HAN.search(key)}
    return used


def keys_known() -> dict[str, str]:
    text = (FOLDER / "english.js").read_text("utf-8")
    pairs = re.findall(r'("(?:[^"\\]|\\.)*"): ("(?:[^"\\]|\\.)*"),', text)
    known = [(json.loads(key), json.loads(value)) for key, value in pairs]
    assert len(dict(known)) == len(known), "a word stands there twice"
    return dict(known)


def test_every_word_of_the_page_has_its_english_and_no_other_has() -> None:
    """Values stand in the same number on both sides."""
    known = keys_known()
    assert set(known) == keys_used()
    assert {key for key, value in known.items() if key.count("{}") != value.count("{}")} == set()
    assert {key for key, value in known.items() if HAN.search(value)} == {"中文界面"}


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
