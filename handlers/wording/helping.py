"""/help and /whoami: what this person can write in this place, in whole phrases first, commands last (帮助)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from handlers.wording.commands import ALIASES
from handlers.wording.terms import ROLE
from handlers.wording.voice import escape
from ledger.attendance import owes_report
from ledger.people import Person, Role

_WORK = """<b>办理事项</b>（回复交办消息，或写明编号）
· 签收：收到
· 反馈：118号完成80%，预计周四完工
· 卡点：118号卡在经费，请财政局协调
· 延期：118号申请延期到下周三，数据未核实
· 不予受理：118号不归我科，应由财政局办理
· 销号：发照片或文件，注明“118号申请销号”"""
_PROPOSE = "· 自拟事项：请{name}周五前报送调研提纲（写本人姓名，负责人同意后登记）"
_REPORT = """<b>日报和请假</b>
· 日报：今日完成初稿；明日送审；困难无
· 无事项：日报 今日无事项
· 请假：明天请假一天，由王五代办
当日已反馈的不必另报。"""
_OWN = "本人承办的事项：回复“收到”签收，写明进展即为反馈，附照片或文件申请销号。"
_ASSIGN = """<b>交办和督办</b>（直接写，核对卡片后点“确认”）
· 交办：请张三周五下班前报送经济运行分析"""
_LEAD = "· 牵头配合：由发改委牵头，财政局配合，下周五前拿出修改稿"
_STEER = """· 调整：118号改到下周三
· 转办：118号转给王五办理
· 撤回：撤回118号，重复交办
· 中止：118号先中止，等省里批复
· 分解：118号分解：张三起草初稿，周三前；王五汇总数据
· 催办：催办118号；催一下逾期的
· 督办：118号下黄色督办单"""
_WITHIN_OFFICE = "以上限于本科室承办或交出的事项。"
_REVIEW = """<b>审核销号</b>
先看“佐证材料”，再点“同意销号”或“退回”（写明缺少什么）；本人参与办理的，由他人审核。"""
_FIND = "<b>查询</b>：住建局红灯；查供热"
_ADMIN = """<b>管理</b>
工作群：在群内发送 /bind，选定单位和报告。人员：绑定申请在私聊审核。
推送时间：日报改到18:00；停发周总结；恢复周总结；/timetable 查看。
离任和调动：张三12月1日起调离；张三退休；张三调到财政局任科长；取消张三离任。
日历：将放假通知全文粘贴发送；另有安排写“11月28日上班”或“12月3日放假”。"""
_NUMBER = "编号可写作 DB-2026-118 或 118号；31及以下的请写全称，以免误作日期。"

_GROUP_WORK = "回复本助手的交办消息：“收到”即签收；“完成80%”即反馈；附照片或文件写“申请销号”，即申请销号。"
_GROUP_ASSIGN = "交办：请张三周五下班前报送经济运行分析。核对卡片后点“确认”。"
_GROUP_ELSE = "其他操作请私聊本助手，发送 /help 查看。"


def help_text(person: Person, commands: Collection[str], *, private: bool) -> str:
    """Return the help for the person's roles and this place."""
    parts = _private(person, commands) if private else _group(commands)
    return "\n\n".join([*parts, f"<b>命令</b>\n{_listed(commands)}", _NUMBER if private else _GROUP_ELSE])


def _private(person: Person, commands: Collection[str]) -> list[str]:
    """Duties that come first to the person come first on the page."""
    parts: list[str] = []
    if "assign" in commands:
        anywhere = bool(person.roles & {Role.COORDINATOR, Role.LEADER})
        parts.append("\n".join([_ASSIGN, _LEAD, _STEER] if anywhere else [_ASSIGN, _STEER, _WITHIN_OFFICE]))
    if "close" in commands:
        parts.append(_REVIEW)
    if person.has(Role.ADMIN):
        parts.append(_ADMIN)
    work = f"{_WORK}\n{_PROPOSE.format(name=escape(person.name))}" if _proposes(person, commands) else _WORK
    return [work, _REPORT, *parts, _FIND] if owes_report(person) else [*parts, _OWN, _FIND]


def _proposes(person: Person, commands: Collection[str]) -> bool:
    return person.has(Role.STAFF) and "assign" not in commands


def _group(commands: Collection[str]) -> list[str]:
    return [_GROUP_WORK, *([_GROUP_ASSIGN] if "assign" in commands else [])]


def _listed(commands: Iterable[str]) -> str:
    return "　".join(f"/{name} {ALIASES[name][0]}" for name in commands if name != "help")


def who(person: Person, unit: str, fields: Iterable[str]) -> str:
    """Tell the person who the ledger takes them for, and where to turn if that is wrong."""
    roles = "、".join(ROLE[role] for role in Role if role in person.roles)
    facts = {
        "姓名": person.name,
        "单位": unit or "未列",
        "职务": person.title,
        "角色": roles or "无",
        "分管": "、".join(fields),
    }
    lines = [f"{label}：{escape(said)}" for label, said in facts.items() if said]
    return "\n".join([*lines, "如与实际不符，请联系管理员更正名册。"])
