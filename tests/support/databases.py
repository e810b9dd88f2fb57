"""Fresh databases in milliseconds: a file, or a PostgreSQL database copied from a template filled once."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.support.postgres import given_server

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - its files are named by tempfile
ROOM = 2 * 1024**3
"""Bytes that all databases of a run may take at most; they are thrown away test by test."""

Fill = Callable[[str], None]
"""Brings the empty database at the URL into the state that every copy starts from."""


class Databases(Protocol):
    """Where tests get a database of their own."""

    def fresh(self) -> str:
        """Return the URL of a new, empty database."""
        ...

    def copy_of(self, name: str, fill: Fill) -> str:
        """Return the URL of a new copy of the template ``name``, which ``fill`` made the first time."""
        ...

    def clear(self) -> None:
        """Throw away what the tests so far had, but for the templates, if that is cheaper than leaving it."""
        ...


class SqliteDatabases:
    """Each database is a file in the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._templates: dict[str, Path] = {}

    def fresh(self) -> str:
        """Return the URL of a file that does not exist yet."""
        return f"sqlite:///{self._new_path()}"

    def copy_of(self, name: str, fill: Fill) -> str:
        """Copy the template file; ``fill`` must have closed it (a WAL left behind would be lost)."""
        if name not in self._templates:
            path = self._new_path()
            fill(f"sqlite:///{path}")
            self._templates[name] = path
        copy = self._new_path()
        shutil.copyfile(self._templates[name], copy)
        return f"sqlite:///{copy}"

    def clear(self) -> None:
        """Remove the files of the tests so far; whoever still has one open keeps what it holds."""
        kept = {path.name for path in self._templates.values()}
        for path in self._folder.iterdir():
            if path.name not in kept:
                path.unlink()

    def _new_path(self) -> Path:
        return self._folder / f"{uuid.uuid4().hex}.db"


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Yield a folder in memory where there is room, else on the disk: SQLite waits for the disk at each commit."""
    usable = os.access(SHARED_MEMORY, os.W_OK) and shutil.disk_usage(SHARED_MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(prefix="taizhang-", dir=SHARED_MEMORY if usable else None) as folder:
        yield Path(folder)


class PostgresDatabases:
    """Each database lies on the one server; they are dropped at the end, if the server goes on then."""

    def __init__(self, server_url: str) -> None:
        self._server_url = server_url
        self._made: list[str] = []
        self._templates: dict[str, str] = {}

    def fresh(self) -> str:
        """Return the URL of a new, empty database."""
        return self._create("template0")

    def copy_of(self, name: str, fill: Fill) -> str:
        """Copy the template; ``fill`` must have closed its connections, PostgreSQL copies no database in use."""
        if name not in self._templates:
            url = self.fresh()
            fill(url)
            self._templates[name] = urlsplit(url).path.strip("/")
        return self._create(self._templates[name])

    def clear(self) -> None:
        """Leave all: to drop a database costs a checkpoint, more than to copy one."""

    def drop_all(self) -> None:
        """Leave the server as it was found."""
        for name in self._made:
            self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)

    def _create(self, template: str) -> str:
        name = f"taizhang_{uuid.uuid4().hex}"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"), name, template)
        self._made.append(name)
        return urlunsplit(urlsplit(self._server_url)._replace(path=f"/{name}"))

    def _run(self, statement: sql.SQL, *names: str) -> None:
        with psycopg.connect(self._server_url, autocommit=True) as connection:
            connection.execute(statement.format(*(sql.Identifier(name) for name in names)))


def databases_on(server_url: str) -> Iterator[PostgresDatabases]:
    """Yield the databases of the server; those on a server that was given are dropped afterwards."""
    databases = PostgresDatabases(server_url)
    try:
        yield databases
    finally:
        if server_url == given_server():
            databases.drop_all()
