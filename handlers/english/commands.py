"""Commands in English: what they are for, and the answers that name them (命令)."""

from __future__ import annotations

from handlers.english.terms import WHOLE_HOUSE
from handlers.english.voice import called
from ledger.people import Person

DESCRIPTIONS: dict[str, str] = {
    "start": "Start",
    "assign": "Assign a task: /assign 请张三周五前报送分析",
    "split": "Split a task: /split 118 张三起草初稿，周三前",
    "recurring": "Recurring tasks: /recurring 停止 1",
    "instruct": "Give an instruction: /instruct 118 请抓紧落实",
    "key": "Problem, target, result, effect of a key task",
    "visit": "Register on-site supervision, with photos",
    "ack": "Acknowledge: /ack 118",
    "decline": "Decline, with the reason",
    "progress": "Note progress: /progress 118 完成80%",
    "blocker": "Report a blocker",
    "unblock": "Clear the blocker",
    "extend": "Request an extension: /extend 118 下周三，数据未核实",
    "claim": "Claim completion, with evidence",
    "close": "Close a claimed task",
    "return": "Return, saying what is missing",
    "mend": "Tick off what was to put right: /mend 118 1、3",
    "archive": "Archive: /archive 118",
    "reassign": "Reassign: /reassign 118 王五",
    "withdraw": "Withdraw, with the reason",
    "amend": "Amend the deadline: /amend 118 下周三",
    "category": "Set the category: /category 118 民生",
    "suspend": "Suspend: /suspend 118 等省里批复",
    "resume": "Resume: /resume 118",
    "correct": "Correct your last progress",
    "recheck": "Recheck: draw from the tasks closed in a month",
    "reopen": "Reopen: /reopen 118 现场仍有积水，周五前",
    "remind": "Remind: /remind 118",
    "escalate": "Issue a supervision notice: /escalate 118 黄色 周三前",
    "task": "Show a task: /task 118",
    "timeline": "Course of a task: /timeline 118",
    "asof": "How things stood: /asof 118 上周五",
    "my": "My tasks",
    "today": "Due today and overdue",
    "dispatch": "Daily dispatch",
    "daily": "Daily report",
    "weekly": "Weekly summary",
    "digest": "Leaders' digest: decisions, disputes, red lights, help",
    "board": "Leaders' page: lights, ranking and trends on the web",
    "submit": "Send the daily return: /submit 今日完成初稿；明日送审",
    "leave": "Take leave: /leave 明天",
    "back": "End the leave: /back 明天起",
    "find": "Find tasks: /find 住建局红灯",
    "why": "Why this light: /why 118",
    "score": "Scores and ranking: /score 城管局",
    "appeal": "Appeal a score: /appeal 118 当天系统故障",
    "adjust": "Propose a score with rule and evidence; alone: those waiting",
    "circular": "Circulars: draft, show: /circular 本周",
    "minutes": "Minutes of a meeting, once its decisions are assigned",
    "documents": "Documents: in hand, not signed off, time taken",
    "training": "Trainings: plan, this quarter, cadence",
    "regulations": "Regulations: list, find, revisions: /regulations 公文",
    "meetings": "Meetings ahead and past",
    "information": "Information: submitted and adopted",
    "export": "Export the ledger: /export 住建局红灯",
    "verify": "Verify the ledger: /verify 81bc5b36a482",
    "undo": "Undo your last step",
    "help": "What to write: /help 延期",
    "practice": "Try one task; the ledger keeps nothing of it",
    "whoami": "Who I am",
    "setup": "Set-up: roster, binding, groups, check (administrator)",
    "requests": "Binding requests that wait",
    "language": "Language: /language English, /language 中文",
    "bind": "Bind the group chat (administrator): /bind 综合科",
    "roster": "People: add, correct, roles, leaving (administrator)",
    "timetable": "Times of reports: /timetable 日报改到18:00",
    "calendar": "Work calendar (administrator): /calendar 11月28日上班",
    "import": "Import a ledger: send the .xlsx or .csv",
}


def greeting(person: Person) -> str:
    """Greet somebody who is bound."""
    return f"Hello {called(person.name)}. /my shows your tasks, /help what to write."


def not_understood() -> str:
    """Say in private that nothing was recorded."""
    return "This was not understood and nothing was registered. /help shows what to write."


def no_such_command() -> str:
    """Answer a command that nobody knows."""
    return "There is no such command. /help shows what to write."


def only_in_group() -> str:
    """Say that a group is bound in the group itself."""
    return f"Please send /bind in the group itself, then choose its unit or “{WHOLE_HOUSE}”."


def forwarded() -> str:
    """Say that a forwarded message is nobody's order."""
    return (
        "Forwarded messages are not registered as progress; only whoever may assign can forward an assignment. "
        "Please write it yourself."
    )


def too_big() -> str:
    """Say that a file was over the platform's limit."""
    return "The file is over 20 MB and was not received. Please compress or split it and send it again."


def sent_in_private() -> str:
    """Say in a group that the answer went to the asker alone."""
    return "Sent in private."


def tap_gone(reason: str) -> str:
    """Say why a tap cannot be honoured."""
    return {
        "expired": "This card has lapsed, please send it again.",
        "used": "This was done already; once is enough.",
        "not_yours": "This button is not for you.",
        "changed": "The task has changed, please look at it again.",
    }.get(reason, "This button has lapsed, please look at the task again.")
