"""Which act fits which status: one table, read by the acts, the tests and the help text."""

from __future__ import annotations

from enum import StrEnum

from ledger.tasks import OVER, Branch, Status, Task


class Act(StrEnum):
    """Everything a person can do; every act has a row in ``permissions``."""

    SEE = "see"
    SEE_REPORT = "see_report"
    SEE_DIGEST = "see_digest"
    SEE_BOARD = "see_board"
    SEE_SCORES = "see_scores"
    EXPORT = "export"
    VERIFY = "verify"
    ASSIGN = "assign"
    SPLIT = "split"
    RECUR = "recur"
    INSTRUCT = "instruct"
    ORIENT = "orient"
    VISIT = "visit"
    ACKNOWLEDGE = "acknowledge"
    DECLINE = "decline"
    PROGRESS = "progress"
    ADD_EVIDENCE = "add_evidence"
    RAISE_BLOCKER = "raise_blocker"
    CLEAR_BLOCKER = "clear_blocker"
    CLAIM = "claim"
    CLOSE = "close"
    RETURN = "return"
    MEND = "mend"
    ARCHIVE = "archive"
    RECHECK = "recheck"
    REOPEN = "reopen"
    REASSIGN = "reassign"
    WITHDRAW = "withdraw"
    AMEND = "amend"
    CATEGORISE = "categorise"
    REQUEST_EXTENSION = "request_extension"
    DECIDE_EXTENSION = "decide_extension"
    SUSPEND = "suspend"
    RESUME = "resume"
    CORRECT = "correct"
    REMIND = "remind"
    ESCALATE = "escalate"
    UNDO = "undo"
    REPORT_DAY = "report_day"
    TAKE_LEAVE = "take_leave"
    END_LEAVE = "end_leave"
    BIND_PERSON = "bind_person"
    BIND_CHAT = "bind_chat"
    SET_CALENDAR = "set_calendar"
    CHANGE_ROSTER = "change_roster"
    GRANT_ROLE = "grant_role"
    SET_TIMETABLE = "set_timetable"
    PREPARE_IMPORT = "prepare_import"
    IMPORT = "import"
    DRAFT_CIRCULAR = "draft_circular"
    APPROVE_CIRCULAR = "approve_circular"
    MAKE_MINUTES = "make_minutes"
    PROPOSE_SCORE = "propose_score"
    CONFIRM_SCORE = "confirm_score"
    APPEAL_SCORE = "appeal_score"
    DECIDE_APPEAL = "decide_appeal"
    SEE_DOCUMENT = "see_document"
    REGISTER_DOCUMENT = "register_document"
    SIGN_DOCUMENT = "sign_document"
    HAND_DOCUMENT = "hand_document"
    RETURN_DOCUMENT = "return_document"
    SUBMIT_DOCUMENT = "submit_document"
    SIGN_OFF_DOCUMENT = "sign_off_document"
    FINISH_DOCUMENT = "finish_document"
    WITHDRAW_DOCUMENT = "withdraw_document"
    SEE_REGULATION = "see_regulation"
    KEEP_REGULATION = "keep_regulation"
    READ_REGULATION = "read_regulation"
    SEE_READERS = "see_readers"
    SEE_TRAINING = "see_training"
    KEEP_TRAINING = "keep_training"
    JOIN_TRAINING = "join_training"
    SEE_ATTENDANCE = "see_attendance"
    SEE_MEETING = "see_meeting"
    ARRANGE_MEETING = "arrange_meeting"
    SEE_INFORMATION = "see_information"
    SUBMIT_INFORMATION = "submit_information"
    ADOPT_INFORMATION = "adopt_information"
    WITHDRAW_INFORMATION = "withdraw_information"


_WORKING = frozenset({Status.ASSIGNED, Status.ACTIVE})
_OPEN = _WORKING | {Status.CLAIMED}
_PAUSED = frozenset({Status.SUSPENDED})  # What becomes known is welcome also while the clock stands still.

TRANSITIONS: dict[Act, frozenset[Status]] = {
    Act.ACKNOWLEDGE: frozenset({Status.ASSIGNED}) | _PAUSED,
    Act.DECLINE: frozenset({Status.ASSIGNED}),
    Act.PROGRESS: _WORKING | _PAUSED,
    Act.ADD_EVIDENCE: _OPEN | _PAUSED,
    Act.RAISE_BLOCKER: _WORKING | _PAUSED,
    Act.CLEAR_BLOCKER: _WORKING | _PAUSED,
    Act.CLAIM: _WORKING,
    Act.MEND: _WORKING | _PAUSED,
    Act.CORRECT: _OPEN | _PAUSED,
    Act.SPLIT: _WORKING,
    Act.INSTRUCT: _OPEN,
    Act.ORIENT: _OPEN,
    Act.VISIT: _OPEN,
    Act.CLOSE: frozenset({Status.CLAIMED}),
    Act.RETURN: frozenset({Status.CLAIMED}),
    Act.ARCHIVE: frozenset({Status.CLOSED}),
    Act.RECHECK: OVER,
    Act.REOPEN: OVER,
    Act.REASSIGN: _WORKING | _PAUSED,
    Act.WITHDRAW: _OPEN | _PAUSED,
    Act.AMEND: _OPEN,
    Act.CATEGORISE: _OPEN,
    Act.REQUEST_EXTENSION: _WORKING,
    Act.DECIDE_EXTENSION: _OPEN,
    Act.SUSPEND: _WORKING,
    Act.RESUME: _PAUSED,
    Act.REMIND: _WORKING,
    Act.ESCALATE: _WORKING,
}
"""Branch acts are held against the branch's status, the others against the task's; a suspended task stops all acts
whose row does not name it."""


def fits(act: Act, status: Status) -> bool:
    """Tell whether the act is possible where the task or branch stands."""
    return status in TRANSITIONS[act]


def fits_branch(act: Act, task: Task, branch: Branch) -> bool:
    """Tell whether an act about a branch is possible where it stands, and its task."""
    stopped = not task.is_open or (task.suspended is not None and not fits(act, Status.SUSPENDED))
    return not stopped and fits(act, branch.status)
