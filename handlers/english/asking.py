"""Questions back to the writer: which task, which words, who, until when (追问)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english.voice import called, headline, short
from ledger.tasks import Task

_PROMPTS = {
    "decline": "Please reply with the reason for declining.",
    "progress": "Please reply with your progress, for example: 完成80%，预计周四完工.",
    "blocker": "Please reply with the blocker, and whose help is needed.",
    "claim": "Please reply with the evidence (photos or files).",
    "return": "Please reply with what is missing.",
    "withdraw": "Please reply with the reason for withdrawing.",
    "reassign": "Please reply with whom it goes to, for example: 转王五.",
    "amend": "Please reply with the new deadline, for example: 改到下周三.",
    "suspend": "Please reply with the reason, or what is awaited, for example: 等省里批复.",
    "split": "Please reply with who does what, one part a line, for example: 张三起草初稿，周三前.",
    "instruct": "Please reply with your instruction.",
    "orient": "Please reply with “问题：…目标：…结果：…成效：…”; some of them will do.",
    "visit": "Please reply with photos and: 地点：…；发现：…；整改：周五前.",
    "correct": "Please reply with the corrected progress, for example: 完成60%.",
}
_OTHER_PROMPT = "Please reply with more words."
_HOW = {
    "assign": "Please write who is to do what by when, for example: /assign 请张三周五前报送经济运行分析.",
    "leave": "Please write the days, for example: 明天请假一天; 11月25日至27日请假，由王五代办.",
    "back": "Please write when you are back, for example: 销假; 明天起销假; 取消12月1日的请假.",
    "report_day": "Please write it so: 日报：今日…；明日…；困难….",
    "reassign": "Please write which unit or person it goes to, for example: 转王五.",
    "amend": "Please write the new deadline, for example: 改到下周三.",
    "extend": "Please write the new date and the reason, for example: 118号申请延期到下周三，数据未核实.",
    "extend_approve": (
        "Please write which one you agree to and until when, for example: DB-2026-118 同意延期到下周三; "
        "or press the button on the card."
    ),
    "extend_reject": (
        "Please write which one you refuse, for example: DB-2026-118 不同意延期; or press the button on the card."
    ),
    "close": "Please write which one you agree to, for example: DB-2026-118 同意销号; or press the button on the card.",
    "yes_or_no": "Please press the button on the card, or write the number, for example: DB-2026-118 同意销号. /my "
    "shows your tasks.",
    "recur": "Please write who, how often and until when, for example: 请张三每周五下班前报送项目进展.",
    "inspect": (
        "Please write who goes where and reports by when, for example: "
        "请督查室今天下午到清洁取暖现场蹲点督办，明天9点前报情况."
    ),
    "visit": (
        "Please reply with the place and what was found, photos may be attached, for example: "
        "地点：供暖现场；发现：3栋未通暖；整改：周五前."
    ),
    "roster": (
        "Please write what is to be done, for example: 新增人员 张三，综合科，科员; 张三改名为张珊; 设张三为督查员; "
        "邀请张三; 张三12月1日起调离; 张三调到财政局任科长."
    ),
    "timetable": "Please write which report and when, for example: 日报改到18:00; 停发周总结; 恢复周总结.",
    "calendar": (
        "Please write the date and what holds, for example: /calendar 11月28日上班; or paste the whole holiday notice."
    ),
    "asof": "Please write a moment in the past, for example: /asof 118 11月20日下午; /asof 上周五; 财政局上周五的台账.",
    "replay": "Please write which report is to be replayed, for example: 重放11月20日日报告; 日报告有什么变化.",
    "circular": (
        "Please write what becomes of the draft, for example: 删去第2条; 第1条改为…; 增加一条 DB-2026-12; 报批; "
        "退回，第2条须核实."
    ),
    "adjust": (
        "Please write unit, points, rule and facts, and attach evidence, for example: "
        "给城管局扣0.5分，依据4.2，无故缺席调度会."
    ),
    "appeal.reply": "Please reply 成立 (granted) or 不成立 (refused) with your reasons, or press the button.",
    "adjust.reply": "Please reply 同意 (agree), or 不同意 (refuse) with your reasons, or press the button.",
    "report": "Please write which report: /dispatch daily dispatch, /daily daily report, /weekly weekly summary.",
}
_NOT_UNDERSTOOD = "This was not understood and nothing was registered. /help shows what to write."


def which_of(tasks: Sequence[Task]) -> str:
    """Ask which of the tasks is meant, or for the number of one."""
    if not tasks:
        return "Please write the task number, or reply to the task's message. /my shows your tasks."
    return "\n".join(["Please choose the task:", *(f"{task.number} {headline(task.title)}" for task in tasks)])


def words_for(number: str, act: str) -> str:
    """Ask for the words that the act needs."""
    return f"{number} {_PROMPTS.get(act, _OTHER_PROMPT)}"


def nobody_called(name: str) -> str:
    """Say that the roster holds nobody of that name."""
    return f"The roster has no “{called(name)}”; nothing was registered. Please check the name."


def how_to(act: str) -> str:
    """Say how the act is asked for; nothing was recorded."""
    return _HOW.get(act, _NOT_UNDERSTOOD)


def nothing_to_choose(task: Task) -> str:
    """Say that nothing the person may do with the task takes words."""
    return f"{task.number} Nothing was registered: there is nothing you can do with it now. The button below shows it."


def as_what(task: Task, text: str) -> str:
    """Ask what the words are to be recorded as."""
    return f"{task.number} What is “{short(text)}” to be registered as?"
