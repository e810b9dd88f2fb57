"""How tasks come about: parts of a task, instructions, orientations, visits and recurrences, with every refusal."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from ledger.acts import origin_requests as o
from ledger.acts import requests as r
from ledger.acts.assigning import assign
from ledger.acts.changing import amend, withdraw
from ledger.acts.closing import claim
from ledger.acts.instructing import instruct, orient
from ledger.acts.recurring import begin_occurrence, recurrences, set_recurrence, stop_recurrence
from ledger.acts.supervising import record_visit
from ledger.entries import Evidence
from ledger.origin_entries import Every, RecurrenceSet, RecurrenceStopped, SiteVisit
from ledger.origins import Orientations, OriginKind
from ledger.people import Person
from ledger.refusals import (
    DeadlinePassed,
    NeverDue,
    NoSuchRecurrence,
    NotAllowed,
    OpenBranches,
    OutlivesParent,
    ReasonMissing,
    VisitAhead,
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
    STAFF,
    person,
    unit,
)

WHOLE, PART = "DB-2026-1", "DB-2026-2"
PHOTO = Evidence(sha256="ab" * 32, name="现场.jpg", size=1024, kind="photo")
LATER = MONDAY + timedelta(hours=1)
EARLIER = FRIDAY - timedelta(days=2)


def whole(by: Person = COORDINATOR) -> r.AssignTask:
    return r.AssignTask(
        person=by.id, sent_at=MONDAY, title="报送分析", lead=(unit(GENERAL),), support=(unit(FINANCE),), deadline=FRIDAY
    )


def part(by: Person = HEAD, who: Person = STAFF, parent: str = WHOLE, **fields) -> r.AssignTask:
    given = {"lead": (person(who),), "deadline": FRIDAY, "title": "起草初稿"} | fields
    return r.AssignTask(person=by.id, sent_at=LATER, parent=parent, **given)


async def task(ledger: Ledger, number: str) -> Task:
    async with ledger.opened() as books:
        return await books.task(number)


async def split(ledger: Ledger, *more: r.AssignTask) -> None:
    await ledger.does(assign, whole())
    for request in more or (part(),):
        await ledger.does(assign, request)


async def test_a_part_is_a_task_of_its_own_and_knows_its_whole(ledger: Ledger):
    await split(ledger)

    assert (await task(ledger, WHOLE)).children == (PART,)
    assert ((await task(ledger, PART)).parent, (await task(ledger, PART)).assigned_by) == (WHOLE, HEAD.id)


async def test_no_part_outlives_the_whole(ledger: Ledger):
    await ledger.does(assign, whole())
    with pytest.raises(OutlivesParent) as said:
        await ledger.does(assign, part(deadline=FRIDAY + timedelta(seconds=1)))
    assert (said.value.parent, said.value.deadline) == (WHOLE, FRIDAY)

    await ledger.does(assign, part())
    with pytest.raises(OutlivesParent):
        later = FRIDAY + timedelta(days=1)
        await ledger.does(amend, r.AmendTask(person=HEAD.id, sent_at=LATER, number=PART, deadline=later))
    assert len(await ledger.entries()) == 3


@pytest.mark.parametrize(("by", "who"), [(STAFF, STAFF), (OUTSIDE_HEAD, OUTSIDER), (HEAD, OUTSIDER)])
async def test_only_the_leads_head_and_those_who_assign_split(ledger: Ledger, by: Person, who: Person):
    await ledger.does(assign, whole())
    with pytest.raises(NotAllowed):
        await ledger.does(assign, part(by, who))


async def test_what_waits_to_be_reviewed_is_not_split(ledger: Ledger):
    await ledger.does(assign, whole())
    done = r.ClaimCompletion(person=HEAD.id, sent_at=LATER, number=WHOLE, files=(PHOTO,), despite="已并入")
    await ledger.does(claim, done)
    with pytest.raises(WrongStatus):
        await ledger.does(assign, part())


async def test_a_whole_brought_forward_takes_its_parts_along(ledger: Ledger):
    """Also the parts of the parts; what is due earlier anyway stays."""
    soon = MONDAY + timedelta(days=1)
    await split(ledger, part(), part(COORDINATOR, COLLEAGUE, PART), part(COORDINATOR, deadline=soon))
    asked = r.AmendTask(person=COORDINATOR.id, sent_at=LATER, number=WHOLE, deadline=EARLIER)
    await ledger.does(amend, asked)

    found = [await task(ledger, f"DB-2026-{n}") for n in (1, 2, 3, 4)]
    assert [one.deadline for one in found] == [EARLIER, EARLIER, EARLIER, soon]
    assert found[2].original_deadline == FRIDAY


async def test_open_parts_are_withdrawn_with_the_whole(ledger: Ledger):
    await split(ledger, part(), part(COORDINATOR, COLLEAGUE, PART))
    await ledger.does(withdraw, r.WithdrawTask(person=COORDINATOR.id, sent_at=LATER, number=WHOLE, reason="重复交办"))

    for number in (WHOLE, PART, "DB-2026-3"):
        assert ((await task(ledger, number)).status, (await task(ledger, number)).reason) == (
            Status.WITHDRAWN,
            "重复交办",
        )


async def test_a_claim_with_open_parts_needs_a_reason(ledger: Ledger):
    await split(ledger)
    asked = r.ClaimCompletion(person=HEAD.id, sent_at=LATER, number=WHOLE, files=(PHOTO,))
    with pytest.raises(OpenBranches) as said:
        await ledger.does(claim, asked)
    assert (said.value.waiting, said.value.children) == ((unit(FINANCE),), (PART,))


async def test_an_instruction_is_attached_where_the_leader_may_see(ledger: Ledger):
    await ledger.does(assign, whole())
    asked = o.InstructTask(person=LEADER.id, sent_at=LATER, number=WHOLE, words="务必核准数据")
    after = await ledger.does(instruct, asked)
    assert (await ledger.entries())[-1].words == "务必核准数据"
    assert after.status is Status.ASSIGNED

    with pytest.raises(NotAllowed):
        await ledger.does(instruct, o.InstructTask(person=HEAD.id, sent_at=LATER, number=WHOLE, words="抓紧"))
    with pytest.raises(ReasonMissing):
        await ledger.does(instruct, o.InstructTask(person=LEADER.id, sent_at=LATER, number=WHOLE, words=" "))


async def test_orientations_are_written_down_one_by_one(ledger: Ledger):
    await ledger.does(assign, whole())
    for said in (
        Orientations(problem="口径不一", target="统一口径"),
        Orientations(target="月底前统一", effect="少报一次"),
    ):
        asked = o.OrientTask(person=COORDINATOR.id, sent_at=LATER, number=WHOLE, orientations=said)
        after = await ledger.does(orient, asked)
    assert after.is_key
    assert after.orientations == Orientations(problem="口径不一", target="月底前统一", effect="少报一次")

    with pytest.raises(ReasonMissing):
        await ledger.does(
            orient, o.OrientTask(person=HEAD.id, sent_at=LATER, number=WHOLE, orientations=Orientations())
        )


def visit(by: Person = COORDINATOR, **fields) -> o.RecordVisit:
    given = {"place": "换热站", "held_at": MONDAY, "findings": ("漏水", "无人值守"), "files": (PHOTO,)} | fields
    return o.RecordVisit(person=by.id, sent_at=LATER, **given)


async def test_a_visit_is_on_record_and_its_findings_name_it(ledger: Ledger):
    await ledger.does(assign, whole())
    record = await ledger.does(record_visit, visit(about=WHOLE, fix_by=FRIDAY, visitors=(person(COORDINATOR),)))
    assert isinstance(record.entry, SiteVisit) and record.entry.findings == "漏水\n无人值守"

    found = r.AssignTask(
        person=COORDINATOR.id,
        sent_at=LATER,
        title="整改：漏水",
        lead=(unit(GENERAL),),
        deadline=FRIDAY,
        cause=record.seq,
        origin_kind=OriginKind.VISIT,
    )
    assert (await ledger.does(assign, found)).cause == record.seq
    async with ledger.opened() as books:
        assert [one.entry for one in await books.records_of(SiteVisit)] == [record.entry]


async def test_a_visit_that_cannot_be_is_refused(ledger: Ledger):
    await ledger.does(assign, whole())
    for request, refusal in (
        (visit(held_at=FRIDAY), VisitAhead),
        (visit(fix_by=MONDAY), DeadlinePassed),
        (visit(STAFF), NotAllowed),
        (visit(OUTSIDE_HEAD, about=PART), Exception),
    ):
        with pytest.raises(refusal):
            await ledger.does(record_visit, request)
    assert len(await ledger.entries()) == 1


def weekly(by: Person = COORDINATOR, **fields) -> o.SetRecurrence:
    given = {"title": "报送进展", "lead": (person(STAFF),), "every": Every.WEEK, "weekdays": (4,), "hour": time(18)}
    given |= {"starts": date(2026, 11, 23)} | fields
    return o.SetRecurrence(person=by.id, sent_at=MONDAY, **given)


async def test_a_recurrence_is_set_and_its_occurrence_is_a_task_by_the_clock(ledger: Ledger):
    record = await ledger.does(set_recurrence, weekly())
    async with ledger.opened() as books:
        (standing,) = await recurrences(books)
        begun = await begin_occurrence(books, standing, due=FRIDAY, at=LATER, origin="周期1")
    assert (standing.n, standing.seq) == (1, record.seq)
    assert (await ledger.entries())[-1].by is None
    assert (begun.assigned_by, begun.deadline, begun.cause, begun.origin_kind) == (
        COORDINATOR.id,
        FRIDAY,
        record.seq,
        OriginKind.RECURRENCE,
    )
    assert isinstance((await ledger.entries())[0], RecurrenceSet)


async def test_a_recurrence_is_stopped_by_whoever_could_set_it(ledger: Ledger):
    await ledger.does(set_recurrence, weekly())
    for who, n in ((STAFF, 1), (OUTSIDE_HEAD, 1), (HEAD, 2)):
        with pytest.raises(NoSuchRecurrence):
            await ledger.does(stop_recurrence, o.StopRecurrence(person=who.id, sent_at=LATER, n=n))
    await ledger.does(stop_recurrence, o.StopRecurrence(person=HEAD.id, sent_at=LATER, n=1))
    assert isinstance((await ledger.entries())[-1], RecurrenceStopped)
    async with ledger.opened() as books:
        assert await recurrences(books) == ()


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (weekly(STAFF), NotAllowed),
        (weekly(HEAD, lead=(unit(FINANCE),)), NotAllowed),
        (weekly(until=date(2026, 11, 20)), NeverDue),
    ],
)
async def test_a_recurrence_out_of_reach_or_without_a_date_is_refused(ledger: Ledger, request_, refusal):
    with pytest.raises(refusal):
        await ledger.does(set_recurrence, request_)
    assert await ledger.entries() == []
