"""Whether a value is of the kind that a type hint names: for files, whose makers read no hints."""

from __future__ import annotations

import collections.abc
import types
from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints


def fits(value: Any, hint: Any, seen: set[int] | None = None) -> bool:
    """Say whether a value, and everything in it, is of this kind."""
    seen = set() if seen is None else seen
    if hint is Any or hint is object:
        return True
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return any(fits(value, choice, seen) for choice in inner)
    if is_dataclass(hint) and isinstance(hint, type):
        return isinstance(value, hint) and _object_fits(value, seen)
    if origin is None:
        return _plain_fits(value, hint)
    if not isinstance(value, origin) or origin is collections.abc.Callable:
        return bool(callable(value)) and origin is collections.abc.Callable
    return _parts_fit(value, origin, inner, seen)


def _plain_fits(value: Any, hint: Any) -> bool:
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint) if isinstance(hint, type) else value is hint


def _parts_fit(value: Any, origin: Any, inner: tuple[Any, ...], seen: set[int]) -> bool:
    if issubclass(origin, dict):
        return all(fits(key, inner[0], seen) and fits(part, inner[1], seen) for key, part in value.items())
    if origin is tuple and Ellipsis not in inner:
        return len(value) == len(inner) and all(map(lambda part, kind: fits(part, kind, seen), value, inner))
    return all(fits(part, inner[0], seen) for part in value)


def _object_fits(value: Any, seen: set[int]) -> bool:
    if id(value) in seen:
        return True
    seen.add(id(value))
    hints = _hints(cast(Hashable, type(value)))
    return all(fits(getattr(value, each.name), hints[each.name], seen) for each in fields(value))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
