"""The guide of ``reader``: which lines of ``handlers/reading`` follow upon which, and how many there are."""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from inspect import isfunction, unwrap
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import handlers.reading

_FOLDER = handlers.reading.__path__[0]
Edge = tuple[int, int, int] | str
"""A step: of which code (its id), from which line, to which; or the shape of what was read."""


class Trace:
    """Which lines of the grammar follow upon which."""

    def __init__(self) -> None:
        self.edges: set[Edge] = set()

    def __enter__(self) -> Trace:
        self._before = sys.gettrace()
        sys.settrace(self._called)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)

    def _called(self, frame: FrameType, _event: str, _value: object) -> Callable[..., Any] | None:
        code = frame.f_code
        if not code.co_filename.startswith(_FOLDER):
            return None
        last, edges, of = code.co_firstlineno, self.edges, id(code)  # Hashing code hashes all its constants.

        def line(frame: FrameType, event: str, _value: object) -> Callable[..., Any]:
            nonlocal last
            if event == "line":
                edges.add((of, last, frame.f_lineno))
                last = frame.f_lineno
            return line

        return line


def modules() -> list[ModuleType]:
    """Return the modules of the room."""
    return [
        import_module(f"{handlers.reading.__name__}.{one.name}")
        for one in pkgutil.iter_modules(handlers.reading.__path__)
    ]


@cache
def lines_known() -> int:
    """Count the lines that the functions of the readers have, those of functions within them, too."""
    codes = {one.__code__ for module in modules() for one in _functions(module)}
    waiting, lines = list(codes), 0
    while waiting:
        code = waiting.pop()
        lines += len({line for _, _, line in code.co_lines() if line is not None} - {code.co_firstlineno})
        waiting += [one for one in code.co_consts if isinstance(one, CodeType)]
    return lines


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """Yield the functions of a module, and the methods of its classes."""
    for one in (inner for outer in vars(module).values() for inner in (outer, *_methods(outer))):
        plain = unwrap(one)
        if isfunction(plain) and plain.__module__ == module.__name__:
            yield plain


def _methods(outer: object) -> Iterator[object]:
    if isinstance(outer, type) and outer.__module__.startswith(handlers.reading.__name__):
        for one in vars(outer).values():
            yield one.fget if isinstance(one, property) else one
