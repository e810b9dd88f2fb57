"""What commands print: data on standard output, everything else on standard error."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def data(line: str) -> None:
    """Print one line of data."""
    print(line, flush=True)  # noqa: T201 - this is what the command is for


def note(sentence: str) -> None:
    """Say something that is no data."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - this is the command line's voice


def table(rows: Iterable[Sequence[str]]) -> None:
    """Print columns that line up although Chinese characters are two cells wide."""
    kept = [list(row) for row in rows]
    widths = [max(map(width, column)) for column in zip(*kept, strict=True)]
    for row in kept:
        padded = (cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True))
        data("  ".join(padded).rstrip())


def width(text: str) -> int:
    """Return how many terminal cells the text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def progress(items: Sequence[T], label: str) -> Iterator[T]:
    """Yield the items with a progress bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=label, console=Console(stderr=True), transient=True)
