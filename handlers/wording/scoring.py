"""Words about scores (考评得分)."""

from __future__ import annotations

from datetime import date
from html import escape

from ledger.quarters import Quarter

ONLY_IN_PRIVATE = "考评得分和排名仅在私聊中查询，请私信发送 /score 查看。"
NO_RULES = "本单位尚未启用考评，请联系管理员设置考评细则。"
NOT_LINKED = "现行细则未将您的得分与所在科室挂钩。科室得分的明细请发 /score 查看。"
QUARTER = "本季度"
_NAMES = "一二三四"


def not_scored(name: str) -> str:
    """Say that no register scores the unit."""
    return f"{escape(name)}不在考评范围内。可查询区、部门、中心或科室，例：/score 督查室。"


def no_unit() -> str:
    """Say to somebody who belongs to no unit that one must be named."""
    return "请写明单位，例：/score 督查室。"


def not_frozen(quarter: Quarter) -> str:
    """Return the name of a past quarter whose scores may still change."""
    return f"{_named(quarter)}（尚未封存）"


def frozen(quarter: Quarter, day: date) -> str:
    """Return the name of a quarter whose scores were frozen on the day."""
    return f"{_named(quarter)}（{day.year}年{day.month}月{day.day}日封存）"


def _named(quarter: Quarter) -> str:
    return f"{quarter.year}年{_NAMES[quarter.n - 1]}季度"
