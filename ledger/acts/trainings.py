"""培训: planned by whoever may organise it, answered by those who are meant, and attended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ledger.acts.ports import Books, person_of
from ledger.acts.regulations import RowFate
from ledger.acts.requests import Request
from ledger.entries import Evidence, Source
from ledger.people import Assignee, Person, PersonId, UnitId
from ledger.permissions import check_right, scopes
from ledger.refusals import NotAllowed
from ledger.scopes import Scope
from ledger.training_entries import (
    STANDING,
    CadenceWarned,
    TrainingAnswered,
    TrainingAttended,
    TrainingCancelled,
    TrainingFiled,
    TrainingInvited,
    TrainingKept,
)
from ledger.training_refusals import NotYetHeld, TrainingGone, TrainingPast
from ledger.trainings import Training, Turnout, trainings_of, turnout_of
from ledger.transitions import Act
from ledger.values import dataclass

_REMEMBERED = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRow:
    """What the plan is to say of a training; ``number`` where it is known already."""

    title: str
    organiser: UnitId
    starts: datetime
    audience: tuple[Assignee, ...] = ()
    city_wide: bool = False
    place: str = ""
    number: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepTraining(Request):
    """登记培训, or what is otherwise with it."""

    row: TrainingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRequest(Request):
    """Something asked about one training."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTraining(TrainingRequest):
    """取消, with the reason."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTraining(TrainingRequest):
    """培训材料."""

    files: tuple[Evidence, ...]
    paper: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTraining(TrainingRequest):
    """报名, or 不能参加 with the reason."""

    coming: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAttendance(TrainingRequest):
    """参训名单 of the organiser."""

    people: tuple[PersonId, ...]


async def all_trainings(books: Books) -> dict[str, Training]:
    """Return every training by number."""
    return trainings_of(await books.records_of(*STANDING))


async def training_for(books: Books, person: PersonId, number: str, act: Act) -> Training:
    """Return the training if the person may do the act on it; else refuse, also where there is none."""
    check_right(person_of(books, person), act)
    found = (await all_trainings(books)).get(number)
    if found is None or (act is Act.KEEP_TRAINING and not may_organise(books, person, found.organiser)):
        raise NotAllowed(act, number)
    return found


def may_organise(books: Books, person: PersonId, organiser: UnitId) -> bool:
    """Tell whether the person may plan what that unit organises: heads what their own office does."""
    one: Person = person_of(books, person)
    reach = scopes(one, Act.KEEP_TRAINING)
    own = one.unit is not None and books.roster.within(organiser, one.unit)
    return Scope.ANY in reach or (Scope.OFFICE in reach and own)


async def turnout(books: Books, training: Training) -> Turnout:
    """Return who was told, answered and came."""
    return turnout_of(await books.entries_of(training.number))


async def invited_to(books: Books, person: PersonId, *, now: datetime) -> dict[str, str]:
    """Return the titles by number of the trainings that the person was told of and may still answer.

    A training is answered until its hour; for a week after it whoever is missing from the list may still say so.
    What has no answer yet comes before what has one.
    """
    entries = [one.entry for one in await books.records_of(TrainingInvited)]
    told = {one.number for one in entries if isinstance(one, TrainingInvited) and person in one.people}
    known = await all_trainings(books) if told else {}
    near = [one for one in known.values() if one.number in told and one.starts > now - _REMEMBERED]
    heard = {one.number: await turnout(books, one) for one in near if one.cancelled_at is None}
    stands = [one for one in near if one.number in heard]
    due = [one for one in stands if not one.is_over(now) or person not in heard[one.number].attended]
    silent = [one for one in due if one.is_over(now) or person not in heard[one.number].answers]
    return {one.number: one.title for one in silent or due}


async def check_keeping(books: Books, request: KeepTraining) -> None:
    """Refuse what ``keep`` would refuse."""
    row = request.row
    check_right(person_of(books, request.person), Act.KEEP_TRAINING)
    if not may_organise(books, request.person, row.organiser):
        raise NotAllowed(Act.KEEP_TRAINING)
    if row.number:
        _check_stands(await training_for(books, request.person, row.number, Act.KEEP_TRAINING))
    if row.starts <= request.sent_at:
        raise TrainingPast(row.starts)


async def keep(books: Books, request: KeepTraining) -> Training:
    """Write down how the training is planned; a new one takes the year's next number."""
    await books.hold()
    await check_keeping(books, request)
    number = request.row.number or await _next_number(books, books.house.year(request.sent_at))
    await books.record(_entry(request.row, number, request.person, request.sent_at))
    return (await all_trainings(books))[number]


def _entry(row: TrainingRow, number: str, by: PersonId | None, at: datetime) -> TrainingKept:
    return TrainingKept(
        number=number,
        by=by,
        at=at,
        title=row.title,
        starts=row.starts,
        organiser=row.organiser,
        audience=row.audience,
        city_wide=row.city_wide,
        place=row.place,
        said=row.said,
    )


async def _next_number(books: Books, year: int) -> str:
    """Return the year's next number; none is given twice, for nothing leaves the plan."""
    known, pattern, n = await all_trainings(books), books.house.training.numbering, 1
    while pattern.format(year=year, n=n) in known:
        n += 1
    return pattern.format(year=year, n=n)


async def import_trainings(
    books: Books, rows: Sequence[TrainingRow], *, by: PersonId | None, at: datetime
) -> tuple[tuple[RowFate, str], ...]:
    """Bring the plan to what the rows say, once; the same title in the same month is the same training."""
    await books.hold()
    done: list[tuple[RowFate, str]] = []
    for row in rows:
        known = (await all_trainings(books)).values()
        before = next((one for one in known if _is_same(books, one, row)), None)
        same = before is not None and _told(before) == _told(row)
        number = before.number if before else await _next_number(books, _day(books, row).year)
        if not same:
            await books.record(_entry(row, number, by, at))
        done.append((RowFate.SAME if same else RowFate.CHANGED if before else RowFate.NEW, number))
    return tuple(done)


def _is_same(books: Books, known: Training, row: TrainingRow) -> bool:
    day, planned = known.day(books.house), _day(books, row)
    return known.title == row.title and (day.year, day.month) == (planned.year, planned.month)


def _day(books: Books, row: TrainingRow) -> date:
    return books.house.hours.local(row.starts).date()


def _told(one: Training | TrainingRow) -> tuple[object, ...]:
    return (one.title, one.starts, one.organiser, one.audience, one.city_wide, one.place)


async def cancel(books: Books, request: CancelTraining) -> Training:
    """取消: it will not be held, and counts for nothing."""
    await books.hold()
    _check_stands(await training_for(books, request.person, request.number, Act.KEEP_TRAINING))
    await books.record(
        TrainingCancelled(number=request.number, by=request.person, at=request.sent_at, reason=request.reason)
    )
    return (await all_trainings(books))[request.number]


async def file_material(books: Books, request: FileTraining) -> Training:
    """Keep what the training hands out."""
    await books.hold()
    await training_for(books, request.person, request.number, Act.KEEP_TRAINING)
    await books.record(
        TrainingFiled(
            number=request.number, by=request.person, at=request.sent_at, files=request.files, paper=request.paper
        )
    )
    return (await all_trainings(books))[request.number]


async def answer(books: Books, request: AnswerTraining, *, now: datetime) -> Training:
    """报名 or 不能参加; once its hour has come, to say 参加 means that one was there."""
    await books.hold()
    training = await training_for(books, request.person, request.number, Act.JOIN_TRAINING)
    _check_stands(training)
    if request.coming and training.is_over(now):
        entry = TrainingAttended(number=request.number, by=request.person, at=request.sent_at, people=(request.person,))
        if request.person not in (await turnout(books, training)).attended:
            await books.record(entry)
        return training
    if (await turnout(books, training)).answers.get(request.person) is not request.coming:
        await books.record(
            TrainingAnswered(
                number=request.number,
                by=request.person,
                at=request.sent_at,
                coming=request.coming,
                reason=request.reason,
            )
        )
    return training


async def note_attendance(books: Books, request: NoteAttendance, *, now: datetime) -> Training:
    """参训名单: the organiser's list takes the place of what was known."""
    await books.hold()
    training = await training_for(books, request.person, request.number, Act.KEEP_TRAINING)
    _check_stands(training)
    if not training.is_over(now):
        raise NotYetHeld(training.number, training.starts)
    await books.record(
        TrainingAttended(
            number=request.number, by=request.person, at=request.sent_at, people=request.people, whole=True
        )
    )
    return training


async def invite(books: Books, number: str, people: Sequence[PersonId], *, at: datetime) -> None:
    """通知 by the clock: these people are told."""
    await books.record(TrainingInvited(number=number, by=None, at=at, people=tuple(people)))


async def warned(books: Books) -> frozenset[str]:
    """Return the keys of the periods of which a warning went out."""
    found = (one.entry for one in await books.records_of(CadenceWarned))
    return frozenset(entry.key for entry in found if isinstance(entry, CadenceWarned))


async def warn(books: Books, key: str, *, at: datetime) -> None:
    """预警 by the clock."""
    await books.record(CadenceWarned(by=None, at=at, key=key))


def _check_stands(training: Training) -> None:
    if training.cancelled_at is not None:
        raise TrainingGone(training.number)
