"""Fresh databases in milliseconds: a file, or a PostgreSQL database copied from a template filled once."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

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

    def _new_path(self) -> Path:
        return self._folder / f"{uuid.uuid4().hex}.db"


class PostgresDatabases:
    """Each database lies on the one server; all of them are dropped at the end."""

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

    def drop(self, url: str) -> None:
        """Drop the database, whoever is still connected."""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), urlsplit(url).path.strip("/"))

    def drop_all(self) -> None:
        """Leave the server as it was found."""
        for name in self._made:
            self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)

    def _create(self, template: str) -> str:
        name = f"taizhang_{uuid.uuid4().hex}"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)
        self._made.append(name)
        return urlunsplit(urlsplit(self._server_url)._replace(path=f"/{name}"))

    def _run(self, statement: sql.SQL, *names: str) -> None:
        with psycopg.connect(self._server_url, autocommit=True) as connection:
            connection.execute(statement.format(*(sql.Identifier(name) for name in names)))


def databases_on(server_url: str) -> Iterator[PostgresDatabases]:
    """Yield the databases of the server and drop them afterwards."""
    databases = PostgresDatabases(server_url)
    try:
        yield databases
    finally:
        databases.drop_all()
