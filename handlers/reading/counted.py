"""Spans that are counted from a named day: 12月31日起3个工作日内, 自下周一起三天内, 周五后两天内 (起算)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.reading.late import Late
from handlers.reading.time_words import TimeWords

_SPANS = {"duration", "bare_workdays"}
_DATED = {"weekday", "relative_day", "full_date", "month_day", "numeric_day", "relative_month_day", "day_of_month"}
_FROM_DAY = Late(r"\s?(?:(?:之日)?(?:起算?|开始)|之后|以后|后)的?,?\s?")
_REPEATS = Late(r"[^,。;\n]{0,4}每(?!个?(?:科室|单位|部门|人|家|区))")
_TODAY = ("今", "即日", "当")  # From today on is from the message on, as without a day.


def counted(masked: str, times: Iterable[TimeWords]) -> tuple[TimeWords, ...]:
    """Return the times; a span right behind the day from which it is counted is one time together with it."""
    found: list[TimeWords] = []
    for time in times:
        from_day = _from_day(masked, found[-1], time) if found and time.rule in _SPANS else None
        found[-1:] = [from_day] if from_day else [*found[-1:], time]
    return tuple(found)


def _from_day(masked: str, day: TimeWords, span: TimeWords) -> TimeWords | None:
    """Return the span with its day; of 从明天起三天内每天报 the day opens the duty and the span ends it."""
    if day.rule not in _DATED or day.bound or not _FROM_DAY.fullmatch(masked, day.end, span.start):
        return None
    if day.pieces.get("relative", "").startswith(_TODAY) or _REPEATS.match(masked, span.end):
        return None
    start = day.start - (masked[max(0, day.start - 1) : day.start] in ("自", "从"))
    return replace(span, start=start, rule="counted", bound=True, follows=False, base=day)
