"""Outages: what is nobody's mistake and passes by itself is tried again; everything else is a bug."""

from __future__ import annotations

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

# Known by name: only ``storage`` knows the database's library.
_OF_THE_DATABASE = frozenset({"OperationalError", "InterfaceError", "DisconnectionError", "TimeoutError"})
_OF_THE_SERVER = frozenset(
    {"ReadOnlySqlTransaction", "FeatureNotSupported", "IdleInTransactionSessionTimeout", "TransactionTimeout"}
)
"""PostgreSQL's words for a standby that we were led to, and for a transaction that it has ended."""


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
