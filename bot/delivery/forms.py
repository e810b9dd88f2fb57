"""Forms: one message in the words that each server can read: rich where it may be, as HTML, without markup at last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from bot.calls import Json
from reports.rich_tables import as_html

LONGEST_TEXT = 4096  # UTF-16 units, Bot API limit; whoever makes the text has split it.
_TAG = re.compile(r"<[^>]*>")
_NOT_ALWAYS_READ = {"parse_mode", "message_thread_id"}


def forms(method: str, payload: Json) -> Iterator[tuple[str, Json]]:
    """Yield the call as it is meant, then each time the same in a simpler form, for whoever could not read the last."""
    yield method, payload
    if is_rich(payload):
        method, payload = in_html(method, payload)
        yield method, payload
    if _NOT_ALWAYS_READ & payload.keys():
        yield method, in_plain(payload)


def is_rich(payload: Json) -> bool:
    """Tell whether it is one of the messages that only newer servers know (Bot API 10.1)."""
    return "rich_message" in payload


def in_html(method: str, payload: Json) -> tuple[str, Json]:
    """Return the call that says in HTML what a rich message says."""
    kept = {name: value for name, value in payload.items() if name != "rich_message"}
    words = {"text": as_html(payload["rich_message"]), "parse_mode": "HTML"}
    simple = "sendMessage" if method == "sendRichMessage" else method
    return simple, {**kept, **words, "link_preview_options": {"is_disabled": True}}


def in_plain(payload: Json) -> Json:
    """Return the payload without markup, whose tags the server cannot read, and outside of a topic, which is gone."""
    plain = {name: value for name, value in payload.items() if name not in _NOT_ALWAYS_READ}
    for name in ("text", "caption"):
        if isinstance(plain.get(name), str):
            plain[name] = unescape(_TAG.sub("", plain[name]))
    return plain


def visible_units(payload: Json) -> int:
    """Return the length of the text in UTF-16 units without its markup, as the platform counts."""
    text = (in_plain(payload) if "parse_mode" in payload else payload).get("text")
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 if isinstance(text, str) else 0
