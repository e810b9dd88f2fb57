"""The table from time rules to days, and from time words to a checked moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.reading import days, periods, spans
from handlers.reading.late import Late
from handlers.reading.moments import ASK, DayRule, Days, Now, Resolved, moment_on, monday, settle
from handlers.reading.numerals import number
from handlers.reading.time_words import TimeWords, find_times
from ledger.calendar import DAY


def _this_day(words: TimeWords, now: Now) -> Days:
    """Read an hour alone (下班前, 17点前) as today's; past already, it is asked."""
    return Days((now.today,), explicit=words.hour is not None and words.hour.exact)


def _no_day(words: TimeWords, now: Now) -> Days:
    """Words that name no day (过两天, 会前)."""
    return Days(relative_to=words.event, asks=("deadline",))


def _counted(words: TimeWords, now: Now) -> Days:
    """12月31日起3个工作日内: N天内 from that day, which is not counted (民法典 201); hours only from an hour."""
    base = words.base
    assert base is not None  # noqa: S101 - the rule is that of a span with the day before it
    first = settle(replace(base, event=None), RULES[base.rule](base, now), now)
    exact = base.hour is not None and base.hour.exact
    if first.value is None or "confirm_past" in first.asks or (words.pieces.get("unit") in spans.MINUTES and not exact):
        return Days()
    rule = spans.duration if "unit" in words.pieces else spans.bare_workdays
    return replace(rule(words, replace(now, at=first.value)), asks=first.asks)


RULES: dict[str, DayRule] = {
    "hour": _this_day,
    "receipt": spans.receipt,
    "duration": spans.duration,
    "allowance": spans.allowance,
    "granted": spans.granted,
    "clause": spans.clause,
    "bare_workdays": spans.bare_workdays,
    "counted": _counted,
    "after": spans.after,
    "ahead": _no_day,
    "weekday": days.weekday,
    "relative_day": days.relative_day,
    "full_date": days.full_date,
    "month_day": days.month_day,
    "numeric_day": days.numeric_day,
    "relative_month_day": days.relative_month_day,
    "day_of_month": days.day_of_month,
    "week_within": periods.week_end,
    "weekend": periods.week_end,
    "month_end": periods.month_end,
    "month_within": periods.month_end,
    "tenth": periods.tenth,
    "quarter_end": periods.quarter_end,
    "year_end": periods.year_end,
    "feast_before": periods.feast_before,
    "feast_vague": periods.feast_vague,
    "feast_after": periods.feast_after,
    "event": _no_day,
    "vague": _no_day,
}


def resolve(words: TimeWords, now: Now) -> Resolved:
    """Return the moment that the words mean under the house rules, or what to ask."""
    found = RULES[words.rule](words, now)
    if not found.candidates and found.moment is None and not found.relative_to:
        return replace(ASK, past=found.past)
    if words.inner and (contradiction := _contradicts(words, found, now)) is not None:
        return contradiction
    settled = settle(words, found, now)
    return replace(settled, past=True) if found.past and not settled.past else settled


def _contradicts(words: TimeWords, found: Days, now: Now) -> Resolved | None:
    """Compare the day with the one in brackets: 11月26日（星期五）, 本周五（11月27日）."""
    other = next(iter(find_times(words.inner or "", now.hours)), None)
    if other is None or other.rule == "hour":
        return None
    if other.rule == "weekday":
        wanted = days.WEEKDAYS[other.pieces["weekday"] or ""]
        agreed = tuple(day for day in found.candidates if day.weekday() == wanted)
    else:
        agreed = tuple(day for day in found.candidates if day in RULES[other.rule](other, now).candidates)
    ahead = [day for day in found.candidates if day >= now.today]
    if not agreed or (words.rule != "weekday" and agreed[0] not in ahead[:1]):
        return Resolved(asks=("contradiction",))
    return None if agreed[0] == found.candidates[0] else settle(words, replace(found, candidates=agreed), now)


JOINED = Late(r"\s?起?(?:开始)?(?:到|至|-)\s?$")


def resolve_range(first: TimeWords, second: TimeWords, now: Now) -> tuple[Resolved, Resolved]:
    """Return both ends of 周三到周五 or 11月25日至27日; the second stays in the first's week or month."""
    start, end = RULES[first.rule](first, now), RULES[second.rule](second, now)
    opened = settle(replace(first, hour=None, event=None), start, now)
    if opened.value is None:
        return opened, ASK
    day = opened.value.date()
    if second.rule == "weekday" and not second.pieces.get("week"):
        end = replace(end, candidates=(monday(day) + DAY * days.WEEKDAYS[second.pieces["weekday"] or ""],), asks=())
    elif second.rule == "day_of_month":
        end = replace(end, candidates=_same_month(day, number(second.pieces["dom"] or "")))
    closed = settle(second, replace(end, candidates=tuple(one for one in end.candidates if one >= day)), now)
    return opened, closed


def _same_month(day: date, wanted: int | None) -> tuple[date, ...]:
    try:
        return (day.replace(day=wanted or 0),)
    except ValueError:
        return ()


def resolve_ahead(base: TimeWords, ahead: TimeWords, now: Now) -> Resolved:
    """下下周二上会，提前三天: that many days before, on the workday before where it is a rest day; always confirmed."""
    meeting = settle(replace(base, event=None), RULES[base.rule](base, now), now)
    count, unit = number(ahead.pieces["ahead_n"] or ""), ahead.pieces["ahead_unit"]
    if meeting.value is None or not count or unit == "小时":
        return ASK
    day = meeting.value.date()
    if unit == "工作日":
        day = now.calendar.add_workdays(day, -count)
    else:
        day -= DAY * (count * (7 if unit in ("周", "星期") else 1))
        day = day if now.calendar.is_workday(day) else now.calendar.previous_workday(day)
    moment = moment_on(day, replace(base, hour=None), now)
    return replace(meeting, value=moment, asks=("confirm_ahead",)) if moment > now.at else ASK
