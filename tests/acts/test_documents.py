"""The rules of documents (办文), on every kind of books: who answers for one, what fits, and what is taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from ledger.acts import documents as acts
from ledger.acts.requests import UndoLast
from ledger.document_entries import DocumentFinished, DocumentKind, DocumentRegistered, DocumentSigned
from ledger.document_refusals import (
    GoneOn,
    HandlerSigns,
    HasDocument,
    LimitPassed,
    LimitsCross,
    NotALeader,
    NotSignedOff,
    WrongDocumentStage,
)
from ledger.documents import Document, DocumentStage, limits_of
from ledger.people import Assignee, Person, PersonId
from ledger.refusals import NotAllowed, NothingToUndo, NotLastAct, UndoneAlready, UndoTooLate
from tests.acts.conftest import Ledger
from tests.ledger.house import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    FINANCE,
    GENERAL,
    HEAD,
    LEADER,
    MONDAY,
    OUTSIDE_HEAD,
    OUTSIDER,
    REVIEW,
    REVIEWER,
    STAFF,
)
from tests.storage.office import HOUSE

OFFICE, NEXT = Assignee(unit=GENERAL.id), Assignee(unit=REVIEW.id)
LATER = MONDAY + timedelta(minutes=3)


def wanted(by: Person = COORDINATOR, **more: Any) -> acts.RegisterDocument:
    kind = more.pop("kind", DocumentKind.INCOMING)
    limit = limits_of(kind, MONDAY, HOUSE)
    asked: dict[str, Any] = {"handler": OFFICE, "sign_by": limit.sign_by, "finish_by": limit.finish_by}
    return acts.RegisterDocument(person=by.id, sent_at=MONDAY, kind=kind, title="关于供热的通知", **asked | more)


async def registered(ledger: Ledger, **more: Any) -> Document:
    return await ledger.does(acts.register, wanted(**more))


async def step(
    ledger: Ledger, what: Any, by: Person, number: str, kind: Any = acts.DocumentRequest, **more: Any
) -> Document:
    at = more.pop("at", LATER)
    return await ledger.does(what, kind(person=by.id, sent_at=at, number=number, **more))


async def handed(ledger: Ledger, to: Assignee = NEXT, by: Person = HEAD, **more: Any) -> Document:
    one = await registered(ledger, **more)
    return await step(ledger, acts.hand_over, by, one.number, acts.HandDocument, to=to)


async def submitted(ledger: Ledger, kind: DocumentKind = DocumentKind.FOR_SIGNATURE) -> Document:
    one = await registered(ledger, kind=kind)
    return await step(ledger, acts.submit, HEAD, one.number, acts.SubmitDocument, to=LEADER.id)


async def undo(ledger: Ledger, by: Person, at: datetime = LATER, **more: Any) -> Document:
    async with ledger.opened() as books:
        last = (await books.last_act(by.id))[-1:]
        return await acts.undo_step(books, UndoLast(person=by.id, sent_at=at, **more), last)


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        (DocumentKind.INCOMING, ["SW-2026-1", "SW-2026-2"]),
        (DocumentKind.FOR_SIGNATURE, ["QF-2026-1", "QF-2026-2"]),
        (DocumentKind.MINUTES, ["JY-2026-1", "JY-2026-2"]),
    ],
)
async def test_each_kind_has_its_own_numbers(ledger: Ledger, kind: DocumentKind, numbers: list[str]) -> None:
    assert [(await registered(ledger, kind=kind)).number for _ in numbers] == numbers


@pytest.mark.parametrize("person", [STAFF, REVIEWER, ADMIN])
async def test_who_may_not_assign_may_not_register(ledger: Ledger, person: Person) -> None:
    with pytest.raises(NotAllowed):
        await registered(ledger, by=person)
    assert await ledger.entries() == []


async def test_a_head_registers_inside_the_office_only(ledger: Ledger) -> None:
    assert (await registered(ledger, by=HEAD)).handler == OFFICE
    with pytest.raises(NotAllowed):
        await registered(ledger, by=HEAD, handler=Assignee(unit=FINANCE.id))


async def test_a_limit_that_is_over_or_crosses_the_other_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LimitPassed):
        await registered(ledger, finish_by=MONDAY)
    ends = {"sign_by": MONDAY + timedelta(days=2), "finish_by": MONDAY + timedelta(days=1)}
    with pytest.raises(LimitsCross):
        await registered(ledger, kind=DocumentKind.MINUTES, **ends)
    assert await ledger.entries() == []


async def test_the_first_handler_answers_until_the_next_one_signs(ledger: Ledger) -> None:
    one = await handed(ledger)
    assert (one.handler, one.offered, one.to_sign) == (OFFICE, NEXT, NEXT)
    one = await step(ledger, acts.sign, REVIEWER, one.number)
    assert (one.handler, one.offered, one.to_sign) == (NEXT, None, None)
    assert one.handlers == (OFFICE, NEXT)


async def test_what_is_on_its_way_is_taken_back_by_whoever_sent_it(ledger: Ledger) -> None:
    one = await handed(ledger)
    one = await step(ledger, acts.sign, STAFF, one.number)
    assert (one.handler, one.offered, one.stage) == (OFFICE, None, DocumentStage.HANDLED)
    with pytest.raises(NotAllowed):
        await step(ledger, acts.sign, REVIEWER, one.number)


async def test_the_next_one_sends_it_back_with_the_reason(ledger: Ledger) -> None:
    one = await handed(ledger)
    one = await step(ledger, acts.send_back, REVIEWER, one.number, acts.ReturnDocument, reason="不属我科职责")
    assert (one.handler, one.offered, one.reason) == (OFFICE, None, "不属我科职责")


async def test_the_handler_does_not_return_what_is_on_its_way(ledger: Ledger) -> None:
    one = await handed(ledger)
    with pytest.raises(NotAllowed):
        await step(ledger, acts.send_back, STAFF, one.number, acts.ReturnDocument, reason="不办")


async def test_it_is_not_handed_to_whoever_has_it(ledger: Ledger) -> None:
    one = await handed(ledger)
    for to in (OFFICE, NEXT):
        with pytest.raises(HasDocument):
            await step(ledger, acts.hand_over, HEAD, one.number, acts.HandDocument, to=to)


@pytest.mark.parametrize("person", [COLLEAGUE, STAFF, HEAD])
async def test_a_units_paper_is_signed_for_by_its_people(ledger: Ledger, person: Person) -> None:
    one = await registered(ledger)
    assert (await step(ledger, acts.sign, person, one.number)).stage is DocumentStage.HANDLED
    with pytest.raises(WrongDocumentStage):
        await step(ledger, acts.sign, person, one.number)


@pytest.mark.parametrize("person", [OUTSIDER, OUTSIDE_HEAD, REVIEWER, COORDINATOR, LEADER, ADMIN])
async def test_nobody_else_signs_for_it(ledger: Ledger, person: Person) -> None:
    one = await registered(ledger)
    with pytest.raises(NotAllowed):
        await step(ledger, acts.sign, person, one.number)


async def test_no_such_document_is_refused_like_one_of_others(ledger: Ledger) -> None:
    with pytest.raises(NotAllowed):
        await step(ledger, acts.sign, COORDINATOR, "SW-2026-9")


@pytest.mark.parametrize("kind", [DocumentKind.FOR_SIGNATURE, DocumentKind.MINUTES])
async def test_what_is_to_be_signed_is_issued_only_once_it_is_signed_off(ledger: Ledger, kind: DocumentKind) -> None:
    one = await submitted(ledger, kind)
    assert (one.stage, one.submitted_to) == (DocumentStage.SUBMITTED, LEADER.id)
    with pytest.raises(NotSignedOff):
        await step(ledger, acts.finish, HEAD, one.number, acts.FinishDocument)
    one = await step(ledger, acts.sign_off, LEADER, one.number)
    assert (one.stage, one.is_unsigned) == (DocumentStage.SIGNED_OFF, False)
    one = await step(ledger, acts.finish, HEAD, one.number, acts.FinishDocument)
    assert (one.stage, one.is_open) == (DocumentStage.FINISHED, False)


async def test_what_came_in_is_finished_without_a_signature_but_not_while_it_lies_with_a_leader(
    ledger: Ledger,
) -> None:
    one = await registered(ledger)
    assert (await step(ledger, acts.finish, STAFF, one.number, acts.FinishDocument)).signed_at == LATER
    one = await submitted(ledger, DocumentKind.INCOMING)
    with pytest.raises(NotSignedOff):
        await step(ledger, acts.finish, STAFF, one.number, acts.FinishDocument)


async def test_a_leader_sends_back_what_was_laid_before_that_leader(ledger: Ledger) -> None:
    one = await submitted(ledger)
    one = await step(ledger, acts.send_back, LEADER, one.number, acts.ReturnDocument, reason="第二条再核")
    assert (one.stage, one.submitted_to, one.reason) == (DocumentStage.HANDLED, None, "第二条再核")
    with pytest.raises(NotAllowed):
        await step(ledger, acts.send_back, LEADER, one.number, acts.ReturnDocument, reason="再核")


async def test_it_is_laid_before_leaders_of_the_field_only(ledger: Ledger) -> None:
    one = await registered(ledger, kind=DocumentKind.FOR_SIGNATURE)
    with pytest.raises(NotALeader):
        await step(ledger, acts.submit, HEAD, one.number, acts.SubmitDocument, to=COORDINATOR.id)
    other = await registered(ledger, kind=DocumentKind.FOR_SIGNATURE, handler=Assignee(unit=FINANCE.id))
    with pytest.raises(NotALeader):  # 陈静 is not 分管 of 财政局.
        await step(ledger, acts.submit, OUTSIDE_HEAD, other.number, acts.SubmitDocument, to=LEADER.id)


async def test_whoever_handles_it_does_not_sign_it_off(ledger: Ledger) -> None:
    own = await registered(ledger, kind=DocumentKind.FOR_SIGNATURE, handler=Assignee(person=COORDINATOR.id))
    with pytest.raises(HandlerSigns):
        await step(ledger, acts.sign_off, COORDINATOR, own.number)
    one = await registered(ledger, kind=DocumentKind.FOR_SIGNATURE)
    assert (await step(ledger, acts.sign_off, COORDINATOR, one.number)).signed_off_at == LATER


@pytest.mark.parametrize("person", [STAFF, HEAD, REVIEWER, ADMIN, OUTSIDE_HEAD])
async def test_nobody_but_leaders_and_coordinators_says_that_it_is_signed_off(ledger: Ledger, person: Person) -> None:
    one = await submitted(ledger)
    with pytest.raises(NotAllowed):
        await step(ledger, acts.sign_off, person, one.number)


async def test_it_is_made_void_by_whoever_registered_it(ledger: Ledger) -> None:
    one = await registered(ledger)
    for person in (STAFF, HEAD, OUTSIDE_HEAD, REVIEWER):
        with pytest.raises(NotAllowed):
            await step(ledger, acts.withdraw, person, one.number, acts.WithdrawDocument, reason="重复")
    one = await step(ledger, acts.withdraw, COORDINATOR, one.number, acts.WithdrawDocument, reason="重复登记")
    assert (one.stage, one.is_open, one.was_over(LATER + timedelta(days=30))) == (DocumentStage.WITHDRAWN, False, ())


async def test_the_last_step_is_taken_back_and_stays_in_the_ledger(ledger: Ledger) -> None:
    one = await registered(ledger)
    await step(ledger, acts.finish, STAFF, one.number, acts.FinishDocument)
    assert (await undo(ledger, STAFF)).stage is DocumentStage.REGISTERED
    kinds = [type(entry).__name__ for entry in await ledger.entries()]
    assert kinds == [DocumentRegistered.__name__, DocumentFinished.__name__, "DocumentUndone"]
    with pytest.raises(UndoneAlready):
        await undo(ledger, STAFF)


async def test_nothing_is_taken_back_once_somebody_has_gone_on_or_it_is_late(ledger: Ledger) -> None:
    one = await handed(ledger)
    await step(ledger, acts.sign, REVIEWER, one.number)
    with pytest.raises(GoneOn) as refused:
        await undo(ledger, HEAD)
    assert refused.value == GoneOn(one.number, REVIEWER.id, DocumentSigned.__name__)
    with pytest.raises(UndoTooLate):
        await undo(ledger, REVIEWER, LATER + timedelta(minutes=11))
    with pytest.raises(NotLastAct):
        await undo(ledger, REVIEWER, number="SW-2026-7")
    with pytest.raises(NothingToUndo):
        await undo(ledger, OUTSIDER)


async def test_the_paper_of_somebody_who_is_not_there_is_refused(ledger: Ledger) -> None:
    with pytest.raises((KeyError, NotAllowed)):
        await registered(ledger, handler=Assignee(person=PersonId(999)), by=HEAD)
