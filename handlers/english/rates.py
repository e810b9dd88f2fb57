"""Rates asked for in chat: the figure with its numerator and denominator, the period, and the definition (办理指标)."""

from __future__ import annotations

from datetime import date

from handlers.english.voice import called, many
from handlers.wording.voice import Voice
from ledger.rates import Mean, Rate
from reports.english import titled

_NAMES = {
    "on_time": "Completed in time",
    "receipt": "Acknowledged in time",
    "extended": "Extended",
    "return": "Return rate",
    "days_overdue": "Mean days overdue",
}
_PARTS = {"on_time": "in time", "receipt": "in time", "extended": "extended", "return": "returned"}
_RULES = {
    "on_time": "of the tasks due in the period, those claimed by their deadline and closed on that claim.",
    "receipt": "of the receipts due in the period, those given in time.",
    "extended": "of the tasks first due in the period, those whose extension was granted.",
    "return": "of the claims decided in the period, those returned.",
    "days_overdue": (
        "of the tasks overdue in the period, the mean workdays from the deadline to the claim they were closed on "
        "(else to the end of the period)."
    ),
}
_LEFT_OUT = " Withdrawn tasks do not count, suspended time is left out."


def told(voice: Voice, rate: str, found: Rate | Mean, *, whose: str, first: date, last: date) -> str:
    """Return the rate of whose tasks in the days from first to last, the last of them perhaps not over."""
    days = voice.day(first) if first == last else f"{voice.day(first)} to {voice.day(last)}"
    today = voice.house.hours.local(voice.now).date()
    until = f", as of {voice.brief(voice.now)}" if last == today else ""
    value = f"{found} workdays" if isinstance(found, Mean) and found.days else str(found)
    return "\n".join(
        (
            f"<b>{_NAMES[rate]} {value}</b>",
            f"{called(whose)} | {days}{until}",
            _counted(rate, found),
            f"Definition: {_RULES[rate]}{_LEFT_OUT}",
        )
    )


def _counted(rate: str, found: Rate | Mean) -> str:
    if isinstance(found, Mean):
        if not found.days:
            return "Nothing was overdue in the period."
        days = sum(days for _, days in found.days)
        return f"{many(len(found.days), 'task')} overdue, {many(days, 'workday')} in all."
    if not found.of:
        return "Nothing to count in the period."
    return f"{len(found.hits)} {_PARTS[rate]} of {len(found.of)}."


def all_of(*, whole: bool) -> str:
    """Return whose rate it is where no unit was named."""
    return "All units" if whole else "The units that you may see"


def button(title: str, count: int) -> str:
    """Return the label of the button that opens a list: Not in time 2."""
    return f"{titled(title)} {count}"
