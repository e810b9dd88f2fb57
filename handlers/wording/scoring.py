"""Words about scores (考评得分)."""

from __future__ import annotations

from datetime import date

from handlers.wording.spoken import spoken
from handlers.wording.voice import called
from ledger.quarters import Quarter

ONLY_IN_PRIVATE = "考评得分和排名仅在私聊中查询，请私信发送 /score 查看。"
NO_RULES = "本单位尚未启用考评，请联系管理员设置考评细则。"
NOT_LINKED = "现行细则未将您的得分与所在科室挂钩。科室得分的明细请发 /score 查看。"
QUARTER = "本季度"
_NAMES = "一二三四"


@spoken
def not_scored(name: str) -> str:
    """Say that no register scores the unit."""
    return f"{called(name)}不在考评范围内。可查询区、部门、中心或科室，例：/score 督查室。"


@spoken
def no_unit() -> str:
    """Say to somebody who belongs to no unit that one must be named."""
    return "请写明单位，例：/score 督查室。"


@spoken
def now_frozen(quarter: Quarter, digest: str) -> str:
    """Tell that the scores of the quarter are frozen, and by which hash they are known."""
    return (
        f"{quarter_name(quarter)}考评得分和排名已封存，校验码 {digest[:12]}。封存后的更正另列，不改变得分和名次。"
        "查明细请发 /score 加单位和“上季度”，例：/score 城管局 上季度。"
    )


@spoken
def circular_ready(quarter: Quarter) -> str:
    """Say above the card where the draft comes from, and what it needs."""
    return f"{quarter_name(quarter)}考评已封存，以下通报稿由得分明细起草，逐句对应事项，请核对；经领导批准后方可印发。"


@spoken
def if_closed(number: str | None) -> str:
    """Return what is supposed."""
    return f"假设{number}今天销号" if number is not None else "假设在办事项今天全部销号"


@spoken
def cannot_be_closed(number: str) -> str:
    """Say that the task is over, or stands still."""
    return f"{number} 已办结、撤回或中止，无从测算；请写一件在办事项，例：若118号今天销号。"


@spoken
def name_task_or_unit() -> str:
    """Say to somebody who belongs to no unit what can be supposed."""
    return "请写明事项或单位，例：若118号今天销号，或 若督查室今天销号能得多少分。"


@spoken
def nothing_to_suppose() -> str:
    """Say that the unit is not scored, or may not be seen."""
    return "该事项的牵头单位不在考评范围内，或不在您的查询范围内，无从测算。得分请发 /score 查看。"


@spoken
def year_name(year: int) -> str:
    """Return 2026年."""
    return f"{year}年"


@spoken
def not_begun(quarter: Quarter) -> str:
    """Say that the quarter lies ahead."""
    return f"{quarter_name(quarter)}尚未开始。查本季度请发 /score。"


@spoken
def not_kept(quarter: Quarter) -> str:
    """Say that the ledger began later."""
    return f"{quarter_name(quarter)}台账尚未启用，没有考评得分。查本季度请发 /score。"


@spoken
def not_frozen(quarter: Quarter) -> str:
    """Return the name of a past quarter whose scores may still change."""
    return f"{quarter_name(quarter)}（尚未封存）"


@spoken
def frozen(quarter: Quarter, day: date) -> str:
    """Return the name of a quarter whose scores were frozen on the day."""
    return f"{quarter_name(quarter)}（{day.year}年{day.month}月{day.day}日封存）"


@spoken
def quarter_name(quarter: Quarter) -> str:
    """Return 2026年四季度."""
    return f"{quarter.year}年{_NAMES[quarter.n - 1]}季度"
