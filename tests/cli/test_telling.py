"""How a task is shown on a terminal."""

from datetime import timedelta

import pytest

from bot.cli.telling import task_lines
from ledger import entries as e
from ledger.folding import fold
from ledger.hours import OfficeHours
from tests.ledger.house import COORDINATOR, MONDAY, REVIEWER, ROSTER, STAFF, assigned, person

LATER = MONDAY + timedelta(hours=1)
CLAIMED = e.CompletionClaimed(number="DB-2026-1", by=STAFF.id, at=LATER, assignee=person(STAFF))
CLOSED = e.Closed(number="DB-2026-1", by=REVIEWER.id, at=LATER)
WITHDRAWN = e.Withdrawn(number="DB-2026-1", by=COORDINATOR.id, at=LATER, reason="重复")


@pytest.mark.parametrize(
    ("ending", "word"), [((CLAIMED,), "待销号"), ((CLAIMED, CLOSED), "已销号"), ((WITHDRAWN,), "已撤回")], ids=str
)
def test_a_branch_stands_where_its_task_ended(ending, word):
    task = assigned(person(STAFF))
    for seq, entry in enumerate(ending, start=2):
        task = fold(task, entry, seq=seq)

    _, state, branch = task_lines(task, ROSTER, OfficeHours())

    assert state.startswith(f"状态：{word}")
    assert branch.split("  ")[1].startswith(word)
