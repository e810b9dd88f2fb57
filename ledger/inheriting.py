"""What becomes of a branch that goes to somebody else: passed on (转办), or its assignee has left (离任、调动)."""

from __future__ import annotations

from ledger.entries import Reassigned
from ledger.replacing import replace
from ledger.tasks import Branch, Status


def passed_on(branch: Branch, entry: Reassigned) -> Branch:
    """Return the branch as the new assignee has it, who has yet to sign; a declined one holds it as an offer."""
    new = Branch(
        assignee=entry.new,
        part=branch.part,
        since=entry.at,
        percent=branch.percent,
        doers=branch.doers,
        decliners=branch.decliners,
        due=branch.due,
    )
    return new if branch.declined_at is None else replace(branch, offer=new)


def inherited(branch: Branch, entry: Reassigned) -> Branch:
    """Give the branch to the new assignee; of an offer that had yet to be signed, the offer."""
    if branch.assignee == entry.old:
        return _taken_over(branch, entry)
    if branch.offer is not None and branch.offer.assignee == entry.old:
        return replace(branch, offer=replace(branch.offer, assignee=entry.new, since=entry.at))
    return branch


def _taken_over(branch: Branch, entry: Reassigned) -> Branch:
    """Let the new assignee go on where somebody who left stopped: blocker and claim stand, the receipt is owed anew."""
    if branch.claimed_at is not None:
        return replace(branch, assignee=entry.new, offer=None)
    return replace(
        branch,
        assignee=entry.new,
        since=entry.at,
        status=Status.ASSIGNED,
        acknowledged_at=None,
        declined_at=None,
        offer=None,
        chased=None,
        chased_at=None,
    )
