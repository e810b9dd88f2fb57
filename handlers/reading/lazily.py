"""Lazily: what is found in a message once it is asked for, and kept; without the lock that ``functools`` takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

R = TypeVar("R")


class lazily(Generic[R]):  # noqa: N801 - read as the decorator that it is
    """A property that is worked out once; two threads would at worst find the same thing twice."""

    def __init__(self, find: Callable[[Any], R]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, held: None, kind: object = None) -> lazily[R]: ...

    @overload
    def __get__(self, held: object, kind: object = None) -> R: ...

    def __get__(self, held: Any, kind: object = None) -> lazily[R] | R:
        """Find it, and put it where the next look meets it first; asked of the class, return the property itself."""
        if held is None:
            return self
        found: R = self._find(held)
        held.__dict__[self._name] = found
        return found
