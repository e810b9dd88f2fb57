"""Days that are named: 周五, 下周三, 明天, 12月5日, 11/27, 下月5日, 30号."""

from __future__ import annotations

from datetime import date

from handlers.reading.moments import Days, Now, monday
from handlers.reading.numerals import number, year
from handlers.reading.time_words import TimeWords
from ledger.calendar import DAY

WEEKDAYS = {word: at for at, words in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7")) for word in words}
_RELATIVE = {"大前": -3, "前": -2, "昨": -1, "今": 0, "当": 0, "即": 0, "明": 1, "翌": 1, "次": 1, "后": 2, "大后": 3}


def weeks_ahead(said: str | None) -> int:
    """Return how many weeks 下, 下下, 上 and 上上 move."""
    return (said or "").count("下") - (said or "").count("上")


def weekday(words: TimeWords, now: Now) -> Days:
    """周X: this Monday-to-Sunday week; past already, next week with a question; 本周X past is refused."""
    said = words.pieces.get("week")
    day = monday(now.today) + DAY * (WEEKDAYS[words.pieces["weekday"] or ""] + 7 * weeks_ahead(said))
    if said:
        return Days((day,), explicit=True, past=day < now.today)
    asks = ("confirm_today",) if day == now.today and words.hour is None else ()
    return Days((day, day + DAY * 7), confirm_later=True, explicit=True, asks=asks)


def relative_day(words: TimeWords, now: Now) -> Days:
    """今天, 明儿, 大后天; the past ones are no deadlines."""
    said = words.pieces["relative"] or ""
    step = _RELATIVE.get(said[:2], _RELATIVE.get(said[:1], 0))
    return Days((now.today + DAY * step,), explicit=True, past=step < 0)


def full_date(words: TimeWords, now: Now) -> Days:
    """Read a date with its year; it is never moved."""
    day = _date(year(words.pieces["y"] or ""), number(words.pieces["ym"] or ""), number(words.pieces["yd"] or ""))
    return _explicit((day,) if day else ())


def month_day(words: TimeWords, now: Now) -> Days:
    """12月5日: the next one; past already this year, next year with a question; 11月31日 does not exist."""
    month, day = number(words.pieces["mm"] or ""), number(words.pieces["md"] or "")
    ahead = {"明年": 1, "后年": 2, "今年": 0, "本年": 0}.get(words.pieces.get("md_year") or "")
    if ahead is not None:
        found = _date(now.today.year + ahead, month, day)
        return _explicit((found,) if found else ())
    return _this_or_next_year(month, day, now)


def numeric_day(words: TimeWords, now: Now) -> Days:
    """12.4前 and 11/27 17:30: only with 前 or an hour, else it may be anything."""
    return _this_or_next_year(number(words.pieces["nm"] or ""), number(words.pieces["nd"] or ""), now)


def relative_month_day(words: TimeWords, now: Now) -> Days:
    """本月28日, 下月5日."""
    said = words.pieces["rel_month"] or ""
    ahead = 1 if said.startswith("次") else weeks_ahead(said)
    found = _in_month(now.today, ahead, number(words.pieces["rel_day"] or ""))
    return _explicit((found,) if found else ())


def day_of_month(words: TimeWords, now: Now) -> Days:
    """5号, 30日: the next such day."""
    day = number(words.pieces["dom"] or "")
    found = (_in_month(now.today, ahead, day) for ahead in range(3))
    days = tuple(one for one in found if one)
    return Days(days, explicit=True, confirm_later=now.today in days[:1])


def _explicit(candidates: tuple[date, ...]) -> Days:
    return Days(candidates, explicit=True)


def _this_or_next_year(month: int | None, day: int | None, now: Now) -> Days:
    found = (_date(now.today.year + ahead, month, day) for ahead in (0, 1))
    return Days(tuple(one for one in found if one), confirm_later=True, explicit=True)


def _in_month(today: date, ahead: int, day: int | None) -> date | None:
    later, month = divmod(today.month - 1 + ahead, 12)
    return _date(today.year + later, month + 1, day)


def _date(year_: int | None, month: int | None, day: int | None) -> date | None:
    if year_ is None or month is None or day is None:
        return None
    try:
        return date(year_, month, day)
    except ValueError:
        return None
