"""One row's cells, by standard column: each to its value, complaining in Chinese where it cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, time

from bot.ledger_import import columns as c
from bot.ledger_import.moments import day_in
from bot.marking import marking
from bot.roster_files.problems import Problem
from ledger.hours import OfficeHours
from ledger.tasks import Status
from ledger.values import dataclass

LONGEST = {c.NUMBER: 60, c.TITLE: 500, c.ORIGIN: 500}
LONGEST_TEXT = 2000
_NOTHING = frozenset({"-", "—", "——", "/", "\\", "无", "暂无", "N/A", "n/a", "未定"})
_MOST_EXTENSIONS = 99


@dataclass
class Cells:
    """The cells of one line; ``problems`` gathers everything that is wrong with them.

    ``states`` are the office's own words beside ours.
    """

    line: int
    cells: Mapping[str, str]
    hours: OfficeHours
    now: datetime
    states: Mapping[str, Status] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, column: str, what: str) -> None:
        """Note what is wrong with the column's cell, and what to write."""
        self.problems.append(Problem(self.line, column, what))

    def text(self, column: str) -> str:
        """Return the cell's text; marked text (密级标识) and what no cell should hold are complained about."""
        text = self.cells.get(column, "")
        if text in _NOTHING:
            return ""
        marked = marking(text)
        if marked:
            self.complain(column, f"带有“{marked}”标识，本系统不处理涉密内容，请删去这一行，按保密规定另行办理。")
            return ""
        if any(unicodedata.category(one) in {"Cc", "Cs", "Co"} and one not in "\n\t\r" for one in text):
            self.complain(column, "含有看不见的控制字符，请重新输入这一格。")
            return ""
        longest = LONGEST.get(column, LONGEST_TEXT)
        if len(text) > longest:
            self.complain(column, f"过长（{len(text)} 字），请控制在 {longest} 字以内。")
            return ""
        return text

    def required(self, column: str) -> str:
        """Return the cell's text, which must be there."""
        before = len(self.problems)
        text = self.text(column)
        if not text and len(self.problems) == before:
            self.complain(column, "不能为空，请填写。")
        return text

    def moment(self, column: str, *, not_before: date | None, default: time) -> datetime | None:
        """Return the moment; a missing year and hour are filled in as ``moments`` says."""
        cell = self.text(column)
        if not cell:
            return None
        day = day_in(cell)
        today = self.hours.local(self.now).date()
        try:
            if day is not None:
                return day.moment(self.hours, not_before=not_before, today=today, default=default)
        except ValueError:
            pass
        self.complain(column, f"“{cell[:30]}”不是日期，请写成 2026-11-28、2026-11-28 18:00 或 11月28日。")
        return None

    def state(self, *, is_over: bool) -> Status | None:
        """Return the state; an empty cell means closed where an end is known, else that work goes on."""
        cell = self.text(c.STATUS)
        if not cell:
            return Status.CLOSED if is_over else Status.ACTIVE
        word = c.state_word(cell)
        status = self.states.get(word) or c.STATES.get(word)
        if status is None:
            self.complain(c.STATUS, f"不认识“{cell[:30]}”，请写：{'、'.join(c.STATE_WORDS)}。")
        return status

    def percent(self) -> int | None:
        """Return 0–100; a share that a spreadsheet shows in per cent comes as 0 to 1."""
        cell = unicodedata.normalize("NFKC", self.text(c.PERCENT)).replace(" ", "")
        if not cell:
            return None
        match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,20})?)(%?)", cell)
        value = float(match[1]) if match else -1.0
        if match and not match[2] and value <= 1:
            value *= 100
        if not 0 <= value <= 100:
            self.complain(c.PERCENT, f"“{cell[:30]}”不是进度，请写 0% 到 100%。")
            return None
        return round(value)

    def extensions(self) -> int:
        """Return how often the task was extended."""
        cell = unicodedata.normalize("NFKC", self.text(c.EXTENSIONS)).removesuffix("次").strip()
        if not cell:
            return 0
        if not cell.isascii() or not cell.isdigit() or len(cell) > 2 or int(cell) > _MOST_EXTENSIONS:
            self.complain(c.EXTENSIONS, f"“{cell[:30]}”不是次数，请写 0 到 {_MOST_EXTENSIONS} 的整数。")
            return 0
        return int(cell)
