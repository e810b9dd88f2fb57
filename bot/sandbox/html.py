"""The platform's HTML message format, read into plain text and UTF-16 entities."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.sandbox.errors import ApiError, Json, bad_request
from bot.sandbox.units import in_order, piece, units

PLAIN = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
}  # fmt: skip
KNOWN = {*PLAIN, "span", "code", "pre", "a", "blockquote", "tg-time", "tg-emoji"}

NAME = re.compile(r"[^\s>]*")
ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']*))?""")
REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#[xX][0-9a-fA-F]+);")
USER_LINK = re.compile(r"tg://user\?id=(\d+)")

FindUser = Callable[[int], Json | None]


@dataclass
class Open:
    """A tag that waits for its end."""

    tag: str
    attributes: dict[str, str]
    offset: int


@dataclass
class Reader:
    """One pass over a text; ``find_user`` resolves ``tg://user?id=`` links to people whom the bot has met."""

    source: str
    find_user: FindUser
    at: int = 0
    text: str = ""
    opened: list[Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> tuple[str, list[Json]]:
        """Return text and entities, or refuse with the place of the first mistake."""
        while self.at < len(self.source):
            self._step()
        if self.opened:
            raise _refused(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        return self.text, in_order([entity for entity in self.entities if entity["length"]])

    def _step(self) -> None:
        if self.source[self.at] == "<":
            self._end_tag() if self.source.startswith("</", self.at) else self._start_tag()
        elif match := REFERENCE.match(self.source, self.at):
            self.text += html.unescape(match[0])
            self.at = match.end()
        else:
            self.text += self.source[self.at]
            self.at += 1

    def _start_tag(self) -> None:
        begin, name = self.at, NAME.match(self.source, self.at + 1)
        tag = name[0].lower() if name else ""
        if tag not in KNOWN:
            raise _refused(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        self.at = name.end() if name else begin
        attributes = dict(self._attributes(begin))
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _refused(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.opened.append(Open(tag, attributes, units(self.text)))

    def _attributes(self, begin: int) -> Iterator[tuple[str, str]]:
        while True:
            while self.source[self.at : self.at + 1].isspace():
                self.at += 1
            if self.source[self.at : self.at + 1] == ">":
                self.at += 1
                return
            match = ATTRIBUTE.match(self.source, self.at)
            if match is None:
                raise _refused(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            self.at = match.end()
            yield match[1].lower(), html.unescape((match[2] or "").strip("\"'"))

    def _end_tag(self) -> None:
        begin, close = self.at, self.source.find(">", self.at)
        where = self._bytes(begin)
        if not self.opened:
            raise _refused(f"Unexpected end tag at byte offset {where}")
        if close < 0:
            raise _refused(f"Unclosed end tag at byte offset {where}")
        opened, name = self.opened.pop(), self.source[begin + 2 : close].strip().lower()
        if name not in ("", opened.tag):
            raise _refused(f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{name}>"')
        self.at = close + 1
        self._close(opened)

    def _close(self, opened: Open) -> None:
        length = units(self.text) - opened.offset
        place: Json = {"offset": opened.offset, "length": length}
        shape = self._shape(opened, place)
        if shape:
            self.entities.append({**shape, **place})

    def _shape(self, opened: Open, place: Json) -> Json | None:
        tag, attributes = opened.tag, opened.attributes
        if tag in PLAIN or tag == "span":
            return {"type": PLAIN.get(tag, "spoiler")}
        if tag == "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
        if tag in ("pre", "code"):
            return self._code(opened, place)
        if tag == "a":
            return self._link(opened)
        if tag == "tg-emoji":
            return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
        return _moment(attributes)

    def _code(self, opened: Open, place: Json) -> Json | None:
        language = opened.attributes.get("class", "").removeprefix("language-")
        if opened.tag == "code" and language and any(other.tag == "pre" for other in self.opened):
            self.opened[-1].attributes["class"] = f"language-{language}"
            return None
        if opened.tag == "pre":  # <pre><code class="language-…"> is one entity.
            self.entities = [e for e in self.entities if not (e["type"] == "code" and e["offset"] >= place["offset"])]
            return {"type": "pre", "language": language} if language else {"type": "pre"}
        return {"type": "code"}

    def _link(self, opened: Open) -> Json | None:
        words = {"offset": opened.offset, "length": units(self.text) - opened.offset}
        url = opened.attributes.get("href") or piece(self.text, words)
        if match := USER_LINK.fullmatch(url):
            user = self.find_user(int(match[1]))
            return {"type": "text_mention", "user": user} if user else None
        if "." not in url and "://" not in url:
            return None  # The platform drops links that are none.
        return {"type": "text_link", "url": url if "://" in url else f"http://{url}/"}

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))


def _moment(attributes: dict[str, str]) -> Json:
    if not attributes.get("unix", "").isdecimal():
        raise _refused('Tag "tg-time" must have a valid "unix" attribute')
    shape: Json = {"type": "date_time", "unix_time": int(attributes["unix"])}
    return {**shape, "date_time_format": attributes["format"]} if attributes.get("format") else shape


def _refused(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def parse(source: str, find_user: FindUser = lambda _: None) -> tuple[str, list[Json]]:
    """Return the text and its entities; unbalanced or unknown tags are refused as the platform does."""
    return Reader(source, find_user).read()
