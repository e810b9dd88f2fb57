"""Spans of time: N小时内, N天内, N个工作日内, 半个月内, 收到后N个工作日, N天后, 提前N天."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.reading.moments import Days, Now, add_months, rolled
from handlers.reading.numerals import number
from handlers.reading.time_words import TimeWords
from handlers.reading.values import FROM_RECEIPT
from ledger.calendar import DAY

MINUTES = {"小时": 60, "钟头": 60, "分钟": 1, "刻钟": 15}
_DAYS = {"天": 1, "日": 1, "自然日": 1, "周": 7, "星期": 7, "礼拜": 7}
_MONTHS = {"月": 1, "季度": 3, "年": 12}
LONGEST = 400  # Longer spans are no deadlines of an office.


def duration(words: TimeWords, now: Now) -> Days:
    """N天内 and the like: from the message, first day not counted, a last day of rest rolls on."""
    pieces = words.pieces
    if words.follows:
        return Days(relative_to="event", asks=("deadline",))
    return _span(pieces.get("n"), pieces.get("more"), pieces.get("unit"), now, half=bool(pieces.get("half")))


def allowance(words: TimeWords, now: Now) -> Days:
    """限三日, 给你两天时间: read like N天内."""
    return _span(words.pieces.get("allow_n"), words.pieces.get("allow_more"), words.pieces.get("allow_unit"), now)


def granted(words: TimeWords, now: Now) -> Days:
    """给张三三天时间: read like N天内; who is given the time stands before it."""
    return _span(words.pieces.get("grant_n"), words.pieces.get("grant_more"), words.pieces.get("grant_unit"), now)


def clause(words: TimeWords, now: Now) -> Days:
    """滨河路积水，水务局，48小时: a span that fills a clause is a limit."""
    return _span(words.pieces.get("clause_n"), words.pieces.get("clause_more"), words.pieces.get("clause_unit"), now)


def bare_workdays(words: TimeWords, now: Now) -> Days:
    """3个工作日 without 内."""
    if words.follows:
        return Days(relative_to="event", asks=("deadline",))
    return _span(words.pieces.get("bare_n"), "个", "工作日", now)


def after(words: TimeWords, now: Now) -> Days:
    """三天后: that very day, kept even when it is a rest day."""
    found = _span(
        words.pieces.get("later_n"), words.pieces.get("later_more"), words.pieces.get("later_unit"), now, roll=False
    )
    return Days(found.candidates, found.moment, explicit=True)


def receipt(words: TimeWords, now: Now) -> Days:
    """收到后N个工作日: starts at the receipt, so there is no date yet."""
    count, unit = number(words.pieces["receipt_n"] or ""), words.pieces["receipt_unit"]
    if not count:
        return Days(relative_to=FROM_RECEIPT, asks=("deadline",))
    letter = {"工作日": "wd", "小时": "h"}.get(unit or "", "d")
    return Days(relative_to=FROM_RECEIPT, delta=f"+{count}{letter}")


def _span(
    said: str | None, more: str | None, unit: str | None, now: Now, *, half: bool = False, roll: bool = True
) -> Days:
    amount = _amount(said, more, half=half)
    if not amount or amount > LONGEST:
        return Days()
    if unit in MINUTES:
        return Days(moment=_minute(now.at + timedelta(minutes=amount * MINUTES[unit])))
    if unit == "月" and more != "个" and said != "半":
        return Days() if more != "个半" else _half_months(amount, now)
    if amount != int(amount):
        return _half_months(amount, now) if unit == "月" else Days()
    return _whole(int(amount), unit or "", now, roll=roll)


def _whole(count: int, unit: str, now: Now, *, roll: bool) -> Days:
    if unit == "工作日":
        return Days((now.calendar.add_workdays(now.today, count),))
    day = add_months(now.today, count * _MONTHS[unit]) if unit in _MONTHS else now.today + DAY * (count * _DAYS[unit])
    return Days((rolled(day, now) if roll else day,))


def _half_months(amount: float, now: Now) -> Days:
    """半个月 is 15 days (民法典 202 counts months; half of one is the office's fifteen)."""
    return Days((rolled(add_months(now.today, int(amount)) + DAY * 15, now),))


def _amount(said: str | None, more: str | None, *, half: bool) -> float | None:
    if said == "半":
        return 0.5
    count = number(said or "")
    return None if count is None else count + (0.5 if half or more == "个半" else 0)


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
