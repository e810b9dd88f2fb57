"""Duties that repeat: 每周五, 每月25日, 每个工作日, 每三天, 11月25日至27日每天 (周期任务)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from handlers.reading.days import WEEKDAYS
from handlers.reading.facts import fact
from handlers.reading.key import Keyed
from handlers.reading.late import Late
from handlers.reading.moments import ASK, Now, Resolved, add_months, monday
from handlers.reading.numerals import number
from handlers.reading.said import Said
from handlers.reading.time_words import TimeWords
from handlers.reading.values import Recurrence
from handlers.reading.windows import window_of
from ledger.calendar import DAY

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NUM = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_WEEK = r"(?:周|星期|礼拜)"
EVERY = Keyed(
    "一双天按日每逐逢隔",
    rf"(?=[每逢逐按天日双隔半一两二三四五六七八九十\d])(?:(?:每逢?|逢(?={_WEEK}))个?(?:{_WEEK}(?P<workweek>一(?:至|到|-){_WEEK}?五)|{_WEEK}(?P<week>[一二三四五六日天1-7](?:[、,和及跟]?{_WEEK}?[一二三四五六日天1-7](?!\d|点|时|个|天|:))*)"
    rf"|月(?:的)?(?P<day>{_NUM})(?:日|号)|月(?:月)?(?P<month_end>底|末|的?最后一?个工作日)|季度?(?:度)?(?P<quarter_end>底|末|的?最后一?个工作日)"
    rf"|(?:隔)?(?P<count>{_NUM})(?:天|日)|(?P<workday>工作日|天|日(?!常)|晚|早)|(?P<bare>周|星期|礼拜|半个?月|半年|两个?(?:周|星期|月)|[上中下]旬|月|季度|旬|年|半个?小时|[两二]?个?小时))"
    r"|(?P<daily>逐日|按日|(?<![今明后昨前大当])天天|日日)|(?P<loose>按周|按月|按季度|逐月|逐周|两周一次|双周|隔周|(?:半个?月|一个?(?:周|星期|月|季度))(?:要|得|须|向我)?(?:报|汇报|通报|调度|报告|反馈)[^,。;]{0,2}一次|一[周月日][一两](?:报|调度|通报|汇总|小结)|(?:[两二三四五六七八九十\d]{1,2}天|[两二三四]周|[两二三]个月)(?:要|得|须)?(?:报|汇报|通报|调度|上报|报送|反馈)我?一次|隔[日天](?=[^,。;]{0,2}[报交发送])|隔[一两三1-3]天))",
)
"""What makes a duty repeat."""
_AND_ALSO = Late(
    r"\s?(?:至|到|-)\s?(?:周|星期|礼拜)|\s?[、和及与]\s?(?:每月)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]"
)


@fact()
class Recurring:
    """How it repeats, when it is due first, and the spans in the text that said so."""

    recurrence: Recurrence
    first: Resolved
    spans: tuple[tuple[int, int], ...]
    starts: Resolved | None = None


def recurrence_of(said: Said) -> Recurring | None:
    """Return the recurrence said, or nothing."""
    every = said.finds(EVERY, said.masked)
    if every is None:
        return None
    window = window_of(said, every)
    hour = _hour(said, every)
    recurrence = _pattern(every, window.until)
    if _AND_ALSO.match(said.masked, every.end()):
        recurrence = Recurrence("unknown", until=recurrence.until)
    spans = (every.span(), *window.spans, *((time.start, time.end) for time in hour))
    first = _first_due(recurrence, said.now, window.opened, hour[0] if hour else None)
    if first.value is not None and (_further_limit(said, spans) or _further_hour(said, every)):
        first = Resolved(asks=("contradiction",))
    return Recurring(recurrence, first if window.is_read else replace(first, asks=ASK.asks), spans, window.opened)


def _further_limit(said: Said, spans: tuple[tuple[int, int], ...]) -> bool:
    """财政局周五前拨付；应急局每周一报: another limit beside the recurrence belongs to another task, and is asked."""
    used = [time for time in said.times if any(start <= time.start < end for start, end in spans)]
    return any(time.bound and time not in used for time in said.times)


def _further_hour(said: Said, every: re.Match[str]) -> bool:
    """每天早8点晚8点: twice a day is asked."""
    near = [time for time in said.times if every.end() <= time.start <= every.end() + 14 and time.rule == "hour"]
    return any(two.start - one.end <= 1 for one, two in pairwise(near))


def _pattern(every: re.Match[str], until: Resolved | None) -> Recurrence:
    end = until.value if until else None
    if every["week"]:
        days = tuple(dict.fromkeys(_CODES[WEEKDAYS[one]] for one in every["week"] if one in WEEKDAYS))
        return Recurrence("week", weekdays=days, until=end)
    if every["day"]:
        return Recurrence("month", day=number(every["day"]), until=end)
    if every["month_end"] or every["quarter_end"]:
        return Recurrence("month" if every["month_end"] else "quarter", day=-1, until=end)
    if every["count"]:
        return Recurrence("days", interval=number(every["count"]) or 1, until=end)
    return Recurrence("workday" if every["workday"] or every["daily"] or every["workweek"] else "unknown", until=end)


def _hour(said: Said, every: re.Match[str]) -> tuple[TimeWords, ...]:
    """Return the first time at or after 每… that carries an hour."""
    near = [time for time in said.times if every.start() <= time.start <= every.end() + 14]
    with_hour = [time for time in near if time.hour is not None]
    return (*with_hour[:1], *(time for time in near if time not in with_hour[:1] and time.start < every.end()))


def _first_due(recurrence: Recurrence, now: Now, opened: Resolved | None, time: TimeWords | None) -> Resolved:
    """Return the first moment not yet past; a rest day gives way to the workday before."""
    offset = _offset(now, time)
    start = max(opened.value.date(), now.today) if opened and opened.value else now.today
    if offset is None or recurrence.every == "unknown" or (opened and opened.value is None):
        return ASK
    for day in _days(recurrence, start, now):
        moment = datetime.combine(day, datetime.min.time(), now.at.tzinfo) + offset
        if moment > now.at and day >= start:
            provisional = any(now.calendar.is_provisional(year) for year in range(now.at.year, day.year + 1))
            return Resolved(moment, provisional=provisional)
    return ASK


def _offset(now: Now, time: TimeWords | None) -> timedelta | None:
    if time is None or time.hour is None:
        closes = now.hours.afternoon_end
        return timedelta(hours=closes.hour, minutes=closes.minute)
    return time.hour.offset


def _days(recurrence: Recurrence, start: date, now: Now) -> Iterator[date]:
    if recurrence.every == "workday":
        yield from (day for step in range(40) if now.calendar.is_workday(day := start + DAY * step))
    elif recurrence.every == "days":
        yield from (_worked(start + DAY * recurrence.interval * step, now) for step in range(1, 20))
    elif recurrence.every == "week":
        wanted = sorted(_CODES.index(code) for code in recurrence.weekdays)
        yield from (_worked(monday(start) + DAY * (7 * week + day), now) for week in range(9) for day in wanted)
    else:
        months = (_monthly(recurrence, start, month) for month in range(14))
        yield from (_worked(day, now) for day in months if day)


def _monthly(recurrence: Recurrence, start: date, ahead: int) -> date | None:
    first = add_months(start.replace(day=1), ahead)
    if recurrence.every == "quarter" and first.month % 3:
        return None
    last = add_months(first, 1) - DAY
    day = recurrence.day or 1
    return last if day < 0 or day > last.day else first.replace(day=day)


def _worked(day: date, now: Now) -> date:
    return day if now.calendar.is_workday(day) else now.calendar.previous_workday(day)
