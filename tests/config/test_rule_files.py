"""A rule file with a mistake gives one sentence: the line, the name, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from config.appraisal.events import BURDEN, scores_use_of_the_bot
from config.appraisal.reading import SHIPPED, WrongRules, read_register, registers_in
from config.mistakes import WrongSetting

FILES = {path.stem: path.read_text("utf-8") for path in SHIPPED.glob("*.toml")}


@dataclass(frozen=True)
class Broken:
    """One change to a good file: below the line ``under`` the first ``old`` becomes ``new``."""

    file: str
    under: str
    old: str
    new: str
    says: str
    """What is said behind the number of the line that was changed."""
    above: int = 0
    """Lines above the change at which the mistake is named: that of its section."""

    def made(self) -> tuple[str, int]:
        """Return the broken file, and the line that is to be named."""
        text = FILES[self.file]
        at = text.index(self.old, text.index(self.under))
        return text[:at] + self.new + text[at + len(self.old) :], text[:at].count("\n") + 1 - self.above


EVENTS = (
    "closed_in_time、closed_early、overdue、receipt_late、returned、reopened、notice、"
    "notice_unanswered、extended、praised、criticised、decided"
)
BROKEN = {
    "unknown event": Broken(
        "duties", 'key = "praised"', '"praised"\npoints', '"applauded"\npoints',
        f"rule.event：只能是 {EVENTS} 之一",
    ),
    "event about the bot": Broken(
        "duties", 'key = "praised"', '"praised"\npoints', '"check-in"\npoints', f"rule.event：{BURDEN}"
    ),
    "name about the bot": Broken("duties", 'key = "shirked"', "首问、首办推诿", "每日在线时长不足", f"rule.name：{BURDEN}"),
    "item about the bot": Broken(
        "party", 'key = "1.1"', "党组会", "每日登录次数达标，党组会", f"item.text：{BURDEN}"
    ),
    "points of the wrong sign": Broken(
        "duties", 'key = "overdue"', "points = -0.5", "points = 0.5", "rule.points：此类事实只能扣分，应写成负数"
    ),
    "points for an extension": Broken(
        "duties", 'key = "extended"', "points = 0", "points = -1", "rule.points：经批准的延期不得扣分，应写成 0"
    ),
    "points in quotes": Broken(
        "duties", 'key = "overdue"', "points = -0.5", 'points = "-0.5"', "rule.points：应写成数字，例如 -0.5"
    ),
    "points of a thousandth": Broken(
        "duties", 'key = "overdue"', "-0.5", "-0.505", "rule.points：应写成 -1000 至 1000 之间的数，至多两位小数"
    ),
    "cap too small": Broken(
        "duties", 'key = "reopened"', "cap = -6", "cap = -1", "rule.cap：不应小于一次的分值，请改大或删去"
    ),
    "cap of the other sign": Broken(
        "duties", 'key = "reopened"', "cap = -6", "cap = 6", "rule.cap：与 points 应同为正数或同为负数"
    ),
    "unknown item": Broken(
        "party", 'key = "dues"', '["6.1"]', '["6.9"]', "rule.items：没有 6.9 这一项，请核对 item 各节的 key"
    ),
    "unknown category": Broken(
        "duties", 'key = "1.1"', '"results"', '"result"', "item.category：没有 result 这一类，请核对 category 各节的 key"
    ),
    "duplicate key": Broken("duties", 'key = "1.2"', '"1.2"', '"1.1"', "item.key：1.1 重复，请改成不同的 key"),
    "key with a space": Broken(
        "duties", 'key = "1.2"', '"1.2"', '"1 2"',
        "item.key：应以字母或数字开头，只含字母、数字、点和连字符，至多 32 位",
    ),
    "sum of the categories": Broken(
        "duties", "[[category]]", "full = 15", "full = 16", "category.full：各类分值之和为 101，应等于 base（100）"
    ),
    "sum of the items": Broken(
        "party", 'name = "制度建设"', "full = 8\n", "full = 8\n", "", above=0,
    ),
    "date that is not there": Broken(
        "government", "effective", "2026-01-01", "2026-02-30", "文件：第 13 列附近的日期不存在，请核对年月日"
    ),
    "month that is not there": Broken(
        "government", "effective", "2026-01-01", "2026-13-01", "文件：第 17 列附近的日期不存在，请核对年月日"
    ),
    "date as a number": Broken(
        "government", "effective", "2026-01-01", "20260101", "effective：应写成日期，例如 2027-01-01"
    ),
    "quotes left open": Broken(
        "party", "version", 'name = "机关党建考评"', 'name = "机关党建考评', ""
    ),
    "name given twice": Broken("party", "version", "version = 1\n", "version = 1\nversion = 2\n", ""),
    "decided without evidence": Broken(
        "party", 'key = "dues"', 'evidence = "file"\n', "", 'rule.evidence：人工认定须有佐证，应写成 "file"', above=7
    ),
    "evidence for what the ledger knows": Broken(
        "duties", 'key = "returned"', "cap = -2", 'cap = -2\nevidence = "file"', "", above=0
    ),
    "order of the grades": Broken(
        "duties", "[grades]", "good = 85", "good = 95",
        "grades：等级标准应由高到低：excellent、good、passing，且大于 0", above=2,
    ),
    "unknown name": Broken("duties", 'key = "overdue"', "cap = -4", "most = -4", "rule.most：没有这一项，请核对名称或删去"),
}  # fmt: skip
