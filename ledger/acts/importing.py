"""导入台账: tasks of a ledger that was kept elsewhere begin here, once, where they stood there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import field, fields
from datetime import UTC, datetime
from enum import StrEnum

from ledger.acts.ports import Books, check_present, person_of
from ledger.entries import Assigned
from ledger.import_entries import LedgerImported, TaskImported
from ledger.people import Assignee, PersonId
from ledger.permissions import check_right
from ledger.tasks import OVER, Status, Task
from ledger.transitions import Act
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OldTask:
    """One task as a row of the old ledger tells it; ``reference`` is its number there, which may be missing."""

    reference: str
    title: str
    origin: str = ""
    lead: tuple[Assignee, ...]
    support: tuple[Assignee, ...] = ()
    assigned_at: datetime
    original_deadline: datetime | None = None
    deadline: datetime | None = None
    status: Status
    percent: int | None = None
    note: str = ""
    extensions: int = 0
    ended: datetime | None = None
    evidence: str = ""
    remark: str = ""
    category: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of everything that the row says, however its cells were typed."""
        said = {one.name: _plain(getattr(self, one.name)) for one in fields(self)}
        known = {name: value for name, value in said.items() if value}  # A column more leaves old digests as they are.
        return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


class Fate(StrEnum):
    """What becomes of a row: new here, imported before and unchanged or changed since, or a number taken here."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    TAKEN = "taken"


@dataclass(slots=True)
class Imported:
    """What is known of earlier imports: number and digest by the old number, and numbers by digest."""

    by_reference: dict[str, tuple[str, str]] = field(default_factory=dict)
    by_digest: dict[str, str] = field(default_factory=dict)
    seq: int = 0

    def find(self, old: OldTask) -> tuple[Fate, str]:
        """Return whether the row is new, the same or changed, and the number that it has here."""
        if old.reference in self.by_reference:
            number, digest = self.by_reference[old.reference]
            return (Fate.SAME if digest == old.digest else Fate.CHANGED), number
        if not old.reference and old.digest in self.by_digest:
            return Fate.SAME, self.by_digest[old.digest]
        return Fate.NEW, ""

    async def learn(self, books: Books) -> None:
        """Learn what was imported since the last look."""
        for record in await books.records_of(TaskImported, after=self.seq):
            entry, self.seq = record.entry, record.seq
            if isinstance(entry, TaskImported):
                self.by_digest[entry.digest] = entry.number
                if entry.reference:
                    self.by_reference[entry.reference] = entry.number, entry.digest


def check_import(books: Books, person: PersonId, act: Act = Act.IMPORT) -> None:
    """Refuse (``NotAllowed``) whoever may not import, or (``PREPARE_IMPORT``) see what an import would do."""
    check_right(person_of(books, person), act)


async def import_tasks(
    books: Books, rows: Sequence[OldTask], *, by: PersonId | None, at: datetime, name: str, sha256: str
) -> tuple[Task, ...]:
    """Begin each task with a number of its own; the caller has seen that every row is new. Without rows, no entry.

    ``by`` is ``None`` on the command line, where whoever runs the server imports.
    """
    if by is not None:
        check_import(books, by)
    if not rows:
        return ()
    for row in rows:
        check_present(books, () if row.status in OVER else row.lead + row.support)
    batch = await books.record(LedgerImported(by=by, at=at, name=name, sha256=sha256, tasks=len(rows)))
    return tuple([await _begin(books, row, by=by, at=at, batch=batch.seq) for row in rows])


async def _begin(books: Books, row: OldTask, *, by: PersonId | None, at: datetime, batch: int) -> Task:
    """Write assignment and standing: the assignment keeps its date, and so does the end of what is over."""
    number = await books.next_number(books.house.year(row.assigned_at))
    await books.append(
        Assigned(
            number=number,
            by=None,
            at=row.assigned_at,
            title=row.title,
            lead=row.lead,
            support=row.support,
            deadline=row.original_deadline or row.deadline,
            origin=row.origin,
            category=row.category,
            cause=batch,
        )
    )
    return await books.append(
        TaskImported(
            number=number,
            by=by,
            at=row.ended or at,
            reference=row.reference,
            digest=row.digest,
            batch=batch,
            status=row.status,
            deadline=row.deadline,
            percent=row.percent,
            extensions=row.extensions,
            ended=row.ended,
            note=row.note,
            evidence=row.evidence,
            remark=row.remark,
        )
    )


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case tuple():
            return [_plain(one) for one in value]
        case Assignee():
            return [value.person, value.unit]
        case _:
            return value
