"""Which act fits which status: one table, read by the acts, the tests and the help text."""

from __future__ import annotations

from enum import StrEnum

from ledger.tasks import Status


class Act(StrEnum):
    """Everything a person can do; every act has a row in ``permissions``."""

    SEE = "see"
    SEE_REPORT = "see_report"
    ASSIGN = "assign"
    ACKNOWLEDGE = "acknowledge"
    DECLINE = "decline"
    PROGRESS = "progress"
    ADD_EVIDENCE = "add_evidence"
    RAISE_BLOCKER = "raise_blocker"
    CLEAR_BLOCKER = "clear_blocker"
    CLAIM = "claim"
    CLOSE = "close"
    RETURN = "return"
    REASSIGN = "reassign"
    WITHDRAW = "withdraw"
    AMEND = "amend"
    CORRECT = "correct"
    REMIND = "remind"
    REPORT_DAY = "report_day"
    TAKE_LEAVE = "take_leave"
    BIND_PERSON = "bind_person"
    BIND_CHAT = "bind_chat"


_WORKING = frozenset({Status.ASSIGNED, Status.ACTIVE})
_OPEN = _WORKING | {Status.CLAIMED}

TRANSITIONS: dict[Act, frozenset[Status]] = {
    Act.ACKNOWLEDGE: frozenset({Status.ASSIGNED}),
    Act.DECLINE: frozenset({Status.ASSIGNED}),
    Act.PROGRESS: _WORKING,
    Act.ADD_EVIDENCE: _OPEN,
    Act.RAISE_BLOCKER: _WORKING,
    Act.CLEAR_BLOCKER: _WORKING,
    Act.CLAIM: _WORKING,
    Act.CORRECT: _OPEN,
    Act.CLOSE: frozenset({Status.CLAIMED}),
    Act.RETURN: frozenset({Status.CLAIMED}),
    Act.REASSIGN: _WORKING,
    Act.WITHDRAW: _OPEN,
    Act.AMEND: _OPEN,
    Act.REMIND: _WORKING,
}
"""Branch acts are held against the branch's status, the others against the task's."""


def fits(act: Act, status: Status) -> bool:
    """Tell whether the act is possible where the task or branch stands."""
    return status in TRANSITIONS[act]
