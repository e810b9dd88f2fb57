"""What commands print: data on standard output, everything else on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def data(line: str) -> None:
    """Print one line of data."""
    print(line, flush=True)  # noqa: T201 - this is what the command is for


def note(sentence: str) -> None:
    """Say something that is no data."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - this is the command line's voice


@contextmanager
def busy(label: str) -> Iterator[None]:
    """Show on a terminal that something takes long; how long is not known."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(label):
        yield


@contextmanager
def counting(label: str, total: int) -> Iterator[Callable[[], None]]:
    """Show a progress bar on a terminal; what is handed out is called once for each of ``total``."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda: bar.advance(task)
