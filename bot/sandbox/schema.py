"""Check the parameters of a call against the Bot API schema and turn them into Python values."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from functools import cache
from importlib import resources
from typing import Any

from bot.sandbox import lengths
from bot.sandbox import schema_words as words
from bot.sandbox.errors import ApiError, Json, bad_request
from bot.sandbox.shapes import NOTHING, Shapes, Wrong, choices

# Names that older clients still send and the official server still reads.
LEGACY = {
    "reply_to_message_id": "integer",
    "allow_sending_without_reply": "boolean",
    "disable_web_page_preview": "boolean",
    "timeout": "float",  # pyTelegramBotAPI sends its own waiting time along.
}

PLAIN = {"integer", "float", "boolean"}
"""What the official server reads as zero or no where it cannot read it."""


@cache
def table() -> dict[str, dict[str, Any]]:
    """Return ``methods`` and ``objects`` with their fields' kinds, as ``bot.sandbox.schema_table`` describes them."""
    text = resources.files("bot.sandbox").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = json.loads(text)
    return loaded


@cache
def _shapes(strict: bool) -> Shapes:
    return Shapes(table()["objects"], strict)


def check(method: str, given: Json, files: Collection[str] = (), *, strict: bool = True) -> Json:
    """Return the parameters as values; missing, mistyped and too long ones are refused with a 400, nested ones too.

    Unknown ones are refused too, or, unless ``strict``, left out as on the platform; so are empty ones and what
    should be a number or yes or no and is not.
    """
    fields: dict[str, str] = table()["methods"][method]
    heard = {name: raw for name, raw in given.items() if raw is not None and (strict or _is_heard(name, fields, raw))}
    checked = {name: _value(name, fields, raw, strict=strict) for name, raw in heard.items()}
    for name, kinds in fields.items():
        if kinds.startswith("!") and name not in checked and name not in files:
            raise _missing(name)
    return {name: lengths.held(f"{method}.{name}", value, strict=strict) for name, value in checked.items()}


def _missing(name: str) -> ApiError:
    return bad_request(words.MISSING.get(name, f'parameter "{name}" is required'))


def _kinds(name: str, fields: dict[str, str]) -> str | None:
    return fields.get(name) or LEGACY.get(name)


def _is_heard(name: str, fields: dict[str, str], raw: Any) -> bool:
    known = _kinds(name, fields)
    kinds = set(choices(known)) if known else set()
    if kinds <= PLAIN:
        return any(_READERS[kind](raw) is not None for kind in kinds)
    return raw != "" or "string" in kinds


def _value(name: str, fields: dict[str, str], raw: Any, *, strict: bool) -> Any:
    kinds = _kinds(name, fields)
    if kinds is None:
        raise bad_request(f'unknown parameter "{name}"')
    plain = [kind for kind in choices(kinds) if kind in _READERS]
    for kind in sorted(plain, key=list(_READERS).index):
        value = _READERS[kind](raw)
        if value is not None:
            return value
    nested = [kind for kind in choices(kinds) if kind not in _READERS]
    if not nested:
        raise bad_request(f"can't parse {name}: expected {' or '.join(plain)}")
    return _inside(name, nested, raw, strict=strict)


def _inside(name: str, nested: list[str], raw: Any, *, strict: bool) -> Any:
    expected = "array" if nested[0].startswith("array<") else "object"
    try:
        value = json.loads(raw) if isinstance(raw, str) else raw
    except ValueError:
        raise bad_request(words.NOT_JSON.get(name, f"can't parse {name}: expected {expected}")) from None
    try:
        read = _shapes(strict).read("|".join(nested), value)
    except Wrong as wrong:
        raise bad_request(str(wrong)) from None
    if read is NOTHING:
        raise bad_request(words.WRONG_SHAPE.get(name, f"can't parse {name}: expected {expected}"))
    return read


def _integer(raw: Any) -> int | None:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.removeprefix("-").isdecimal() and raw.isascii():
        return int(raw)
    return None


def _float(raw: Any) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    try:
        return float(raw)
    except ValueError:
        return None


def _boolean(raw: Any) -> bool | None:
    said = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}
    return said.get(str(raw).lower()) if isinstance(raw, str | bool | int) else None


def _string(raw: Any) -> str | None:
    if isinstance(raw, str):
        return raw
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else None


_READERS: dict[str, Callable[[Any], Any]] = {
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "string": _string,
    "file": _string,
}
"""In the order in which they are tried."""
