"""A power cut at the n-th durable step, inside the process of the bot; the bot itself knows nothing of it.

On the path of a process this module is imported before anything else. ``POWER_LOG`` names the file that lists the
steps: each commit that changes something, each call of the platform that can be seen there, each file that is kept,
before and after it. ``POWER_CUT`` names the file with the number of the step at which the process dies as if by
kill -9; 0 for none. Where a step's name follows the number, only steps of that name count.
"""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.evidence import EvidenceFolder
from bot.transport import AiohttpRequest
from storage.driver import Driver, Values, driver_of
from storage.engines import Database
from storage.one_trip import OneTripConnection
from storage.prepared import Given, Prepared

CUT = Path(os.environ["POWER_CUT"]) if "POWER_CUT" in os.environ else None
LOG = Path(os.environ["POWER_LOG"]) if "POWER_LOG" in os.environ else None
UNSEEN = {"getUpdates", "getMe", "deleteWebhook", "setMyCommands", "getMyCommands"}
"""Calls that leave nothing behind: asking for updates and the greetings of a start."""
CHANGED = "changed something"

_steps = itertools.count(1)
_prepared: dict[Driver, str] = {}


@cache
def ordered() -> tuple[int, str]:
    """Return number and name of the step at which this life ends; a forked process reads what holds for it."""
    number, _, name = (CUT.read_text("utf-8") if CUT is not None else "0").partition(" ")
    return int(number), name


def step(name: str) -> None:
    """Count one durable step, and die at the one that was ordered."""
    if LOG is not None:
        with LOG.open("a", encoding="utf-8") as log:
            log.write(f"{name}\n")
    last, only = ordered()
    if only in {"", name} and next(_steps) == last:
        os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def around(name: str) -> Iterator[None]:
    """Let a step be two: before it, and after it has succeeded."""
    step(f"before {name}")
    yield
    step(f"after {name}")


_writing, _change = Database.writing, Database.change
_do_request, _write = AiohttpRequest.do_request, EvidenceFolder._write
_runs, _runs_each = OneTripConnection.runs, OneTripConnection.runs_each


@asynccontextmanager
async def writing(self: Database) -> AsyncIterator[Any]:
    """Write as ever, with a step on either side of a commit that changes something."""
    if not event.contains(self.engine.sync_engine, "after_cursor_execute", _note):
        event.listen(self.engine.sync_engine, "after_cursor_execute", _note)
        if self.dialect == "postgresql":
            _watch_the_server()
    changed = ""
    async with _writing(self) as connection:
        yield connection
        assert connection.sync_connection is not None
        changed = connection.sync_connection.info.pop(CHANGED, "") or _prepared.pop(driver_of(connection), "")
        if changed:
            step(f"before commit of {changed}")
    if changed:
        step(f"after commit of {changed}")


async def change(self: Database, statement: Prepared, given: Given) -> int:
    """Commit one statement as ever; on PostgreSQL it is a step by itself."""
    if self.dialect == "sqlite":
        return await _change(self, statement, given)
    with around(f"commit of {_named(str(statement.statement), 1)}"):
        return await _change(self, statement, given)


@cache
def _watch_the_server() -> None:
    """Note what statements change that SQLAlchemy does not see; what is put off counts as changing something."""
    from storage.server_trips import ServerTrips  # Its library is loaded only where it is wanted.

    runs, runs_each, puts_off = ServerTrips.runs, ServerTrips.runs_each, ServerTrips.puts_off

    async def ran(self: ServerTrips, statement: str, values: Values) -> tuple[list[Any], int]:
        found = await runs(self, statement, values)
        _keep(self, statement, found[1])
        return found

    async def ran_each(self: ServerTrips, statement: str, values: Sequence[Values]) -> int:
        found = await runs_each(self, statement, values)
        _keep(self, statement, found)
        return found

    async def put_off(self: ServerTrips, statement: str, values: Values) -> None:
        await puts_off(self, statement, values)
        _keep(self, statement, 1)

    ServerTrips.runs, ServerTrips.runs_each, ServerTrips.puts_off = ran, ran_each, put_off  # type: ignore[method-assign]


def _keep(driver: Driver, statement: str, rows: int) -> None:
    if changed := _named(statement, rows):
        _prepared.setdefault(driver, changed)


def _note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
    if changed := _named(statement, cursor.rowcount):
        connection.info.setdefault(CHANGED, changed)


def _named(statement: str, rows: int) -> str:
    words = statement.split(maxsplit=3)
    changes = words[0] in {"INSERT", "UPDATE", "DELETE"} and rows != 0
    return f"{words[0]} {words[1 if words[0] == 'UPDATE' else 2]}" if changes else ""


async def runs(self: OneTripConnection, statement: str, values: Values) -> tuple[list[Any], int]:
    """Run a statement as ever that SQLAlchemy does not see."""
    found = await _runs(self, statement, values)
    _keep(self, statement, found[1])
    return found


async def runs_each(self: OneTripConnection, statement: str, values: Sequence[Values]) -> int:
    """Run a statement with each of the values as ever, as ``runs`` does."""
    found = await _runs_each(self, statement, values)
    _keep(self, statement, found)
    return found


async def do_request(self: AiohttpRequest, url: str, *args: Any, **more: Any) -> tuple[int, bytes]:
    """Call as ever, with a step on either side of a call that leaves something behind."""
    method = url.rpartition("/")[2]
    if method in UNSEEN:
        return await _do_request(self, url, *args, **more)
    with around(f"call of {method}"):
        return await _do_request(self, url, *args, **more)


def write(target: Path, content: bytes) -> None:
    """Keep a file as ever."""
    with around("file"):
        _write(target, content)


OneTripConnection.runs = runs  # type: ignore[method-assign]
OneTripConnection.runs_each = runs_each  # type: ignore[method-assign]
Database.writing = writing  # type: ignore[method-assign]
Database.change = change  # type: ignore[method-assign]
AiohttpRequest.do_request = do_request  # type: ignore[method-assign]
EvidenceFolder._write = staticmethod(write)  # type: ignore[method-assign]
