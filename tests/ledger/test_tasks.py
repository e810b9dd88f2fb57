"""Where a task stands follows from its branches; what is derived is never stored."""

from datetime import timedelta

import pytest

from ledger import entries as e
from ledger.folding import fold, replay
from ledger.people import Assignee
from ledger.tasks import Status, Task
from ledger.transitions import TRANSITIONS, Act, fits
from tests.ledger.house import COLLEAGUE, COORDINATOR, FINANCE, FRIDAY, GENERAL, MONDAY, STAFF, assigned, person, unit

HOUR = timedelta(hours=1)


def after(task: Task, *entries: e.Entry) -> Task:
    """Fold more entries onto a task."""
    for entry in entries:
        task = fold(task, entry, seq=task.version + 1)
    return task


def acknowledged(assignee: Assignee, *, hours: int = 1) -> e.Acknowledged:
    return e.Acknowledged(number="DB-2026-1", by=STAFF.id, at=MONDAY + hours * HOUR, assignee=assignee)


def claimed(assignee: Assignee, *, hours: int = 2) -> e.CompletionClaimed:
    return e.CompletionClaimed(number="DB-2026-1", by=STAFF.id, at=MONDAY + hours * HOUR, assignee=assignee)


def test_each_is_as_far_as_the_slowest():
    task = assigned(person(STAFF), person(COLLEAGUE))

    assert after(task, claimed(person(STAFF))).status is Status.ASSIGNED
    assert after(task, claimed(person(STAFF)), claimed(person(COLLEAGUE))).status is Status.CLAIMED


def test_any_is_as_far_as_the_fastest():
    entry = e.Assigned(
        number="DB-2026-1",
        by=COORDINATOR.id,
        at=MONDAY,
        title="核实线索",
        lead=(person(STAFF), person(COLLEAGUE)),
        completion=e.Completion.ANY,
        deadline=FRIDAY,
    )

    assert after(fold(None, entry, seq=1), claimed(person(STAFF))).status is Status.CLAIMED


def test_a_support_branch_does_not_complete_the_task():
    task = assigned(unit(GENERAL), support=(unit(FINANCE),))

    done = after(task, acknowledged(unit(GENERAL)), claimed(unit(FINANCE)))

    assert done.status is Status.ACTIVE
    assert done.open_supports == ()


def test_work_is_a_receipt_too():
    note = e.ProgressNoted(
        number="DB-2026-1", by=STAFF.id, at=MONDAY + HOUR, assignee=person(STAFF), note="已起草", percent=40
    )

    task = after(assigned(person(STAFF)), note)

    assert (task.status, task.percent, task.branches[0].acknowledged_at) == (Status.ACTIVE, 40, MONDAY + HOUR)


def test_a_declined_branch_stays_with_its_first_handler():
    no = e.Declined(number="DB-2026-1", by=STAFF.id, at=MONDAY + HOUR, assignee=person(STAFF), reason="不归我科")

    task = after(assigned(person(STAFF)), no)

    assert task.status is Status.ASSIGNED
    assert task.branches[0].assignee == person(STAFF)


def test_a_return_takes_the_claim_back():
    back = e.Returned(number="DB-2026-1", by=COORDINATOR.id, at=MONDAY + 3 * HOUR, missing="验收单", limit=FRIDAY)

    task = after(assigned(person(STAFF)), claimed(person(STAFF)), back)

    assert (task.status, task.claimed_at, task.missing, task.returns) == (Status.ACTIVE, None, "验收单", 1)


def test_a_reassigned_branch_has_yet_to_be_acknowledged():
    task = after(
        assigned(person(STAFF)),
        acknowledged(person(STAFF)),
        e.Reassigned(number="DB-2026-1", by=COORDINATOR.id, at=MONDAY + HOUR, old=person(STAFF), new=person(COLLEAGUE)),
    )

    assert task.status is Status.ASSIGNED
    assert [branch.assignee for branch in task.branches] == [person(COLLEAGUE)]


def test_the_deadline_itself_is_still_in_time():
    task = assigned(person(STAFF))

    assert not task.is_overdue(FRIDAY)
    assert task.is_overdue(FRIDAY + timedelta(microseconds=1))


def test_a_claim_in_time_is_not_overdue_while_it_waits():
    task = after(assigned(person(STAFF)), claimed(person(STAFF)))

    assert not task.is_overdue(FRIDAY + timedelta(days=3))


@pytest.mark.parametrize("ending", ["closed", "withdrawn"])
def test_what_is_over_is_not_open(ending: str):
    entry = {
        "closed": e.Closed(number="DB-2026-1", by=COORDINATOR.id, at=FRIDAY),
        "withdrawn": e.Withdrawn(number="DB-2026-1", by=COORDINATOR.id, at=FRIDAY, reason="发错群"),
    }[ending]

    assert not after(assigned(person(STAFF)), entry).is_open


def test_an_entry_before_the_assignment_cannot_be_replayed():
    record = e.Recorded(seq=1, entry=claimed(person(STAFF)), recorded_at=MONDAY, source=e.Source(), prev="", hash="")

    with pytest.raises(ValueError, match="no task"):
        replay([record])


def test_transitions_as_the_table_says():
    """Once a task is closed it is put away or looked at again, and only a claim can be closed or returned."""
    assert {act for act in TRANSITIONS if fits(act, Status.CLOSED)} == {Act.ARCHIVE, Act.RECHECK, Act.REOPEN}
    assert {act for act in TRANSITIONS if fits(act, Status.ARCHIVED)} == {Act.RECHECK, Act.REOPEN}
    assert {act for act in TRANSITIONS if fits(act, Status.WITHDRAWN)} == set()
    assert {act for act in TRANSITIONS if TRANSITIONS[act] == {Status.CLAIMED}} == {Act.CLOSE, Act.RETURN}
    assert {act for act in TRANSITIONS if not fits(act, Status.ACTIVE) and fits(act, Status.ASSIGNED)} == {
        Act.ACKNOWLEDGE,
        Act.DECLINE,
    }
    assert {act for act in TRANSITIONS if not fits(act, Status.CLAIMED)} == {
        Act.ACKNOWLEDGE,
        Act.ARCHIVE,
        Act.RECHECK,
        Act.REOPEN,
        Act.DECLINE,
        Act.PROGRESS,
        Act.RAISE_BLOCKER,
        Act.CLEAR_BLOCKER,
        Act.CLAIM,
        Act.MEND,
        Act.REASSIGN,
        Act.REMIND,
        Act.ESCALATE,
        Act.SPLIT,
        Act.REQUEST_EXTENSION,
        Act.SUSPEND,
        Act.RESUME,
    }


def test_while_the_clock_stands_still_facts_are_noted_and_nothing_is_decided():
    assert {act for act in TRANSITIONS if fits(act, Status.SUSPENDED)} == {
        Act.ACKNOWLEDGE,
        Act.PROGRESS,
        Act.ADD_EVIDENCE,
        Act.RAISE_BLOCKER,
        Act.CLEAR_BLOCKER,
        Act.CORRECT,
        Act.MEND,
        Act.REASSIGN,
        Act.WITHDRAW,
        Act.RESUME,
    }
