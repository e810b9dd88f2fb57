"""The blocks of the page that may be typed: under which number they stand, and their lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.docs.pages import PROCEDURES, text_of

_PART = re.compile(
    r"^## (?P<number>\d+)\. (?P<title>[^\n]+)$|^```sh(?P<marks>[^\n]*)\n(?P<lines>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of a procedure; those typed ``by_hand`` need the world outside, or a second machine."""

    number: int
    title: str
    by_hand: bool
    lines: tuple[str, ...]


def blocks(text: str | None = None) -> list[Block]:
    """Return the blocks of the page in order."""
    found: list[Block] = []
    number, title = 0, ""
    for part in _PART.finditer(text_of(PROCEDURES) if text is None else text):
        if part["number"]:
            number, title = int(part["number"]), part["title"]
        else:
            found.append(Block(number, title, part["marks"].strip() == "by hand", tuple(part["lines"].splitlines())))
    return found
