"""The hour in a deadline: 上午, 下班前, 下午3点, 17:30, 晚8点, 三点半."""

from __future__ import annotations

import re
from datetime import time, timedelta

from handlers.reading.facts import fact
from handlers.reading.numerals import number
from ledger.hours import OfficeHours

PART = (
    "凌晨|清晨|大清早|一大早|大早上|早上|早晨|清早|一早|晌午|头晌|前晌|后晌|下晌|掌灯|擦黑|傍黑|天黑|"
    "上午|午前|中午|正午|下午|午后|傍晚|晚上|晚间|夜里|夜间|半夜|深夜|午夜|早|晚"
)
_NUM = r"(?:\d{1,2}|[一二两三四五六七八九十零]{1,3})"
HOUR = (
    r"(?P<work>(?:(?:上午|下午|早上|中午)?[一刚]?(?:下班|上班|收工)(?:时|时间)?(?=[前之以,;。 ]|$|把|将|给|发|报|交|时|提|送))|零点|午夜12点)"  # noqa: E501
    rf"|(?P<part>{PART})?(?:的)?\s?(?P<h>{_NUM})(?:[:](?P<m>[0-5]\d)(?!\d)"
    rf"|(?:点钟|点|时(?!间|长|代|效|段|候|常|许|隔|任))(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<m2>[0-5]?\d|[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])分?|整|钟)?)"
    rf"|(?P<alone>{PART}(?<!早(?=[市餐饭期产已就日恋教高操读自班]))(?<!晚(?=[餐饭会报期年宴辈高自婚班])))"
)


@fact()
class ClockWords:
    """An hour as it was said; ``offset`` is the time since 00:00 of the day, or nothing where it must be asked."""

    offset: timedelta | None
    named: bool = True
    exact: bool = False


def clock_of(found: re.Match[str], hours: OfficeHours) -> ClockWords:
    """Return the hour that the match of ``HOUR`` says."""
    if found["work"]:
        return ClockWords(_of(_work_hour(found["work"], hours)))
    if found["alone"]:
        hour = _part_end(found["alone"], hours)
        return ClockWords(_of(hour) if hour else None)
    return ClockWords(_spoken(found, hours), exact=True)


def _work_hour(word: str, hours: OfficeHours) -> time:
    if "零点" in word or "午夜" in word:
        return time(0)
    if "上班" in word:
        return hours.afternoon_start if word.startswith("下午") else hours.morning_start
    return hours.morning_end if word.startswith(("上午", "中午")) else hours.afternoon_end


def _part_end(part: str, hours: OfficeHours) -> time | None:
    """Return when that part of the day ends for the office; 早上, 晚上 and the like end at no fixed hour."""
    if part in _FORENOON | _NOON:
        return hours.morning_end
    return hours.afternoon_end if part in _AFTERNOON else None


def _spoken(found: re.Match[str], hours: OfficeHours) -> timedelta | None:
    hour, minute = number(found["h"]), _minute(found)
    if hour is None or hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    said = timedelta(hours=hour, minutes=minute)
    if found["part"]:
        return _in_part(found["part"], said)
    return said if _unmistakable(found, hour) else _in_office(said, hours)


def _minute(found: re.Match[str]) -> int:
    if found["half"]:
        return 30
    if found["quarter"]:
        return 15 if found["quarter"] == "一" else 45
    digits = found["m"] or found["m2"]
    return (number(digits) or 0) if digits else 0


def _unmistakable(found: re.Match[str], hour: int) -> bool:
    """24-hour spelling (17:30, 08:00, 24点) needs no part of the day."""
    return hour > 12 or (found["m"] is not None and found["h"].startswith("0"))


_FORENOON, _NOON, _AFTERNOON = (
    {"上午", "午前", "头晌", "前晌"},
    {"中午", "正午", "晌午"},
    {"下午", "午后", "后晌", "下晌"},
)
_EARLY = _FORENOON | {"凌晨", "清晨", "早上", "早晨", "清早", "一早", "大清早", "一大早", "大早上", "早"}
_HALF_DAY = timedelta(hours=12)


def _in_part(part: str, said: timedelta) -> timedelta | None:
    """Return the time of day; 上午15点 and 中午9点 contradict themselves."""
    if part in _EARLY:
        if said == _HALF_DAY and part == "凌晨":
            return timedelta()
        return said if said <= _HALF_DAY else None
    if part in _NOON:
        return (
            said + _HALF_DAY
            if said < timedelta(hours=3)
            else said
            if said < timedelta(hours=15) and said >= timedelta(hours=11)
            else None
        )
    if part in ("半夜", "深夜", "夜里", "午夜"):
        return said + _HALF_DAY if timedelta(hours=9) <= said <= _HALF_DAY else None
    if part in _AFTERNOON:
        return said + _HALF_DAY if said < _HALF_DAY else said
    return said + _HALF_DAY if said <= _HALF_DAY and said >= timedelta(hours=4) else said if said > _HALF_DAY else None


def _in_office(said: timedelta, hours: OfficeHours) -> timedelta | None:
    """Read an hour without 上午 or 下午 inside the office day; outside it nobody can know."""
    opens, closes = _of(hours.morning_start), _of(hours.afternoon_end)
    for candidate in (said, said + _HALF_DAY):
        if opens <= candidate <= closes:
            return candidate
    return None


def _of(hour: time) -> timedelta:
    return timedelta(hours=hour.hour, minutes=hour.minute)
