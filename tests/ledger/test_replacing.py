"""Replacing is what ``dataclasses.replace`` does, for values that check nothing when they are made."""

from __future__ import annotations

import dataclasses

import pytest

from ledger.people import Assignee, PersonId
from ledger.replacing import replace
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
