"""Ends of periods and feasts: 月底, 本周内, 年底, 季度末, 中旬内, 国庆前, 元旦后N个工作日."""

from __future__ import annotations

from datetime import date

from handlers.reading.days import weeks_ahead
from handlers.reading.moments import Days, Now, add_months, monday
from handlers.reading.numerals import number
from handlers.reading.time_words import TimeWords
from ledger.calendar import DAY, UnknownFeast

_NEAR = 30  # 节前 speaks of a feast that is this many days away, if no other follows as soon.


_JUST_OVER = 3  # 10月底前, said in November: so many months back the writer erred, and hardly means the next year.


def week_end(words: TimeWords, now: Now) -> Days:
    """本周内, 下周内, 周末前: the last workday of that week; 周末 alone names no day."""
    said = words.pieces.get("within_week") or words.pieces.get("weekend")
    if words.rule == "weekend" and not words.bound:
        return Days()
    first = monday(now.today) + DAY * 7 * weeks_ahead(said)
    last = now.calendar.last_workday_of_week(first)
    return _end(last) if last >= first else Days()


def month_end(words: TimeWords, now: Now) -> Days:
    """月底, 下月底, 11月底, 本月内: the last workday of that month."""
    said = words.pieces.get("end_month") or words.pieces.get("within_month")
    first = _month_said(said, now)
    return _end(now.calendar.last_workday_of_month(first)) if first else Days()


def tenth(words: TimeWords, now: Now) -> Days:
    """12月上旬内 is by the 10th, 中旬 by the 20th, 下旬 by the month's last workday; without 内 no day is named."""
    first = _month_said((words.pieces["tenth_month"] or "").rstrip("月份个") or "本", now)
    if first is None or not words.pieces.get("tenth_end"):
        return Days()
    if words.pieces["tenth"] == "下":
        return _end(now.calendar.last_workday_of_month(first))
    return Days((first.replace(day=10 if words.pieces["tenth"] == "上" else 20),), explicit=True)


def quarter_end(words: TimeWords, now: Now) -> Days:
    """季度末, 四季度内: the last workday of that quarter."""
    said = words.pieces.get("quarter") or ""
    quarter = (now.today.month - 1) // 3
    named = number(said.lstrip("第")) if said.strip("第本这个下") else None
    index = named - 1 if named else quarter + weeks_ahead(said)
    first = add_months(date(now.today.year, 1, 1), index * 3 + 2)
    return _end(now.calendar.last_workday_of_month(first))


def year_end(words: TimeWords, now: Now) -> Days:
    """年底, 年内, 明年底: the last workday of the year."""
    ahead = 1 if words.pieces.get("end_year") == "明" else 0
    return _end(now.calendar.last_workday_of_month(date(now.today.year + ahead, 12, 1)))


def feast_before(words: TimeWords, now: Now) -> Days:
    """国庆前: the last workday before the feast's days off; asked while the feast itself is on."""
    name = words.pieces["feast"] or ""
    if words.pieces.get("feast_year") == "明年":
        return _before_feast(name, now.today.year + 1, now)
    year = now.today.year
    ahead = _own_day(name, year, now)
    return _before_feast(name, year if ahead and ahead >= now.today else year + 1, now)


def feast_vague(words: TimeWords, now: Now) -> Days:
    """节前: only when one feast is near and no other; 年前 and 节后 name no day."""
    if words.pieces["feast_vague"] not in ("节前", "假前"):
        return Days()
    name = _only_near_feast(now)
    return _end(now.calendar.previous_workday(name)) if name else Days()


def feast_after(words: TimeWords, now: Now) -> Days:
    """元旦后N个工作日: counted from the feast; 节后第一个工作日: after the whole run."""
    name = words.pieces.get("feast_after")
    pieces = words.pieces
    count = 1 if pieces.get("after_day") else number(pieces.get("after_nth") or pieces.get("after_n") or "")
    start = _next_own_day(name, now) if name else _only_near_feast(now)
    return Days((now.calendar.add_workdays(start, count),)) if start and count else Days()


def _end(day: date) -> Days:
    return Days((day,), period_end=True)


def _before_feast(name: str, year: int, now: Now) -> Days:
    try:
        return _end(now.calendar.previous_workday(now.calendar.feast(name, year)))
    except UnknownFeast:
        return Days()


def _own_day(name: str, year: int, now: Now) -> date | None:
    try:
        return now.calendar.feast_day(name, year)
    except UnknownFeast:
        return None


def _next_own_day(name: str, now: Now) -> date | None:
    days = (_own_day(name, now.today.year + ahead, now) for ahead in (0, 1))
    return next((day for day in days if day and day >= now.today), None)


def _only_near_feast(now: Now) -> date | None:
    """Return the first day off of the one feast that is near."""
    starts = {
        now.calendar.feast(name, day.year) for name in now.calendar.feast_names if (day := _next_own_day(name, now))
    }
    ahead = sorted(day for day in starts if day > now.today)[:2]
    if not ahead or (ahead[0] - now.today).days > _NEAR:
        return None
    return ahead[0] if len(ahead) == 1 or (ahead[1] - ahead[0]).days > _NEAR else None


def _month_said(said: str | None, now: Now) -> date | None:
    """Return the first of the month said; one long over is next year's, one just over is asked."""
    first = now.today.replace(day=1)
    if said is None or said[0] in "本这当":
        return first
    if said[0] in "下次":
        return add_months(first, max(1, said.count("下")))
    month = number(said.removesuffix("月"))
    if not month or month > 12 or 0 < now.today.month - month <= _JUST_OVER:
        return None
    return date(now.today.year + (month < now.today.month), month, 1)
