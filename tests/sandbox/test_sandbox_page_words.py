"""The words of the chat page: each has its English, whether it stands in the scripts or in the HTML file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from bot.sandbox.page import FOLDER

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
