"""What the acts lean on: the open books, inside one transaction; ``storage`` and the tests' memory provide them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from ledger.document_entries import DocumentEntry, DocumentKind
from ledger.documents import Document
from ledger.entries import Entry, ProgressNoted, Recorded, TaskEntry
from ledger.facts import Head
from ledger.house import House
from ledger.office_refusals import HasLeft
from ledger.people import Assignee, Person, PersonId, Roster
from ledger.permissions import authorise, branch_of
from ledger.refusals import WrongStatus
from ledger.tasks import Branch, Task
from ledger.transitions import Act, fits, fits_branch
from ledger.undoing import standing


class Books(Protocol):
    """The ledger, opened for one update or one ring of the bell; committed as a whole or not at all."""

    @property
    def roster(self) -> Roster:
        """The roster as it stands in this transaction."""
        ...

    @property
    def house(self) -> House:
        """The house rules in force."""
        ...

    async def task(self, number: str) -> Task:
        """Return the task, held against other writers until the books close; ``NoSuchTask`` where there is none."""
        ...

    async def entries_of(self, number: str) -> tuple[Recorded, ...]:
        """Return the entries of a task or document in order."""
        ...

    async def next_number(self, year: int) -> str:
        """Take the year's next task number; it is given back if the books are not committed."""
        ...

    async def next_notice(self, year: int) -> str:
        """Take the year's next number of a supervision notice, as ``next_number`` does."""
        ...

    async def document(self, number: str) -> Document | None:
        """Return the document, held against other writers until the books close; ``None`` where there is none."""
        ...

    async def open_documents(self) -> tuple[Document, ...]:
        """Return every document that is neither finished nor withdrawn."""
        ...

    async def next_document(self, kind: DocumentKind, year: int) -> str:
        """Take the year's next number of a document of that kind, as ``next_number`` does."""
        ...

    async def file(self, entry: DocumentEntry) -> Document:
        """Append an entry of a document to the chain and return the document as it now stands."""
        ...

    async def append(self, entry: TaskEntry) -> Task:
        """Append an entry of a task to the chain and return the task as it now stands."""
        ...

    async def record(self, entry: Entry) -> Recorded:
        """Append an entry that belongs to no task, and return it as it stands in the chain."""
        ...

    async def last_act(self, person: PersonId) -> tuple[Recorded, ...]:
        """Return all entries of the person's latest message or tap that left any, in order."""
        ...

    async def closed_in(self, first: date, last: date) -> tuple[str, ...]:
        """Return the numbers of the tasks that are closed, and were closed on one of these local days."""
        ...

    async def put_person(self, person: Person) -> PersonId:
        """Let the roster say this of the person, a ``NEWCOMER`` included; return the id."""
        ...

    async def hold(self) -> Head:
        """Wait for other writers, and keep them waiting until the books close; return the last link of the chain."""
        ...

    async def records_of(self, *kinds: type[Entry], after: int = 0) -> tuple[Recorded, ...]:
        """Return all entries of these kinds in order; with ``after`` those behind that ``seq``."""
        ...


async def task_for(books: Books, number: str, *, person: PersonId, act: Act) -> Task:
    """Return the task if the person may do the act on it where it stands; else refuse."""
    task = await books.task(number)
    authorise(books.roster, books.roster.person(person), act, task)
    if not fits(act, task.status):
        raise WrongStatus(task.number, task.status, act)
    return task


async def branch_for(books: Books, number: str, *, person: PersonId, act: Act) -> tuple[Task, Branch]:
    """Return the task and the branch that the person's act is about; else refuse."""
    task = await books.task(number)
    branch = branch_of(books.roster, books.roster.person(person), act, task)
    if not fits_branch(act, task, branch):
        status = branch.status if task.is_running else task.status
        raise WrongStatus(task.number, status, act)
    return task, branch


async def last_progress(books: Books, number: str, *, by: PersonId, assignee: Assignee) -> Recorded | None:
    """Return the person's latest progress entry of the branch."""
    for record in reversed(standing(await books.entries_of(number))):
        entry = record.entry
        if isinstance(entry, ProgressNoted) and entry.by == by and entry.assignee == assignee:
            return record
    return None


def check_present(books: Books, assignees: Iterable[Assignee]) -> None:
    """Refuse (``HasLeft``) what would make somebody answerable who is there no more."""
    for one in assignees:
        if one.person is not None and not person_of(books, one.person).is_active:
            raise HasLeft(person_of(books, one.person).name)


def person_of(books: Books, person: PersonId) -> Person:
    """Return the roster's person behind an id of this transaction."""
    return books.roster.person(person)
