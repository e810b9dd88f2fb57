"""Values of the sandbox's world as plain JSON, and back: a list of things that name each other by number.

So that an object which several others hold is one again when it comes back, and so that no class but the sandbox's own
dataclasses, and nothing that runs, can ever come out of a file.
"""

from __future__ import annotations

import base64
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from bot.sandbox.errors import Json

PACKAGE = "bot.sandbox."
PLAIN = (str, int, float, bool, type(None))
Thing = list[Any]


class Unreadable(ValueError):  # noqa: N818 - named by what it says, as refusals are
    """What was read holds no world; the text says why."""


def _map(value: Any, change: Callable[[float], float]) -> Any:
    """Change all numbers in a field that counts by ``World.monotonic``."""
    if isinstance(value, float | int):
        return change(value)
    if isinstance(value, dict):
        return {key: _map(part, change) for key, part in value.items()}
    return type(value)(_map(part, change) for part in value)


class Freezer:
    """Turns values into things; ``now`` makes ages of the fields that are marked as moments."""

    def __init__(self, now: float) -> None:
        self.things: list[Thing] = []
        self._now = now
        self._known: dict[int, int] = {}
        self._kept: list[Any] = []  # So that no number of an object is given out twice.

    def freeze(self, value: Any) -> Any:
        """Return a plain value as it is, anything else as ``[number]`` of its thing."""
        if isinstance(value, PLAIN):
            return value
        if id(value) not in self._known:
            number = self._known[id(value)] = len(self.things)
            self._kept.append(value)
            self.things.append([])
            self.things[number] = list(self._parts(value))
        return [self._known[id(value)]]

    def _parts(self, value: Any) -> Iterator[Any]:
        if isinstance(value, bytes):
            yield from ("bytes", base64.b64encode(value).decode())
        elif isinstance(value, dict):
            yield from ("dict", [[self.freeze(key), self.freeze(part)] for key, part in value.items()])
        elif isinstance(value, list | tuple | set | deque):
            most = [value.maxlen] if isinstance(value, deque) else []
            yield from (type(value).__name__, [self.freeze(part) for part in value], *most)
        elif is_dataclass(value) and type(value).__module__.startswith(PACKAGE):
            yield from (f"{type(value).__module__.removeprefix(PACKAGE)}:{type(value).__name__}", self._fields(value))
        else:
            raise TypeError(f"a {type(value).__name__} cannot be saved")

    def _fields(self, value: Any) -> Json:
        kept = [each for each in fields(value) if not each.metadata.get("live")]
        return {each.name: self.freeze(self._field(each, getattr(value, each.name))) for each in kept}

    def _field(self, each: Field[Any], value: Any) -> Any:
        return _map(value, lambda at: self._now - at) if each.metadata.get("moment") else value


class Thawer:
    """Turns things back into values; raises Unreadable where they are none."""

    def __init__(self, things: list[Thing], now: float, live: Json) -> None:
        self._things = things
        self._now = now
        self._live = live
        self._made: dict[int, Any] = {}

    def thaw(self, value: Any) -> Any:
        """Return the value that a plain value or ``[number]`` stands for."""
        if isinstance(value, PLAIN):
            return value
        number = value[0]
        if number not in self._made:
            kind, content, *more = self._things[number]
            self._make(number, kind, content, more)
        return self._made[number]

    def _make(self, number: int, kind: str, content: Any, more: list[Any]) -> None:
        if kind == "bytes":
            self._made[number] = base64.b64decode(content, validate=True)
        elif kind in ("tuple", "set"):
            self._made[number] = {"tuple": tuple, "set": set}[kind](self.thaw(part) for part in content)
        elif kind in ("list", "deque"):
            made = self._made[number] = deque(maxlen=more[0]) if kind == "deque" else []
            made.extend(self.thaw(part) for part in content)
        elif kind == "dict":
            table = self._made[number] = {}
            table.update((self.thaw(key), self.thaw(part)) for key, part in content)
        else:
            self._object(number, _class(kind), content)

    def _object(self, number: int, kind: type, content: Json) -> None:
        made: Any = object.__new__(kind)
        self._made[number] = made
        known = {each.name: each for each in fields(kind)}
        if unknown := next((name for name in content if name not in known or known[name].metadata.get("live")), None):
            raise Unreadable(f"a {kind.__name__} has no {unknown}")
        for name, each in known.items():
            object.__setattr__(made, name, self._field(each, content))

    def _field(self, each: Field[Any], content: Json) -> Any:
        if each.name in content:
            value = self.thaw(content[each.name])
            return _map(value, lambda age: self._now - age) if each.metadata.get("moment") else value
        if each.metadata.get("live") and each.name in self._live:
            return self._live[each.name]
        if each.default is not MISSING:
            return each.default
        if each.default_factory is MISSING:
            raise Unreadable(f"{each.name} is missing")
        return each.default_factory()


def _class(name: str) -> type:
    module, _, kind = name.partition(":")
    found = getattr(sys.modules.get(PACKAGE + module), kind, None)
    if not isinstance(found, type) or not is_dataclass(found) or found.__module__ != PACKAGE + module:
        raise Unreadable(f"“{name}” is nothing that a world holds")
    return found
