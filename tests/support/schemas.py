"""As much of JSON Schema (2020-12) as our own schemas use; a keyword that is not known is an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any

_TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}
_FORMATS: dict[str, Any] = {"date-time": datetime, "date": date, "time": time}
_WORDS = {"$schema", "title", "description", "$defs", "default"}


def misfits(value: Any, schema: dict[str, Any], root: dict[str, Any] | None = None, at: str = "") -> Iterator[str]:
    """Yield where the value is not as the schema says."""
    whole = schema if root is None else root
    for keyword, wanted in schema.items():
        if keyword not in _WORDS:
            yield from _CHECKS[keyword](value, wanted, whole, at)


def _type(value: Any, wanted: str, _root: Any, at: str) -> Iterator[str]:
    fits = isinstance(value, _TYPES[wanted]) and (wanted == "boolean" or not isinstance(value, bool))
    if not fits:
        yield f"{at}: {value!r} is no {wanted}"


def _one_of_words(value: Any, wanted: list[Any], _root: Any, at: str) -> Iterator[str]:
    if value not in wanted:
        yield f"{at}: {value!r} is none of {wanted}"


def _const(value: Any, wanted: Any, root: Any, at: str) -> Iterator[str]:
    yield from _one_of_words(value, [wanted], root, at)


def _pattern(value: Any, wanted: str, _root: Any, at: str) -> Iterator[str]:
    if isinstance(value, str) and not re.search(wanted, value):
        yield f"{at}: {value!r} is not like {wanted}"


def _format(value: Any, wanted: str, _root: Any, at: str) -> Iterator[str]:
    try:
        _FORMATS[wanted].fromisoformat(value)
    except (ValueError, TypeError):
        yield f"{at}: {value!r} is no {wanted}"


def _required(value: Any, wanted: list[str], _root: Any, at: str) -> Iterator[str]:
    yield from (f"{at}: lacks {name}" for name in wanted if isinstance(value, dict) and name not in value)


def _properties(value: Any, wanted: dict[str, Any], root: Any, at: str) -> Iterator[str]:
    for name, schema in wanted.items():
        if isinstance(value, dict) and name in value:
            yield from misfits(value[name], schema, root, f"{at}/{name}")


def _others(value: Any, wanted: dict[str, Any], root: Any, at: str) -> Iterator[str]:
    for name, one in value.items():
        yield from misfits(one, wanted, root, f"{at}/{name}")


def _items(value: Any, wanted: dict[str, Any], root: Any, at: str) -> Iterator[str]:
    for place, one in enumerate(value if isinstance(value, list) else ()):
        yield from misfits(one, wanted, root, f"{at}/{place}")


def _any(value: Any, wanted: list[dict[str, Any]], root: Any, at: str) -> Iterator[str]:
    if all(any(misfits(value, one, root, at)) for one in wanted):
        yield f"{at}: {value!r} fits none of {len(wanted)}"


def _all(value: Any, wanted: list[dict[str, Any]], root: Any, at: str) -> Iterator[str]:
    for one in wanted:
        if not any(misfits(value, one["if"], root, at)):
            yield from misfits(value, one["then"], root, at)


def _reference(value: Any, wanted: str, root: Any, at: str) -> Iterator[str]:
    yield from misfits(value, root["$defs"][wanted.removeprefix("#/$defs/")], root, at)


_CHECKS: dict[str, Callable[[Any, Any, Any, str], Iterator[str]]] = {
    "type": _type,
    "enum": _one_of_words,
    "const": _const,
    "pattern": _pattern,
    "format": _format,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _others,
    "items": _items,
    "anyOf": _any,
    "allOf": _all,
    "$ref": _reference,
}
