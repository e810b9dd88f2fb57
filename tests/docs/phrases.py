"""The manual's table of phrases (说法): sentences of an office, and what the reader makes of each.

``python -m tests.docs.phrases`` prints the rows to be pasted.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.reading.reader import read
from handlers.reading.values import Context, Intent, Reading
from handlers.wording import terms
from handlers.wording.terms import ROLE
from ledger.people import Role
from ledger.transitions import Act
from tests.docs.answers import HOUSE, MONDAY, ROSTER

STAFF, COORDINATOR, LEADER = Role.STAFF, Role.COORDINATOR, Role.LEADER
SAID: tuple[tuple[Role, str], ...] = (
    (COORDINATOR, "请程若溪周五下班前报送三季度经济运行分析"),
    (COORDINATOR, "由住建局牵头，财政局、城管局配合，下周五前拿出老旧小区改造方案"),
    (COORDINATOR, "请综合一科每周五下午报送一周动态"),
    (STAFF, "签收 DB-2026-118"),
    (STAFF, "118号收到"),
    (STAFF, "DB-2026-118 完成80%，预计周四完成"),
    (STAFF, "118号已报市长审定"),
    (STAFF, "日报：今日完成初稿；明日送审"),
    (STAFF, "118号卡住了，资金未到位，需要财政局支持"),
    (STAFF, "118号申请延期到下周三，数据未核实"),
    (STAFF, "118号已办结，申请销号"),
    (STAFF, "118号不归我们科室，应由财政局办理"),
    (STAFF, "明天请假，工作由程若溪代办"),
    (STAFF, "对118号扣分提出申诉，当天系统故障"),
    (STAFF, "我还有哪些没办完"),
    (COORDINATOR, "住建局红灯有哪些"),
    (COORDINATOR, "催一下118号"),
    (COORDINATOR, "给住建局118号下黄色督办单，周三前答复"),
    (COORDINATOR, "118号转给程若溪办理"),
    (COORDINATOR, "118号时限改到下周三"),
    (COORDINATOR, "撤回118号，重复交办"),
    (COORDINATOR, "118号同意销号"),
    (COORDINATOR, "118号退回，缺验收单"),
    (COORDINATOR, "下周二去住建局蹲点督办"),
    (COORDINATOR, "给城管局扣0.5分，依据12345热线超期"),
    (COORDINATOR, "起草本周督办通报"),
    (COORDINATOR, "发一下今天的日报告"),
    (COORDINATOR, "日报改到18:00推送"),
    (COORDINATOR, "登记收文：关于做好城市防汛工作的通知，首办综合一科"),
    (COORDINATOR, "12月3日14:30组织公文写作专题培训，各科室参加"),
    (LEADER, "同意118号延期到下周三"),
    (LEADER, "118号不同意延期，请抓紧"),
    (LEADER, "118号分解：程若溪起草初稿，周三前"),
)
_ACTS: Mapping[Intent, Act | str] = {
    Intent.ASSIGN: Act.ASSIGN, Intent.ASSIGN_RECURRING: Act.RECUR, Intent.SPLIT: Act.SPLIT, Intent.INSPECT: Act.VISIT,
    Intent.ACK: Act.ACKNOWLEDGE, Intent.DECLINE: Act.DECLINE, Intent.PROGRESS: Act.PROGRESS,
    Intent.DAILY_REPORT: Act.REPORT_DAY, Intent.BLOCKED: Act.RAISE_BLOCKER, Intent.CLOSE_REQUEST: Act.CLAIM,
    Intent.LEAVE: Act.TAKE_LEAVE, Intent.QUERY: Act.SEE, Intent.AMEND: Act.AMEND, Intent.CANCEL: Act.WITHDRAW,
    Intent.REASSIGN: Act.REASSIGN, Intent.URGE: Act.REMIND, Intent.EXTEND_REQUEST: Act.REQUEST_EXTENSION,
    Intent.EXTEND_APPROVE: "同意延期", Intent.EXTEND_REJECT: "不同意延期", Intent.ESCALATE: Act.ESCALATE,
    Intent.CLOSE_APPROVE: Act.CLOSE, Intent.CLOSE_REJECT: Act.RETURN, Intent.REPORT_REQUEST: Act.SEE_REPORT,
    Intent.SCHEDULE_CONFIG: "调整推送时间", Intent.NOTICE_REQUEST: "起草通报", Intent.SCORE_ADJUST: "提出赋分",
    Intent.SCORE_APPEAL: "考评申诉", Intent.REGISTER_DOC: "登记文件", Intent.TRAINING: "登记培训",
}  # fmt: skip


WORDS = {
    "percent": "完成{}%", "estimate": "预计{}", "deadline": "{}", "at": "{}", "from": "自{}", "delegate": "代办{}",
    "to": "转{}", "needs": "需{}支持", "missing": "缺{}", "points": "{}分", "unit": "{}", "place": "{}", "time": "{}",
    "period": "{}", "date": "{}",
}  # fmt: skip
"""How what was read is shown, by its name in ``understand --json``."""


def reading_of(role: Role, said: str) -> Reading:
    """Return what the reader makes of it in private, on the manual's Monday morning."""
    at = HOUSE.hours.local(MONDAY)
    return read(
        said, roster=ROSTER, calendar=HOUSE.calendar, hours=HOUSE.hours, at=at, role=role, context=Context.PRIVATE
    )


def phrases() -> list[list[str]]:
    """Return the rows: what it means, what to write, who writes it, and what is read in it."""
    found = [(role, said, reading_of(role, said)) for role, said in SAID]
    return [[_meaning(one), said, ROLE[role], _details(one)] for role, said, one in found]


def _meaning(reading: Reading) -> str:
    act = _ACTS[reading.intent]
    return terms.ACT[act] if isinstance(act, Act) else act


def _details(reading: Reading) -> str:
    told = [reading.task_number or ""]
    for task in reading.tasks:
        told += [task.title, "、".join(task.assignees), _shown(task.deadline)]
    words = {**WORDS, "to": "至{}"} if reading.intent is Intent.LEAVE else WORDS
    read_out = {key: value for key, value in reading.args.items() if key in words and not isinstance(value, tuple)}
    told += [words[key].format(_shown(value)) for key, value in read_out.items()]
    return "；".join(filter(None, told))


def _shown(value: Any) -> str:
    return f"{value:%m-%d %H:%M}" if isinstance(value, datetime) else str(value or "")


def _main() -> None:
    for row in phrases():
        print(f"| {' | '.join(row)} |")  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    _main()
