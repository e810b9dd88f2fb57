"""Rosters that administrators send in the chat: read in a thread, and weighed by an import that is taken back whole."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from handlers.sheets import Fault, RosterSheet
from handlers.wording.roster_importing import without_you
from ledger.acts.departing import check_roster
from ledger.acts.roster_files import beyond_posts
from ledger.people import Person, Role
from ledger.refusals import NotAllowed
from ledger.roster_rows import RosterRows
from storage.books import OpenBooks
from storage.store import Store


class _TakenBack(Exception):  # noqa: N818 - named for what it does
    """Takes the import back."""


def may_import(books: OpenBooks, person: Person | None) -> bool:
    """Tell whether the person may change the roster."""
    if person is None:
        return False
    try:
        check_roster(books, person.id)
    except NotAllowed:
        return False
    return True


async def weighed_roster(
    store: Store, asker: Person, name: str, sha256: str, content: bytes, *, now: datetime
) -> RosterSheet:
    """Return what the import would change, or the faults of the file; ``RosterFileError`` for another kind of table."""
    rows = await asyncio.to_thread(_read, name, content)
    sheet: RosterSheet | None = None
    with suppress(_TakenBack):
        async with store.books(now=now) as books:
            sheet = await _weighed(books, asker, RosterSheet(name=name, sha256=sha256, rows=rows), now)
            raise _TakenBack
    assert sheet is not None  # noqa: S101 - only what takes it back leaves the block
    return sheet


def _read(name: str, content: bytes) -> RosterRows:
    from bot.roster_files.reading import read_roster  # Loaded with the first roster that is sent, in its thread.

    return read_roster(name, content)


async def _weighed(books: OpenBooks, asker: Person, sheet: RosterSheet, now: datetime) -> RosterSheet:
    before, version = books.roster, await books.directory.roster_version()
    change = await books.directory.import_roster(sheet.rows, by=asker.id, now=now, sha256=sheet.sha256)
    after = books.roster
    if all(one.id != asker.id for one in after.holders(Role.ADMIN)):
        return replace(sheet, rows=(), faults=(Fault(0, "", without_you()),))
    gone = [one.id for one in before.active_people if not after.person(one.id).is_active]
    return replace(
        sheet,
        version=version,
        joined=change.joined,
        left=change.left,
        held=len({task.number for one in gone for task in await books.tasks.open_with(one)}),
        gaining=beyond_posts(before, after),
    )
