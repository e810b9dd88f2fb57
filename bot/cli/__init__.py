"""The command line (interface.md "Command line"): ``taizhang``, which is also ``python -m bot``.

Commands import what they need when they are called, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bot.collecting import nothing_meanwhile


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 fine, 1 not fine, 2 wrong use."""
    with nothing_meanwhile():
        from bot.cli.app import app
        from bot.cli.failing import guarded

    sys.exit(guarded(app, sys.argv[1:] if arguments is None else arguments))
