"""access.md, cell by cell: whether each person may do each act on a task of their own, their office's and others'."""

import dataclasses

import pytest

from ledger.people import Person, Role
from ledger.permissions import PERMISSIONS, authorise, branch_of, may, may_assign, may_for, may_split, visible_units
from ledger.refusals import NotAllowed
from ledger.tasks import Task
from ledger.transitions import Act
from tests.ledger.house import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    FINANCE,
    GENERAL,
    HEAD,
    LEADER,
    OUTSIDE_HEAD,
    OUTSIDER,
    REVIEWER,
    ROSTER,
    STAFF,
    assigned,
    person,
    unit,
)

WORK = (Act.ACKNOWLEDGE, Act.DECLINE, Act.PROGRESS, Act.ADD_EVIDENCE, Act.RAISE_BLOCKER, Act.CLEAR_BLOCKER)
WORK += (Act.CLAIM, Act.CORRECT, Act.REQUEST_EXTENSION)

OWN = assigned(person(STAFF))
OFFICE = assigned(person(COLLEAGUE))
OTHER = assigned(unit(FINANCE))

# May the person do the act on the task of 张三 (综合科), of 王五 (综合科), of 财政局?
TABLE = {
    (STAFF, Act.SEE): "y n n",
    (HEAD, Act.SEE): "y y n",
    (COORDINATOR, Act.SEE): "y y y",
    (REVIEWER, Act.SEE): "n n n",
    (LEADER, Act.SEE): "y y n",
    (ADMIN, Act.SEE): "n n n",
    (OUTSIDE_HEAD, Act.SEE): "n n y",
    (OUTSIDER, Act.SEE): "n n y",
    (STAFF, Act.CLOSE): "n n n",
    (HEAD, Act.CLOSE): "n n n",
    (COORDINATOR, Act.CLOSE): "y y y",
    (REVIEWER, Act.CLOSE): "y y y",
    (LEADER, Act.CLOSE): "y y y",
    (ADMIN, Act.CLOSE): "n n n",
    (STAFF, Act.RETURN): "n n n",
    (HEAD, Act.RETURN): "n n n",
    (COORDINATOR, Act.RETURN): "y y y",
    (REVIEWER, Act.RETURN): "y y y",
    (LEADER, Act.RETURN): "y y y",
    (ADMIN, Act.RETURN): "n n n",
    (STAFF, Act.ARCHIVE): "n n n",
    (HEAD, Act.ARCHIVE): "n n n",
    (COORDINATOR, Act.ARCHIVE): "y y y",
    (REVIEWER, Act.ARCHIVE): "n n n",
    (LEADER, Act.ARCHIVE): "y y y",
    (ADMIN, Act.ARCHIVE): "n n n",
    (STAFF, Act.RECHECK): "n n n",
    (HEAD, Act.RECHECK): "n n n",
    (COORDINATOR, Act.RECHECK): "y y y",
    (REVIEWER, Act.RECHECK): "y y y",
    (LEADER, Act.RECHECK): "y y y",
    (ADMIN, Act.RECHECK): "n n n",
    (STAFF, Act.REOPEN): "n n n",
    (HEAD, Act.REOPEN): "n n n",
    (COORDINATOR, Act.REOPEN): "y y y",
    (REVIEWER, Act.REOPEN): "y y y",
    (LEADER, Act.REOPEN): "y y y",
    (ADMIN, Act.REOPEN): "n n n",
    (STAFF, Act.REASSIGN): "n n n",
    (HEAD, Act.REASSIGN): "y y n",
    (COORDINATOR, Act.REASSIGN): "y y y",
    (REVIEWER, Act.REASSIGN): "n n n",
    (LEADER, Act.REASSIGN): "y y y",
    (ADMIN, Act.REASSIGN): "n n n",
    (STAFF, Act.WITHDRAW): "n n n",
    (HEAD, Act.WITHDRAW): "n n n",
    (COORDINATOR, Act.WITHDRAW): "y y y",
    (REVIEWER, Act.WITHDRAW): "n n n",
    (LEADER, Act.WITHDRAW): "y y y",
    (ADMIN, Act.WITHDRAW): "n n n",
    (STAFF, Act.AMEND): "n n n",
    (HEAD, Act.AMEND): "n n n",
    (COORDINATOR, Act.AMEND): "y y y",
    (REVIEWER, Act.AMEND): "n n n",
    (LEADER, Act.AMEND): "y y y",
    (ADMIN, Act.AMEND): "n n n",
    (STAFF, Act.CATEGORISE): "n n n",
    (HEAD, Act.CATEGORISE): "n n n",
    (COORDINATOR, Act.CATEGORISE): "y y y",
    (REVIEWER, Act.CATEGORISE): "n n n",
    (LEADER, Act.CATEGORISE): "y y y",
    (ADMIN, Act.CATEGORISE): "n n n",
    (STAFF, Act.SPLIT): "n n n",
    (HEAD, Act.SPLIT): "y y n",
    (COORDINATOR, Act.SPLIT): "y y y",
    (REVIEWER, Act.SPLIT): "n n n",
    (LEADER, Act.SPLIT): "y y y",
    (ADMIN, Act.SPLIT): "n n n",
    (STAFF, Act.INSTRUCT): "n n n",
    (HEAD, Act.INSTRUCT): "n n n",
    (COORDINATOR, Act.INSTRUCT): "n n n",
    (REVIEWER, Act.INSTRUCT): "n n n",
    (LEADER, Act.INSTRUCT): "y y n",
    (ADMIN, Act.INSTRUCT): "n n n",
    (STAFF, Act.ORIENT): "n n n",
    (HEAD, Act.ORIENT): "y y n",
    (COORDINATOR, Act.ORIENT): "y y y",
    (REVIEWER, Act.ORIENT): "n n n",
    (LEADER, Act.ORIENT): "y y y",
    (ADMIN, Act.ORIENT): "n n n",
    (STAFF, Act.VISIT): "n n n",
    (HEAD, Act.VISIT): "y y n",
    (COORDINATOR, Act.VISIT): "y y y",
    (REVIEWER, Act.VISIT): "n n n",
    (LEADER, Act.VISIT): "y y y",
    (ADMIN, Act.VISIT): "n n n",
    (STAFF, Act.REMIND): "n n n",
    (HEAD, Act.REMIND): "y y n",
    (COORDINATOR, Act.REMIND): "y y y",
    (REVIEWER, Act.REMIND): "n n n",
    (LEADER, Act.REMIND): "y y y",
    (ADMIN, Act.REMIND): "n n n",
    (STAFF, Act.DECIDE_EXTENSION): "n n n",
    (HEAD, Act.DECIDE_EXTENSION): "n n n",
    (COORDINATOR, Act.DECIDE_EXTENSION): "y y y",
    (REVIEWER, Act.DECIDE_EXTENSION): "n n n",
    (LEADER, Act.DECIDE_EXTENSION): "y y n",
    (ADMIN, Act.DECIDE_EXTENSION): "n n n",
    (STAFF, Act.SUSPEND): "n n n",
    (HEAD, Act.SUSPEND): "n n n",
    (COORDINATOR, Act.SUSPEND): "y y y",
    (REVIEWER, Act.SUSPEND): "n n n",
    (LEADER, Act.SUSPEND): "y y y",
    (ADMIN, Act.SUSPEND): "n n n",
    (STAFF, Act.RESUME): "n n n",
    (HEAD, Act.RESUME): "n n n",
    (COORDINATOR, Act.RESUME): "y y y",
    (REVIEWER, Act.RESUME): "n n n",
    (LEADER, Act.RESUME): "y y y",
    (ADMIN, Act.RESUME): "n n n",
    (STAFF, Act.ESCALATE): "n n n",
    (HEAD, Act.ESCALATE): "y y n",
    (COORDINATOR, Act.ESCALATE): "y y y",
    (REVIEWER, Act.ESCALATE): "n n n",
    (LEADER, Act.ESCALATE): "y y y",
    (ADMIN, Act.ESCALATE): "n n n",
}


@pytest.mark.parametrize(("who", "act"), TABLE, ids=lambda value: getattr(value, "name", value))
def test_an_act_on_a_task_is_allowed_as_the_table_says(who: Person, act: Act):
    wanted = [cell == "y" for cell in TABLE[who, act].split()]

    assert [may(ROSTER, who, act, task) for task in (OWN, OFFICE, OTHER)] == wanted


@pytest.mark.parametrize("act", WORK)
@pytest.mark.parametrize(
    ("who", "tasks"),
    [
        (STAFF, "y n n"),
        (HEAD, "y y n"),
        (OUTSIDER, "n n y"),
        (COORDINATOR, "n n n"),
        (LEADER, "n n n"),
        (REVIEWER, "n n n"),
        (ADMIN, "n n n"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_work_on_a_branch_is_its_assignees_and_their_heads(who: Person, act: Act, tasks: str):
    def works(task: Task) -> bool:
        try:
            return branch_of(ROSTER, who, act, task) is not None
        except NotAllowed:
            return False

    assert [works(task) for task in (OWN, OFFICE, OTHER)] == [cell == "y" for cell in tasks.split()]


@pytest.mark.parametrize("role", Role)
def test_whoever_is_an_assignee_may_work_on_the_own_branch(role: Role):
    """The dashes of access.md mean that the role adds nothing, not that an assignee may not acknowledge."""
    who = dataclasses.replace(STAFF, roles=frozenset({role}))

    assert branch_of(ROSTER, who, Act.ACKNOWLEDGE, OWN).assignee == person(STAFF)


def test_every_act_has_a_rule_for_every_role():
    assert {(role, act) for role in Role for act in Act} == set(PERMISSIONS)


def test_somebody_who_left_may_nothing():
    gone = dataclasses.replace(COORDINATOR, left_at=OWN.assigned_at)

    assert not any(may(ROSTER, gone, act, OWN) for act in Act)


def test_a_person_without_roles_may_nothing():
    nobody = dataclasses.replace(OUTSIDER, roles=frozenset())

    with pytest.raises(NotAllowed):
        authorise(ROSTER, nobody, Act.SEE, OTHER)


@pytest.mark.parametrize(
    ("who", "inside", "outside"),
    [
        (STAFF, False, False),
        (HEAD, True, False),
        (COORDINATOR, True, True),
        (REVIEWER, False, False),
        (LEADER, True, True),
        (ADMIN, False, False),
    ],
    ids=lambda value: getattr(value, "name", value),
)
@pytest.mark.parametrize("act", [Act.ASSIGN, Act.RECUR])
def test_assigning_reaches_as_far_as_the_role(who: Person, inside: bool, outside: bool, act: Act):
    assert may_assign(ROSTER, who, [person(COLLEAGUE), unit(GENERAL)], act=act) is inside
    assert may_assign(ROSTER, who, [person(COLLEAGUE), unit(FINANCE)], act=act) is outside


def test_a_head_splits_what_the_office_leads_among_its_people_and_those_who_share_it():
    led, shared = assigned(unit(GENERAL), support=(unit(FINANCE),)), assigned(unit(FINANCE), support=(unit(GENERAL),))

    assert may_split(ROSTER, HEAD, led, [person(STAFF), unit(FINANCE)])
    assert not may_split(ROSTER, HEAD, led, [person(OUTSIDER)])
    assert not may_split(ROSTER, HEAD, shared, [person(STAFF)])
    assert may_split(ROSTER, COORDINATOR, shared, [person(STAFF)])


@pytest.mark.parametrize(
    ("who", "allowed"),
    [(STAFF, True), (HEAD, True), (COORDINATOR, True), (LEADER, False), (ADMIN, False), (COLLEAGUE, False)],
    ids=lambda value: getattr(value, "name", value),
)
def test_leave_is_taken_for_oneself_ones_office_or_ones_field(who: Person, allowed: bool):
    assert may_for(ROSTER, who, Act.TAKE_LEAVE, STAFF) is allowed


def test_heads_withdraw_what_their_office_assigned():
    given = assigned(person(COLLEAGUE), by=STAFF)

    assert may(ROSTER, HEAD, Act.WITHDRAW, given)
    assert not may(ROSTER, OUTSIDE_HEAD, Act.WITHDRAW, given)


def test_figures_are_seen_by_office_by_field_or_whole():
    assert visible_units(ROSTER, STAFF) == frozenset()
    assert visible_units(ROSTER, HEAD) == {GENERAL.id}
    assert visible_units(ROSTER, LEADER) == {GENERAL.id}
    assert visible_units(ROSTER, COORDINATOR) is None
    assert visible_units(ROSTER, ADMIN) == frozenset()


def test_a_coordinator_of_a_field_is_on_leave_like_anybody():
    """The own leave is the person's, whatever the field says."""
    coordinator = dataclasses.replace(COORDINATOR, fields=(FINANCE.id,))
    assert may_for(ROSTER, coordinator, Act.TAKE_LEAVE, coordinator)
    assert may_for(ROSTER, coordinator, Act.TAKE_LEAVE, OUTSIDER)
    assert not may_for(ROSTER, coordinator, Act.TAKE_LEAVE, STAFF)
