"""What the claim before the last lacked (退回), told from a task's entries; pure."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.closing_entries import Reopened
from ledger.entries import Recorded, Returned
from ledger.mending import Mending
from ledger.tasks import Task
from ledger.undoing import standing


def before_claim(task: Task, records: Iterable[Recorded]) -> Mending | None:
    """Return what the last return asked for, and what of it was ticked off; none since the task was opened again."""
    asked = [one.entry for one in standing(records) if isinstance(one.entry, Returned | Reopened)]
    last = asked[-1] if asked else None
    return Mending(last.missing, task.mended) if isinstance(last, Returned) else None
