"""From when and until when a duty repeats: 即日起到12月10日, 从下月起, 持续到明年3月, 明天起连续三天 (起止)."""

from __future__ import annotations

import re
from datetime import date, datetime

from handlers.reading.facts import fact
from handlers.reading.late import Late
from handlers.reading.moments import Now, Resolved, add_months, monday
from handlers.reading.numerals import number
from handlers.reading.resolve import JOINED, resolve, resolve_range
from handlers.reading.said import Said
from ledger.calendar import DAY

_TO = r"(?:持续到|延续到|一直到|直到|直至|截止到?|截至|到|至)"
_CN_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_UNTIL = Late(rf"{_TO}\s?$")
_UNTIL_MONTH = Late(
    rf"{_TO}(?P<year>明年|今年|20\d\d年)?(?P<month>{_CN_MONTH})月份?(?![\d一二三四五六七八九十]|底|末|[上中下]旬)(?:为止|止|结束)?"
)
_DAYLIKE = "[\\d月年旬周节]|元旦|清明|五一|端午|中秋|国庆|除夕|假|两会|年前"
_UNREAD = Late(
    rf"(?:{_TO}|[,;])[^,。;\n]{{0,8}}(?:{_DAYLIKE})[^,。;\n]{{0,4}}(?:为止|止|结束|不停|不断|不间断)|(?:持续到|延续到|一直到|直到|直至)[^,。;\n]{{0,8}}(?:{_DAYLIKE})"
)
_SINCE = Late(r"\s?(?:起|开始|后)")
_FROM = Late(rf"(?:从|自|打)?(?P<which>本|这个?|下下个?|下个?|次|{_CN_MONTH})(?P<unit>月|周|星期|礼拜)份?(?:起|开始)")
_IN_A_ROW = Late(r"连续(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})个?(?P<unit>天|日|周|星期|礼拜)")


@fact()
class Window:
    """The first and the last day; ``is_read`` unless a day is said as the end that cannot be read (直到春节); 直到供暖恢复 has no day and ends by word."""  # noqa: E501

    opened: Resolved | None = None
    until: Resolved | None = None
    spans: tuple[tuple[int, int], ...] = ()
    is_read: bool = True


def window_of(said: Said, every: re.Match[str]) -> Window:
    """Return from when and until when the duty of 每… is owed."""
    return _ranged(said, every) or _ends(said, every)


def _ranged(said: Said, every: re.Match[str]) -> Window | None:
    """11月25日至27日每天, 即日起到12月10日."""
    for first, second in zip(said.times, said.times[1:], strict=False):
        outside = second.end <= every.start() or first.start >= every.end()
        if outside and JOINED.fullmatch(said.bones, first.end, second.start):
            opened, closed = resolve_range(first, second, said.now)
            return Window(opened, closed, ((first.start, second.end),))
    return None


def _ends(said: Said, every: re.Match[str]) -> Window:
    opened, start = _opened(said, every)
    until, end = _until(said, every, opened)
    unread = until is None and bool(_UNREAD.search(said.masked, every.end()))
    return Window(opened, until, tuple(span for span in (start, end) if span), not unread)


Found = tuple[Resolved | None, tuple[int, int] | None]


def _opened(said: Said, every: re.Match[str]) -> Found:
    month = _FROM.search(said.masked)
    if month:
        day = _first_of(month, said.now)
        return (_at(day, said.now) if day and day > said.now.today else None), month.span()
    for time in said.times:
        since = _SINCE.match(said.bones, time.end)
        if since and time.end <= every.start():
            return resolve(time, said.now), (_word_before(said, time.start), since.end())
    return None, None


def _until(said: Said, every: re.Match[str], opened: Resolved | None) -> Found:
    month = _UNTIL_MONTH.search(said.masked, every.end()) or _UNTIL_MONTH.search(said.masked, 0, every.start())
    if month:
        return _at(_last_of(month, said.now), said.now), month.span()
    row = _IN_A_ROW.search(said.masked)
    if row:
        return _at(_last_in_a_row(row, said.now, opened), said.now), row.span()
    for time in said.times:
        before = _UNTIL.search(said.bones, max(0, time.start - 4), time.start)
        after = time.start > every.end() + 1  # 每周一至周三 is no end of the recurrence.
        closed = time.end <= every.start() and said.masked[time.end - 1] == "止"  # 到12月31日止，每周四…
        if before and (after or closed) and time.rule != "hour":
            return resolve(time, said.now), (before.start(), time.end)
    return None, None


def _last_in_a_row(row: re.Match[str], now: Now, opened: Resolved | None) -> date:
    count = (number(row["n"]) or 1) * (1 if row["unit"] in "天日" else 7)
    first = opened.value.date() if opened and opened.value else now.today
    return first + DAY * (count - 1)


def _last_of(month: re.Match[str], now: Now) -> date:
    """Return the last day of the month that is said; one already over is next year's."""
    said, wanted = month["year"] or "", number(month["month"]) or 1
    if said.startswith("20"):
        year = int(said[:4])
    else:
        year = now.today.year + (said == "明年" or (not said and wanted < now.today.month))
    return add_months(date(year, wanted, 1), 1) - DAY


def _first_of(month: re.Match[str], now: Now) -> date | None:
    which, ahead = month["which"], month["which"].count("下") + (month["which"] == "次")
    if month["unit"] != "月":
        return monday(now.today) + DAY * 7 * ahead if which[0] in "本这下" else None
    first = now.today.replace(day=1)
    wanted = number(which)
    return add_months(first, (wanted - first.month) % 12 if wanted else ahead)


def _at(day: date, now: Now) -> Resolved:
    return Resolved(datetime.combine(day, now.hours.afternoon_end, now.at.tzinfo))


def _word_before(said: Said, start: int) -> int:
    return start - 1 if start and said.bones[start - 1] in "从自打于" else start
