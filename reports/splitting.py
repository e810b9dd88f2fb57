"""Splitting: blocks of Telegram HTML become messages of at most 4096 UTF-16 units after entities (Bot API limit).

No tag, entity or surrogate pair is ever cut; what is open at a cut is closed there and opened again in the next part.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from ledger.languages import Language

LIMIT = 4096
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_TOKEN = re.compile(rf"{_MARKUP.pattern}|[^<&\n]+|.", re.DOTALL)
"""A tag, an entity, the end of a line, or letters up to the next of these."""
_BETWEEN = "\n\n"
_MARK = "（99/99）"  # As long as a mark gets in a report that anybody reads.


def units(text: str) -> int:
    """Return the length as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def visible(markup: str) -> str:
    """Return the text that is left when tags and entities are resolved."""
    if "<" not in markup and "&" not in markup:
        return markup
    return _MARKUP.sub(lambda found: _shown(found[0]), markup)


def split(
    heading: str, blocks: Iterable[str], *, limit: int = LIMIT, language: Language = Language.CHINESE
) -> tuple[str, ...]:
    """Return the parts; each begins with the heading, numbered （1/3）, in English (1/3), where there are several."""
    room = limit - units(visible(heading)) - units(_MARK) - 1
    if room < limit // 2:
        raise ValueError("a heading must leave half of the message to the text")
    bodies = _packed(blocks, room)
    if len(bodies) <= 1:
        return ("\n".join([heading, *bodies]),)
    mark = " ({}/{})" if language is Language.ENGLISH else "（{}/{}）"
    return tuple(f"{heading}{mark.format(at, len(bodies))}\n{body}" for at, body in enumerate(bodies, start=1))


def _packed(blocks: Iterable[str], room: int) -> list[str]:
    """Fill the parts one after the other, with an empty line between two blocks."""
    bodies: list[str] = []
    left = 0
    for block in blocks:
        left -= units(_BETWEEN)
        starts_part = left < room // 4 and units(visible(block)) > left
        pieces = list(_pieces(block, room if starts_part or not bodies else left, room))
        if not starts_part and bodies and pieces:
            bodies[-1] += _BETWEEN + pieces.pop(0)
        bodies += pieces
        left = room - units(visible(bodies[-1])) if bodies else 0
    return bodies


def _pieces(block: str, first: int, room: int) -> Iterator[str]:
    """Cut a block where it is longer than the first room and those after it, at the ends of lines where it has any."""
    tokens = _TOKEN.findall(block)
    opened: list[str] = []
    while tokens:
        taken = _fitting(tokens, first)
        piece = "".join(opened) + "".join(tokens[:taken])
        opened = _still_open([*opened, *tokens[:taken]])
        yield piece + "".join(_closing(tag) for tag in reversed(opened))
        tokens, first = tokens[taken:], room
        if tokens and tokens[0] == "\n":
            tokens = tokens[1:]


def _fitting(tokens: list[str], room: int) -> int:
    """Return how many tokens fit, preferably up to the end of a line, and always at least one."""
    line_end = 0
    for at, piece in enumerate(tokens):
        taken = units(_shown(piece))
        if taken > room:
            return line_end or _cut(tokens, at, room)
        room -= taken
        if piece == "\n":
            line_end = at
    return len(tokens)


def _cut(tokens: list[str], at: int, room: int) -> int:
    """Make two tokens of letters that do not fit, and return how many tokens fit then, at least one."""
    token, fit = tokens[at], 0
    if token[0] not in "<&":
        for fit, letter in enumerate(token):  # noqa: B007 - where it ends is what is asked for
            room -= units(letter)
            if room < 0:
                break
    fit = fit or int(at == 0 and token[0] not in "<&")
    if 0 < fit < len(token):
        tokens[at : at + 1] = token[:fit], token[fit:]
        return at + 1
    return max(at, 1)


def _shown(token: str) -> str:
    if _is_tag(token):
        return ""
    return html.unescape(token) if len(token) > 1 else token


def _is_tag(token: str) -> bool:
    return len(token) > 2 and token.startswith("<") and token.endswith(">")


def _still_open(tokens: Sequence[str]) -> list[str]:
    opened: list[str] = []
    for token in filter(_is_tag, tokens):
        if token.startswith("</"):
            opened.pop()
        else:
            opened.append(token)
    return opened


def _closing(tag: str) -> str:
    return f"</{tag[1:-1].split(maxsplit=1)[0]}>"
