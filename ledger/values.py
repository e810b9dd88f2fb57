"""Values: classes as ``dataclasses`` makes them, whose methods are written when the first of them is called.

The library writes and compiles up to six methods for each class while it is loaded. The ledger has hundreds of classes,
of which a process meets some dozens: writing them all was a quarter of what a start took (decision 0102).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from functools import partial
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(kind=None, /, **how):
        """Make what ``dataclasses.dataclass`` makes; who needs an order among values takes the library's own."""
        return partial(_made, **how) if kind is None else _made(kind, **how)


__all__ = ["dataclass"]

MANY = 8
"""Fields from which on it pays to make a value as one of another class, and let it become one of its own."""

_PUT_CLASS = vars(object)["__class__"].__set__
Method = Callable[..., Any]
Written = tuple[str, dict[str, Any]]
"""The source of a method, and the names that it knows."""


def _made(
    kind: Any, *, frozen: bool = False, unsafe_hash: bool = False, slots: bool = False, kw_only: bool = False
) -> Any:
    own = vars(kind).keys() - {"__dict__", "__weakref__"}
    kind = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(kind)
    methods: dict[str, Method | None] = {
        "__init__": _late(kind, "__init__", partial(_init, frozen=frozen)),
        "__repr__": _shown,
        "__eq__": _late(kind, "__eq__", _eq),
        "__hash__": _late(kind, "__hash__", _hash) if frozen or unsafe_hash else None,
    }
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
    if frozen and slots:
        methods |= {"__getstate__": _state, "__setstate__": _restore}
    for name in methods.keys() - own:
        setattr(kind, name, methods[name])
    return kind


def _late(kind: Any, name: str, write: Callable[[Any], Written]) -> Method:
    """Return a method that is written when it is first called, and then leaves its place to what was written."""

    def first(self: Any, *given: Any, **named: Any) -> Any:
        source, known = write(kind)
        exec(source, known)  # noqa: S102 - made of the names of our own fields
        method: Method = known[name]
        method.__qualname__ = f"{kind.__qualname__}.{name}"
        setattr(kind, name, method)
        return method(self, *given, **named)

    return first


def _init(kind: Any, *, frozen: bool) -> Written:
    """Write ``__init__``: a frozen class's slots are filled by their descriptors, where they are many as a twin's."""
    held = [one for one in fields(kind) if one.init or one.default_factory is not MISSING]
    known: dict[str, Any] = {"missing": MISSING, "put": object.__setattr__}
    known |= {f"default_{one.name}": one.default for one in held}
    known |= {f"make_{one.name}": one.default_factory for one in held}
    if not frozen:
        puts = "self.{} = {}"
    elif "__slots__" not in vars(kind):
        puts = "put(self, '{}', {})"
    elif len(held) < MANY:
        puts = "fill_{}(self, {})"
        known |= {f"fill_{one.name}": getattr(kind, one.name).__set__ for one in held}
    else:
        puts = "self.{} = {}"
        known |= {"its_twin": _twin(kind), "its_class": kind, "put_class": _PUT_CLASS}  # No field is called so.
    lines = [puts.format(one.name, _value(one)) for one in held]
    if "its_twin" in known:
        lines = ["put_class(self, its_twin)", *lines, "self.__class__ = its_class"]
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    return f"def __init__({', '.join(_parameters(held))}):\n  " + "\n  ".join(lines or ["pass"]), known


def _twin(kind: Any) -> type:
    """Return a class with the same slots that is not frozen: the interpreter fills one of it in one step a field."""
    return type(kind.__name__, kind.__bases__, {"__slots__": kind.__slots__, "__setattr__": object.__setattr__})


def _value(one: Field[Any]) -> str:
    if one.default_factory is MISSING:
        return one.name
    return f"make_{one.name}() if {one.name} is missing else {one.name}" if one.init else f"make_{one.name}()"


def _parameters(held: Sequence[Field[Any]]) -> Iterator[str]:
    yield "self"
    asked = [one for one in held if one.init]
    yield from (_parameter(one) for one in asked if not one.kw_only)
    if any(one.kw_only for one in asked):
        yield "*"
        yield from (_parameter(one) for one in asked if one.kw_only)


def _parameter(one: Field[Any]) -> str:
    if one.default_factory is not MISSING:
        return f"{one.name}=missing"
    return one.name if one.default is MISSING else f"{one.name}=default_{one.name}"


def _eq(kind: Any) -> Written:
    mine, theirs = (
        "".join(f"{whose}.{one.name}, " for one in fields(kind) if one.compare) for whose in ("self", "other")
    )
    return (
        "def __eq__(self, other):\n"
        "  if other.__class__ is not self.__class__:\n"
        "    return NotImplemented\n"
        f"  return ({mine}) == ({theirs})\n"
    ), {}


def _hash(kind: Any) -> Written:
    counted = (one for one in fields(kind) if (one.compare if one.hash is None else one.hash))
    return f"def __hash__(self):\n  return hash(({''.join(f'self.{one.name}, ' for one in counted)}))\n", {}


@recursive_repr()
def _shown(self: Any) -> str:
    held = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(held)})"


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {name} of {type(self).__qualname__}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, held in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, held)
