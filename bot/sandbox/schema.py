"""Check the parameters of a call against the Bot API schema and turn them into Python values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from functools import cache
from importlib import resources
from typing import Any

from bot.sandbox.errors import ApiError, Json, bad_request

# Names that older clients still send and the official server still reads.
LEGACY = {
    "reply_to_message_id": "integer",
    "allow_sending_without_reply": "boolean",
    "disable_web_page_preview": "boolean",
    "timeout": "float",  # pyTelegramBotAPI sends its own waiting time along.
}

# The platform's words where it has some of its own for a parameter that is not there.
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "media": "can't parse media JSON object",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
}

PLAIN = {"integer", "float", "boolean"}
"""What the official server reads as zero or no where it cannot read it."""


@cache
def table() -> dict[str, dict[str, Any]]:
    """Return ``methods`` and ``objects`` with their fields' kinds, as ``bot.sandbox.schema_table`` describes them."""
    text = resources.files("bot.sandbox").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = json.loads(text)
    return loaded


def choices(kinds: str) -> list[str]:
    """Return the kinds that a field may have; ``|`` inside ``array<…>`` belongs to the array's parts."""
    return re.findall(r"array<.*>|[^|]+", kinds.lstrip("!"))


def check(method: str, given: Json, files: Collection[str] = (), *, strict: bool = True) -> Json:
    """Return the parameters as values; missing and mistyped ones are refused with a 400.

    Unknown ones are refused too, or, unless ``strict``, left out as on the platform; so are empty ones and what
    should be a number or yes or no and is not.
    """
    fields: dict[str, str] = table()["methods"][method]
    heard = {name: raw for name, raw in given.items() if raw is not None and (strict or _is_heard(name, fields, raw))}
    checked = {name: _value(name, fields, raw) for name, raw in heard.items()}
    for name, kinds in fields.items():
        if kinds.startswith("!") and name not in checked and name not in files:
            raise _missing(name)
    return checked


def _missing(name: str) -> ApiError:
    return bad_request(MISSING.get(name, f'parameter "{name}" is required'))


def _kinds(name: str, fields: dict[str, str]) -> str | None:
    return fields.get(name) or LEGACY.get(name)


def _is_heard(name: str, fields: dict[str, str], raw: Any) -> bool:
    known = _kinds(name, fields)
    kinds = set(_shapes(known)) if known else set()
    if kinds <= PLAIN:
        return any(_READERS[kind](raw) is not None for kind in kinds)
    return raw != "" or "string" in kinds


def _value(name: str, fields: dict[str, str], raw: Any) -> Any:
    kinds = _kinds(name, fields)
    if kinds is None:
        raise bad_request(f'unknown parameter "{name}"')
    for shape in sorted(_shapes(kinds), key=_ORDER.index):
        value = _READERS[shape](raw)
        if value is not None:
            return value
    raise bad_request(f"can't parse {name}: expected {' or '.join(_shapes(kinds))}")


def _shapes(kinds: str) -> list[str]:
    """Return what JSON may stand there: objects and arrays without their names."""
    named = ("array" if kind.startswith("array<") else kind for kind in choices(kinds))
    return list(dict.fromkeys("object" if kind[0].isupper() else kind for kind in named))


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
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}
    return words.get(str(raw).lower()) if isinstance(raw, str | bool | int) else None


def _string(raw: Any) -> str | None:
    if isinstance(raw, str):
        return raw
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else None


def _parsed(shape: type) -> Callable[[Any], Any]:
    def read(raw: Any) -> Any:
        try:
            value = json.loads(raw) if isinstance(raw, str) else raw
        except ValueError:
            return None
        return value if isinstance(value, shape) else None

    return read


_ORDER = ["integer", "float", "boolean", "object", "array", "string", "file"]
_READERS: dict[str, Callable[[Any], Any]] = {
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "object": _parsed(dict),
    "array": _parsed(list),
    "string": _string,
    "file": _string,
}
