"""Collecting: what the start leaves behind stays for ever, and Python's collector need not look at it again and again.

Modules, classes and statements are some two hundred thousand objects. Each full collection looks at all of them, and
nobody else gets a turn meanwhile: where many rows were read, the loop stood for tenths of a second, and while the
program was loaded, a sixth of the time went into looking at what had just been loaded.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 20_000
"""So many new objects before the youngest are looked through: some dozens of updates' worth, a few MiB at most."""


@contextmanager
def nothing_meanwhile() -> Iterator[None]:
    """Collect nothing while parts of the program are loaded, and leave them out later, for those stay."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def nothing_yet() -> None:
    """Collect nothing from here on, until ``keep_what_is_there``: what a start makes stays, nearly all of it."""
    gc.disable()


def keep_what_is_there() -> None:
    """Leave what is there now out of all later collections; once all is loaded, and when the start is over."""
    gc.freeze()
    gc.set_threshold(YOUNG)
    gc.enable()
