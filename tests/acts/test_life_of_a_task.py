"""A task from its assignment to the end, act by act, with every refusal on the way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ledger.acts import requests as r
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.changing import reassign, withdraw
from ledger.acts.closing import archive, claim, close, return_
from ledger.acts.declining import decline
from ledger.acts.progressing import add_evidence, clear_blocker, correct_progress, note_progress, raise_blocker
from ledger.entries import Corrected, Evidence, Urgency
from ledger.people import Assignee, Person
from ledger.refusals import (
    AlreadyAssignee,
    DeadlinePassed,
    EvidenceMissing,
    NobodyAssigned,
    NoSuchTask,
    NotAllowed,
    NothingToCorrect,
    OpenBranches,
    ReasonMissing,
    Refusal,
    ReviewerIsDoer,
    WrongStatus,
)
from ledger.tasks import Status, Task
from tests.acts.conftest import Ledger
from tests.ledger.house import (
    COLLEAGUE,
    COORDINATOR,
    FINANCE,
    FRIDAY,
    GENERAL,
    HEAD,
    LEADER,
    MONDAY,
    OUTSIDE_HEAD,
    OUTSIDER,
    REVIEWER,
    STAFF,
    person,
    unit,
)

PHOTO = Evidence(sha256="ab" * 32, name="现场.jpg", size=1024, kind="photo")
FIRST = "DB-2026-1"
LATER = MONDAY + timedelta(hours=1)

Act = Callable[[Any, Any], Awaitable[Any]]


def order(*lead: Assignee, by: Person = COORDINATOR, support: tuple[Assignee, ...] = ()) -> r.AssignTask:
    return r.AssignTask(
        person=by.id, sent_at=MONDAY, title="报送三季度经济运行分析", lead=lead, support=support, deadline=FRIDAY
    )


async def given(ledger: Ledger, *lead: Assignee, support: tuple[Assignee, ...] = ()) -> Task:
    return await ledger.does(assign, order(*(lead or (person(STAFF),)), support=support))


async def claimed(ledger: Ledger) -> Task:
    await given(ledger)
    return await ledger.does(
        claim, r.ClaimCompletion(person=STAFF.id, sent_at=LATER, number=FIRST, note="已报送", files=(PHOTO,))
    )


async def refused(ledger: Ledger, act: Act, request: r.Request) -> Refusal:
    """Return the refusal; nothing stays in the ledger."""
    before = await ledger.entries()
    with pytest.raises(Refusal) as caught:
        await ledger.does(act, request)
    assert await ledger.entries() == before
    return caught.value


async def test_an_assignment_has_its_number_and_all_that_was_said(ledger: Ledger) -> None:
    request = replace(order(person(STAFF), support=(unit(FINANCE),)), urgency=Urgency.URGENT, origin="常务会议")
    task = await ledger.does(assign, request)
    assert (task.number, task.title, task.origin) == (FIRST, "报送三季度经济运行分析", "常务会议")
    assert (task.deadline, task.original_deadline, task.urgency) == (FRIDAY, FRIDAY, Urgency.URGENT)
    assert [branch.assignee for branch in task.branches] == [person(STAFF), unit(FINANCE)]
    assert task.status is Status.ASSIGNED


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (order(), NobodyAssigned()),
        (order(person(COLLEAGUE), by=STAFF), NotAllowed),
        (order(person(OUTSIDER), by=HEAD), NotAllowed),
        (replace(order(person(STAFF)), deadline=MONDAY), DeadlinePassed(MONDAY)),
    ],
)
async def test_an_assignment_is_refused(ledger: Ledger, request_: r.AssignTask, refusal: Any) -> None:
    found = await refused(ledger, assign, request_)
    assert found == refusal if isinstance(refusal, Refusal) else isinstance(found, refusal)
    assert (await given(ledger)).number == FIRST


async def test_numbers_begin_again_with_the_office_s_new_year(ledger: Ledger) -> None:
    """In business time: 16:30 UTC of the last day is half past midnight of the next year."""
    await given(ledger)
    new_year = MONDAY.replace(month=12, day=31, hour=16, minute=30)
    later = replace(order(person(STAFF)), sent_at=new_year, deadline=new_year + timedelta(days=1))
    assert (await ledger.does(assign, later)).number == "DB-2027-1"


async def test_a_task_is_acknowledged_once(ledger: Ledger) -> None:
    await given(ledger)
    receipt = r.AcknowledgeTask(person=STAFF.id, sent_at=LATER, number=FIRST)
    task = await ledger.does(acknowledge, receipt)
    assert (task.status, task.branches[0].acknowledged_at) == (Status.ACTIVE, LATER)
    assert await refused(ledger, acknowledge, receipt) == WrongStatus(
        FIRST, Status.ACTIVE, (await _act_of(ledger, acknowledge, receipt))
    )


async def _act_of(ledger: Ledger, act: Act, request: r.Request) -> Any:
    found = await refused(ledger, act, request)
    assert isinstance(found, WrongStatus)
    return found.act


@pytest.mark.parametrize("who", [COLLEAGUE, OUTSIDER, REVIEWER])
async def test_only_those_it_concerns_acknowledge(ledger: Ledger, who: Person) -> None:
    await given(ledger)
    found = await refused(ledger, acknowledge, r.AcknowledgeTask(person=who.id, sent_at=LATER, number=FIRST))
    assert isinstance(found, NotAllowed)


async def test_a_unit_s_task_is_acknowledged_by_those_who_belong_to_it(ledger: Ledger) -> None:
    await given(ledger, unit(GENERAL))
    task = await ledger.does(acknowledge, r.AcknowledgeTask(person=COLLEAGUE.id, sent_at=LATER, number=FIRST))
    assert task.status is Status.ACTIVE


async def test_a_task_that_does_not_exist_is_refused(ledger: Ledger) -> None:
    found = await refused(ledger, acknowledge, r.AcknowledgeTask(person=STAFF.id, sent_at=LATER, number="DB-2026-9"))
    assert found == NoSuchTask("DB-2026-9")


async def test_who_declines_stays_answerable(ledger: Ledger) -> None:
    await given(ledger)
    request = r.DeclineTask(person=STAFF.id, sent_at=LATER, number=FIRST, reason="属财政局职责")
    task = await ledger.does(decline, request)
    assert (task.branches[0].declined_at, task.branches[0].assignee) == (LATER, person(STAFF))


async def test_a_decline_needs_its_reason(ledger: Ledger) -> None:
    await given(ledger)
    request = r.DeclineTask(person=STAFF.id, sent_at=LATER, number=FIRST, reason=" ")
    assert isinstance(await refused(ledger, decline, request), ReasonMissing)


async def test_progress_is_also_the_receipt(ledger: Ledger) -> None:
    await given(ledger)
    request = r.NoteProgress(
        person=STAFF.id, sent_at=LATER, number=FIRST, note="完成初稿", percent=80, estimate=FRIDAY, files=(PHOTO,)
    )
    task = await ledger.does(note_progress, request)
    assert (task.percent, task.last_note, task.files) == (80, "完成初稿", (PHOTO,))
    assert (task.status, task.deadline) == (Status.ACTIVE, FRIDAY)
    assert isinstance(await refused(ledger, note_progress, replace(request, person=OUTSIDER.id)), NotAllowed)


async def test_evidence_lies_with_the_task(ledger: Ledger) -> None:
    await given(ledger)
    request = r.AddEvidence(person=STAFF.id, sent_at=LATER, number=FIRST, files=(PHOTO,))
    assert (await ledger.does(add_evidence, request)).files == (PHOTO,)


async def test_a_blocker_names_whose_help_is_needed_until_it_is_cleared(ledger: Ledger) -> None:
    await given(ledger)
    raised = r.RaiseBlocker(person=STAFF.id, sent_at=LATER, number=FIRST, reason="缺数据", needs=unit(FINANCE))
    task = await ledger.does(raise_blocker, raised)
    assert [(blocker.reason, blocker.needs) for blocker in task.blockers] == [("缺数据", unit(FINANCE))]
    cleared = r.ClearBlocker(person=STAFF.id, sent_at=LATER, number=FIRST)
    assert (await ledger.does(clear_blocker, cleared)).blockers == ()


async def test_red_ink_lies_over_the_own_last_progress(ledger: Ledger) -> None:
    await given(ledger)
    correction = r.CorrectProgress(person=STAFF.id, sent_at=LATER, number=FIRST, note="应为60%", percent=60)
    assert await refused(ledger, correct_progress, correction) == NothingToCorrect(FIRST)
    await ledger.does(
        note_progress, r.NoteProgress(person=STAFF.id, sent_at=LATER, number=FIRST, note="完成80%", percent=80)
    )
    task = await ledger.does(correct_progress, correction)
    noted = (await ledger.records())[-2]
    red = (await ledger.entries())[-1]
    assert isinstance(red, Corrected)
    assert (task.percent, task.last_note, red.corrects) == (60, "应为60%", noted.seq)


async def test_a_claim_needs_evidence(ledger: Ledger) -> None:
    await given(ledger)
    request = r.ClaimCompletion(person=STAFF.id, sent_at=LATER, number=FIRST)
    assert await refused(ledger, claim, request) == EvidenceMissing(FIRST)
    task = await ledger.does(claim, replace(request, files=(PHOTO,)))
    assert (task.status, task.claimed_at) == (Status.CLAIMED, LATER)


async def test_the_lead_claims_over_an_open_support_branch_only_with_a_reason(ledger: Ledger) -> None:
    await given(ledger, person(STAFF), support=(unit(FINANCE),))
    request = r.ClaimCompletion(person=STAFF.id, sent_at=LATER, number=FIRST, files=(PHOTO,))
    assert await refused(ledger, claim, request) == OpenBranches(FIRST, (unit(FINANCE),))
    assert (await ledger.does(claim, replace(request, despite="配合事项已并入"))).status is Status.CLAIMED


async def test_each_of_several_leads_has_to_claim(ledger: Ledger) -> None:
    await given(ledger, person(STAFF), person(COLLEAGUE))
    for who, status in ((STAFF, Status.ASSIGNED), (COLLEAGUE, Status.CLAIMED)):
        request = r.ClaimCompletion(person=who.id, sent_at=LATER, number=FIRST, files=(PHOTO,))
        assert (await ledger.does(claim, request)).status is status


async def test_a_reviewer_closes_what_others_did(ledger: Ledger) -> None:
    await claimed(ledger)
    task = await ledger.does(close, r.CloseTask(person=REVIEWER.id, sent_at=LATER, number=FIRST, note="同意"))
    assert (task.status, task.closed_by, task.closed_at) == (Status.CLOSED, REVIEWER.id, LATER)
    again = r.CloseTask(person=LEADER.id, sent_at=LATER, number=FIRST)
    assert isinstance(await refused(ledger, close, again), WrongStatus)


async def test_what_is_closed_is_archived_once_by_those_who_may(ledger: Ledger) -> None:
    await claimed(ledger)
    request = r.ArchiveTask(person=COORDINATOR.id, sent_at=LATER, number=FIRST)
    assert isinstance(await refused(ledger, archive, request), WrongStatus)
    await ledger.does(close, r.CloseTask(person=REVIEWER.id, sent_at=LATER, number=FIRST))
    assert isinstance(await refused(ledger, archive, replace(request, person=STAFF.id)), NotAllowed)
    task = await ledger.does(archive, request)
    assert (task.status, task.is_open, task.closed_at) == (Status.ARCHIVED, False, LATER)
    assert isinstance(await refused(ledger, archive, request), WrongStatus)


async def test_nobody_closes_the_own_work_or_what_is_not_claimed(ledger: Ledger) -> None:
    await given(ledger, person(REVIEWER))
    mine = r.ClaimCompletion(person=REVIEWER.id, sent_at=LATER, number=FIRST, files=(PHOTO,))
    early = r.CloseTask(person=LEADER.id, sent_at=LATER, number=FIRST)
    assert isinstance(await refused(ledger, close, early), WrongStatus)
    await ledger.does(claim, mine)
    assert await refused(ledger, close, replace(early, person=REVIEWER.id)) == ReviewerIsDoer(FIRST)
    assert isinstance(await refused(ledger, close, replace(early, person=STAFF.id)), NotAllowed)


async def test_a_claim_is_returned_with_what_is_missing(ledger: Ledger) -> None:
    await claimed(ledger)
    request = r.ReturnTask(person=REVIEWER.id, sent_at=LATER, number=FIRST, missing="缺盖章件", limit=FRIDAY)
    assert isinstance(await refused(ledger, return_, replace(request, missing=" ")), ReasonMissing)
    assert await refused(ledger, return_, replace(request, limit=LATER)) == DeadlinePassed(LATER)
    task = await ledger.does(return_, request)
    assert (task.status, task.missing, task.mend_by, task.returns) == (Status.ACTIVE, "缺盖章件", FRIDAY, 1)


async def test_a_new_assignee_has_yet_to_acknowledge(ledger: Ledger) -> None:
    await given(ledger)
    await ledger.does(acknowledge, r.AcknowledgeTask(person=STAFF.id, sent_at=LATER, number=FIRST))
    request = r.ReassignTask(person=COORDINATOR.id, sent_at=LATER, number=FIRST, new=person(COLLEAGUE))
    task = await ledger.does(reassign, request)
    assert [(branch.assignee, branch.status) for branch in task.branches] == [(person(COLLEAGUE), Status.ASSIGNED)]
    assert await refused(ledger, reassign, request) == AlreadyAssignee(FIRST, person(COLLEAGUE))
    gone = replace(request, new=person(HEAD), old=person(STAFF))
    assert await refused(ledger, reassign, gone) == NobodyAssigned()
    outside = replace(request, person=OUTSIDE_HEAD.id, new=person(OUTSIDER))
    assert isinstance(await refused(ledger, reassign, outside), NotAllowed)


async def test_a_withdrawn_task_stays_with_its_reason(ledger: Ledger) -> None:
    await given(ledger)
    request = r.WithdrawTask(person=COORDINATOR.id, sent_at=LATER, number=FIRST, reason="重复交办")
    assert isinstance(await refused(ledger, withdraw, replace(request, reason="")), ReasonMissing)
    assert isinstance(await refused(ledger, withdraw, replace(request, person=STAFF.id)), NotAllowed)
    task = await ledger.does(withdraw, request)
    assert (task.status, task.reason) == (Status.WITHDRAWN, "重复交办")
    assert isinstance(await refused(ledger, withdraw, request), WrongStatus)
