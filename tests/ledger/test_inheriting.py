"""A branch whose assignee left: work, blocker and claim stand, the receipt is owed anew, an offer changes hands."""

from __future__ import annotations

from datetime import timedelta

from ledger.entries import Acknowledged, BlockerRaised, CompletionClaimed, Declined, Entry, Reassigned
from ledger.folding import fold
from ledger.tasks import Status, Task
from tests.ledger.house import COLLEAGUE, COORDINATOR, HEAD, MONDAY, STAFF, assigned, person

NUMBER = "DB-2026-1"
LATER = MONDAY + timedelta(hours=2)
HIS, HEADS, HERS = person(STAFF), person(HEAD), person(COLLEAGUE)


def after(*entries: Entry) -> Task:
    """Return the task of 张三 after these entries."""
    task = assigned(HIS)
    for seq, entry in enumerate(entries, 2):
        task = fold(task, entry, seq=seq)
    return task


def left(old=HIS, new=HEADS) -> Reassigned:
    return Reassigned(number=NUMBER, by=None, at=LATER, old=old, new=new, left=True)


def test_the_receipt_is_owed_anew_and_a_blocker_stays():
    signed = Acknowledged(number=NUMBER, by=STAFF.id, at=MONDAY, assignee=HIS)
    blocked = BlockerRaised(number=NUMBER, by=STAFF.id, at=MONDAY, assignee=HIS, reason="缺少数据")
    branch = after(signed, blocked, left()).branch(HEADS)
    assert (branch.status, branch.acknowledged_at, branch.since) == (Status.ASSIGNED, None, LATER)
    assert branch.blocker is not None and STAFF.id in branch.doers


def test_a_claim_stands():
    signed = Acknowledged(number=NUMBER, by=STAFF.id, at=MONDAY, assignee=HIS)
    claim = CompletionClaimed(number=NUMBER, by=STAFF.id, at=MONDAY, assignee=HIS)
    task = after(signed, claim, left())
    assert (task.status, task.claimed_at, task.leads[0].assignee) == (Status.CLAIMED, MONDAY, HEADS)


def test_a_declined_branch_goes_over_and_an_offer_changes_hands():
    declined = Declined(number=NUMBER, by=STAFF.id, at=MONDAY, assignee=HIS, reason="不归我科")
    assert after(declined, left()).leads[0].assignee == HEADS
    offered = Reassigned(number=NUMBER, by=COORDINATOR.id, at=MONDAY, old=HIS, new=HERS)
    branch = after(declined, offered, left(HERS)).leads[0]
    assert branch.assignee == HIS and branch.offer is not None and branch.offer.assignee == HEADS
