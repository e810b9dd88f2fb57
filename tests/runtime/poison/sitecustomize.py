"""An update that ends the process: whoever deals with the planted word dies at once, as by a fault of a library.

On the path of a process this module is imported before anything else.
"""

from __future__ import annotations

import os
import signal
from typing import Any

from handlers import door

WORD = "剧毒"

_deal = door.deal


async def deal(update: dict[str, Any], *more: Any, **named: Any) -> None:
    """Deal with the update as ever, unless it is the deadly one."""
    if WORD in str(update):
        os.kill(os.getpid(), signal.SIGKILL)
    await _deal(update, *more, **named)


door.deal = deal
