"""PostgreSQL's engine: what each session is told, and when a connection is asked whether it is still there."""

from __future__ import annotations

from functools import partial
from typing import Any

from psycopg import Error
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import await_only

from storage.driver import note_driver
from storage.server_trips import ServerConnection, ServerTrips, told

LOCK_TIMEOUT = 10_000
"""Milliseconds that a connection of PostgreSQL waits for a lock, then it gives up and is tried again, as on SQLite.

A wait without end would look like a quiet day, and transactions that queue behind a paused one must not inherit its
lock one after the other.
"""
PAUSED = "20s"  # PostgreSQL ends a transaction whose process was paused, so that others can take over.
GONE = {"tcp_keepalives_idle": 10, "tcp_keepalives_interval": 5, "tcp_keepalives_count": 3}
"""Seconds of silence, and between so many questions: a machine that lost its power frees its chats in half a minute.

The system answers them for a process that is paused, which keeps its chats. Without them PostgreSQL waits for hours.
"""
SESSION = {"timezone": "UTC", "idle_in_transaction_session_timeout": PAUSED, "lock_timeout": LOCK_TIMEOUT, **GONE}
"""What each PostgreSQL session is told."""
STANDBY = frozenset({"25006", "0A000"})
"""What PostgreSQL says to a write, and to whoever begins to write, where it has become another server's standby.

The second one it also says to a connection that remembers tables as they were before a migration.
"""


def how() -> dict[str, Any]:
    """Return how the engine is to be made."""
    return {
        "pool_size": 10,
        "max_overflow": 10,
        "connect_args": {
            "async_creator_fn": ServerConnection.connect,
            "options": " ".join(f"-c {name}={value}" for name, value in SESSION.items()),
            "prepare_threshold": None,  # After a rollback psycopg throws away all that is prepared, ours as well.
        },
    }


def attended(engine: AsyncEngine) -> AsyncEngine:
    """Return the engine, whose connections have their driver, and are looked after."""
    plain = engine.sync_engine
    event.listen(plain, "handle_error", _leave_a_standby)
    event.listen(plain, "connect", lambda adapted, place: note_driver(place, adapted.driver_connection.trips))
    event.listen(plain, "before_cursor_execute", _catch_up)
    event.listen(plain, "checkout", partial(_is_there, plain))
    return engine


def _is_there(engine: Engine, adapted: Any, *_: object) -> None:
    """Ask only a connection that may have been lost: it was not used lately, or has said something unasked."""
    if adapted.driver_connection.trips.is_fresh:
        return
    try:
        engine.dialect.do_ping(adapted)
    except Error as lost:  # The others are made anew, too.
        raise InvalidatePoolError from lost


def _catch_up(connection: Connection, *_: object) -> None:
    """Let what was put off be done before any other statement."""
    trips: ServerTrips = connection.connection.driver_connection.trips  # type: ignore[union-attr]
    if not trips.is_behind:
        return
    try:
        await_only(trips.catch_up())
    except trips.errors as error:  # SQLAlchemy looks after no errors here.
        told(connection, "what was put off", error)


def _leave_a_standby(context: ExceptionContext) -> None:
    """Make all connections anew where the server takes nothing any more: the one that does may be found elsewhere."""
    if getattr(context.original_exception, "sqlstate", None) in STANDBY:
        context.is_disconnect = True
