"""Collecting: what the start leaves behind stays for ever, and Python's collector need not look at it again and again.

Modules, classes and statements are some two hundred thousand objects. Each full collection looks at all of them, and
nobody else gets a turn meanwhile: where many rows were read, the loop stood for tenths of a second, and while the
program was loaded, a sixth of the time went into looking at what had just been loaded.

What is collected is of use only where others find it: the library of C gives each thread a place of its own to take
memory from, in which others do not look.
"""

from __future__ import annotations

import ctypes
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 20_000
"""So many new objects before the youngest are looked through: some dozens of updates' worth, a few MiB at most."""
_THRESHOLD, _PLACES = -3, -8
"""What glibc calls M_MMAP_THRESHOLD and M_ARENA_MAX."""
LARGE = 128 * 1024
"""Bytes: pieces of this size have pages of their own. glibc begins so, too, but raises it with each that is freed."""


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


def one_place_for_all() -> None:
    """Let all threads take memory from one place, and large pieces go back as soon as they are freed.

    To be asked before there are threads; elsewhere than with glibc there is nothing to ask. What one thread read and
    let go of lay free between what others keep: after the first round of a morning 38 MiB of 177.
    """
    library = ctypes.CDLL(None) if os.name == "posix" else None
    if (tell := getattr(library, "mallopt", None)) is not None:
        tell(_PLACES, 1)
        tell(_THRESHOLD, LARGE)
