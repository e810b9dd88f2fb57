"""Why a task shows the light that it shows: the rule, and the entries that it was applied to (亮灯依据)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ledger.closing_entries import Reopened
from ledger.entries import BlockerRaised, BranchEntry, CompletionClaimed, Recorded, Returned
from ledger.escalations import Escalated
from ledger.folding import fold
from ledger.house import House
from ledger.lights import Lit, light_of
from ledger.tasks import Status, Task
from ledger.undoing import standing
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The light at a moment (``None``: the task is not open), and the entries behind it, each list in order.

    ``deadlines`` begin with the assignment and go on with whatever moved the deadline, a reopening (重新办理) always;
    ``returned`` is the last decision that sent the work back and was not answered by a claim yet; ``last_word`` is the
    latest entry of those who do the work.
    """

    task: Task
    lit: Lit | None
    deadlines: tuple[Recorded, ...]
    blockers: tuple[Recorded, ...]
    claim: Recorded | None
    returned: Recorded | None
    last_word: Recorded | None
    notice: Recorded | None


def explain(records: Sequence[Recorded], now: datetime, house: House) -> Explanation:
    """Return why the task shows its light at ``now``; the records begin with its assignment."""
    records = standing(records)
    task, deadlines = _folded(records)
    return Explanation(
        task=task,
        lit=light_of(task, now, house),
        deadlines=deadlines,
        blockers=tuple(record for record in records if _is_open_blocker(task, record)),
        claim=_last(records, CompletionClaimed) if task.status is Status.CLAIMED else None,
        returned=_unanswered(records) if task.is_running else None,
        last_word=next((one for one in reversed(records) if _is_word(one)), None),
        notice=_last(records, Escalated),
    )


def _folded(records: Sequence[Recorded]) -> tuple[Task, tuple[Recorded, ...]]:
    """Return the task, and every entry after which its deadline was another."""
    task: Task | None = None
    moved: list[Recorded] = []
    for record in records:
        after = fold(task, record.entry, seq=record.seq)
        if task is None or after.deadline != task.deadline or isinstance(record.entry, Reopened):
            moved.append(record)
        task = after
    if task is None:
        raise ValueError("a task has at least one entry")
    return task, tuple(moved)


def _unanswered(records: Sequence[Recorded]) -> Recorded | None:
    decided = (CompletionClaimed, Returned, Reopened)
    latest = next((record for record in reversed(records) if isinstance(record.entry, decided)), None)
    return latest if latest is not None and isinstance(latest.entry, Returned) else None


def _is_open_blocker(task: Task, record: Recorded) -> bool:
    entry = record.entry
    return isinstance(entry, BlockerRaised) and any(one.since == entry.at for one in task.blockers)


def _is_word(record: Recorded) -> bool:
    return isinstance(record.entry, BranchEntry) and record.entry.by is not None


def _last(records: Sequence[Recorded], kind: type) -> Recorded | None:
    return next((record for record in reversed(records) if isinstance(record.entry, kind)), None)
