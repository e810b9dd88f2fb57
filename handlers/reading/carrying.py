"""Times that lean on the one before them: 12月25日前…，28日前; 下周一…，当天下班前 (承前省略)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.reading.facts import fact
from handlers.reading.moments import ASK, Days, Now, Resolved, settle
from handlers.reading.numerals import number
from handlers.reading.resolve import resolve
from handlers.reading.time_words import TimeWords
from ledger.calendar import DAY

_DATED = {"month_day", "full_date", "relative_month_day", "numeric_day", "day_of_month", "month_end", "tenth"}
_THAT_DAY = {"当天": 0, "当日": 0, "次日": 1, "翌日": 1}


@fact()
class _Before:
    """The day that was said last."""

    words: TimeWords
    day: date


def resolve_all(times: Sequence[TimeWords], now: Now, items: Sequence[int] = ()) -> tuple[Resolved, ...]:
    """Return each time's moment; one that only names a day of a month or 当天 looks back at the time before it.

    ``items`` are where the items of a list begin: a weekday never looks back beyond its own item.
    """
    found: list[Resolved] = []
    before: _Before | None = None
    for words in times:
        alone = resolve(words, now)
        apart = before is not None and any(before.words.end <= item <= words.start for item in items)
        here = (_carried(words, alone, before, now, apart=apart) if before else None) or alone
        found.append(here)
        if here.value is not None and words.rule != "hour":
            before = _Before(words, here.value.date())
    return tuple(found)


def _carried(words: TimeWords, alone: Resolved, before: _Before, now: Now, *, apart: bool) -> Resolved | None:
    if words.rule == "day_of_month" and before.words.rule in _DATED:
        return _same_month(words, alone, before, now)
    if words.rule == "weekday" and not words.pieces.get("week") and not apart:
        return _same_week(alone, before)
    step = _THAT_DAY.get(words.pieces.get("relative") or "")
    if step is None:
        return None
    return settle(words, Days((before.day + DAY * step,), explicit=True), now)


def _same_month(words: TimeWords, alone: Resolved, before: _Before, now: Now) -> Resolved | None:
    """12月25日前…，28日前: the same month where the first is a limit; behind a mere date nobody can know."""
    day = number(words.pieces["dom"] or "") or 0
    if day <= before.day.day or (alone.value and alone.value.date() >= before.day):
        return None
    try:
        same = before.day.replace(day=day)
    except ValueError:
        return ASK if before.words.bound else None  # 9月1号开学，31号前报: no other 31st is as near.
    if not before.words.bound:
        return ASK if words.bound else None
    return settle(words, Days((same,), explicit=True), now)


def _same_week(alone: Resolved, before: _Before) -> Resolved | None:
    """下周三前拿出初稿，周五前定稿: the Friday before that Wednesday, or the one after it? Asked."""
    if not before.words.pieces.get("week", "").startswith("下") or not before.words.bound or alone.value is None:
        return None
    return ASK if alone.value.date() < before.day else None
