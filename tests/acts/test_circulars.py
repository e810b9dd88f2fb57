"""The rules of circulars, on every kind of books: who drafts, who approves, and which version."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ledger.acts import circulars as acts
from ledger.acts.assigning import assign
from ledger.acts.requests import AssignTask
from ledger.acts.rostering import SetRoles, set_roles
from ledger.circular_entries import CircularPublished
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
from ledger.circulars import Circular, Point, Stage, Tone
from ledger.people import Assignee, Role
from ledger.refusals import NoSuchTask, NotAllowed
from tests.acts.conftest import Ledger
from tests.ledger.house import ADMIN, COORDINATOR, FINANCE, FRIDAY, HEAD, LEADER, MONDAY, REVIEWER, STAFF

TODAY = date(2026, 11, 23)
CHAT = -1001


async def assigned(ledger: Ledger, lead: Assignee | None = None) -> str:
    given = AssignTask(
        person=COORDINATOR.id,
        sent_at=MONDAY,
        title="报送材料",
        lead=(lead or Assignee(person=STAFF.id),),
        deadline=FRIDAY,
    )
    return (await ledger.does(assign, given)).number


def wanted(number: str, person: Any = COORDINATOR, **more: Any) -> acts.DraftCircular:
    asked: dict[str, Any] = {
        "first": TODAY,
        "last": TODAY,
        "as_of": MONDAY,
        "title": "关于督查事项的通报",
        "points": (Point(Tone.PRAISE, number, "张三按期办结。"),),
        "chats": (CHAT,),
    }
    return acts.DraftCircular(person=person.id, sent_at=MONDAY, **asked | more)


async def drafted(ledger: Ledger, **more: Any) -> Circular:
    return await ledger.does(acts.draft, wanted(await assigned(ledger), **more))


def about(one: Circular, person: Any, kind: Any = acts.AboutCircular, **more: Any) -> Any:
    return kind(person=person.id, sent_at=MONDAY, circular=one.id, version=more.pop("version", one.version), **more)


async def laid(ledger: Ledger) -> Circular:
    one = await drafted(ledger)
    return await ledger.does(acts.submit, about(one, COORDINATOR, acts.SubmitCircular, to=LEADER.id))


def out(one: Circular, **more: Any) -> acts.PublishCircular:
    asked: dict[str, Any] = {"now": MONDAY, "chats": (CHAT,)} | more
    made: acts.PublishCircular = about(one, COORDINATOR, acts.PublishCircular, **asked)
    return made


@pytest.mark.parametrize("person", [STAFF, HEAD, REVIEWER, LEADER, ADMIN])
async def test_only_coordinators_draft(ledger: Ledger, person: Any) -> None:
    number = await assigned(ledger)
    with pytest.raises(NotAllowed):
        await ledger.does(acts.draft, wanted(number, person))


@pytest.mark.parametrize("person", [STAFF, HEAD, REVIEWER, COORDINATOR, ADMIN])
async def test_only_leaders_approve_or_send_back(ledger: Ledger, person: Any) -> None:
    one = await laid(ledger)
    for act, request in (
        (acts.approve, about(one, person)),
        (acts.send_back, about(one, person, acts.ReturnCircular, reason="核实")),
    ):
        with pytest.raises(NotAllowed):
            await ledger.does(act, request)


async def test_it_goes_its_way_once(ledger: Ledger) -> None:
    one = await ledger.does(acts.approve, about(await laid(ledger), LEADER))
    assert one.stage is Stage.APPROVED
    published = await ledger.does(acts.publish, out(one))
    assert (published.stage, published.number) == (Stage.PUBLISHED, "督查通报〔2026〕1号")
    with pytest.raises(WrongStage):
        await ledger.does(acts.publish, out(one))
    with pytest.raises(WrongStage):
        await ledger.does(acts.withdraw, about(one, COORDINATOR))
    assert len([entry for entry in await ledger.entries() if isinstance(entry, CircularPublished)]) == 1


async def test_what_was_not_approved_is_not_published(ledger: Ledger) -> None:
    one = await drafted(ledger)
    with pytest.raises(WrongStage):
        await ledger.does(acts.publish, out(one))
    with pytest.raises(WrongStage):
        await ledger.does(acts.approve, about(one, LEADER))
    one = await ledger.does(acts.submit, about(one, COORDINATOR, acts.SubmitCircular, to=LEADER.id))
    with pytest.raises(WrongStage):
        await ledger.does(acts.publish, out(one))


async def test_a_change_voids_what_was_approved_or_laid_before_somebody(ledger: Ledger) -> None:
    one = await ledger.does(acts.approve, about(await laid(ledger), LEADER))
    changed = await ledger.does(acts.change, about(one, COORDINATOR, acts.ChangeCircular, title="另一个标题"))
    assert (changed.version, changed.stage, changed.title) == (2, Stage.DRAFT, "另一个标题")
    for act, request in ((acts.publish, out(one)), (acts.approve, about(one, LEADER))):
        with pytest.raises(CircularMoved):
            await ledger.does(act, request)
    with pytest.raises(WrongStage):
        await ledger.does(acts.publish, out(changed))


async def test_whoever_wrote_a_version_does_not_approve(ledger: Ledger) -> None:
    """Somebody who drafts and leads is no approver of the own work, nor of what was changed by the own hand."""
    both = frozenset({Role.COORDINATOR, Role.LEADER})
    await ledger.does(set_roles, SetRoles(person=ADMIN.id, sent_at=MONDAY, who=HEAD.id, roles=both, agreed=LEADER.id))
    one = await drafted(ledger)
    one = await ledger.does(acts.change, about(one, HEAD, acts.ChangeCircular, title="另一个标题"))
    with pytest.raises(ApproverDrafted):
        await ledger.does(acts.submit, about(one, COORDINATOR, acts.SubmitCircular, to=HEAD.id))
    await ledger.does(acts.submit, about(one, COORDINATOR, acts.SubmitCircular, to=LEADER.id))
    with pytest.raises(ApproverDrafted):
        await ledger.does(acts.approve, about(one, HEAD))


async def test_a_leader_approves_only_what_the_own_field_holds(ledger: Ledger) -> None:
    """陈静 has 综合科 as the field; 财政局 is no part of it."""
    number = await assigned(ledger, Assignee(unit=FINANCE.id))
    one = await ledger.does(acts.draft, wanted(number))
    with pytest.raises(BeyondField):
        await ledger.does(acts.submit, about(one, COORDINATOR, acts.SubmitCircular, to=LEADER.id))
    async with ledger.opened() as books:
        with pytest.raises(NoApprover):
            await acts.approvers(books, one)


async def test_a_task_that_is_not_there_is_not_spoken_of(ledger: Ledger) -> None:
    with pytest.raises((NoSuchTask, NotAllowed)):
        await ledger.does(acts.draft, wanted("DB-2026-99"))
    one = await drafted(ledger)
    points = (Point(Tone.CRITICISM, "DB-2026-99", "拖延。"),)
    with pytest.raises((NoSuchTask, NotAllowed)):
        await ledger.does(acts.change, about(one, COORDINATOR, acts.ChangeCircular, points=points))


async def test_praise_stands_before_criticism_however_it_was_added(ledger: Ledger) -> None:
    one = await drafted(ledger)
    number = one.points[0].task
    points = (Point(Tone.CRITICISM, number, "其一。"), *one.points, Point(Tone.PRAISE, number, "其二。"))
    changed = await ledger.does(acts.change, about(one, COORDINATOR, acts.ChangeCircular, points=points))
    assert [point.text for point in changed.points] == ["张三按期办结。", "其二。", "其一。"]


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"points": ()}, NothingToSay),
        ({"as_of": MONDAY + timedelta(hours=1)}, PeriodAhead),
        ({"first": TODAY + timedelta(days=1)}, PeriodAhead),
        ({"title": "题" * 101}, TooLong),
    ],
)
async def test_what_is_no_circular_is_not_drafted(ledger: Ledger, more: dict[str, Any], refusal: Any) -> None:
    number = await assigned(ledger)
    with pytest.raises(refusal):
        await ledger.does(acts.draft, wanted(number, **more))


async def test_it_needs_groups_and_office_hours(ledger: Ledger) -> None:
    one = await drafted(ledger, chats=())
    with pytest.raises(NoGroupChosen):
        await ledger.does(acts.submit, about(one, COORDINATOR, acts.SubmitCircular, to=LEADER.id))
    ready = await ledger.does(acts.approve, about(await laid(ledger), LEADER))
    with pytest.raises(NotInQuietTime):
        await ledger.does(acts.publish, out(ready, now=MONDAY + timedelta(hours=12)))
    for chats in ((), (CHAT, -7)):
        with pytest.raises(NoGroupChosen):
            await ledger.does(acts.publish, out(ready, chats=chats))


async def test_nobody_learns_whether_there_is_one(ledger: Ledger) -> None:
    one = await drafted(ledger)
    ghost = about(one, STAFF)
    for circular in (one.id, 999):
        with pytest.raises(NotAllowed):
            await ledger.does(
                acts.withdraw, acts.AboutCircular(person=ghost.person, sent_at=MONDAY, circular=circular, version=1)
            )
