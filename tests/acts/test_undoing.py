"""撤销: the last act of one's own is taken back by a further entry, and the task is what it was before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ledger.acts import requests as r
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.changing import amend, reassign, remind, withdraw
from ledger.acts.closing import claim, close, return_
from ledger.acts.declining import decline
from ledger.acts.extending import decide_extension, request_extension
from ledger.acts.progressing import clear_blocker, correct_progress, note_progress, raise_blocker
from ledger.acts.suspending import resume, suspend
from ledger.acts.undoing import undo
from ledger.entries import Evidence, ProgressNoted
from ledger.kinds import KINDS
from ledger.people import Person
from ledger.refusals import (
    ActedSince,
    NotAllowed,
    NothingToCorrect,
    NothingToUndo,
    NotLastAct,
    NotUndoable,
    OutlivesParent,
    Refusal,
    UndoneAlready,
    UndoTooLate,
)
from ledger.tasks import Status, Task
from ledger.undo_entries import Undone
from ledger.undoing import UNDOABLE, standing
from tests.acts.conftest import Ledger
from tests.ledger.house import COLLEAGUE, COORDINATOR, FRIDAY, HEAD, LEADER, MONDAY, REVIEWER, STAFF, person

FIRST, SECOND = "DB-2026-1", "DB-2026-2"
PHOTO = Evidence(sha256="ab" * 32, name="现场.jpg", size=1024, kind="photo")
TEN = timedelta(minutes=10)


def at(minutes: int) -> Any:
    return MONDAY + timedelta(minutes=minutes)


def by(kind: Any, who: Person, minutes: int, number: str = FIRST, **more: Any) -> Any:
    return kind(person=who.id, sent_at=at(minutes), number=number, **more)


def taking_back(who: Person, minutes: int, **more: Any) -> r.UndoLast:
    return r.UndoLast(person=who.id, sent_at=at(minutes), **more)


async def given(ledger: Ledger, *lead: Person, **more: Any) -> Task:
    request = r.AssignTask(
        person=COORDINATOR.id,
        sent_at=MONDAY,
        title="报送方案",
        lead=tuple(person(who) for who in lead or (STAFF,)),
        deadline=FRIDAY,
    )
    return await ledger.does(assign, replace(request, **more))


async def standing_of(ledger: Ledger, number: str = FIRST) -> Task:
    async with ledger.opened() as books:
        return await books.task(number)


async def refused(ledger: Ledger, request: r.UndoLast) -> Refusal:
    """Return why it was refused; nothing was left behind."""
    before = await ledger.entries()
    with pytest.raises(Refusal) as caught:
        await ledger.does(undo, request)
    assert await ledger.entries() == before
    return caught.value


async def signed(ledger: Ledger) -> None:
    await given(ledger)
    await ledger.does(acknowledge, by(r.AcknowledgeTask, STAFF, 1))


async def blocked(ledger: Ledger) -> None:
    await signed(ledger)
    await ledger.does(raise_blocker, by(r.RaiseBlocker, STAFF, 2, reason="缺数据"))


async def asked(ledger: Ledger) -> None:
    await signed(ledger)
    request = by(r.RequestExtension, STAFF, 2, deadline=FRIDAY + timedelta(days=3), reason="数据未核实")
    await ledger.does(request_extension, request)


async def claimed(ledger: Ledger) -> None:
    await signed(ledger)
    await ledger.does(claim, by(r.ClaimCompletion, STAFF, 2, files=(PHOTO,)))


async def stopped(ledger: Ledger) -> None:
    await given(ledger)
    await ledger.does(suspend, by(r.SuspendTask, COORDINATOR, 1, reason="等批复"))


LIVES: list[tuple[Callable[[Ledger], Awaitable[Any]], Any, Any]] = [
    (given, acknowledge, by(r.AcknowledgeTask, STAFF, 5)),
    (given, decline, by(r.DeclineTask, STAFF, 5, reason="不归我科")),
    (signed, note_progress, by(r.NoteProgress, STAFF, 5, note="完成初稿", percent=60, files=(PHOTO,))),
    (signed, raise_blocker, by(r.RaiseBlocker, STAFF, 5, reason="缺经费")),
    (blocked, clear_blocker, by(r.ClearBlocker, STAFF, 5)),
    (signed, claim, by(r.ClaimCompletion, STAFF, 5, files=(PHOTO,))),
    (claimed, close, by(r.CloseTask, REVIEWER, 5)),
    (claimed, return_, by(r.ReturnTask, REVIEWER, 5, missing="缺盖章件")),
    (asked, decide_extension, by(r.DecideExtension, LEADER, 5, granted=True)),
    (signed, withdraw, by(r.WithdrawTask, COORDINATOR, 5, reason="重复交办")),
    (signed, amend, by(r.AmendTask, COORDINATOR, 5, deadline=FRIDAY + timedelta(days=3))),
    (signed, suspend, by(r.SuspendTask, COORDINATOR, 5, reason="等批复")),
    (stopped, resume, by(r.ResumeTask, COORDINATOR, 5)),
]


@pytest.mark.parametrize(("life", "act", "request_"), LIVES, ids=[act.__name__ for _, act, _ in LIVES])
async def test_the_task_is_what_it_was_before(ledger: Ledger, life: Any, act: Any, request_: Any) -> None:
    await life(ledger)
    before = await standing_of(ledger)
    assert await ledger.does(act, request_) != before

    taken = await ledger.does(undo, r.UndoLast(person=request_.person, sent_at=request_.sent_at + TEN))

    task, entries = await standing_of(ledger), await ledger.entries()
    assert replace(task, version=before.version) == before
    assert task.version == before.version + 2
    assert isinstance(entries[-1], Undone) and (entries[-1].undoes, entries[-1].kind) == (
        taken[0].seq,
        type(taken[0].entry).__name__,
    )
    assert entries[-2] == taken[0].entry, "what was undone stays in the ledger"


async def test_ten_minutes_are_in_time_and_a_second_more_is_too_late(ledger: Ledger) -> None:
    await signed(ledger)
    late = r.UndoLast(person=STAFF.id, sent_at=at(11) + timedelta(seconds=1))
    assert await refused(ledger, late) == UndoTooLate(TEN)
    await ledger.does(undo, replace(late, sent_at=at(11)))


async def test_a_second_press_takes_back_nothing_more(ledger: Ledger) -> None:
    await signed(ledger)
    await ledger.does(note_progress, by(r.NoteProgress, STAFF, 2, note="完成初稿"))
    seq = (await ledger.does(undo, taking_back(STAFF, 3)))[0].seq
    assert await refused(ledger, taking_back(STAFF, 4)) == UndoneAlready(FIRST)
    assert await refused(ledger, taking_back(STAFF, 4, number=FIRST, seq=seq)) == UndoneAlready(FIRST)
    assert (await standing_of(ledger)).status is Status.ACTIVE


async def test_after_it_the_same_can_be_done_again(ledger: Ledger) -> None:
    await signed(ledger)
    await ledger.does(undo, taking_back(STAFF, 2))
    assert (await standing_of(ledger)).status is Status.ASSIGNED
    await ledger.does(acknowledge, by(r.AcknowledgeTask, STAFF, 3))
    await ledger.does(undo, taking_back(STAFF, 4))
    assert (await standing_of(ledger)).status is Status.ASSIGNED


async def test_only_what_was_done_last(ledger: Ledger) -> None:
    await signed(ledger)
    await given(ledger)
    await ledger.does(acknowledge, by(r.AcknowledgeTask, STAFF, 2, SECOND))
    first = (await ledger.records())[ledger.before + 1].seq
    assert await refused(ledger, taking_back(STAFF, 3, number=FIRST)) == NotLastAct()
    assert await refused(ledger, taking_back(STAFF, 3, number=FIRST, seq=first)) == NotLastAct()
    await ledger.does(undo, taking_back(STAFF, 3, number=SECOND))


async def test_nobody_takes_back_what_others_did(ledger: Ledger) -> None:
    await signed(ledger)
    assert await refused(ledger, taking_back(HEAD, 2)) == NothingToUndo()
    assert await refused(ledger, taking_back(COLLEAGUE, 2, number=FIRST)) == NothingToUndo()


@pytest.mark.parametrize(
    ("life", "who", "act", "request_"),
    [
        (claimed, STAFF, close, by(r.CloseTask, REVIEWER, 5)),
        (claimed, STAFF, return_, by(r.ReturnTask, REVIEWER, 5, missing="缺盖章件")),
        (asked, STAFF, decide_extension, by(r.DecideExtension, LEADER, 5, granted=False)),
        (signed, STAFF, withdraw, by(r.WithdrawTask, COORDINATOR, 5, reason="重复交办")),
        (signed, STAFF, note_progress, by(r.NoteProgress, HEAD, 5, note="已催促")),
        (stopped, COORDINATOR, acknowledge, by(r.AcknowledgeTask, STAFF, 5)),
    ],
    ids=["closed", "returned", "decided", "withdrawn", "same branch", "while suspended"],
)
async def test_not_once_somebody_has_gone_on_from_there(
    ledger: Ledger, life: Any, who: Person, act: Any, request_: Any
) -> None:
    await life(ledger)
    await ledger.does(act, request_)
    kind = type((await ledger.entries())[-1]).__name__
    assert await refused(ledger, taking_back(who, 6)) == ActedSince(FIRST, request_.person, kind)


async def test_work_on_another_branch_and_an_urging_do_not_stand_in_the_way(ledger: Ledger) -> None:
    await given(ledger, STAFF, COLLEAGUE)
    await ledger.does(acknowledge, by(r.AcknowledgeTask, STAFF, 1))
    await ledger.does(acknowledge, by(r.AcknowledgeTask, COLLEAGUE, 2))
    await ledger.does(remind, by(r.RemindTask, COORDINATOR, 3))
    await ledger.does(undo, taking_back(STAFF, 4))
    task = await standing_of(ledger)
    assert [branch.status for branch in task.branches] == [Status.ASSIGNED, Status.ACTIVE]
    assert task.reminded_at == at(3)


async def test_a_claim_of_another_branch_relied_on_the_files(ledger: Ledger) -> None:
    await given(ledger, STAFF, COLLEAGUE)
    await ledger.does(note_progress, by(r.NoteProgress, STAFF, 1, note="附照片", files=(PHOTO,)))
    await ledger.does(claim, by(r.ClaimCompletion, COLLEAGUE, 2))
    assert await refused(ledger, taking_back(STAFF, 3)) == ActedSince(FIRST, COLLEAGUE.id, "CompletionClaimed")


async def test_an_assignment_and_an_urging_are_not_taken_back(ledger: Ledger) -> None:
    await given(ledger)
    assert await refused(ledger, taking_back(COORDINATOR, 1)) == NotUndoable("Assigned")
    await ledger.does(remind, by(r.RemindTask, COORDINATOR, 2))
    assert await refused(ledger, taking_back(COORDINATOR, 3)) == NotUndoable("Reminded")


async def test_what_was_taken_back_is_not_corrected(ledger: Ledger) -> None:
    await signed(ledger)
    await ledger.does(note_progress, by(r.NoteProgress, STAFF, 2, note="完成60%", percent=60))
    await ledger.does(undo, taking_back(STAFF, 3))
    with pytest.raises(NothingToCorrect):
        await ledger.does(correct_progress, by(r.CorrectProgress, STAFF, 4, note="完成50%"))


async def test_a_whole_is_restored_with_its_parts(ledger: Ledger) -> None:
    """Withdrawn and brought forward together, they come back together."""
    await given(ledger)
    await given(ledger, COLLEAGUE, parent=FIRST)
    wednesday = MONDAY + timedelta(days=2)
    await ledger.does(amend, by(r.AmendTask, COORDINATOR, 1, deadline=wednesday))
    await ledger.does(undo, taking_back(COORDINATOR, 2))
    assert [(await standing_of(ledger, one)).deadline for one in (FIRST, SECOND)] == [FRIDAY, FRIDAY]
    await ledger.does(withdraw, by(r.WithdrawTask, COORDINATOR, 3, reason="重复"))
    await ledger.does(undo, taking_back(COORDINATOR, 4))
    assert [(await standing_of(ledger, one)).status for one in (FIRST, SECOND)] == [Status.ASSIGNED] * 2


async def test_no_part_outlives_the_whole_by_it(ledger: Ledger) -> None:
    """The whole was put off, and the part after it: now the whole cannot go back alone."""
    later = FRIDAY + timedelta(days=3)
    await given(ledger)
    await given(ledger, COLLEAGUE, parent=FIRST)
    await ledger.does(amend, by(r.AmendTask, COORDINATOR, 1, deadline=later))
    await ledger.does(amend, by(r.AmendTask, LEADER, 2, SECOND, deadline=later))
    assert await refused(ledger, taking_back(COORDINATOR, 3)) == OutlivesParent(FIRST, FRIDAY, later)


async def test_a_part_is_not_opened_once_the_whole_was_claimed_without_it(ledger: Ledger) -> None:
    await given(ledger)
    await given(ledger, COLLEAGUE, parent=FIRST)
    await ledger.does(claim, by(r.ClaimCompletion, COLLEAGUE, 1, SECOND, files=(PHOTO,)))
    await ledger.does(claim, by(r.ClaimCompletion, STAFF, 2, files=(PHOTO,)))
    assert await refused(ledger, taking_back(COLLEAGUE, 3)) == ActedSince(FIRST, None, "CompletionClaimed")


async def test_somebody_who_left_takes_back_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    await signed(ledger)
    async with ledger.opened() as books:
        gone = replace(books.roster.person(STAFF.id), left_at=MONDAY)
        monkeypatch.setattr("ledger.acts.undoing.person_of", lambda *_: gone)
        with pytest.raises(NotAllowed):
            await undo(books, taking_back(STAFF, 2))


async def test_nothing_is_given_back_to_somebody_who_has_left(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    await given(ledger)
    await ledger.does(reassign, by(r.ReassignTask, COORDINATOR, 1, new=person(COLLEAGUE)))
    left = replace(STAFF, left_at=at(2))
    monkeypatch.setattr("ledger.acts.undoing.person_of", lambda books, who: left if who == STAFF.id else COORDINATOR)
    assert await refused(ledger, taking_back(COORDINATOR, 3)) == ActedSince(FIRST, None, "PersonLeft")


def test_every_kind_of_entry_has_its_row() -> None:
    assert set(UNDOABLE) == set(KINDS.values())


async def test_what_stands_leaves_both_out(ledger: Ledger) -> None:
    await signed(ledger)
    await ledger.does(note_progress, by(r.NoteProgress, STAFF, 2, note="完成初稿"))
    await ledger.does(undo, taking_back(STAFF, 3))
    async with ledger.opened() as books:
        left = [type(record.entry) for record in standing(await books.entries_of(FIRST))]
    assert ProgressNoted not in left and Undone not in left and len(left) == 2
