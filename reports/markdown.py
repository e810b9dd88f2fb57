"""Markdown: the HTML of the outbox as the markdown that other messengers read, in pieces that they take.

Only bold is kept. What people wrote never becomes markup: signs that would be are replaced by their full-width twins,
for none of the messengers documents an escape, and ``<@all>`` in a title must call nobody.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

_TAG = re.compile(r"(</?[a-zA-Z][^<>]*>)")
_BOLD = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_HARMLESS = str.maketrans("*_`[]<~", "＊＿｀［］＜～")
_AT_START = re.compile(r"^([ \t]*)([#>])", re.MULTILINE)
_TWINS = {"#": "＃", ">": "＞"}
STRONG = "**"
_TITLE = 60
"""Signs of a heading at most."""


def markdown_of(markup: str) -> str:
    """Return the text in markdown, each line with as many marks for bold as it needs."""
    bold, found = False, list[str]()
    for piece in _TAG.split(markup):
        if _BOLD.fullmatch(piece):
            bold = not piece.startswith("</")
        elif not _TAG.fullmatch(piece):
            words = _harmless(html.unescape(piece))
            found.append("\n".join(_strong(line) if bold else line for line in words.split("\n")))
    return "".join(found).replace(STRONG * 2, "").strip("\n")


def _harmless(words: str) -> str:
    return _AT_START.sub(lambda sign: sign[1] + _TWINS[sign[2]], words.translate(_HARMLESS))


def _strong(line: str) -> str:
    inner = line.strip()
    return line.replace(inner, f"{STRONG}{inner}{STRONG}", 1) if inner else line


def plain_of(markdown: str) -> str:
    """Return the text without its marks; people's own asterisks are full-width by now."""
    return markdown.replace(STRONG, "")


def title_of(markdown: str) -> str:
    """Return the first line, as the heading that a notification shows."""
    return plain_of(markdown).lstrip("\n").partition("\n")[0][:_TITLE]


def pieces(text: str, *, room: int, size: Callable[[str], int]) -> tuple[str, ...]:
    """Return the text in pieces of at most ``room``, cut between lines; several are numbered （1/3）."""
    if size(text) <= room:
        return (text,)
    mark = "（99/99）\n"
    bodies = list(_packed(text, lambda piece: size(mark + piece) <= room))
    return tuple(f"（{at}/{len(bodies)}）\n{body}" for at, body in enumerate(bodies, start=1))


def _packed(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    held = ""
    for line in (short for long in text.split("\n") for short in _fitting(long, fits)):
        longer = f"{held}\n{line}" if held else line
        if fits(longer):
            held = longer
        else:
            if held.strip():
                yield held
            held = line
    if held.strip():
        yield held


def _fitting(line: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """Yield the line, in pieces where it alone is too long; a mark that a cut would tear is dropped."""
    if fits(line):
        yield line
        return
    rest = plain_of(line)
    while rest:
        low, high = 1, len(rest)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if fits(rest[:middle]) else (low, middle - 1)
        yield rest[:low]
        rest = rest[low:]
