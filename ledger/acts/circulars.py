"""通报: a coordinator drafts and changes, a leader who wrote nothing of it approves, and only then it is published."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from ledger.acts.ports import Books, person_of
from ledger.acts.requests import Request
from ledger.circular_entries import (
    CIRCULARS,
    CircularApproved,
    CircularChanged,
    CircularDrafted,
    CircularPublished,
    CircularReturned,
    CircularSubmitted,
    CircularWithdrawn,
)
from ledger.circular_refusals import (
    ApproverDrafted,
    BeyondField,
    CircularMoved,
    NoApprover,
    NoGroupChosen,
    NothingToSay,
    NotInQuietTime,
    PeriodAhead,
    TooLong,
    WrongStage,
)
from ledger.circulars import (
    LAID,
    LONGEST_SENTENCE,
    LONGEST_TITLE,
    MOST_SENTENCES,
    OPEN_STAGES,
    Circular,
    Point,
    Stage,
    Tone,
    circulars_of,
    in_order,
    next_paper,
)
from ledger.entries import Entry
from ledger.people import Person, PersonId, Role
from ledger.permissions import authorise, check_right, may
from ledger.refusals import NotAllowed
from ledger.slots import is_quiet
from ledger.transitions import Act
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCircular(Request):
    """A circular over the days from ``first`` to ``last``, of facts as they stood at ``as_of``, for these groups."""

    first: date
    last: date
    as_of: datetime
    title: str
    points: tuple[Point, ...]
    chats: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutCircular(Request):
    """An act upon a circular (the ``seq`` of its draft) as whoever asks has seen it."""

    circular: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCircular(AboutCircular):
    """What is given takes the place of what stood there; ``said`` are the words that asked for it."""

    title: str | None = None
    points: tuple[Point, ...] | None = None
    chats: tuple[int, ...] | None = None
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitCircular(AboutCircular):
    """Lay it before that leader."""

    to: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnCircular(AboutCircular):
    """Send it back with what is to be otherwise."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishCircular(AboutCircular):
    """Publish it at ``now`` in those of its groups that are there (``chats``)."""

    now: datetime
    chats: tuple[int, ...]


PUBLISHABLE = frozenset({Stage.APPROVED})
"""What may go out: nothing but what a leader approved."""


async def all_circulars(books: Books) -> dict[int, Circular]:
    """Return every circular by the ``seq`` of its draft."""
    return circulars_of(await books.records_of(*CIRCULARS))


async def draft(books: Books, request: DraftCircular) -> Circular:
    """Record the first version."""
    check_right(person_of(books, request.person), Act.DRAFT_CIRCULAR)
    if request.as_of > request.sent_at or request.first > request.last:
        raise PeriodAhead(request.first)
    await _check_content(books, request.person, request.title, request.points, (request.first, request.last))
    await books.hold()
    written = await books.record(
        CircularDrafted(
            by=request.person,
            at=request.sent_at,
            first=request.first,
            last=request.last,
            as_of=request.as_of,
            chats=request.chats,
            title=request.title,
            **_written(request.points),
        )
    )
    return (await all_circulars(books))[written.seq]


async def draft_from_scores(
    books: Books, at: datetime, span: tuple[date, date], *, title: str, points: Iterable[Point], chats: tuple[int, ...]
) -> int:
    """Record, by the clock, the first version of a quarter's circular; return its ``seq``. Its author is nobody."""
    entry = CircularDrafted(
        by=None,
        at=at,
        first=span[0],
        last=span[1],
        as_of=at,
        chats=chats,
        title=title,
        **_written(in_order(points)),
    )
    return (await books.record(entry)).seq


async def change(books: Books, request: ChangeCircular) -> Circular:
    """Record the next version; an approval of the one before is void."""
    before = await circular_for(books, request, Act.DRAFT_CIRCULAR, OPEN_STAGES)
    title = before.title if request.title is None else request.title
    points = in_order(before.points if request.points is None else request.points)
    await _check_content(books, request.person, title, points, (before.first, before.last))
    entry = CircularChanged(
        by=request.person,
        at=request.sent_at,
        circular=before.id,
        title=title,
        chats=before.chats if request.chats is None else request.chats,
        said=request.said,
        **_written(points),
    )
    return await _recorded(books, before.id, entry)


async def submit(books: Books, request: SubmitCircular) -> Circular:
    """Lay the version before a leader who may approve it."""
    before = await circular_for(books, request, Act.DRAFT_CIRCULAR, {Stage.DRAFT, Stage.SUBMITTED})
    if not before.chats:
        raise NoGroupChosen
    await _check_approver(books, before, person_of(books, request.to))
    entry = CircularSubmitted(**_about(request), to=request.to)
    return await _recorded(books, before.id, entry)


async def approve(books: Books, request: AboutCircular) -> Circular:
    """Approve exactly the version that was seen."""
    before = await circular_for(books, request, Act.APPROVE_CIRCULAR, {Stage.SUBMITTED})
    await _check_approver(books, before, person_of(books, request.person))
    return await _recorded(books, before.id, CircularApproved(**_about(request)))


async def send_back(books: Books, request: ReturnCircular) -> Circular:
    """Send it back to be changed; also an approved one, as long as it is not out."""
    before = await circular_for(books, request, Act.APPROVE_CIRCULAR, LAID)
    await _check_approver(books, before, person_of(books, request.person))
    return await _recorded(books, before.id, CircularReturned(**_about(request), reason=request.reason))


async def check_publication(books: Books, request: PublishCircular) -> str:
    """Return the number (文号) under which ``publish`` would publish it now; refuse as that would."""
    before = await circular_for(books, request, Act.DRAFT_CIRCULAR, PUBLISHABLE)
    if not request.chats or not set(request.chats) <= set(before.chats):
        raise NoGroupChosen
    if is_quiet(request.now, books.house):
        raise NotInQuietTime
    year = books.house.year(request.sent_at)
    return next_paper(await books.records_of(CircularPublished), year, books.house)


async def publish(books: Books, request: PublishCircular) -> Circular:
    """Give it its number and record that it is out: once, for nothing that is published is approved any more."""
    paper = await check_publication(books, request)
    entry = CircularPublished(**_about(request), paper=paper, chats=request.chats)
    return await _recorded(books, request.circular, entry)


async def withdraw(books: Books, request: AboutCircular) -> Circular:
    """Give it up before it is out."""
    before = await circular_for(books, request, Act.DRAFT_CIRCULAR, OPEN_STAGES)
    return await _recorded(books, before.id, CircularWithdrawn(**_about(request)))


async def circular_for(books: Books, request: AboutCircular, act: Act, stages: Collection[Stage]) -> Circular:
    """Return the circular, held against others, if the person may do the act on it as it stands; else refuse."""
    check_right(person_of(books, request.person), act)
    await books.hold()
    one = (await all_circulars(books)).get(request.circular)
    if one is None:
        raise NotAllowed(act)
    if one.version != request.version and one.is_open:
        raise CircularMoved(one.version)
    if one.stage not in stages:
        raise WrongStage(one.stage)
    return one


async def approvers(books: Books, one: Circular) -> tuple[Person, ...]:
    """Return the leaders who are there today, wrote nothing of it and may see all of its tasks."""
    there = [person for person in books.roster.holders(Role.LEADER) if books.roster.absence_of(person.id) is None]
    found = tuple([person for person in there if await _hindrance(books, one, person) is None])
    if not found:
        raise NoApprover
    return found


async def _check_approver(books: Books, one: Circular, person: Person) -> None:
    if (hindrance := await _hindrance(books, one, person)) is not None:
        raise hindrance


async def _hindrance(books: Books, one: Circular, person: Person) -> ApproverDrafted | BeyondField | NotAllowed | None:
    """Return why the person may not approve it, if so."""
    if person.id in one.authors:
        return ApproverDrafted()
    try:
        check_right(person, Act.APPROVE_CIRCULAR)
    except NotAllowed as refused:
        return refused
    for number in one.tasks:
        if not may(books.roster, person, Act.APPROVE_CIRCULAR, await books.task(number)):
            return BeyondField(number)
    return None


async def _check_content(
    books: Books, person: PersonId, title: str, points: Iterable[Point], days: tuple[date, date]
) -> None:
    """Refuse an empty or endless circular, and one about a task that whoever writes may not see."""
    known = tuple(points)
    if not known:
        raise NothingToSay(*days)
    endless = any(len(point.text) > LONGEST_SENTENCE for point in known)
    if endless or len(title) > LONGEST_TITLE or len(known) > MOST_SENTENCES:
        raise TooLong
    for number in dict.fromkeys(point.task for point in known):
        await check_seen(books, person, number)


async def check_seen(books: Books, person: PersonId, number: str) -> None:
    """Refuse a task that the person may not see."""
    authorise(books.roster, person_of(books, person), Act.SEE, await books.task(number))


def _written(points: tuple[Point, ...]) -> dict[str, Any]:
    return {
        "sentences": "\n".join(" ".join(point.text.split()) for point in points),
        "tasks": tuple(point.task for point in points),
        "praises": sum(point.tone is Tone.PRAISE for point in points),
    }


def _about(request: AboutCircular) -> dict[str, Any]:
    return {"by": request.person, "at": request.sent_at, "circular": request.circular, "version": request.version}


async def _recorded(books: Books, circular: int, entry: Entry) -> Circular:
    await books.record(entry)
    return (await all_circulars(books))[circular]
