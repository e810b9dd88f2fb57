"""Collecting: what the start leaves behind stays for ever, and Python's collector need not look at it again and again.

Modules, classes and statements are some two hundred thousand objects. Each full collection looks at all of them, and
nobody else gets a turn meanwhile: where many rows were read, the loop stood for tenths of a second.
"""

from __future__ import annotations

import gc


def keep_what_is_there() -> None:
    """Leave everything that is there now out of all later collections; to be called once, when the start is over."""
    gc.freeze()
