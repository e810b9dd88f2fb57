"""Tables that people send (.xlsx, .csv): read, weighed and imported outside the books of their update.

Reading takes a thread, an import one short transaction for every few rows: the other chats go on meanwhile. A process
that dies under an import does the tap again at its restart; rows that are here already are passed over.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

import structlog

from bot.calls import Json
from bot.clock import Clock
from bot.evidence import EvidenceFolder
from bot.ledger_import.rows import LedgerFile, Row
from bot.ledger_import.weighing import Weighed, weigh
from bot.roster_files.problems import Problem, RosterFileError, WrongTableError
from bot.roster_sheets import may_import, weighed_roster
from handlers import door
from handlers.reading.importing import asks_import, asks_roster_import
from handlers.sheets import Fault, LedgerSheet, RosterSheet, Sheet, Wanted
from ledger.acts.importing import Fate, Imported, OldTask, check_import, import_tasks
from ledger.entries import Evidence, Source
from ledger.import_entries import LedgerImported, TaskImported
from ledger.people import Person, PersonId
from ledger.refusals import NotAllowed
from ledger.tasks import Status
from ledger.transitions import Act
from ledger.values import dataclass
from storage.actions import StoredAction
from storage.books import OpenBooks
from storage.entry_rows import chunks
from storage.inbox import Incoming
from storage.store import Store

log = structlog.get_logger(__name__)

ROWS_AT_ONCE = 20
"""Rows in one transaction: others wait for a fraction of a second."""
TABLES = frozenset({".xlsx", ".csv"})
_BY_TAP = frozenset({Wanted.SUBMIT, Wanted.IMPORT, Wanted.ROSTER, Wanted.ROSTER_AGREE})


@dataclass(frozen=True, slots=True)
class Card:
    """The card whose button was pressed, and by whom: what is imported names it as its source."""

    person: PersonId
    source: Source


@dataclass(frozen=True)
class Sheets:
    """Makes of a sent file, or of a tap on its card, what the door then answers with."""

    store: Store
    clock: Clock
    folder: EvidenceFolder
    real: Callable[[], datetime]

    async def of(self, update: Json, row: Incoming, files: Sequence[Evidence]) -> Sheet | None:
        """Return what the table in the update comes to; nothing where the update is about no table."""
        if row.kind == "callback_query":
            token = door.token_tapped(update)
            return None if token is None else await self._of_tap(token, row)
        if row.kind != "message" or len(files) != 1 or row.user is None:
            return None
        caption = door.caption_of_table(update)
        if caption is None:
            return None
        roster = asks_roster_import(caption)
        asked = not roster and asks_import(caption, under_a_file=True)
        is_table = PurePath(files[0].name).suffix.lower() in TABLES
        if not (asked or roster or (is_table and not caption)):
            return None
        async with self.store.reading(now=self.clock.now()) as books:
            person = await books.directory.person_of_user(row.user)
            takes_over, runs = _may_look(books, person), may_import(books, person)
        sheet: Sheet | None = None
        if takes_over and not roster:  # A table of something else is evidence, unless it was said to be a ledger.
            sheet = await self._ledger(files[0], asked=asked)
        if sheet is None and person is not None and runs and not asked:
            sheet = await self._roster(files[0].name, files[0].sha256, person, asked=roster)
        return sheet

    async def _ledger(self, file: Evidence, *, asked: bool) -> LedgerSheet | None:
        try:
            return await self._weighed(await self._read(file.name, file.sha256), file.name)
        except WrongTableError as error:
            return _refused(file.name, file.sha256, error.problems) if asked else None
        except RosterFileError as error:
            return _refused(file.name, file.sha256, error.problems)

    async def _roster(self, name: str, sha256: str, asker: Person, *, asked: bool) -> RosterSheet | None:
        content = await asyncio.to_thread(self.folder.path(sha256).read_bytes)
        try:
            return await weighed_roster(self.store, asker, name, sha256, content, now=self.clock.now())
        except WrongTableError as error:
            return RosterSheet(name=name, sha256=sha256, faults=_faults(error.problems)) if asked else None
        except RosterFileError as error:
            return RosterSheet(name=name, sha256=sha256, faults=_faults(error.problems))

    async def _of_tap(self, token: str, row: Incoming) -> Sheet | None:
        async with self.store.reading(now=self.clock.now()) as books:
            person = await books.directory.person_of_user(row.user) if row.user is not None else None
            if person is None or row.chat is None:
                return None
            action = await books.actions.standing(token, person=person.id, chat=row.chat, now_real=self.real())
            if action is None or action.act not in _BY_TAP:
                return None
            name, sha256 = str(action.args["name"]), str(action.args["sha256"])
            asker = books.roster.person(PersonId(action.args.get("asker", person.id)))
        if action.act in {Wanted.ROSTER, Wanted.ROSTER_AGREE}:
            return await self._roster(name, sha256, asker, asked=True)
        card = None if action.act == Wanted.SUBMIT else Card(person.id, _source(action, row))
        return await self._ledger_again(name, sha256, card)

    async def _ledger_again(self, name: str, sha256: str, card: Card | None) -> LedgerSheet | None:
        """Weigh a file that was shown before once more, or import it for the card whose button was pressed."""
        try:
            file = await self._read(name, sha256)
            return await (self._weighed(file, name) if card is None else self._import(file, card))
        except NotAllowed:  # The door looks again and says so.
            return None
        except RosterFileError as error:
            return _refused(name, sha256, error.problems)

    async def _read(self, name: str, sha256: str) -> LedgerFile:
        async with self.store.reading(now=self.clock.now()) as books:
            roster, house = books.roster, books.house
        content = await asyncio.to_thread(self.folder.path(sha256).read_bytes)
        given = {"roster": roster, "hours": house.hours, "categories": house.evidence_needs, "now": self.clock.now()}
        return await asyncio.to_thread(_read, name, content, **given)

    async def _weighed(self, file: LedgerFile, name: str) -> LedgerSheet:
        async with self.store.reading(now=self.clock.now()) as books:
            rows = await weigh(books, file.rows)
        return _sheet(file, name, rows, now=self.clock.now())

    async def _import(self, file: LedgerFile, card: Card) -> LedgerSheet:
        """Import what is new, a few rows at a time, and return what this card has brought, also before a restart."""
        known, rows = Imported(), list[Weighed]()
        for piece in chunks(file.rows, ROWS_AT_ONCE):
            rows += await self._import_some(file, piece, known, card)
        async with self.store.reading(now=self.clock.now()) as books:
            numbers = await _brought(books, card.source)
        log.info("imported", tasks=len(numbers))
        first, last = (numbers[0], numbers[-1]) if numbers else ("", "")
        return _sheet(file, file.name, rows, now=self.clock.now(), done=len(numbers), first=first, last=last)

    async def _import_some(
        self, file: LedgerFile, rows: Sequence[Row], known: Imported, card: Card
    ) -> tuple[Weighed, ...]:
        async with self.store.books(now=self.clock.now()) as books:
            await books.hold()
            check_import(books, card.person)
            weighed = await weigh(books, rows, known)
            books.said_in(card.source)
            new = [one.row.task for one in weighed if one.fate is Fate.NEW and one.row.task is not None]
            at = books.now
            await import_tasks(books, new, by=card.person, at=at, name=file.name, sha256=file.sha256)
        return weighed


def _read(name: str, content: bytes, **given: Any) -> LedgerFile:
    from bot.ledger_import.reading import read_ledger  # Loaded with the first table that is sent, in its thread.

    return read_ledger(name, content, **given)


def _may_look(books: OpenBooks, person: Person | None) -> bool:
    if person is None:
        return False
    try:
        check_import(books, person.id, Act.PREPARE_IMPORT)
    except NotAllowed:
        return False
    return True


def _source(action: StoredAction, row: Incoming) -> Source:
    return Source(chat=action.chat, message=row.message)


async def _brought(books: OpenBooks, source: Source) -> list[str]:
    batches = {one.seq for one in await books.records_of(LedgerImported) if one.source == source}
    records = await books.records_of(TaskImported, after=min(batches, default=0)) if batches else ()
    entries = [one.entry for one in records if isinstance(one.entry, TaskImported)]
    return [entry.number for entry in entries if entry.batch in batches]


def _sheet(
    file: LedgerFile,
    name: str,
    rows: Sequence[Weighed],
    *,
    now: datetime,
    done: int = 0,
    first: str = "",
    last: str = "",
) -> LedgerSheet:
    return LedgerSheet(
        name=name,
        sha256=file.sha256,
        fates=Counter(one.fate for one in rows),
        late=sum(_is_late(one.row.task, now) for one in rows if one.fate is Fate.NEW),
        faults=_faults([problem for one in rows for problem in one.problems]),
        ignored=file.ignored,
        done=done,
        first=first,
        last=last,
    )


def _refused(name: str, sha256: str, problems: Sequence[Problem]) -> LedgerSheet:
    return LedgerSheet(name=name, sha256=sha256, faults=_faults(problems))


def _faults(problems: Sequence[Problem]) -> tuple[Fault, ...]:
    return tuple(Fault(one.line, one.column, one.what) for one in problems)


def _is_late(task: OldTask | None, now: datetime) -> bool:
    running = task is not None and task.status in {Status.ASSIGNED, Status.ACTIVE}
    return task is not None and running and task.deadline is not None and task.deadline < now
