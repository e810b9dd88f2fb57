"""/help and /whoami: a short start by role and place, then topics of one phone screen each (帮助).

What people write stays Chinese, so each phrase stands beside what it does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from handlers.english.commands import DESCRIPTIONS
from handlers.english.terms import ROLE
from handlers.english.topics import TOPICS
from handlers.english.voice import called, escape, listed
from handlers.wording.topics import Topic
from ledger.people import Person, Role

COMMANDS = "Commands"

_START_WORK = """<b>Working on tasks</b> (reply to the task's message, or write its number)
· Acknowledge: 收到
· Progress: 118号完成80%，预计周四完工
· Claim completion: send photos or files with “118号申请销号”"""
_START_ASSIGN = """<b>Assigning</b> (write it, check the card, press “Confirm”)
· 请张三周五下班前报送经济运行分析"""
_START_REVIEW = """<b>Reviewing claims</b>
· Look at “Evidence”, then press “Close” or “Return”"""
_START_ADMIN = """<b>Administration</b>
· New person: 新增人员 张三，综合科，科员
· In a group: 本群绑定综合科"""
_START_FIND = "<b>Finding</b>: 住建局红灯; 查供热"
_NUMBER = "A number is written DB-2026-118 or 118号; up to 31 write it whole, or it may be read as a date."
_MORE = "Messages are read in Chinese; commands and buttons work in English too. Topics are below."

_GROUP_WORK = (
    "Reply to the assistant's message of a task: 收到 acknowledges, 完成80% notes progress, "
    "photos or files with 申请销号 claim completion."
)
_GROUP_ASSIGN = "Assign: 请张三周五下班前报送经济运行分析. Check the card, then press “Confirm”."
_GROUP_ELSE = "Everything else works in private; send /help there."


def start(person: Person, commands: Collection[str], *, private: bool) -> str:
    """Return the short start for the person's roles and this place."""
    if not private:
        parts = [_GROUP_WORK, *([_GROUP_ASSIGN] if "assign" in commands else [])]
        return "\n\n".join([*parts, command_list(commands), _GROUP_ELSE])
    duties = [
        part
        for part, command in ((_START_ASSIGN, "assign"), (_START_REVIEW, "close"), (_START_ADMIN, "roster"))
        if command in commands
    ]
    parts = [_START_WORK, *duties] if person.owes_report else duties
    return "\n".join([*parts, _START_FIND, _NUMBER, _MORE])


def label(topic: str) -> str:
    """Return what stands on the button of a topic."""
    return TOPICS[topic][0] if topic in TOPICS else COMMANDS


def on_topic(topic: Topic, person: Person) -> str:
    """Return one topic, as the person may write it."""
    name, text = TOPICS[topic.name]
    return f"<b>{name}</b>\n{text.format(name=called(person.name))}"


def command_list(commands: Iterable[str]) -> str:
    """Return the commands of the person in this place."""
    lines = (f"/{name} {DESCRIPTIONS[name].split(':')[0]}" for name in commands if name != "help")
    return "\n".join([f"<b>{COMMANDS}</b>", *lines])


def who(person: Person, unit: str, fields: Iterable[str]) -> str:
    """Tell the person who the ledger takes them for, and where to turn if that is wrong."""
    roles = listed(ROLE[role] for role in Role if role in person.roles)
    facts = {
        "Name": person.name,
        "Unit": unit or "none",
        "Title": person.title,
        "Roles": roles or "none",
        "Field": listed(fields),
    }
    lines = [f"{label}: {escape(said)}" for label, said in facts.items() if said]
    return "\n".join([*lines, "If this is wrong, please have the administrator correct the roster."])
