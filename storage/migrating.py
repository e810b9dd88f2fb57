"""Migrations, run by the program itself: the schema is as old as the oldest or as new as the newest, never between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, column, inspect, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engines import Database

if TYPE_CHECKING:
    from alembic.config import Config

PLACE = Path(__file__).with_name("migrations")
HEAD = "head"
LOCK = 7_240_118  # Any number, the same for all processes of the program on one PostgreSQL.


class NewerSchema(Exception):  # noqa: N818 - what is so
    """A newer program made the schema; nothing was written. ``revision`` is the one found."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"the schema {revision} is not known")
        self.revision = revision


_REVISION = table("alembic_version", column("version_num"))
"""Where Alembic keeps the revision of the schema."""
_WAIT = text("SET LOCAL lock_timeout = 0")  # The other process's migration may take minutes.
_TURNS: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


def _turn() -> asyncio.Lock:
    """Return what lets one migration of this loop run after the other: Alembic keeps the current one in globals."""
    return _TURNS.setdefault(asyncio.get_running_loop(), asyncio.Lock())


async def upgrade(database: Database, revision: str = HEAD) -> None:
    """Bring the schema to the revision in one transaction; a second process waits, then finds it done.

    Raises ``NewerSchema`` where the schema is one that this program does not know.
    """
    async with _turn(), database.rebuilding() as connection:
        await connection.run_sync(_upgrade, revision)


async def upgrade_within(connection: AsyncConnection, revision: str = HEAD) -> None:
    """Bring the schema to the revision as a part of the transaction that the connection is in."""
    async with _turn():
        await connection.run_sync(_upgrade, revision)


async def downgrade(database: Database, revision: str) -> None:
    """Take the schema back to the revision (``base``: empty); what newer tables held is lost."""
    async with _turn(), database.rebuilding() as connection:
        await connection.run_sync(_downgrade, revision)


async def current(database: Database) -> str | None:
    """Return the revision of the schema; ``None`` for an empty database."""
    async with database.reading() as connection:
        return await revision_of(connection)


async def revision_of(connection: AsyncConnection) -> str | None:
    """Return the revision as the transaction sees it."""
    return await connection.run_sync(_current)


@asynccontextmanager
async def unmigrated(database: Database) -> AsyncIterator[None]:
    """Keep the schema as it is meanwhile, after a migration that is under way; on SQLite a reader sees one moment."""
    async with database.engine.connect() as connection:
        if database.dialect == "postgresql":
            await connection.execute(_WAIT)
            await connection.execute(text("SELECT pg_advisory_xact_lock_shared(:lock)"), {"lock": LOCK})
        yield


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_REVISION.name):
        return None
    found: str | None = connection.execute(select(_REVISION.c.version_num)).scalar()
    return found


def _upgrade(connection: Connection, revision: str) -> None:
    _alone(connection)
    found = _current(connection)
    if revision == HEAD and found == newest():
        return
    if found is not None and not knows(found):
        raise NewerSchema(found)
    from alembic import command  # A tenth of the start's memory, and only needed after an update.

    command.upgrade(_config(connection), revision)


@cache
def newest() -> str | None:
    """Return the last revision that the program knows: their files are numbered as they follow each other."""
    return max(
        (file.name.partition("_")[0].removeprefix("v") for file in (PLACE / "versions").glob("v*.py")), default=None
    )


def knows(revision: str) -> bool:
    """Tell whether the program has a way from that revision to its own."""
    from alembic.script import ScriptDirectory

    return any(one.revision == revision for one in ScriptDirectory(str(PLACE)).walk_revisions())


def _downgrade(connection: Connection, revision: str) -> None:
    from alembic import command

    _alone(connection)
    command.downgrade(_config(connection), revision)


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(_WAIT)
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(PLACE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
