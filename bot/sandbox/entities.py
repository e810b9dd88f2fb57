"""Text with its entities: given, parsed from HTML, or found by the platform itself (commands, mentions, links)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.sandbox import html, markdown
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.units import in_order, piece, trimmed, units

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

FOUND = (
    ("bot_command", re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!\w)", re.ASCII)),
    ("mention", re.compile(r"(?<![A-Za-z0-9_@./])@[A-Za-z0-9_]{3,32}(?![A-Za-z0-9_])")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
    ("email", re.compile(r"(?<![\w.@])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    ("url", re.compile(r"(?<![\w@./])(?:https?://[^\s<>\"，。）】]+|(?:[A-Za-z0-9-]+\.)+(?:com|cn|org|net|gov|me)(?:/[^\s<>\"，。）】]*)?)(?![\w@])")),
)  # fmt: skip
KINDS = {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline",
    "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention",
    "custom_emoji", "date_time",
}  # fmt: skip
NEEDED = {"text_link": ("url", str), "text_mention": ("user", dict)}
CLOSED = {"code", "pre", "text_link", "text_mention", *(kind for kind, _ in FOUND)}  # Nothing is looked for inside.


def formatted(
    text: str, mode: str | None, given: list[Json] | None, find_user: html.FindUser = lambda _: None
) -> tuple[str, list[Json]]:
    """Return the text as readers see it and all its entities."""
    entities = [_checked(entity) for entity in given or []]
    if mode and mode.lower() == "html":
        text, entities = html.parse(text, find_user)
    elif mode and mode.lower() in ("markdown", "markdownv2"):
        text, entities = markdown.parse(text, find_user, old=mode.lower() == "markdown")
    elif mode:
        raise bad_request("unsupported parse_mode")
    clean, kept = trimmed(text.replace("\r\n", "\n").replace("\0", ""), entities)
    return clean, in_order([*kept, *_found(clean, kept)])


def body(text: str, mode: str | None, given: list[Json] | None, find_user: html.FindUser) -> Json:
    """Return the ``text`` and ``entities`` of a message, or refuse an empty or a too long one."""
    clean, entities = formatted(text, mode, given, find_user)
    if not clean:
        raise bad_request("message text is empty")
    if units(clean) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": clean, "entities": entities} if entities else {"text": clean}


def caption(text: str, mode: str | None, given: list[Json] | None, find_user: html.FindUser) -> Json:
    """Return the ``caption`` and ``caption_entities`` of a message; an empty one is none."""
    clean, entities = formatted(text, mode, given, find_user)
    if units(clean) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not clean:
        return {}
    return {"caption": clean, "caption_entities": entities} if entities else {"caption": clean}


def parts(message: Json) -> Iterator[tuple[Json, str]]:
    """Yield each entity of a text or a caption with the words that it covers."""
    text = message.get("text") or message.get("caption") or ""
    for entity in message.get("entities") or message.get("caption_entities") or []:
        yield entity, piece(text, entity)


def _found(text: str, known: list[Json]) -> Iterator[Json]:
    taken = [(e["offset"], e["offset"] + e["length"]) for e in known if e["type"] in CLOSED]
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            stop = start + units(match[0])
            if all(stop <= left or start >= right for left, right in taken):
                taken.append((start, stop))
                yield {"type": kind, "offset": start, "length": stop - start}


def _checked(entity: Json) -> Json:
    if not isinstance(entity, dict) or entity.get("type") not in KINDS:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if not isinstance(entity.get("offset"), int) or not isinstance(entity.get("length"), int):
        raise bad_request('can\'t parse MessageEntity: Field "offset" must be of type Number')
    needed, shape = NEEDED.get(entity["type"], ("type", str))
    if not isinstance(entity.get(needed), shape) or (shape is dict and "id" not in entity[needed]):
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{needed}\"")
    return {key: value for key, value in entity.items() if value is not None}
