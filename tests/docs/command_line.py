"""The command line as a tree, and the lines in which pages call it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import typer

_CALL = re.compile(r"(?<![\w/.\-=])taizhang (?P<words>[a-z][^\n`#|（(，。；]*)")


@dataclass(frozen=True, slots=True)
class Called:
    """One line of a page that calls the program: the command's words, and the options after it."""

    line: str
    command: str
    options: tuple[str, ...]


@cache
def commands() -> dict[str, frozenset[str]]:
    """Return every command that can be called, by its words, with its options."""
    from bot.cli.app import application

    return dict(_walk(typer.main.get_command(application()), ()))


def _walk(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, frozenset[str]]]:
    below = getattr(command, "commands", None)
    if below is None:
        yield " ".join(path), frozenset(option for one in command.params for option in one.opts if option[:1] == "-")
        return
    for name, one in below.items():
        yield from _walk(one, (*path, name))


def calls(text: str) -> Iterator[Called]:
    """Yield every call in the page's code: `taizhang …` with the longest command that its words begin with."""
    for found in _CALL.finditer(text):
        words = found["words"].split()
        known = [" ".join(words[:length]) for length in (2, 1) if " ".join(words[:length]) in commands()]
        plain = [word for word in words if re.fullmatch(r"[a-z]+", word)]
        options = tuple(word.partition("=")[0] for word in words if word.startswith("--"))
        yield Called(found[0].strip(), known[0] if known else " ".join(plain[:2]), options)
