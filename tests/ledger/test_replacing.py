"""Replacing is what ``dataclasses.replace`` does, for values that check nothing when they are made."""

from __future__ import annotations

import dataclasses

import pytest

from ledger.entries import Acknowledged, BlockerRaised, Entry, ProgressNoted
from ledger.folding import fold
from ledger.origin_entries import Instruction
from ledger.people import Assignee, PersonId
from ledger.replacing import completed, replace
from ledger.tasks import Branch, Part, Status, Task
from tests.ledger.house import MONDAY

ASSIGNEE = Assignee(person=PersonId(1))
BRANCH = Branch(assignee=ASSIGNEE, part=Part.LEAD, since=MONDAY)
TASK = Task(number="DB-2026-1", title="报送材料", branches=(BRANCH,), assigned_by=None, assigned_at=MONDAY, version=1)


def test_it_is_the_same_value_with_the_changes() -> None:
    assert replace(BRANCH, status=Status.ACTIVE) == dataclasses.replace(BRANCH, status=Status.ACTIVE)
    assert replace(TASK, version=2, returns=1) == dataclasses.replace(TASK, version=2, returns=1)
    assert (TASK.version, hash(replace(TASK))) == (1, hash(TASK))


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError):
        replace(TASK, colour="red")


def test_a_value_that_is_checked_when_it_is_made_is_refused() -> None:
    with pytest.raises(TypeError):
        replace(ASSIGNEE, person=PersonId(2))


def test_a_new_value_is_completed_as_it_stands() -> None:
    new = replace(TASK, version=2)
    assert completed(new, returns=1) is new
    assert new == dataclasses.replace(TASK, version=2, returns=1)


@pytest.mark.parametrize(
    "entry",
    [
        Acknowledged(number=TASK.number, by=PersonId(1), at=MONDAY, assignee=ASSIGNEE),
        ProgressNoted(number=TASK.number, by=PersonId(1), at=MONDAY, assignee=ASSIGNEE, note="过半", percent=60),
        BlockerRaised(number=TASK.number, by=PersonId(1), at=MONDAY, assignee=ASSIGNEE, reason="等批复"),
        Instruction(number=TASK.number, by=PersonId(2), at=MONDAY, words="抓紧"),
    ],
    ids=lambda entry: type(entry).__name__,
)
def test_a_fold_leaves_the_task_before_it_as_it_was(entry: Entry) -> None:
    """What is completed in place is the copy, also where the entry changes nothing but the version."""
    before, branch = replace(TASK), replace(BRANCH)
    after = fold(TASK, entry, seq=7)
    assert (after.version, TASK, BRANCH) == (7, before, branch)
