"""A pattern that few messages need (迟编译): it is compiled when the first of them does, not on import."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Find = Callable[..., "re.Match[str] | None"]


class Late:
    """Searches like ``re.Pattern``. For words of narrow rules only: what most messages meet is compiled on import."""

    search: Find
    match: Find
    fullmatch: Find
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]

    def __init__(self, words: str) -> None:
        self.pattern = words

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern and take over its methods, so that from then on they are called directly."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]


_METHODS = tuple(name for name in Late.__annotations__)
