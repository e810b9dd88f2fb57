"""What an imported row (导入) makes of its task: part of the fold, see ``ledger.folding``."""

from __future__ import annotations

from ledger.import_entries import TaskImported
from ledger.replacing import completed, replace
from ledger.tasks import OVER, Branch, Carried, Part, Status, Suspension, Task


def taken_over(task: Task, entry: TaskImported) -> Task:
    """Return the task standing where its row says; the row knows no receipt's hour, so it counts as given at once."""

    def change(branch: Branch) -> Branch:
        if entry.status is Status.ASSIGNED:
            return branch
        done = entry.status in {Status.CLAIMED, *OVER}
        return replace(
            branch,
            status=Status.CLAIMED if done else Status.ACTIVE,
            acknowledged_at=branch.since,
            claimed_at=(entry.ended or entry.at) if done else None,
            percent=entry.percent if branch.part is Part.LEAD else None,
        )

    ended = entry.ended or entry.at
    stands = entry.status is Status.SUSPENDED
    return completed(
        task,
        branches=tuple(map(change, task.branches)),
        deadline=entry.deadline or task.deadline,
        extensions=entry.extensions,
        last_note=entry.note,
        last_note_at=entry.at if entry.note else None,
        suspensions=(Suspension(since=entry.at, reason=entry.remark),) if stands else (),
        closed_at=ended if entry.status in OVER else None,
        archived_at=ended if entry.status is Status.ARCHIVED else None,
        withdrawn_at=ended if entry.status is Status.WITHDRAWN else None,
        reason=entry.remark if entry.status is Status.WITHDRAWN else "",
        carried=Carried(entry.reference, evidence=entry.evidence, remark=entry.remark),
    )
