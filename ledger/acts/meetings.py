"""办会: a meeting is registered, changed, cancelled or held; its minutes and the tasks of its decisions are noted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from ledger.acts.documents import document_for
from ledger.acts.ports import Books, person_of
from ledger.acts.requests import Request
from ledger.document_entries import DocumentKind
from ledger.meeting_entries import (
    MEETINGS,
    MeetingCancelled,
    MeetingChanged,
    MeetingDecided,
    MeetingEntry,
    MeetingHeld,
    MeetingRegistered,
    MinutesAttached,
)
from ledger.meeting_refusals import NoSuchMinutes, NotYetBegun, WrongMeetingStage
from ledger.meetings import Meeting, MeetingStage, meetings_of
from ledger.people import Person, PersonId, Roster
from ledger.permissions import check_right, scopes
from ledger.refusals import NotAllowed
from ledger.scopes import Scope
from ledger.series import next_number
from ledger.transitions import Act
from ledger.values import dataclass

_PLANNED, _HELD = MeetingStage.PLANNED, MeetingStage.HELD


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMeeting(Request):
    """A meeting to be registered, or with ``number`` what it is changed to, whole."""

    title: str
    place: str
    starts: datetime
    agenda: tuple[str, ...]
    said: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutMeeting(Request):
    """Something asked about one meeting; ``reason`` why it is cancelled, ``document`` its minutes."""

    number: str
    reason: str = ""
    document: str = ""


async def all_meetings(books: Books) -> dict[str, Meeting]:
    """Return every meeting by its number."""
    return meetings_of(await books.records_of(*MEETINGS))


def may_on_meeting(roster: Roster, person: Person, act: Act, registered_by: PersonId | None) -> bool:
    """Tell whether the person may do the act on a meeting that somebody registered: a head on those of the office."""
    reach = scopes(person, act)
    if Scope.ANY in reach:
        return True
    if Scope.OFFICE not in reach or registered_by is None:
        return False
    return person.unit is not None and roster.within(roster.person(registered_by).unit, person.unit)


async def register(books: Books, request: PlanMeeting) -> Meeting:
    """Give the meeting its number and record what is planned."""
    check_right(person_of(books, request.person), Act.ARRANGE_MEETING)
    await books.hold()
    begun = await books.records_of(MeetingRegistered)
    number = next_number(begun, books.house.documents.meeting_numbering, request.sent_at, books.house)
    return await _noted(books, MeetingRegistered(**_plan(request, number)))


async def change(books: Books, request: PlanMeeting) -> Meeting:
    """Record what is planned now, in the place of what was; only before it is held."""
    await meeting_for(books, request.person, request.number, {_PLANNED})
    return await _noted(books, MeetingChanged(**_plan(request, request.number)))


async def cancel(books: Books, request: AboutMeeting) -> Meeting:
    """取消, with the reason."""
    await meeting_for(books, request.person, request.number, {_PLANNED})
    return await _noted(books, MeetingCancelled(**_by(request), reason=request.reason))


async def hold(books: Books, request: AboutMeeting) -> Meeting:
    """召开: it has begun, and is over."""
    one = await meeting_for(books, request.person, request.number, {_PLANNED})
    if request.sent_at < one.starts:
        raise NotYetBegun(one.number)
    return await _noted(books, MeetingHeld(**_by(request)))


async def attach_minutes(books: Books, request: AboutMeeting) -> Meeting:
    """Let the meeting name its minutes, which stand in the register of documents."""
    await meeting_for(books, request.person, request.number, {_PLANNED, _HELD})
    try:
        found = await document_for(books, person_of(books, request.person), request.document, Act.SEE_DOCUMENT)
    except NotAllowed:
        raise NoSuchMinutes(request.document) from None
    if found.kind is not DocumentKind.MINUTES:
        raise NoSuchMinutes(request.document)
    return await _noted(books, MinutesAttached(**_by(request), document=request.document))


async def note_decisions(books: Books, request: Request, meeting: int, tasks: tuple[str, ...]) -> Meeting | None:
    """Record which tasks the decisions of the meeting (the ``seq`` of its registration) have become."""
    one = next((each for each in (await all_meetings(books)).values() if each.id == meeting), None)
    if one is None:
        return None
    await meeting_for(books, request.person, one.number, {_PLANNED, _HELD})
    return await _noted(books, MeetingDecided(by=request.person, at=request.sent_at, number=one.number, tasks=tasks))


async def meeting_for(
    books: Books,
    person: PersonId,
    number: str,
    stages: Collection[MeetingStage] = frozenset(MeetingStage),
    act: Act = Act.ARRANGE_MEETING,
) -> Meeting:
    """Return the meeting, held against others, if the person may do the act on it as it stands; else refuse."""
    await books.hold()
    one = (await all_meetings(books)).get(number)
    if one is None or not may_on_meeting(books.roster, person_of(books, person), act, one.registered_by):
        raise NotAllowed(act, number)
    if one.stage not in stages:
        raise WrongMeetingStage(number, one.stage)
    return one


async def _noted(books: Books, entry: MeetingEntry) -> Meeting:
    await books.record(entry)
    return (await all_meetings(books))[entry.number]


def _plan(request: PlanMeeting, number: str) -> dict[str, Any]:
    return {
        **{"by": request.person, "at": request.sent_at, "number": number},
        **{"title": request.title, "place": request.place, "starts": request.starts, "said": request.said},
        "agenda": "\n".join(" ".join(item.split()) for item in request.agenda),
    }


def _by(request: AboutMeeting) -> dict[str, Any]:
    return {"by": request.person, "at": request.sent_at, "number": request.number}
