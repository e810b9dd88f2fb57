"""The platform's MarkdownV2 and its older Markdown, read into plain text and UTF-16 entities."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.sandbox.errors import ApiError, Json, bad_request
from bot.sandbox.html import USER_LINK, FindUser
from bot.sandbox.units import in_order, units

RESERVED = set("_*[]()~`>#+-=|{}.!")
MARKS = {
    "```": ("pre", "Pre"), "||": ("spoiler", "Spoiler"), "__": ("underline", "Underline"), "*": ("bold", "Bold"),
    "_": ("italic", "Italic"), "~": ("strikethrough", "Strikethrough"), "`": ("code", "Code"),
    "[": ("text_link", "TextUrl"), "**>": ("expandable_blockquote", "ExpandableBlockQuote"),
    ">": ("blockquote", "BlockQuote"),
}  # fmt: skip
INLINE = ("```", "||", "__", "*", "_", "~", "`", "[")
OLD = ("```", "*", "_", "`", "[")
LITERAL = ("```", "`")
LANGUAGE = re.compile(r"([^\s`]*)\n")


@dataclass
class Open:
    """A mark that waits for its end."""

    mark: str
    offset: int
    byte: int
    language: str = ""


@dataclass
class Reader:
    """One pass over a text; the old dialect has no nesting and no reserved characters."""

    source: str
    find_user: FindUser
    old: bool = False
    at: int = 0
    text: str = ""
    opened: list[Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> tuple[str, list[Json]]:
        """Return text and entities, or refuse with the place of the first mistake."""
        while self.at < len(self.source):
            self._step()
        self._end_quote()
        if self.opened:
            raise _unended(self.opened[-1])
        return self.text, in_order([entity for entity in self.entities if entity["length"]])

    def _step(self) -> None:
        rest = self.source[self.at :]
        top = self.opened[-1].mark if self.opened else ""
        if rest[0] == "\\" and rest[1:2].isascii() and rest[1:2] and (not self.old or rest[1] in "_*`["):
            self._take(rest[1], 2)
        elif top in LITERAL:
            self._close() if rest.startswith(top) else self._take(rest[0])
        elif top == "[" and rest[0] == "]":
            self._link()
        elif not (self._quote(rest) or self._mark(rest, top)):
            self._plain(rest[0])

    def _take(self, words: str, length: int = 1) -> None:
        self.text += words
        self.at += length

    def _plain(self, sign: str) -> None:
        if sign == "\n" and not self.source.startswith("\n>", self.at):
            self._end_quote()
        if sign in RESERVED and not self.old:
            raise _refused(f"Character '{sign}' is reserved and must be escaped with the preceding '\\'")
        self._take(sign)

    def _quote(self, rest: str) -> bool:
        if self.old or (self.at and self.source[self.at - 1] != "\n"):
            return False
        mark = next((mark for mark in ("**>", ">") if rest.startswith(mark)), None)
        if mark is None:
            return False
        if mark == "**>" or not any(one.mark in (">", "**>") for one in self.opened):
            self._end_quote()
            self._open(mark)
        else:
            self.at += 1
        return True

    def _end_quote(self) -> None:
        if self.opened and self.opened[-1].mark in (">", "**>"):
            self._close(length=0)

    def _mark(self, rest: str, top: str) -> bool:
        mark = next((mark for mark in (OLD if self.old else INLINE) if rest.startswith(mark)), None)
        if mark is None or (self.old and top and mark != top):
            return False
        if mark == "||" and top in (">", "**>") and rest[2:3] in ("", "\n"):
            self.opened[-1].mark = "**>"  # A quote that ends with || is folded.
            self.at += 2
        elif any(one.mark == mark for one in self.opened):
            self._close(mark)
        else:
            self._open(mark)
        return True

    def _open(self, mark: str) -> None:
        byte = len(self.source[: self.at].encode("utf-8", "surrogatepass"))
        self.at += len(mark)
        head = LANGUAGE.match(self.source, self.at) if mark == "```" else None
        self.at = head.end() if head else self.at
        self.opened.append(Open(mark, units(self.text), byte, head[1] if head else ""))

    def _close(self, mark: str | None = None, *, length: int | None = None, **more: object) -> None:
        opened = self.opened.pop()
        if mark not in (None, opened.mark):
            raise _unended(opened)
        self.at += len(opened.mark) if length is None else length
        place = {"offset": opened.offset, "length": units(self.text) - opened.offset}
        named = {"language": opened.language} if opened.language else {}
        self.entities.append({"type": MARKS[opened.mark][0], **named, **more, **place})

    def _link(self) -> None:
        end = self.source.find(")", self.at)
        if self.source[self.at + 1 : self.at + 2] != "(" or end < 0:
            raise _unended(self.opened[-1])
        url = self.source[self.at + 2 : end].replace("\\", "")
        length = end + 1 - self.at
        if match := USER_LINK.fullmatch(url):
            user = self.find_user(int(match[1]))
            self._close(length=length, type="text_mention", user=user)
            if user is None:
                self.entities.pop()
        else:
            self._close(length=length, url=url)


def _unended(opened: Open) -> ApiError:
    return _refused(f"Can't find end of {MARKS[opened.mark][1]} entity at byte offset {opened.byte}")


def _refused(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def parse(source: str, find_user: FindUser, *, old: bool = False) -> tuple[str, list[Json]]:
    """Return the text and its entities; reserved characters and open marks are refused as the platform does."""
    return Reader(source, find_user, old).read()
