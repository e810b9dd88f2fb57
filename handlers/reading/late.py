"""A pattern of the reader (迟编译): it is compiled when a message needs it, or beside the first poll, not on import.

Compiling all of them takes as long as importing a quarter of the program, and nobody waits for it in the meantime.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Find = Callable[..., "re.Match[str] | None"]


class Late:
    """Searches like ``re.Pattern``; words that are no pattern raise ``re.error`` where they are first needed."""

    search: Find
    match: Find
    fullmatch: Find
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[Any]]
    sub: Callable[..., str]
    groups: int

    def __init__(self, words: str, flags: int = 0) -> None:
        self.pattern = words
        self._flags = flags
        _WAITING.append(self)

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern and take over what it has, so that from then on they are called directly."""
        if name not in _METHODS:
            raise AttributeError(name)
        self.compile()
        return self.__dict__[name]

    def made(self, found: re.Match[str]) -> bool:
        """Tell whether it was this pattern that found it."""
        return found.re.pattern == self.pattern

    def compile(self) -> None:
        """Make it ready; two threads would at worst make the same twice."""
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})


_METHODS = tuple(name for name in Late.__annotations__)
_WAITING: list[Late] = []


def compile_all(enough: Callable[[], bool]) -> None:
    """Make ready what no message has needed yet, until it is ``enough``; a thread does so beside the first poll."""
    while _WAITING and not enough():
        late = _WAITING.pop()
        if _METHODS[0] not in late.__dict__:
            late.compile()
