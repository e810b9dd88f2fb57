"""Random walks over the registers of regulations and training: whatever anybody tries, what the rules promise holds."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledger.acts import regulations as rules
from ledger.acts import trainings as plans
from ledger.people import Assignee, Person
from ledger.refusals import Refusal
from ledger.regulation_entries import (
    REGULATIONS,
    RegulationGroup,
    RegulationKept,
    RegulationLaid,
    RegulationRead,
    RegulationStatus,
)
from ledger.training_entries import TRAININGS, TrainingAttended, TrainingKept
from tests.ledger.house import (
    COLLEAGUE,
    COORDINATOR,
    GENERAL,
    HEAD,
    LEADER,
    MONDAY,
    OUTSIDE_HEAD,
    REVIEW,
    ROSTER,
    STAFF,
)
from tests.storage.office import HOUSE
from tests.support.memory_books import MemoryBooks

PEOPLE = (STAFF, COLLEAGUE, HEAD, COORDINATOR, LEADER, OUTSIDE_HEAD)
Asks = dict[str, Callable[[MemoryBooks, Person, datetime, int], Awaitable[object]]]
"""Each act with what a number from 0 to 3 chooses in it."""


def _row(n: int, number: str = "") -> rules.RegulationRow:
    status = tuple(RegulationStatus)[n]
    due = HOUSE.hours.local(MONDAY).date() + timedelta(days=20)
    return rules.RegulationRow(
        number=number,
        group=RegulationGroup.OTHER,
        title="公文处理办法" if number else f"办法{n}",
        status=status,
        owner=GENERAL.id,
        due=due if n in {1, 2} else None,
        edition=int(status is not RegulationStatus.TO_DRAFT),
    )


_RULES: Asks = {
    "keep": lambda books, who, at, n: rules.keep(
        books, rules.KeepRegulation(person=who.id, sent_at=at, row=_row(n, "ZD-N-1"))
    ),
    "new": lambda books, who, at, n: rules.keep(books, rules.KeepRegulation(person=who.id, sent_at=at, row=_row(n))),
    "lay": lambda books, who, at, n: rules.lay(
        books,
        rules.LayRegulation(person=who.id, sent_at=at, number="ZD-N-1", people=tuple(p.id for p in PEOPLE[: n + 1])),
    ),
    "read": lambda books, who, at, _: rules.read(
        books, rules.ReadRegulation(person=who.id, sent_at=at, number="ZD-N-1")
    ),
    "assign": lambda books, who, at, _: rules.assign_revision(
        books,
        rules.AssignRevision(
            person=who.id, sent_at=at, number="ZD-N-1", title="修订", deadline=MONDAY + timedelta(days=20)
        ),
    ),
}


def _plan(n: int, number: str = "") -> plans.TrainingRow:
    organiser = (GENERAL, REVIEW)[n % 2].id
    starts = MONDAY + timedelta(hours=n + 1)
    return plans.TrainingRow(
        number=number, title="公文写作", organiser=organiser, starts=starts, audience=(Assignee(unit=GENERAL.id),)
    )


_PLANS: Asks = {
    "keep": lambda books, who, at, n: plans.keep(
        books, plans.KeepTraining(person=who.id, sent_at=at, row=_plan(n, "PX-2026-1"))
    ),
    "new": lambda books, who, at, n: plans.keep(books, plans.KeepTraining(person=who.id, sent_at=at, row=_plan(n))),
    "cancel": lambda books, who, at, _: plans.cancel(
        books, plans.CancelTraining(person=who.id, sent_at=at, number="PX-2026-1", reason="改期")
    ),
    "answer": lambda books, who, at, n: plans.answer(
        books, plans.AnswerTraining(person=who.id, sent_at=at, number="PX-2026-1", coming=n > 0), now=at
    ),
    "note": lambda books, who, at, n: plans.note_attendance(
        books,
        plans.NoteAttendance(person=who.id, sent_at=at, number="PX-2026-1", people=tuple(p.id for p in PEOPLE[:n])),
        now=at,
    ),
}


def _moves(asks: Asks) -> st.SearchStrategy[list[tuple[Person, str, int]]]:
    one = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(list(asks)), st.integers(0, 3))
    return st.lists(one, max_size=12)


async def _walked(books: MemoryBooks, asks: Asks, moves: list[tuple[Person, str, int]]) -> None:
    for step, (who, what, n) in enumerate(moves, start=1):
        count = len(books.records)
        try:
            await asks[what](books, who, MONDAY + timedelta(minutes=20 * step), n)
        except Refusal:
            assert len(books.records) == count  # A refusal leaves nothing behind.


@given(moves=_moves(_RULES))
def test_the_register_of_regulations_keeps_its_promises(moves: list[tuple[Person, str, int]]) -> None:
    async def walk() -> None:
        books = MemoryBooks(roster=ROSTER, house=HOUSE)
        await rules.import_regulations(books, [_row(0, "ZD-N-1")], by=COORDINATOR.id, at=MONDAY)
        await _walked(books, _RULES, moves)
        entries = [one for one in books.entries if isinstance(one, REGULATIONS)]
        kept = [one for one in entries if isinstance(one, RegulationKept)]
        assert {one.by for one in kept} <= {COORDINATOR.id}
        laid = [(one.edition, who) for one in entries if isinstance(one, RegulationLaid) for who in one.people]
        read = [(one.edition, one.by) for one in entries if isinstance(one, RegulationRead)]
        assert len(laid) == len(set(laid))  # Nobody is asked twice for a version,
        assert len(read) == len(set(read))  # and nobody has read one twice.
        known = await rules.all_regulations(books)
        assert len({one.title for one in known.values()}) == len(known)

    asyncio.run(walk())


@given(moves=_moves(_PLANS))
def test_the_plan_of_training_keeps_its_promises(moves: list[tuple[Person, str, int]]) -> None:
    async def walk() -> None:
        books = MemoryBooks(roster=ROSTER, house=HOUSE)
        await plans.import_trainings(books, [_plan(0, "PX-2026-1")], by=COORDINATOR.id, at=MONDAY)
        await _walked(books, _PLANS, moves)
        entries = [one for one in books.entries if isinstance(one, TRAININGS)]
        for one in entries:
            if isinstance(one, TrainingKept):
                allowed = {COORDINATOR.id, LEADER.id} | ({HEAD.id} if one.organiser == GENERAL.id else set())
                assert one.by in allowed or one.by == OUTSIDE_HEAD.id
            if isinstance(one, TrainingAttended):
                assert one.whole or one.people == (one.by,)
        numbers = {one.number for one in entries if isinstance(one, TrainingKept)}
        assert numbers == {f"PX-2026-{n}" for n in range(1, len(numbers) + 1)}  # Without gaps.

    asyncio.run(walk())
