"""Random walks over documents (办文): whatever anybody tries, what the rules promise holds after every step."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ledger.acts import documents as acts
from ledger.acts.requests import UndoLast
from ledger.document_entries import (
    DOCUMENTS,
    DocumentKind,
    DocumentSigned,
    DocumentSignedOff,
    DocumentUndone,
)
from ledger.documents import Document, limits_of, replay_document
from ledger.people import Assignee, Person
from ledger.refusals import Refusal
from tests.ledger.house import (
    COLLEAGUE,
    COORDINATOR,
    FINANCE,
    GENERAL,
    HEAD,
    LEADER,
    MONDAY,
    OUTSIDE_HEAD,
    REVIEW,
    REVIEWER,
    ROSTER,
    STAFF,
)
from tests.storage.office import HOUSE
from tests.support.memory_books import MemoryBooks

PEOPLE = (STAFF, COLLEAGUE, HEAD, COORDINATOR, REVIEWER, LEADER, OUTSIDE_HEAD)
TARGETS = (Assignee(unit=GENERAL.id), Assignee(unit=REVIEW.id), Assignee(unit=FINANCE.id), Assignee(person=STAFF.id))


_ASKS: dict[str, tuple[Any, Any, Callable[[Assignee], dict[str, Any]]]] = {
    "sign": (acts.sign, acts.DocumentRequest, lambda _: {}),
    "hand": (acts.hand_over, acts.HandDocument, lambda to: {"to": to}),
    "return": (acts.send_back, acts.ReturnDocument, lambda _: {"reason": "再核"}),
    "submit": (acts.submit, acts.SubmitDocument, lambda _: {"to": LEADER.id}),
    "sign_off": (acts.sign_off, acts.DocumentRequest, lambda _: {}),
    "finish": (acts.finish, acts.FinishDocument, lambda _: {}),
    "withdraw": (acts.withdraw, acts.WithdrawDocument, lambda _: {"reason": "重复"}),
}
"""Each step with its request, and what else that asks."""
MOVES = st.tuples(st.sampled_from(PEOPLE), st.sampled_from([*_ASKS, "undo"]), st.sampled_from(TARGETS))
Move = tuple[Person, str, Assignee]


async def _step(books: MemoryBooks, move: Move, number: str, at: datetime) -> Document:
    who, what, to = move
    if what == "undo":
        last = (await books.last_act(who.id))[-1:]
        return await acts.undo_step(books, UndoLast(person=who.id, sent_at=at), last)
    act, request, more = _ASKS[what]
    done: Document = await act(books, request(person=who.id, sent_at=at, number=number, **more(to)))
    return done


async def _walk(kind: DocumentKind, moves: list[Move]) -> None:
    books, limit = MemoryBooks(roster=ROSTER, house=HOUSE), limits_of(kind, MONDAY, HOUSE)
    request = acts.RegisterDocument(
        person=COORDINATOR.id,
        sent_at=MONDAY,
        kind=kind,
        title="通知",
        handler=TARGETS[0],
        sign_by=limit.sign_by,
        finish_by=limit.finish_by,
    )
    one = await acts.register(books, request)
    for minute, move in enumerate(moves, start=1):
        before, count = one, len(books.records)
        try:
            one = await _step(books, move, one.number, MONDAY + timedelta(minutes=minute))
        except Refusal:
            assert len(books.records) == count  # A refusal leaves nothing behind.
            continue
        entry = books.records[-1].entry
        assert len(books.records) == count + 1
        assert isinstance(entry, DOCUMENTS)
        assert one == replay_document(await books.entries_of(one.number))
        assert (one.sign_by, one.finish_by) == (limit.sign_by, limit.finish_by)  # Nothing moves a clock.
        if one.handler != before.handler:
            assert isinstance(entry, DocumentSigned | DocumentUndone)  # The first handler answers until the next signs.
        if isinstance(entry, DocumentSignedOff):
            assert move[0] in {LEADER, COORDINATOR}
        if kind is not DocumentKind.INCOMING and one.finished_at is not None:
            assert one.signed_off_at is not None
        if not before.is_open:
            assert isinstance(entry, DocumentUndone)
        assert one.is_open or one.to_sign is None


@given(kind=st.sampled_from(DocumentKind), moves=st.lists(MOVES, max_size=14))
def test_the_promises_hold_after_every_step(kind: DocumentKind, moves: list[Move]) -> None:
    asyncio.run(_walk(kind, moves))
