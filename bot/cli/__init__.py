"""The command line (interface.md "Command line"): ``taizhang``, which is also ``python -m bot``.

Commands import what they need when they are called, so that ``--help`` answers at once.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.collecting import nothing_meanwhile

_LAST = 2
"""The highest number of a standard stream."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 fine, 1 not fine, 2 wrong use."""
    open_what_is_closed()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # Else it reads what each installed package declares.
    given = sys.argv[1:] if arguments is None else arguments
    with _silently_interrupted(), nothing_meanwhile():
        from bot.cli.app import application
        from bot.cli.failing import guarded

        app = application(*given[:1])
    sys.exit(guarded(app, given))


def open_what_is_closed() -> None:
    """Open the standard streams that are closed: else a file of ours gets the number to which messages are written."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST:
        pass
    os.close(number)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - as long as the process


@contextmanager
def _silently_interrupted() -> Iterator[None]:
    """Let Ctrl+C end the process without a word while it loads: what it interrupted there would print its trace."""
    usual = signal.default_int_handler
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGINT) is not usual:
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
