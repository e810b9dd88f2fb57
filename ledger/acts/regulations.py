"""制度: kept in the register, laid before people to be read, and revised by the tasks that come from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from ledger.acts.assigning import assign, check_assignment
from ledger.acts.ports import Books, person_of
from ledger.acts.requests import AssignTask, Request
from ledger.entries import Evidence, Source
from ledger.people import Assignee, PersonId, UnitId
from ledger.permissions import check_right
from ledger.refusals import NotAllowed
from ledger.regulation_entries import (
    STANDING,
    RegulationGroup,
    RegulationKept,
    RegulationLaid,
    RegulationRead,
    RegulationStatus,
    RegulationTasked,
)
from ledger.regulation_refusals import AllAsked, HasRevision, NothingToRead, RevisionUndefined, TitleTaken
from ledger.regulations import Readers, Regulation, next_number, readers_of, regulations_of, titled
from ledger.tasks import Status, Task
from ledger.transitions import Act
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationRow:
    """What the register is to say of a regulation; without a ``number`` the title tells which one is meant."""

    group: RegulationGroup
    title: str
    status: RegulationStatus
    owner: UnitId | None = None
    due: date | None = None
    edition: int = 1
    effective: date | None = None
    number: str = ""
    files: tuple[Evidence, ...] = ()
    paper: Source | None = None
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRegulation(Request):
    """登记 a new one, or what is otherwise with one that is known by its number."""

    row: RegulationRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LayRegulation(Request):
    """组织阅知: ask these people to read it."""

    number: str
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRegulation(Request):
    """阅知 of the version in force."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignRevision(Request):
    """交办修订 to the owner, as a task of that title, until the end of the day that the register names."""

    number: str
    title: str
    deadline: datetime


class RowFate(StrEnum):
    """What becomes of a row of a table (导入): it is new, the same as what is known, changes it, or is out of date."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    OLDER = "older"


async def all_regulations(books: Books) -> dict[str, Regulation]:
    """Return the register by number, in the order of the system."""
    return regulations_of(await books.records_of(*STANDING))


async def regulation_for(books: Books, person: PersonId, number: str, act: Act) -> Regulation:
    """Return the regulation if the person may do the act at all; else refuse, also where there is none."""
    check_right(person_of(books, person), act)
    found = (await all_regulations(books)).get(number)
    if found is None:
        raise NotAllowed(act, number)
    return found


async def readers(books: Books, regulation: Regulation) -> Readers:
    """Return who was asked to read the version in force, and who has."""
    return readers_of(await books.entries_of(regulation.number), regulation.edition)


async def unread_by(books: Books, person: PersonId) -> dict[str, str]:
    """Return the titles by number of the regulations that the person was asked to read and has not yet."""
    entries = [one.entry for one in await books.records_of(RegulationLaid)]
    laid = {one.number for one in entries if isinstance(one, RegulationLaid) and person in one.people}
    known = await all_regulations(books) if laid else {}
    asked = [known[number] for number in sorted(laid) if known[number].can_be_read]
    return {one.number: one.title for one in asked if person in (await readers(books, one)).missing}


async def check_keeping(books: Books, request: KeepRegulation) -> None:
    """Refuse what ``keep`` would refuse."""
    check_right(person_of(books, request.person), Act.KEEP_REGULATION)
    known = await all_regulations(books)
    row = request.row
    if row.number and row.number not in known:
        raise NotAllowed(Act.KEEP_REGULATION, row.number)
    same = titled(known.values(), row.title)
    if same is not None and same.number != row.number:
        raise TitleTaken(same.number, same.title)


async def keep(books: Books, request: KeepRegulation) -> Regulation:
    """Write down how the regulation stands; a new one takes the next number of its group."""
    await books.hold()
    await check_keeping(books, request)
    known = await all_regulations(books)
    row = request.row
    number = row.number or next_number(known.values(), row.group)
    await books.record(_entry(replace(row, number=number), request.person, request.sent_at))
    return (await all_regulations(books))[number]


def _entry(row: RegulationRow, by: PersonId | None, at: datetime) -> RegulationKept:
    return RegulationKept(
        number=row.number,
        by=by,
        at=at,
        group=row.group,
        title=row.title,
        status=row.status,
        owner=row.owner,
        due=row.due,
        edition=row.edition,
        effective=row.effective,
        files=row.files,
        paper=row.paper,
        said=row.said,
    )


def fate_of(row: RegulationRow, known: Regulation | None) -> RowFate:
    """Return what would become of the row; what a table does not tell, the file, stays as it is."""
    if known is None:
        return RowFate.NEW
    if row.edition < known.edition:
        return RowFate.OLDER
    told = (row.group, row.title, row.status, row.owner, row.due, row.edition, row.effective)
    stands = (known.group, known.title, known.status, known.owner, known.due, known.edition, known.effective)
    return RowFate.SAME if told == stands else RowFate.CHANGED


async def import_regulations(
    books: Books, rows: Sequence[RegulationRow], *, by: PersonId | None, at: datetime
) -> tuple[tuple[RowFate, str], ...]:
    """Bring the register to what the rows say, once; return each row's fate and number."""
    if by is not None:
        check_right(person_of(books, by), Act.KEEP_REGULATION)
    await books.hold()
    known = await all_regulations(books)
    done: list[tuple[RowFate, str]] = []
    for row in rows:
        before = known.get(row.number) or titled(known.values(), row.title)
        fate = fate_of(row, before)
        number = before.number if before else row.number or next_number(known.values(), row.group)
        if fate in {RowFate.NEW, RowFate.CHANGED}:
            files, paper = (before.files, before.paper) if before else ((), None)
            kept = _entry(replace(row, number=number, files=files, paper=paper), by, at)
            known |= regulations_of([await books.record(kept)])
        done.append((fate, number))
    return tuple(done)


async def lay(books: Books, request: LayRegulation) -> tuple[PersonId, ...]:
    """Ask whoever was not asked for this version and has not read it; return whom."""
    await books.hold()
    regulation = await regulation_for(books, request.person, request.number, Act.KEEP_REGULATION)
    if not regulation.can_be_read:
        raise NothingToRead(regulation.number, regulation.status)
    told = await readers(books, regulation)
    people = tuple(one for one in dict.fromkeys(request.people) if one not in told.asked and one not in told.read)
    if not people:
        raise AllAsked(regulation.number)
    await books.record(
        RegulationLaid(
            number=regulation.number,
            by=request.person,
            at=request.sent_at,
            edition=regulation.edition,
            people=people,
        )
    )
    return people


async def read(books: Books, request: ReadRegulation) -> tuple[Regulation, bool]:
    """Record that the person has read the version in force, once; ``False`` where that is known already."""
    await books.hold()
    regulation = await regulation_for(books, request.person, request.number, Act.READ_REGULATION)
    if not regulation.can_be_read:
        raise NothingToRead(regulation.number, regulation.status)
    if request.person in (await readers(books, regulation)).read:
        return regulation, False
    await books.record(
        RegulationRead(number=regulation.number, by=request.person, at=request.sent_at, edition=regulation.edition)
    )
    return regulation, True


async def check_revision(books: Books, request: AssignRevision) -> AssignTask:
    """Return the assignment that the register asks for; refuse where it says too little, or it is under way."""
    regulation = await regulation_for(books, request.person, request.number, Act.KEEP_REGULATION)
    today = books.house.hours.local(request.sent_at).date()
    if not regulation.is_owed or regulation.owner is None or regulation.due is None or regulation.due < today:
        owned = regulation.owner is not None
        raise RevisionUndefined(regulation.number, regulation.due, owned, regulation.is_owed)
    if regulation.task is not None and await is_under_way(books, regulation.task):
        raise HasRevision(regulation.number, regulation.task)
    assignment = AssignTask(
        person=request.person,
        sent_at=request.sent_at,
        title=request.title,
        lead=(Assignee(unit=regulation.owner),),
        deadline=request.deadline,
        origin=regulation.number,
    )
    await check_assignment(books, assignment)
    return assignment


async def is_under_way(books: Books, task: str) -> bool:
    """Tell whether the task that was to revise it is still to be done: neither withdrawn nor over."""
    return (await books.task(task)).status not in {Status.WITHDRAWN, Status.CLOSED, Status.ARCHIVED}


async def assign_revision(books: Books, request: AssignRevision) -> Task:
    """交办修订: begin the task, and let the register know its number."""
    await books.hold()
    task = await assign(books, await check_revision(books, request))
    await books.record(RegulationTasked(number=request.number, by=request.person, at=request.sent_at, task=task.number))
    return task


def owed(known: Iterable[Regulation]) -> tuple[Regulation, ...]:
    """Return those that are to be revised or drafted, the earliest day first, those without one last."""
    return tuple(sorted((one for one in known if one.is_owed), key=lambda one: one.due or date.max))
