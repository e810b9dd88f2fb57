"""Replay: a task is the fold of its entries, and nothing else.

``fold`` knows no rules: whatever is in the ledger has happened. The rules that let it in live in ``ledger.acts``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from ledger import closing_entries as c
from ledger import entries as e
from ledger import origin_entries as o
from ledger import time_entries as t
from ledger import whole_folds as whole
from ledger.carrying import taken_over
from ledger.escalations import Escalated, ReceiptChased
from ledger.import_entries import TaskImported
from ledger.inheriting import inherited, passed_on
from ledger.people import Assignee
from ledger.receipts import fixed
from ledger.replacing import completed, replace
from ledger.tasks import AskedExtension, Blocker, Branch, Milestone, Part, Status, Task
from ledger.undoing import standing


def replay(records: Iterable[e.Recorded]) -> Task:
    """Return the task as the records leave it, without what was undone; they must begin with its assignment."""
    known = tuple(records)
    task: Task | None = None
    for record in standing(known):
        task = fold_on(task, record.entry, seq=record.seq)
    if task is None:
        raise ValueError("a task has at least one entry")
    return completed(task, version=known[-1].seq)


def fold(task: Task | None, entry: e.Entry, *, seq: int) -> Task:
    """Return the task after one more of its entries; after ``Undone`` it has to be replayed."""
    return fold_on(None if task is None else replace(task), entry, seq=seq)


def fold_on(task: Task | None, entry: e.Entry, *, seq: int) -> Task:
    """Do the same with a task that nobody else holds: it is changed as it stands, and not copied for each entry."""
    if isinstance(entry, e.Assigned):
        return _begin(entry, seq)
    if task is None:
        raise ValueError(f"entry {seq} has no task to change")
    return completed(_FOLDS[type(entry)](task, entry), version=seq)


def _begin(entry: e.Assigned, seq: int) -> Task:
    branches = [(assignee, Part.LEAD) for assignee in entry.lead]
    branches += [(assignee, Part.SUPPORT) for assignee in entry.support]
    return Task(
        number=entry.number,
        title=entry.title,
        branches=tuple(Branch(assignee=assignee, part=part, since=entry.at) for assignee, part in branches),
        assigned_by=entry.by if entry.by is not None else entry.giver,
        assigned_at=entry.at,
        version=seq,
        completion=entry.completion,
        original_deadline=entry.deadline,
        deadline=entry.deadline,
        original_term=entry.term,
        term=entry.term,
        urgency=entry.urgency,
        provisional=entry.provisional,
        origin=entry.origin,
        origin_kind=entry.origin_kind,
        parent=entry.parent,
        cause=entry.cause,
        category=entry.category,
        milestones=tuple(_milestones(entry)),
    )


def _milestones(entry: e.Assigned) -> Iterator[Milestone]:
    names = entry.stages.split("\n") if entry.stages else [""] * len(entry.stage_deadlines)
    return (Milestone(name, deadline) for name, deadline in zip(names, entry.stage_deadlines, strict=True))


def _on_branch(task: Task, assignee: Assignee, change: Callable[[Branch], Branch]) -> Task:
    """Change the assignee's branch; whoever was offered one takes it over by the first entry of work."""
    branches = []
    for branch in task.branches:
        offer = branch.offer
        if offer is not None and offer.assignee == assignee:
            branches.append(change(offer))
        else:
            branches.append(change(branch) if branch.assignee == assignee else branch)
    return completed(task, branches=tuple(branches))


def _worked(branch: Branch, entry: e.BranchEntry, *, due: datetime | None = None) -> Branch:
    """Let whoever works have received the branch, and an offer to others be void; a receipt fixes ``due``."""
    if _is_at_work(branch, entry) and (due is None or branch.due is not None):
        return branch  # So it is of most entries, and each copy counts.
    return replace(
        branch,
        status=Status.ACTIVE if branch.status is Status.ASSIGNED else branch.status,
        acknowledged_at=branch.acknowledged_at or entry.at,
        declined_at=None,
        offer=None,
        doers=branch.doers | ({entry.by} if entry.by is not None else set()),
        due=branch.due or due,
    )


def _is_at_work(branch: Branch, entry: e.BranchEntry) -> bool:
    """Tell whether this is further work of somebody who works on the branch already."""
    settled = branch.declined_at is None and branch.offer is None and branch.acknowledged_at is not None
    return settled and branch.status is not Status.ASSIGNED and entry.by in branch.doers


def _received(task: Task, entry: e.Receiving, change: Callable[[Branch], Branch] = lambda branch: branch) -> Task:
    """Note the work on its branch, then what else it ``change``s there; a receipt may fix the deadline."""

    def worked(branch: Branch) -> Branch:
        return change(_worked(branch, entry, due=entry.due))

    return fixed(_on_branch(task, entry.assignee, worked), entry)


def _declined(task: Task, entry: e.Declined) -> Task:
    """Keep the branch with its first handler, whoever declines: the assignee, or somebody it was offered to."""

    def change(branch: Branch) -> Branch:
        holders = {branch.assignee} | ({branch.offer.assignee} if branch.offer is not None else set())
        if entry.assignee not in holders:
            return branch
        decliners = branch.decliners | {entry.assignee}
        return replace(branch, declined_at=entry.at, offer=None, decliners=decliners)

    return completed(task, branches=tuple(map(change, task.branches)))


def _progressed(task: Task, entry: e.ProgressNoted) -> Task:
    def change(branch: Branch) -> Branch:
        if entry.percent is None or entry.percent == branch.percent:
            return branch
        return replace(branch, percent=entry.percent)

    noted = _replied(_received(task, entry, change), entry)
    estimate = entry.estimate or task.estimate
    return completed(_shown(noted, entry), last_note=entry.note, last_note_at=entry.at, estimate=estimate)


def _evidence_added(task: Task, entry: e.EvidenceAdded) -> Task:
    return _shown(_replied(_received(task, entry), entry), entry)


def _shown(task: Task, entry: e.ProgressNoted | e.EvidenceAdded | e.CompletionClaimed) -> Task:
    if not entry.files and task.shown.issuperset(entry.shows):
        return task
    return completed(task, files=task.files + entry.files, shown=task.shown | set(entry.shows))


def _blocked(task: Task, entry: e.BlockerRaised) -> Task:
    """Hold the branch up; what is said once more of one that is held up already makes its blocker no younger."""

    def change(branch: Branch) -> Branch:
        since = branch.blocker.since if branch.blocker is not None else entry.at
        return replace(branch, blocker=Blocker(reason=entry.reason, since=since, needs=entry.needs))

    return _replied(_received(task, entry, change), entry)


def _unblocked(task: Task, entry: e.BlockerCleared) -> Task:
    return _on_branch(task, entry.assignee, lambda branch: replace(_worked(branch, entry), blocker=None))


def _claimed(task: Task, entry: e.CompletionClaimed) -> Task:
    def change(branch: Branch) -> Branch:
        return replace(
            branch,
            status=Status.CLAIMED,
            claimed_at=entry.at,
            claimed_by=entry.by,
            percent=100,
            blocker=None,
        )

    claimed = _replied(_received(task, entry, change), entry)
    return completed(_shown(claimed, entry), missing="", mend_by=None)


def _closed(task: Task, entry: e.Closed) -> Task:
    return completed(task, closed_at=entry.at, closed_by=entry.by)


def _returned(task: Task, entry: e.Returned) -> Task:
    def change(branch: Branch) -> Branch:
        if branch.part is not Part.LEAD or branch.status is not Status.CLAIMED:
            return branch
        return replace(branch, status=Status.ACTIVE, claimed_at=None, claimed_by=None)

    branches = tuple(change(branch) for branch in task.branches)
    return completed(
        task,
        branches=branches,
        missing=entry.missing,
        mended=frozenset(),
        mend_by=entry.limit,
        returns=task.returns + 1,
    )


def _mended(task: Task, entry: c.Mended) -> Task:
    return completed(_received(task, entry), mended=task.mended | set(entry.items))


def _reassigned(task: Task, entry: e.Reassigned) -> Task:
    """Put the new assignee in the place of the old; of a branch that was declined it is an offer only."""
    if entry.left:
        return completed(task, branches=tuple(inherited(branch, entry) for branch in task.branches))
    return _on_branch(task, entry.old, lambda branch: passed_on(branch, entry))


def _extension_asked(task: Task, entry: t.ExtensionRequested) -> Task:
    asked = AskedExtension(
        by=entry.by,
        at=entry.at,
        deadline=entry.deadline,
        reason=entry.reason,
        late=task.deadline is not None and entry.at > task.deadline,
    )
    return completed(_replied(_received(task, entry), entry), asked=asked)


def _corrected(task: Task, entry: e.Corrected) -> Task:
    def change(branch: Branch) -> Branch:
        return branch if entry.percent is None else replace(branch, percent=entry.percent)

    return completed(_on_branch(task, entry.assignee, change), last_note=entry.note, last_note_at=entry.at)


def _chased(task: Task, entry: ReceiptChased) -> Task:
    return _on_branch(task, entry.assignee, lambda branch: replace(branch, chased=entry.rung, chased_at=entry.at))


def _replied(task: Task, entry: e.Receiving) -> Task:
    """Let the first word on the task after a notice answer it; a mere receipt says nothing."""
    notice = task.notice
    if notice is None or notice.answered_at is not None or entry.at < notice.at:
        return task
    return completed(task, notice=replace(notice, answered_at=entry.at))


_FOLDS: dict[type[e.Entry], Callable[[Task, Any], Task]] = {
    e.Acknowledged: _received,
    e.Declined: _declined,
    e.ProgressNoted: _progressed,
    e.EvidenceAdded: _evidence_added,
    e.BlockerRaised: _blocked,
    e.BlockerCleared: _unblocked,
    e.CompletionClaimed: _claimed,
    e.Closed: _closed,
    e.Returned: _returned,
    e.Reassigned: _reassigned,
    e.Withdrawn: whole.withdrawn,
    e.Amended: whole.amended,
    c.Categorised: whole.categorised,
    c.Mended: _mended,
    c.Archived: whole.archived,
    c.Rechecked: whole.rechecked,
    c.Reopened: whole.reopened,
    t.ExtensionRequested: _extension_asked,
    t.ExtensionDecided: whole.extension_decided,
    t.Suspended: whole.suspended,
    t.Resumed: whole.resumed,
    t.Recounted: whole.recounted,
    o.Split: whole.split,
    o.Instruction: lambda task, _entry: task,
    o.OrientationsSet: whole.oriented,
    e.Corrected: _corrected,
    e.Reminded: whole.reminded,
    TaskImported: taken_over,
    ReceiptChased: _chased,
    Escalated: whole.escalated,
}
