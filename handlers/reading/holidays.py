"""A pasted holiday notice (关于某年部分节假日安排的通知), and the office's own days (11月28日上班); pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from handlers.reading.days import WEEKDAYS
from handlers.reading.facts import fact
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from ledger.calendar import DAY
from ledger.office_entries import NamedDay

_TITLE = Late(r"(?:国务院办公厅)?关于(?P<year>20\d\d)年\s*(?:部分)?\s*节假日\s*(?:放假)?安排的通知")
_FEAST = r"(?:元旦|春节|清明节?|(?:国际)?劳动节|五一|端午节?|中秋节?|国庆节?)"
_SECTION = Late(rf"(?P<names>{_FEAST}(?:[、和与]{_FEAST})*)\s*[:,]?(?=\s*[\d除])")
_DATE = Late(
    r"(?:(?P<year>20\d\d)年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日"
    r"(?:\([^()]{0,20}?(?:周|星期)(?P<weekday>[一二三四五六日天])\)|\([^()]{0,20}\)|(?:周|星期)(?P<bare>[一二三四五六日天]))?"
)
_RANGE = Late(r"\s*(?:至|到|-)\s*")
_COUNT = Late(r"(?:共|放假)\s*(?P<count>\d{1,2})天")
_MOST_OFF = 31  # A range that is longer was misread.


@fact()
class Notice:
    """What a pasted notice says; ``faults`` quote the places that do not add up, and then nothing may be kept."""

    year: int
    paper: str
    days: tuple[NamedDay, ...]
    faults: tuple[str, ...] = ()


@fact()
class OwnDays:
    """Days on which the office works (``True``), rests (``False``), or follows the notice again (``None``)."""

    days: tuple[date, ...]
    works: bool | None
    faults: tuple[str, ...] = ()


@fact()
class _Stretch:
    days: tuple[date, ...]
    faults: tuple[str, ...]


@needs(Key("假", _TITLE))
def holiday_notice(text: str) -> Notice | None:
    """Return the notice that was pasted; nothing where the text is none. ``text`` is NFKC-normalised."""
    title = _TITLE.search(text)
    if title is None:
        return None
    year, body = int(title["year"]), text[title.end() :]
    heads = list(_SECTION.finditer(body))
    days: dict[date, NamedDay] = {}
    paper = re.sub(r"\s", "", title[0])
    faults: list[str] = []
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(body)
        found, wrong = _section(head["names"], body[head.end() : end], year)
        faults += wrong
        for one in found:
            faults += [f"{one.day.month}月{one.day.day}日重复"] if one.day in days else []
            days[one.day] = one
    named = tuple(days[day] for day in sorted(days))
    return Notice(year, paper, named, tuple(faults) if heads else ("未读到放假日期，请连同正文一并粘贴",))


def _section(names: str, body: str, year: int) -> tuple[list[NamedDay], list[str]]:
    """Read one feast: clause by clause, days off before 放假, make-up days before 上班."""
    days: list[NamedDay] = []
    faults: list[str] = []
    last = 0
    for clause in re.split(r"[。;,\n]", body):
        if "鼓励" in clause:
            break  # 鼓励…安排职工在除夕休息: a wish, no day off.
        stretch = _days_in(clause, year, january="元旦" in names)
        works = "上班" in clause
        if works or "放假" in clause or "休息" in clause:
            faults += stretch.faults
            days += [NamedDay(day=day, name=names, works=works) for day in stretch.days]
            last = 0 if works else len(stretch.days) or last
        count = _COUNT.search(clause)
        if count is not None and last and int(count["count"]) != last:
            faults.append(f"{names}{count[0]}（读出{last}天）")
    if not any(not one.works for one in days):
        faults.append(f"{names}未读出放假日期")
    return days, faults


def days_named(words: str, *, today: date) -> tuple[tuple[date, ...], tuple[str, ...]]:
    """Return the days that the words name, and what in them is no day or not on its weekday."""
    found = _days_in(words, today.year, today=today)
    return found.days, found.faults


_OWN = Late(
    r"(?P<cancel>取消|撤销|恢复)?(?:本单位|我单位|全单位|全办|单位|全体)?(?:定于|在|于)?"
    r"(?P<days>(?:20\d\d年)?\d{1,2}月[\d月日年至到、和()周星期一二三四五六天\-\s]{2,60})"
    r"(?:全单位|全办|全体|本单位|统一|正常|的)*(?P<verb>加班|补班|上班|放假|停班|不上班)(?:一天|1天|安排)?"
)


@needs(Key("班假", _OWN))
def own_days(text: str, *, today: date) -> OwnDays | None:
    """Return the office's own days that the whole message sets: 11月28日(周六)上班, 取消12月3日放假."""
    said = _OWN.fullmatch(text.strip().rstrip("。"))
    if said is None:
        return None
    stretch = _days_in(said["days"], today.year, today=today)
    works = None if said["cancel"] else said["verb"] not in {"放假", "停班", "不上班"}
    return OwnDays(stretch.days, works, stretch.faults)


def _days_in(clause: str, year: int, *, january: bool = False, today: date | None = None) -> _Stretch:
    """Return the days that the clause names, ranges filled in; ``january``: its 12月 belongs to the year before."""
    days: list[date] = []
    faults: list[str] = []
    month, end = 0, -1
    for found in _DATE.finditer(clause):
        month = int(found["month"] or month)
        day = _day(found, year, month, january=january, today=today)
        weekday = found["weekday"] or found["bare"]
        if day is None or (weekday and not _falls_on(day, weekday)):
            faults.append(found[0])
            continue
        joins = bool(days) and _RANGE.fullmatch(clause[end : found.start()]) is not None
        days += _until(days[-1], day) if joins else (day,)
        faults += [found[0]] if joins and not DAY <= day - days[0] <= _MOST_OFF * DAY else []
        end = found.end()
    return _Stretch(tuple(days), tuple(faults))


def _day(found: re.Match[str], year: int, month: int, *, january: bool, today: date | None) -> date | None:
    """Return the day; without a year one that is long past this year belongs to the next."""
    said = int(found["year"]) if found["year"] else year - (january and month == 12)
    try:
        day = date(said, month, int(found["day"]))
        later = today is not None and not found["year"] and day < today - timedelta(days=180)
        return day.replace(year=said + 1) if later else day
    except ValueError:
        return None


def _falls_on(day: date, weekday: str) -> bool:
    return WEEKDAYS[weekday] == day.weekday()


def _until(first: date, last: date) -> Iterator[date]:
    return (first + DAY * step for step in range(1, min((last - first).days, _MOST_OFF) + 1))
