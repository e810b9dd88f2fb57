"""A replay changes the task that it holds, and comes to what folding one entry after the other comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from ledger.entries import Assigned, Recorded, Source, TaskEntry
from ledger.folding import fold, fold_on, replay
from tests.ledger.house import COORDINATOR, FRIDAY, MONDAY, STAFF, person
from tests.storage.ledgers import any_entry

NUMBER = "DB-2026-1"


def _history(dice: Random, length: int) -> list[TaskEntry]:
    given = {"title": "报送材料", "lead": (person(STAFF),), "deadline": FRIDAY}
    begun = Assigned(number=NUMBER, by=COORDINATOR.id, at=MONDAY, **given)
    return [begun, *(any_entry(dice, NUMBER, MONDAY + timedelta(hours=hour)) for hour in range(length))]


def test_a_replay_is_the_fold_of_each_entry_and_no_task_before_it_changes() -> None:
    dice = Random(108)
    for _ in range(30):
        history = _history(dice, 12)
        task, seen = None, []
        for seq, entry in enumerate(history, start=1):
            task = fold(task, entry, seq=seq)
            seen.append((task, replace(task)))
        unlinked = {"recorded_at": MONDAY, "source": Source(), "prev": "", "hash": ""}
        records = [Recorded(seq=seq, entry=entry, **unlinked) for seq, entry in enumerate(history, start=1)]

        assert replay(records) == task
        assert all(then == as_it_was for then, as_it_was in seen)


def test_folding_on_gives_back_the_task_itself() -> None:
    begun, *further = _history(Random(9), 12)
    task = fold_on(None, begun, seq=1)

    assert all(fold_on(task, entry, seq=seq) is task for seq, entry in enumerate(further, start=2))
    assert task.version == len(further) + 1
