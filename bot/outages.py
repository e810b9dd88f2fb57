"""Outages: what is nobody's mistake and passes by itself is tried again; everything else is a bug."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.waiting import Waker

log = structlog.get_logger(__name__)

T = TypeVar("T")
PAUSE = 2.0
"""Seconds between two tries of what waits for an outage to pass."""
# Known by name: only ``storage`` knows the database's library.
_OF_THE_DATABASE = frozenset({"OperationalError", "InterfaceError", "DisconnectionError", "TimeoutError"})
_OF_THE_SERVER = frozenset(
    {"ReadOnlySqlTransaction", "FeatureNotSupported", "IdleInTransactionSessionTimeout", "TransactionTimeout"}
    | {"InsufficientPrivilege", "UndefinedTable", "DataCorrupted", "IndexCorrupted"}
)
"""PostgreSQL's words for a standby that we were led to, for a transaction that it has ended, for files that it may not
open or rights that we have lost, for tables that are being restored, and for what is damaged."""


def is_outage(error: BaseException) -> bool:
    """Tell whether the network, the disk, the database or the platform was away.

    A platform that answers nonsense, or refuses the token or the poller, is away; one that refuses the call is not. A
    database whose file is damaged is away until somebody restores it: nobody's message is to blame.
    """
    if isinstance(error, (BadRequest, Forbidden, ChatMigrated)):
        return False
    if isinstance(error, (OSError, TimeoutError, TelegramError)):
        return True
    if type(getattr(error, "orig", error)).__name__ in _OF_THE_SERVER:
        return True
    # What the driver says of the file itself; whatever else it says is a subclass.
    damaged = type(error).__name__ == "DatabaseError"
    return any(
        (damaged or kind.__name__ in _OF_THE_DATABASE)
        and kind.__module__.partition(".")[0] in {"sqlalchemy", "psycopg", "sqlite3"}
        for kind in type(error).__mro__
    )


async def outlast(work: Callable[[], Awaitable[T]], stop: asyncio.Event) -> T | None:
    """Return what the work gives, tried again while something is away; nothing where the order to stop comes first."""
    waiting = Waker()
    while not stop.is_set():
        try:
            return await work()
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("waits_for_storage", kind=type(error).__name__)
            await waiting.wait(PAUSE, stop=stop)
    return None
