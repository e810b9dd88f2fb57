"""Restoring: a backup into an empty database of either kind, as a new generation (恢复)."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Table, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import backup_rows
from storage.backing_up import FORMAT, MANIFEST, PIECE, ROWS, Manifest, Progress, reflected
from storage.delivery import OutboxState
from storage.drafts import to_disk
from storage.engines import Database
from storage.mail_tables import outbox, restores
from storage.migrating import knows, upgrade_within

_UNSENT = (OutboxState.WAITING, OutboxState.SENDING, OutboxState.UNKNOWN, OutboxState.HELD)
_FILLED = ("entries", "people", "outbox", "inbox", "bindings")
"""Tables of which none has a row in a database that nobody has used."""


class NotABackup(Exception):  # noqa: N818 - what is so
    """The file is none, or was changed or cut off since; ``member`` is the part that does not fit."""

    def __init__(self, member: str = "") -> None:
        super().__init__(member)
        self.member = member


class FromNewerProgram(Exception):  # noqa: N818 - what is so
    """The backup's schema is one that this program does not know."""


class NotEmpty(Exception):  # noqa: N818 - what is so
    """The database holds something already; nothing is ever written over."""


def manifest_of(file: Path) -> Manifest:
    """Return what the backup says of itself, each member's content checked against it; ``NotABackup`` otherwise."""
    try:
        with zipfile.ZipFile(file) as package:
            told = json.loads(package.read(MANIFEST))
            manifest = Manifest(**{one.name: told[one.name] for one in fields(Manifest)})
            if manifest.format > FORMAT:
                raise FromNewerProgram
            for member, wanted in manifest.hashes.items():
                if _hash(package, member) != wanted:
                    raise NotABackup(member)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
        raise NotABackup(MANIFEST) from error
    return manifest


def _hash(package: zipfile.ZipFile, member: str) -> str:
    digest = hashlib.sha256()
    with package.open(member) as content:
        while piece := content.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


async def restore(
    file: Path,
    database: Database,
    *,
    evidence: Path,
    at: datetime,
    moved: bool = False,
    progress: Progress = lambda _: None,
) -> Manifest:
    """Fill the empty database and the folder of evidence from the backup: schema, rows and the note of it, or nothing.

    What was unsent when the backup was made is set aside for people to decide, for the world may be ahead of it; a
    bot that started on rows of which that is not yet so would send them all again. What was ``moved`` while nobody
    worked on it goes on as it stood.
    """
    manifest = manifest_of(file)
    if not knows(manifest.revision):
        raise FromNewerProgram
    with zipfile.ZipFile(file) as package:
        _unpack_files(package, manifest, evidence)
        async with database.writing() as connection:
            await _check_empty(connection)
            await upgrade_within(connection, manifest.revision)
            for table in await reflected(connection):
                progress(table.name)
                await _fill(connection, table, package, manifest)
            await _count_on(connection, manifest)
            await upgrade_within(connection)
            if not moved:
                await _begin_anew(connection, manifest, at)
    return manifest


async def _check_empty(connection: AsyncConnection) -> None:
    tables = {table.name: table for table in await reflected(connection)}
    for name in _FILLED:
        if name in tables and (await connection.execute(select(func.count()).select_from(tables[name]))).scalar_one():
            raise NotEmpty(name)


async def _fill(connection: AsyncConnection, table: Table, package: zipfile.ZipFile, manifest: Manifest) -> None:
    """Insert the rows as they were, in the place of those that the migrations put there."""
    member = f"tables/{table.name}.jsonl"
    if member not in manifest.hashes:
        return
    await connection.execute(table.delete())
    with package.open(member) as content:
        columns = json.loads(content.readline())
        readers = backup_rows.readers(table, columns, dialect=connection.dialect.name)
        for piece in _pieces(content):
            rows = [
                {name: read(value) for name, read, value in zip(columns, readers, row, strict=True)} for row in piece
            ]
            await connection.execute(insert(table), rows)


def _pieces(content: IO[bytes]) -> Iterator[list[Any]]:
    piece: list[Any] = []
    for one in content:
        piece.append(json.loads(one))
        if len(piece) == ROWS:
            yield piece
            piece = []
    if piece:
        yield piece


async def _count_on(connection: AsyncConnection, manifest: Manifest) -> None:
    """Let numbers go on after the last one given: those of rows that are gone mean nothing else again."""
    for table, number in manifest.numbers.items():
        if connection.dialect.name == "sqlite":
            given = {"table": table, "number": number}
            await connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), given)
            await connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :number)"), given)
        else:
            set_to = text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :number)")
            await connection.execute(set_to, {"table": table, "number": number})


async def _begin_anew(connection: AsyncConnection, manifest: Manifest, at: datetime) -> None:
    """Set aside what was unsent, and note the restore; the bot tells of it at its next start."""
    unsent = update(outbox).where(outbox.c.state.in_(_UNSENT))
    held = (await connection.execute(unsent.values(state=OutboxState.RESTORED, next_try=None))).rowcount
    row = {"made_at": manifest.moment, "restored_at": at, "seq": manifest.seq, "held": held}
    await connection.execute(insert(restores).values(row))


def _unpack_files(package: zipfile.ZipFile, manifest: Manifest, evidence: Path) -> None:
    """Put the kept files back; their names are hashes, so that nothing is written anywhere else or over another."""
    for member, sha256 in manifest.hashes.items():
        folder, _, name = member.partition("/")
        if folder != "files" or name != sha256:
            continue
        target = evidence / name[:2] / name
        if target.exists() and target.stat().st_size == package.getinfo(member).file_size:
            continue
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = target.with_name(f".{name}.part")
        with package.open(member) as content, draft.open("wb") as out:
            while piece := content.read(PIECE):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        draft.chmod(0o600)
        draft.replace(target)
        to_disk(target.parent)
        to_disk(evidence)
