"""Fixed words in English: statuses, labels of buttons, names of reports, as the glossary has them."""

from __future__ import annotations

from config.timetable import BOARD, GROUP_REPORTS, ReportKind
from ledger.entries import Completion, Urgency
from ledger.escalations import Level
from ledger.evidence import EvidenceKind
from ledger.origins import OriginKind
from ledger.people import Role
from ledger.tasks import Status
from ledger.terms import TermUnit
from ledger.transitions import Act

STATUS = {
    Status.ASSIGNED: "not acknowledged",
    Status.ACTIVE: "in progress",
    Status.CLAIMED: "completion claimed",
    Status.SUSPENDED: "suspended",
    Status.CLOSED: "closed",
    Status.ARCHIVED: "archived",
    Status.WITHDRAWN: "withdrawn",
}

ACT = {
    Act.SEE: "View",
    Act.SEE_REPORT: "See reports",
    Act.VERIFY: "Verify the ledger",
    Act.SEE_DIGEST: "See the leaders' digest",
    Act.SEE_BOARD: "Open the leaders' page",
    Act.SEE_SCORES: "See scores",
    Act.EXPORT: "Export the ledger",
    Act.ASSIGN: "Assign",
    Act.SPLIT: "Split",
    Act.RECUR: "Set recurring tasks",
    Act.INSTRUCT: "Instruct",
    Act.ORIENT: "Key task",
    Act.VISIT: "On-site supervision",
    Act.ACKNOWLEDGE: "Acknowledge",
    Act.DECLINE: "Decline",
    Act.PROGRESS: "Progress",
    Act.ADD_EVIDENCE: "Add evidence",
    Act.RAISE_BLOCKER: "Report a blocker",
    Act.CLEAR_BLOCKER: "Clear the blocker",
    Act.CLAIM: "Claim completion",
    Act.CLOSE: "Close",
    Act.RETURN: "Return",
    Act.ARCHIVE: "Archive",
    Act.RECHECK: "Confirm",
    Act.REOPEN: "Reopen",
    Act.REASSIGN: "Reassign",
    Act.WITHDRAW: "Withdraw",
    Act.AMEND: "Amend",
    Act.CATEGORISE: "Set the category",
    Act.REQUEST_EXTENSION: "Request an extension",
    Act.DECIDE_EXTENSION: "Decide on extensions",
    Act.SUSPEND: "Suspend",
    Act.RESUME: "Resume",
    Act.MEND: "Put right",
    Act.CORRECT: "Correct",
    Act.REMIND: "Remind",
    Act.ESCALATE: "Escalate",
    Act.UNDO: "Undo",
    Act.REPORT_DAY: "Send the daily return",
    Act.TAKE_LEAVE: "Take leave",
    Act.END_LEAVE: "End the leave",
    Act.BIND_PERSON: "Approve bindings",
    Act.BIND_CHAT: "Bind the group chat",
    Act.SET_CALENDAR: "Change the work calendar",
    Act.CHANGE_ROSTER: "Change the roster",
    Act.GRANT_ROLE: "Approve roles",
    Act.SET_TIMETABLE: "Change the timetable",
    Act.PREPARE_IMPORT: "Import a ledger",
    Act.IMPORT: "Import a ledger",
    Act.DRAFT_CIRCULAR: "Draft circulars",
    Act.APPROVE_CIRCULAR: "Approve circulars",
    Act.MAKE_MINUTES: "Make minutes",
    Act.PROPOSE_SCORE: "Propose scores",
    Act.CONFIRM_SCORE: "Confirm scores",
    Act.APPEAL_SCORE: "Appeal scores",
    Act.DECIDE_APPEAL: "Answer appeals",
    Act.SEE_DOCUMENT: "See documents",
    Act.REGISTER_DOCUMENT: "Register documents",
    Act.SIGN_DOCUMENT: "Sign for documents",
    Act.HAND_DOCUMENT: "Hand documents on",
    Act.RETURN_DOCUMENT: "Return documents",
    Act.SUBMIT_DOCUMENT: "Submit for signature",
    Act.SIGN_OFF_DOCUMENT: "Sign off",
    Act.FINISH_DOCUMENT: "Finish or issue",
    Act.WITHDRAW_DOCUMENT: "Void",
    Act.SEE_REGULATION: "See regulations",
    Act.KEEP_REGULATION: "Register regulations",
    Act.READ_REGULATION: "Read regulations",
    Act.SEE_READERS: "See who has read",
    Act.SEE_TRAINING: "See trainings",
    Act.KEEP_TRAINING: "Register trainings",
    Act.JOIN_TRAINING: "Enrol for trainings",
    Act.SEE_ATTENDANCE: "See attendance",
    Act.SEE_MEETING: "See meetings",
    Act.ARRANGE_MEETING: "Register meetings",
    Act.SEE_INFORMATION: "See information",
    Act.SUBMIT_INFORMATION: "Register information",
    Act.ADOPT_INFORMATION: "Register adoptions",
    Act.WITHDRAW_INFORMATION: "Void information",
}

URGENCY = {Urgency.CRITICAL: "critical", Urgency.URGENT: "urgent", Urgency.NORMAL: "normal"}
LEVEL = {Level.BLUE: "blue", Level.YELLOW: "yellow", Level.RED: "red"}
TERM_UNIT = {TermUnit.WORKDAYS: "workday", TermUnit.DAYS: "day", TermUnit.HOURS: "hour"}
ORIGIN = {
    OriginKind.MEETING: "meeting",
    OriginKind.DOCUMENT: "document from above",
    OriginKind.INSTRUCTION: "instruction",
    OriginKind.VISIT: "on-site supervision",
    OriginKind.RECURRENCE: "recurring task",
    OriginKind.OWN: "own proposal",
}
EVIDENCE_KIND = {
    EvidenceKind.PHOTO: "photo on site",
    EvidenceKind.STAMPED: "stamped document",
    EvidenceKind.ACCEPTANCE: "acceptance form",
    EvidenceKind.NUMBER: "figures",
}
ORIENTATION = {"problem": "Problem", "target": "Target", "result": "Result", "effect": "Effect"}
ROLE = {
    Role.STAFF: "staff",
    Role.HEAD: "office head",
    Role.COORDINATOR: "coordinator",
    Role.REVIEWER: "reviewer",
    Role.LEADER: "leader",
    Role.ADMIN: "administrator",
}
RULE = {
    ReportKind.DISPATCH: "Daily dispatch",
    ReportKind.TODO: "To-do list",
    ReportKind.DIGEST: "Leaders' digest",
    ReportKind.PROMPT: "Prompt for the daily return",
    ReportKind.PREVIEW: "Preview",
    ReportKind.LASTCALL: "Last reminder",
    ReportKind.DAILY: "Daily report",
    ReportKind.WEEKLY: "Weekly summary",
    ReportKind.MONTHLY: "Monthly summary",
    ReportKind.QUARTERLY: "Quarterly summary",
}
REPORT = {**{kind.value: RULE[kind] for kind in GROUP_REPORTS}, BOARD: "Board"}

CONFIRM = "Confirm"
DROP = "Discard"
CANCEL = "Cancel"
NOT_ME = "Not me"
APPROVE = "Agree"
REFUSE = "Refuse"
DONE = "Done"
DRAW = "Draw"
AS_DRAFTED, NOTHING_TODAY, AS_REPORT = "Yes, send it so", "Nothing today", "Register as today's return"
EVIDENCE = "Evidence"
WHOLE_HOUSE = "Whole house"
BIND_HERE = "Bind this group"
LEAVE_GROUP = "Leave this group"
UNTIL_DAY_BEFORE = "To the workday before"
OTHER_DATE = "Other date"
ADD_WORDS = "Add words"
OTHER_DEADLINE, OTHER_ASSIGNEE, OTHER_CATEGORY, BACK = "Deadline", "Assignee", "Category", "Back"
NO_CATEGORY = "No category"
PAGE_BACK, PAGE_ON = "Previous", "Next"
COMPLETION = {Completion.ANY: "Any one will do", Completion.EACH: "Each must complete"}

MY, DUE, LATE, HELP = "My tasks", "Due this week", "Overdue", "Help"
KEYBOARD = ((MY, DUE), (LATE, HELP))
KEYBOARD_ACTS = {MY: "my", DUE: "due", LATE: "late", HELP: "help"}

LEFT = "Leaving"
