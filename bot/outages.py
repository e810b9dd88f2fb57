"""Outages: what is nobody's mistake and passes by itself is tried again; everything else is a bug."""

from __future__ import annotations

from telegram.error import BadRequest, NetworkError, RetryAfter

# Known by name: only ``storage`` knows the database's library.
_OF_THE_DATABASE = frozenset({"OperationalError", "InterfaceError", "DisconnectionError", "TimeoutError"})


def is_outage(error: BaseException) -> bool:
    """Tell whether the network, the disk or the database was away."""
    if isinstance(error, BadRequest):
        return False
    if isinstance(error, (OSError, TimeoutError, NetworkError, RetryAfter)):
        return True
    return any(
        kind.__name__ in _OF_THE_DATABASE and kind.__module__.partition(".")[0] in {"sqlalchemy", "psycopg", "sqlite3"}
        for kind in type(error).__mro__
    )
