"""Random walks over meetings (办会) and information (政务信息): what is promised holds after whatever anybody tries."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ledger.acts import information, meetings
from ledger.information import adopted_in, information_of, submitted_in
from ledger.information_entries import INFORMATION, InformationAdopted
from ledger.meeting_entries import MEETINGS
from ledger.meetings import Meeting, MeetingStage, meetings_of
from ledger.people import Person
from ledger.refusals import Refusal
from tests.ledger.house import COORDINATOR, FINANCE, GENERAL, HEAD, LEADER, MONDAY, OUTSIDE_HEAD, ROSTER, STAFF
from tests.storage.office import HOUSE
from tests.support.memory_books import MemoryBooks

PEOPLE = (STAFF, HEAD, COORDINATOR, LEADER, OUTSIDE_HEAD)
WHO = st.sampled_from(PEOPLE)
MOVES = st.lists(
    st.tuples(WHO, st.sampled_from(["registered", "changed", "cancelled", "held", "decided"])), max_size=12
)
STEPS = st.lists(st.tuples(WHO, st.sampled_from(["submitted", "adopted", "void"]), st.integers(1, 3)), max_size=14)


async def _meet(books: MemoryBooks, who: Person, what: str, minute: int) -> Any:
    at = MONDAY + timedelta(minutes=minute)
    plan = meetings.PlanMeeting(
        person=who.id, sent_at=at, title="常务会议", place="", starts=MONDAY, agenda=("供热",), number="HY-2026-1"
    )
    about = meetings.AboutMeeting(person=who.id, sent_at=at, number="HY-2026-1", reason="冲突")
    match what:
        case "registered":
            return await meetings.register(books, plan)
        case "changed":
            return await meetings.change(books, plan)
        case "cancelled":
            return await meetings.cancel(books, about)
        case "held":
            return await meetings.hold(books, about)
    first = next(iter((await meetings.all_meetings(books)).values()), None)
    return await meetings.note_decisions(books, about, first.id if first else 0, ("DB-2026-1",))


async def _walk_meetings(moves: list[tuple[Person, str]]) -> None:
    books, known = MemoryBooks(roster=ROSTER, house=HOUSE), dict[str, Meeting]()
    for minute, (who, what) in enumerate(moves, start=1):
        before = len(books.records)
        try:
            await _meet(books, who, what, minute)
        except Refusal:
            assert len(books.records) == before
            continue
        told = books.records[before:]
        assert who in {COORDINATOR, LEADER, HEAD, OUTSIDE_HEAD} or not told
        assert all(isinstance(one.entry, MEETINGS) for one in told)
        now = meetings_of(books.records)
        assert list(now) == [f"HY-2026-{n}" for n in range(1, len(now) + 1)]  # Numbers have no gaps.
        for number, one in known.items():  # What is over stays as it was, but for what was decided.
            assert one.stage is MeetingStage.PLANNED or now[number].stage is one.stage
            assert now[number].tasks[: len(one.tasks)] == one.tasks
        known = now


async def _inform(books: MemoryBooks, who: Person, what: str, n: int, minute: int) -> Any:
    at, unit = MONDAY + timedelta(minutes=minute), FINANCE.id if n == 3 else GENERAL.id
    if what == "submitted":
        request = information.SubmitInformation(person=who.id, sent_at=at, title=f"做法{n}", unit=unit)
        return await information.submit(books, request)
    about = information.AboutInformation(
        person=who.id, sent_at=at, number=f"XX-2026-{n}", adopter="省厅", reason="重复"
    )
    return await (information.adopt if what == "adopted" else information.withdraw)(books, about)


async def _walk_information(steps: list[tuple[Person, str, int]]) -> None:
    books = MemoryBooks(roster=ROSTER, house=HOUSE)
    for minute, (who, what, n) in enumerate(steps, start=1):
        before = len(books.records)
        try:
            await _inform(books, who, what, n, minute)
        except Refusal:
            assert len(books.records) == before
            continue
        entry = books.records[-1].entry
        assert isinstance(entry, INFORMATION) and len(books.records) == before + 1
        assert not isinstance(entry, InformationAdopted) or who == COORDINATOR
        known = information_of(books.records).values()
        standing = [one for one in known if one.withdrawn_at is None]
        until = MONDAY + timedelta(minutes=minute)
        assert submitted_in(known, MONDAY, until) == tuple(standing)
        assert len(adopted_in(known, MONDAY, until)) == sum(len(one.adoptions) for one in standing)
        assert len({(one.unit, one.title) for one in standing}) == len(standing)
        assert all(len({each.adopter for each in one.adoptions}) == len(one.adoptions) for one in known)


@given(moves=MOVES)
def test_a_meeting_goes_one_way(moves: list[tuple[Person, str]]) -> None:
    asyncio.run(_walk_meetings(moves))


@given(steps=STEPS)
def test_information_is_counted_once(steps: list[tuple[Person, str, int]]) -> None:
    asyncio.run(_walk_information(steps))
