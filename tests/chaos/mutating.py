"""Texts changed the way people and machines spoil them: by clauses, names, dates, numbers, marks and odd characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.reading.office import OFFICE

LONGEST = 4096
"""Characters of a message, the platform's limit."""

Mutation = Callable[[str, Random, Sequence[str]], str]

_NAMES = tuple(
    sorted(
        {name for unit in OFFICE.units for name in (unit.name, *unit.aliases)}
        | {name for group in OFFICE.groups for name in (group.name, *group.aliases)}
        | {person.name for person in OFFICE.people}
    )
)
_DAYS = (
    "今天",
    "明天",
    "后天",
    "昨天",
    "周一",
    "本周三",
    "下周五",
    "下下周二",
    "周日",
    "月底",
    "年底",
    "本周内",
    "节前",
    "元旦",
    "国庆",
)
_HOURS = ("上午", "下班前", "下午3点", "24点", "17:30", "七点", "三点半", "上班前", "晚8点", "零点", "25点", "12:60")
_SPANS = (
    "3天内",
    "两个工作日内",
    "48小时内",
    "半个月内",
    "一周",
    "起3个工作日内",
    "后五天内",
    "提前2天",
    "每周五",
    "每月31日",
    "每三天",
    "连续三天",
)
_WORDS = (
    "请", "由", "把", "牵头", "配合", "会同", "除", "外", "各", "报送", "反馈", "完成", "退回", "同意",
    "不同意", "延期", "申请销号", "签收", "收到", "转给", "改到", "催一下", "督办", "通报", "培训", "会议",
    "收文", "纪要", "制度", "信息", "采用", "扣2分", "加0.5分", "请假", "代办", "卡在", "红灯", "逾期",
    "台账", "导出", "日报", "今日：完成", "明日：", "困难：无", "不对，是", "不是", "是", "听说", "如果",
    "谢谢", "吗", "呢", "了", "吧", "前", "内", "起", "至", "务必", "马上", "1.", "（二）", "③", "一是",
    "首办", "签发", "抄送", "冻结", "暂停", "试行",
)  # fmt: skip
_NUMBERS = (
    "DB-2026-118",
    "2026-7",
    "118号",
    "8号",
    "第3期",
    "〔2026〕35号",
    "12345",
    "PM2.5",
    "0",
    "99999999999999999999",
    "80%",
    "-1",
    "½",
    "٣",
)
_MARKS = "，。；：、！？,.;:!?()（）[]【】《》“”「」『』\"'@#/\\|~—-…\n\t\r \u3000"
_ODD = (
    "\ud800", "\udfff", "\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\u202d", "\u2067", "\u0301", "\u20e3",
    "\ufe0f", "\x00", "\x1f",
    "\ue000", "\ue001", "\ue002", "\ue003", "\ufffd", "👨‍👩‍👧", "🇨🇳",
    "①", "㈠", "〇", "兩", "請", "ﷺ", "e\u0301", "\U0010ffff", "﹕", "１２３", "ｄｂ",
)  # fmt: skip
_CLAUSE = re.compile(r"[^，。；！？,;!?\n]*[，。；！？,;!?\n]?")
_DIGITS = re.compile(r"\d+")
_PAIRS = ("《》", "“”", "「」", "（）", "【】", '""')


def mutated(text: str, chance: Random, others: Sequence[str]) -> str:
    """Return the text after one to four changes; never longer than a message may be."""
    for _ in range(chance.choice((1, 1, 2, 2, 3, 4))):
        text = chance.choice(MUTATIONS)(text, chance, others)
    return text[:LONGEST]


def _date(chance: Random) -> str:
    """Return a day that may not exist: 11月31日, 2月30日, 13月1日."""
    month, day = chance.randint(1, 13), chance.randint(0, 32)
    return chance.choice(
        (f"{month}月{day}日", f"{month}/{day}", f"2026-{month:02}-{day:02}", f"{day}号", f"2026年{month}月{day}日")
    )


def _piece(chance: Random) -> str:
    kind = chance.choice((_NAMES, _NAMES, _DAYS, _HOURS, _SPANS, _WORDS, _WORDS, _NUMBERS, _MARKS, _ODD, ()))
    return chance.choice(kind) if kind else _date(chance)


def _inserts(text: str, chance: Random, _others: Sequence[str]) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + _piece(chance) + text[at:]


def _replaces(text: str, chance: Random, _others: Sequence[str]) -> str:
    start = chance.randint(0, len(text))
    return text[:start] + _piece(chance) + text[start + chance.randint(1, 6) :]


def _deletes(text: str, chance: Random, _others: Sequence[str]) -> str:
    start = chance.randint(0, len(text))
    return text[:start] + text[start + chance.randint(1, 8) :]


def _splices(text: str, chance: Random, others: Sequence[str]) -> str:
    """Put a clause of another text between the clauses of this one."""
    mine, theirs = _clauses(text), _clauses(chance.choice(others))
    mine.insert(chance.randint(0, len(mine)), chance.choice(theirs) if theirs else "")
    return "".join(mine)


def _shuffles(text: str, chance: Random, _others: Sequence[str]) -> str:
    clauses = _clauses(text)
    chance.shuffle(clauses)
    return "".join(clauses)


def _repeats(text: str, chance: Random, _others: Sequence[str]) -> str:
    """Say a part of the text again and again, now and then up to the longest message."""
    start = chance.randint(0, len(text))
    part = text[start : start + chance.randint(1, 12)] or _piece(chance)
    count = chance.choice((2, 2, 3, 3, 8, 8, 40, LONGEST // len(part)))
    return (text[:start] + part * count + text[start:])[:LONGEST]


def _renumbers(text: str, chance: Random, _others: Sequence[str]) -> str:
    return _DIGITS.sub(lambda found: str(chance.choice((0, 1, 7, 24, 31, 32, 60, 2026, found.group(), 10**20))), text)


def _wraps(text: str, chance: Random, _others: Sequence[str]) -> str:
    start = chance.randint(0, len(text))
    end = chance.randint(start, len(text))
    pair = chance.choice(_PAIRS)
    return text[:start] + pair[0] + text[start:end] + pair[1] + text[end:]


def _sows(text: str, chance: Random, _others: Sequence[str]) -> str:
    """Put one odd character between all characters of a part."""
    start = chance.randint(0, len(text))
    end = chance.randint(start, min(len(text), start + 40))
    return text[:start] + chance.choice(_ODD).join(text[start:end]) + text[end:]


def _widens(text: str, _chance: Random, _others: Sequence[str]) -> str:
    """Write digits and letters as Chinese keyboards do."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def _clauses(text: str) -> list[str]:
    return [one for one in _CLAUSE.findall(text) if one]


MUTATIONS: tuple[Mutation, ...] = (
    _inserts,
    _inserts,
    _inserts,
    _replaces,
    _replaces,
    _deletes,
    _splices,
    _splices,
    _shuffles,
    _repeats,
    _renumbers,
    _wraps,
    _sows,
    _widens,
)
