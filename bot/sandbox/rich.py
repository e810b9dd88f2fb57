"""Rich messages: headings, paragraphs and tables out of blocks, in the sizes that the Bot API documents (10.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.units import units

MOST_SIGNS = 32768
MOST_BLOCKS = 500
"""The rows of a table are counted among them."""
MOST_COLUMNS = 20
DEEPEST = 16
SERVED = ("heading", "paragraph", "table")
SIZES = range(1, 7)
PLACES = {"align": ("left", "center", "right"), "valign": ("top", "middle", "bottom")}


def message_of(given: Json) -> Json:
    """Return the RichMessage that an InputRichMessage describes, or refuse it; no links are looked for inside."""
    forms = [name for name in ("html", "markdown", "blocks") if given.get(name) is not None]
    if len(forms) != 1:
        raise bad_request("exactly one of the fields html, markdown, and blocks must be used")
    if forms != ["blocks"]:
        raise bad_request("rich messages in HTML and Markdown are not served by the sandbox")
    blocks: list[Json] = given["blocks"]
    for block in blocks:
        _refuse_block(block)
    if sum(1 + len(block.get("cells", ())) for block in blocks) > MOST_BLOCKS:
        raise bad_request(f"rich message must not have more than {MOST_BLOCKS} blocks")
    size = units("".join(words for block in blocks for words in _said(block)))
    if not size:
        raise bad_request("message text is empty")
    if size > MOST_SIGNS:
        raise bad_request("message is too long")
    return {"blocks": blocks, **({"is_rtl": True} if given.get("is_rtl") else {})}


def words_of(message: Json) -> str:
    """Return what a message says: its text, its caption, or its rich content with a row of a table on each line."""
    blocks = message.get("rich_message", {}).get("blocks", ())
    return message.get("text") or message.get("caption") or "\n".join(line for one in blocks for line in _lines(one))


def _lines(block: Json) -> Iterator[str]:
    if "text" in block:
        yield _words(block["text"])
    if "caption" in block:
        yield _words(block["caption"])
    for row in block.get("cells", ()):
        yield "｜".join(_words(cell.get("text", "")) for cell in row)


def _said(block: Json) -> Iterator[str]:
    yield from (_words(block[name]) for name in ("text", "caption") if name in block)
    yield from (_words(cell.get("text", "")) for row in block.get("cells", ()) for cell in row)


def _words(text: Any, depth: int = 1) -> str:
    """Return the words of a RichText, which is a string, a row of texts, or a text in some guise."""
    if depth > DEEPEST:
        raise bad_request(f"rich message must not be nested deeper than {DEEPEST}")
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(_words(part, depth + 1) for part in text)
    if "text" not in text:
        raise bad_request(f"rich texts of type {text['type']} are not served by the sandbox")
    return _words(text["text"], depth + 1)


def _refuse_block(block: Json) -> None:
    kind = block["type"]
    if kind not in SERVED:
        raise bad_request(f"rich blocks of type {kind} are not served by the sandbox")
    if kind == "heading" and block["size"] not in SIZES:
        raise bad_request("heading size must be between 1 and 6")
    if kind == "table":
        _refuse_cells(block["cells"])


def _refuse_cells(rows: Sequence[Sequence[Json]]) -> None:
    for row in rows:
        if sum(cell.get("colspan", 1) for cell in row) > MOST_COLUMNS:
            raise bad_request(f"table must not have more than {MOST_COLUMNS} columns")
        for cell in row:
            if wrong := next((name for name, places in PLACES.items() if cell[name] not in places), None):
                raise bad_request(f"table cell {wrong} must be one of {', '.join(PLACES[wrong])}")
