"""Fresh databases in milliseconds: a file, or a PostgreSQL database copied from a template filled once."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

Fill = Callable[[str], None]
"""Brings the empty database at the URL into the state that every copy starts from."""
Upon = Callable[[], str]
"""Returns the URL of a database, of which nobody else knows, to be filled on instead of an empty one."""


class Databases(Protocol):
    """Where tests get a database of their own."""

    def fresh(self) -> str:
        """Return the URL of a new, empty database."""
        ...

    def copy_of(self, name: str, fill: Fill, *, upon: Upon | None = None) -> str:
        """Return the URL of a copy of the template ``name``, which ``fill`` made the first time, ``upon`` another."""
        ...

    def clear(self) -> None:
        """Throw away what the tests so far had, but for the templates."""
        ...


class SqliteDatabases:
    """Each database is a file in a folder of its own, for the program puts others beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._templates: dict[str, Path] = {}

    def fresh(self) -> str:
        """Return the URL of a file that does not exist yet."""
        return f"sqlite:///{self._new_path()}"

    def copy_of(self, name: str, fill: Fill, *, upon: Upon | None = None) -> str:
        """Copy the template file; ``fill`` must have closed it (a WAL left behind would be lost)."""
        if name not in self._templates:
            url = (upon or self.fresh)()
            fill(url)
            self._templates[name] = Path(url.removeprefix("sqlite:///"))
        copy = self._new_path()
        shutil.copy(self._templates[name], copy)  # With its mode, which the program looks at.
        return f"sqlite:///{copy}"

    def clear(self) -> None:
        """Remove the files of the tests so far; whoever still has one open keeps what it holds."""
        kept = {path.parent for path in self._templates.values()}
        for folder in self._folder.iterdir():
            if folder not in kept:
                shutil.rmtree(folder)

    def _new_path(self) -> Path:
        folder = self._folder / uuid.uuid4().hex
        folder.mkdir()
        return folder / "taizhang.db"


class PostgresDatabases:
    """Each database lies on the one server, to which one connection stays open: a new one costs as much as a copy."""

    def __init__(self, server_url: str) -> None:
        self._server_url = server_url
        self._connection = psycopg.connect(server_url, autocommit=True)
        self._made: set[str] = set()
        self._templates: dict[str, str] = {}

    def fresh(self) -> str:
        """Return the URL of a new, empty database."""
        return self._create("template0")

    def copy_of(self, name: str, fill: Fill, *, upon: Upon | None = None) -> str:
        """Copy the template; ``fill`` must have closed its connections, PostgreSQL copies no database in use."""
        if name not in self._templates:
            url = (upon or self.fresh)()
            fill(url)
            self._templates[name] = urlsplit(url).path.strip("/")
        return self._create(self._templates[name])

    def clear(self) -> None:
        """Drop the databases of the tests so far, whoever is still connected."""
        self._drop(self._made - set(self._templates.values()))

    def close(self) -> None:
        """Leave the server as it was found."""
        self._drop(set(self._made))
        self._connection.close()

    def _drop(self, names: Collection[str]) -> None:
        for name in names:
            self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)"), name)
        self._made.difference_update(names)

    def _create(self, template: str) -> str:
        name = f"taizhang_{uuid.uuid4().hex}"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"), name, template)
        self._made.add(name)
        return urlunsplit(urlsplit(self._server_url)._replace(path=f"/{name}"))

    def _run(self, statement: sql.SQL, *names: str) -> None:
        command = statement.format(*(sql.Identifier(name) for name in names))
        try:
            self._connection.execute(command)
        except psycopg.OperationalError:
            if not self._connection.broken:
                raise
            self._connection = psycopg.connect(self._server_url, autocommit=True)  # The server was restarted since.
            self._connection.execute(command)


def databases_on(server_url: str) -> Iterator[PostgresDatabases]:
    """Yield the databases of the server and drop them afterwards."""
    databases = PostgresDatabases(server_url)
    try:
        yield databases
    finally:
        databases.close()
