"""A report's lists as one table, a row for each line; the figure of a list is the number of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.languages import Language
from reports import english
from reports.composing import Composed
from reports.lines import Line, Section
from reports.sheets import xlsx_of
from reports.summary import Summary

COLUMNS = ("清单", "编号", "事项", "责任", "时限", "亮灯", "工作日", "进度", "说明")
ENGLISH_COLUMNS = ("List", "Number", "Task", "Answerable", "Deadline", "Light", "Workdays", "Progress", "Note")
LIGHTS = {"red": "红灯", "yellow": "黄灯", "green": "绿灯"}
SHADES = {
    "绿灯": ("#E3F3E8", "#1E6B3A"),
    "黄灯": ("#FFF2CC", "#7A5200"),
    "红灯": ("#FBE0DE", "#A11B14"),
}
"""Background and ink of a light's cell; the word stays, so that a black print says it, too."""
TITLES = {
    "due_today": "今日到期", "overdue": "逾期", "new": "新交办", "unacknowledged": "待签收", "to_review": "待销号",
    "blockers": "卡点", "suspended": "中止", "notices": "督办", "silent": "久无进展", "closed": "销号",
    "progressed": "有进展", "open": "在办",
    "rest_of_week": "本周尚待到期", "rest_of_month": "本月尚待到期", "rest_of_quarter": "本季度尚待到期",
    "next_week": "下周到期", "next_month": "下月到期", "next_quarter": "下季度到期",
    "returned": "退回", "newly_overdue": "新逾期",
}  # fmt: skip


def xlsx_of_report(composed: Composed) -> bytes:
    """Return the workbook of a report's lists, the flows of a summary's own period among them, in its language."""
    if composed.built.language is Language.CHINESE:
        return xlsx_of(COLUMNS, rows_of(composed), shades=SHADES)
    shades = {english.titled(light): look for light, look in SHADES.items()}
    return xlsx_of(ENGLISH_COLUMNS, rows_of(composed), shades=shades, sheet="Report")


def rows_of(composed: Composed) -> Iterator[list[str]]:
    """Yield the rows, list by list in the order of the report; each line is drawn when its row is asked for."""
    for key, section in _lists(composed):
        for line in section.lines:
            yield _cells(TITLES[key], line, composed.built.language)


def _lists(composed: Composed) -> Iterator[tuple[str, Section]]:
    report: Any = composed.built.report
    if isinstance(report, Summary):
        yield from ((key, flow.now) for key, flow in report.flows.items())
        yield from ((section.key, section) for section in report.sections)
    else:
        yield from report.sections.items()


def _cells(title: str, line: Line, language: Language) -> list[str]:
    due = f"{line.deadline:%Y-%m-%d %H:%M}" if line.deadline else ""
    light = LIGHTS[line.lit.light.value] if line.lit else ""
    days = "" if line.days is None else str(line.days)
    percent = "" if line.percent is None else f"{line.percent}%"
    between = "、"
    if language is Language.ENGLISH:
        title, light, between = english.titled(title), english.titled(light), ", "
    return [title, line.number, line.title, between.join(line.who), due, light, days, percent, line.note]
