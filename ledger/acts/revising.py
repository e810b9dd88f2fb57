"""修订完成: a task that the register of regulations gave is closed, and its file is the next version, in force."""

from __future__ import annotations

from datetime import datetime

from ledger.acts.ports import Books
from ledger.entries import Evidence, Source
from ledger.people import PersonId
from ledger.regulation_entries import STANDING, RegulationRevised, RegulationTasked
from ledger.regulations import Regulation, regulations_of
from ledger.tasks import Task
from ledger.undoing import standing

DOCUMENT = "document"


async def regulation_of_task(books: Books, number: str) -> Regulation | None:
    """Return the regulation that the task is to revise, where it came from one."""
    given = [one.entry for one in await books.records_of(RegulationTasked)]
    if not any(isinstance(entry, RegulationTasked) and entry.task == number for entry in given):
        return None
    known = regulations_of(await books.records_of(*STANDING)).values()
    return next((one for one in known if one.task == number), None)


async def revise_by(books: Books, task: Task, *, by: PersonId | None, at: datetime) -> None:
    """Let the document that the closed task brought be the next version; pictures alone make none."""
    regulation = await regulation_of_task(books, task.number)
    brought = [one for one in task.files[task.stale :] if one.kind == DOCUMENT]
    if regulation is None or not brought:
        return
    await books.record(
        RegulationRevised(
            number=regulation.number,
            by=by,
            at=at,
            task=task.number,
            edition=regulation.edition + 1,
            effective=books.house.hours.local(at).date(),
            files=(brought[-1],),
            paper=await _paper(books, task.number, brought[-1]),
        )
    )


async def _paper(books: Books, number: str, file: Evidence) -> Source | None:
    """Return the message that brought the file."""
    for record in reversed(standing(await books.entries_of(number))):
        if file in getattr(record.entry, "files", ()):
            return record.source if record.source.chat is not None else None
    return None
