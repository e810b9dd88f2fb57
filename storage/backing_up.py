"""Backing up: one moment of a running ledger as a single file, whichever database holds it (备份)."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import asdict, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, Table, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.values import dataclass
from storage import backup_rows
from storage.drafts import drop_leftovers, private_draft, to_disk
from storage.engines import Database
from storage.migrating import revision_of, unmigrated
from storage.proving import last_link

FORMAT = 1
MANIFEST = "manifest.json"
VERSIONS = "alembic_version"
"""The table of the schema's revision, which the manifest holds."""
PIECE = 1 << 20
ROWS = 1000
_SEQUENCES = text(
    "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL AND schemaname = current_schema()"
)

Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself; ``rows`` and ``hashes`` (SHA-256) by member, ``numbers`` the last of each table."""

    format: int
    made_at: str
    revision: str
    head: str
    seq: int
    rows: dict[str, int] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    files_spoilt: tuple[str, ...] = ()

    @property
    def moment(self) -> datetime:
        """When the ledger looked as the backup has it."""
        return datetime.fromisoformat(self.made_at)


async def back_up(
    database: Database, file: Path, *, evidence: Path, at: datetime, progress: Progress = lambda _: None
) -> Manifest:
    """Write the ledger, the mail and the evidence to ``file``, complete or not at all; the bot goes on meanwhile.

    ``FileExistsError`` where there is such a file. Kept files whose content is not what their name says are listed.
    """
    drop_leftovers(file.parent)
    with private_draft(file.parent) as (draft, out):
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
            manifest = await _written(database, package, evidence=evidence, at=at, progress=progress)
            package.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        out.flush()
        os.fsync(out.fileno())
        os.link(draft, file)  # Unlike a rename, it never takes the place of what came there meanwhile.
    to_disk(file.parent)
    return manifest


async def _written(
    database: Database, package: zipfile.ZipFile, *, evidence: Path, at: datetime, progress: Progress
) -> Manifest:
    rows: dict[str, int] = {}
    hashes: dict[str, str] = {}
    async with unmigrated(database), database.reading() as connection:
        revision = await revision_of(connection)
        head = await last_link(connection)
        for table in await reflected(connection):
            progress(table.name)
            rows[table.name], hashes[_member(table.name)] = await _table(connection, package, table)
        numbers = await last_numbers(connection)
    spoilt = list(_evidence(package, evidence, hashes, progress))
    return Manifest(
        format=FORMAT, made_at=at.isoformat(), revision=revision or "", head=head.hash, seq=head.seq,
        rows=rows, hashes=hashes, numbers=numbers, files_spoilt=tuple(spoilt),
    )  # fmt: skip


async def reflected(connection: AsyncConnection) -> list[Table]:
    """Return the tables that are there, those before which others lean on them first."""
    metadata = MetaData()
    await connection.run_sync(metadata.reflect)
    return [table for table in metadata.sorted_tables if table.name not in {VERSIONS, "sqlite_sequence"}]


async def _table(connection: AsyncConnection, package: zipfile.ZipFile, table: Table) -> tuple[int, str]:
    """Write one table; the first line names the columns."""
    count, digest = 0, hashlib.sha256()
    order = list(table.primary_key.columns) or list(table.columns)
    with package.open(_member(table.name), "w", force_zip64=True) as member:

        def put(content: bytes) -> None:
            member.write(content)
            digest.update(content)

        put(backup_rows.line(column.name for column in table.columns))
        async with _streamed(connection, select(table).order_by(*order)) as pieces:
            async for piece in pieces:
                put(b"".join(backup_rows.line(row) for row in piece))
                count += len(piece)
    return count, digest.hexdigest()


@asynccontextmanager
async def _streamed(connection: AsyncConnection, query: Any) -> AsyncIterator[AsyncIterator[Any]]:
    result = await connection.stream(query)
    try:
        yield result.partitions(ROWS)
    finally:
        await result.close()


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def _evidence(package: zipfile.ZipFile, folder: Path, hashes: dict[str, str], progress: Progress) -> Iterable[str]:
    """Pack the kept files, which never change, and yield those whose content is not what their name says."""
    progress("evidence")
    for path in sorted(folder.glob("??/*")) if folder.is_dir() else ():
        if path.name.startswith("."):
            continue  # A draft.
        digest = hashlib.sha256()
        info = zipfile.ZipInfo(f"files/{path.name}")  # Photos and papers are compressed already.
        with path.open("rb") as source, package.open(info, "w", force_zip64=True) as member:
            while piece := source.read(PIECE):
                member.write(piece)
                digest.update(piece)
        hashes[info.filename] = digest.hexdigest()
        if digest.hexdigest() != path.name:
            yield path.name


async def last_numbers(connection: AsyncConnection) -> dict[str, int]:
    """Return the last number that each table with numbers of its own has given, also to rows that are gone."""
    if connection.dialect.name == "sqlite":
        rows = (await connection.execute(text("SELECT name, seq FROM sqlite_sequence"))).all()
    else:
        rows = (await connection.execute(_SEQUENCES)).all()
    return {str(name).removesuffix("_id_seq"): number for name, number in rows}
