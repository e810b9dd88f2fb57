"""The rules of points that people decide, on every kind of books: evidence, a second person, and once."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.acts import adjusting as acts
from ledger.acts.rostering import SetRoles, set_roles
from ledger.adjustments import Adjustment, Standing
from ledger.people import Assignee, Role, UnitId
from ledger.refusals import NoSuchTask, NotAllowed
from ledger.score_entries import AdjustmentDecided, AdjustmentProposed
from ledger.score_refusals import AdjustmentSettled, NothingShown, NotScored, OwnScore, ProposerDecides
from tests.acts.conftest import Ledger
from tests.ledger.house import (
    ADMIN,
    COORDINATOR,
    FINANCE,
    GENERAL,
    HEAD,
    LEADER,
    MONDAY,
    REVIEW,
    REVIEWER,
    STAFF,
    SUPERVISION,
)
from tests.support.walkers import PHOTO


def wanted(person: Any = COORDINATOR, unit: UnitId = GENERAL.id, **more: Any) -> acts.ProposeAdjustment:
    asked: dict[str, Any] = {
        "whom": Assignee(unit=unit),
        "register": "duties",
        "rule": "absent",
        "item": "all",
        "reason": "无故缺席调度会",
        "files": (PHOTO,),
    }
    return acts.ProposeAdjustment(person=person.id, sent_at=MONDAY, **asked | more)


def word(one: Adjustment, person: Any = REVIEWER, *, granted: bool = True) -> acts.DecideAdjustment:
    return acts.DecideAdjustment(person=person.id, sent_at=MONDAY, adjustment=one.id, granted=granted)


async def proposed(ledger: Ledger, **more: Any) -> Adjustment:
    return await ledger.does(acts.propose, wanted(**more))


async def test_a_proposal_names_version_rule_evidence_and_who_confirmed_it(ledger: Ledger) -> None:
    one = await proposed(ledger)
    assert (one.version, one.rule, one.files, one.proposed_by) == (2, "absent", (PHOTO,), COORDINATOR.id)
    assert one.standing is Standing.WAITING
    done = await ledger.does(acts.decide, word(one))
    assert (done.standing, done.decided_by) == (Standing.GRANTED, REVIEWER.id)
    kinds = [type(entry) for entry in await ledger.entries()]
    assert kinds == [AdjustmentProposed, AdjustmentDecided]


@pytest.mark.parametrize("who", [STAFF, HEAD, REVIEWER, LEADER, ADMIN])
async def test_only_coordinators_propose(ledger: Ledger, who: Any) -> None:
    with pytest.raises(NotAllowed):
        await proposed(ledger, person=who)
    assert await ledger.entries() == []


@pytest.mark.parametrize("who", [STAFF, HEAD, COORDINATOR, ADMIN])
async def test_only_reviewers_and_leaders_confirm(ledger: Ledger, who: Any) -> None:
    one = await proposed(ledger)
    with pytest.raises(NotAllowed):
        await ledger.does(acts.decide, word(one, who))


async def test_without_evidence_nothing_is_proposed(ledger: Ledger) -> None:
    with pytest.raises(NothingShown):
        await proposed(ledger, files=())
    with pytest.raises(NoSuchTask):
        await proposed(ledger, files=(), about="DB-2026-9")
    one = await proposed(ledger, files=(), paper="云政办发〔2026〕18号")
    assert one.paper == "云政办发〔2026〕18号"


@pytest.mark.parametrize(
    "wrong",
    [
        {"rule": "late"},
        {"rule": "none"},
        {"item": "other"},
        {"item": "minutes", "unit": SUPERVISION.id},
        {"unit": FINANCE.id},
        {"times": 0},
        {"register": "party"},
    ],
)
async def test_only_what_a_rule_in_force_leaves_to_people_is_proposed(ledger: Ledger, wrong: dict[str, Any]) -> None:
    """The ledger counts what is late by itself; an item is that of the unit; the unit is one that is scored."""
    with pytest.raises(NotScored):
        await proposed(ledger, **wrong)


async def test_one_person_alone_gives_no_points(ledger: Ledger) -> None:
    """Not even with both roles."""
    roles = frozenset({Role.COORDINATOR, Role.REVIEWER})
    both = SetRoles(person=ADMIN.id, sent_at=MONDAY, who=HEAD.id, roles=roles, agreed=LEADER.id)
    await ledger.does(set_roles, both)
    one = await proposed(ledger, person=HEAD, unit=SUPERVISION.id)
    with pytest.raises(ProposerDecides):
        await ledger.does(acts.decide, word(one, HEAD))


async def test_nobody_confirms_points_of_the_own_office(ledger: Ledger) -> None:
    one = await proposed(ledger, unit=REVIEW.id)
    with pytest.raises(OwnScore):
        await ledger.does(acts.decide, word(one))


async def test_a_leader_confirms_in_the_own_field_only(ledger: Ledger) -> None:
    assert (await ledger.does(acts.decide, word(await proposed(ledger), LEADER))).standing is Standing.GRANTED
    outside = await proposed(ledger, unit=SUPERVISION.id)
    with pytest.raises(NotAllowed):
        await ledger.does(acts.decide, word(outside, LEADER))


async def test_it_is_decided_once(ledger: Ledger) -> None:
    one = await proposed(ledger)
    await ledger.does(acts.decide, word(one, granted=False))
    for who in (REVIEWER, LEADER):
        with pytest.raises(AdjustmentSettled):
            await ledger.does(acts.decide, word(one, who))


async def test_the_proposer_alone_withdraws_it_while_it_waits(ledger: Ledger) -> None:
    one = await proposed(ledger)
    mine, other = (
        acts.AboutAdjustment(person=who.id, sent_at=MONDAY, adjustment=one.id) for who in (COORDINATOR, LEADER)
    )
    with pytest.raises(NotAllowed):
        await ledger.does(acts.withdraw_adjustment, other)
    assert (await ledger.does(acts.withdraw_adjustment, mine)).standing is Standing.WITHDRAWN
    with pytest.raises(AdjustmentSettled):
        await ledger.does(acts.decide, word(one))


async def test_what_does_not_exist_is_refused_as_not_allowed(ledger: Ledger) -> None:
    nothing = acts.DecideAdjustment(person=REVIEWER.id, sent_at=MONDAY, adjustment=99, granted=True)
    with pytest.raises(NotAllowed):
        await ledger.does(acts.decide, nothing)
