"""Words about the work calendar (工作日历): a notice pasted, the office's own days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from handlers.english.voice import called, escape, in_days, listed, many
from handlers.wording.voice import Voice
from ledger.calendar import DAY, WorkCalendar
from ledger.office_entries import NamedDay

_AHEAD = 12
_OWN = "For days of your own write 11月28日上班 (workday) or 12月3日放假 (rest day)."


def notice_card(paper: str, year: int, days: Sequence[NamedDay], changed: int) -> str:
    """Show what was read of the notice, feast by feast, before it counts."""
    off = sum(not one.works for one in days)
    lines = ["<b>Please check the holidays</b>", f"Notice: {escape(paper)}", *_feasts(days)]
    lines.append(f"In all: {off} off, {len(days) - off} make-up workdays; {changed} differ from the calendar in force.")
    return "\n".join([*lines, f"Once confirmed, {year} is counted by it; after 10 minutes this card lapses."])


def _feasts(days: Iterable[NamedDay]) -> list[str]:
    by_name: dict[str, list[NamedDay]] = {}
    for one in days:
        by_name.setdefault(one.name, []).append(one)
    return [f"{called(name)}: {_feast(found)}" for name, found in by_name.items()]


def _feast(days: Iterable[NamedDay]) -> str:
    known = tuple(days)
    off = [one.day for one in known if not one.works]
    works = listed(in_days(one.day) for one in known if one.works)
    return f"{spans(off)}, {many(len(off), 'day')} off" + (f"; workdays {works}" if works else "")


def spans(days: Iterable[date]) -> str:
    """Return days as stretches: 1 May to 5 May, 9 May."""
    ordered = sorted(days)
    runs = [[day for _, day in run] for _, run in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0] * DAY)]
    return listed(in_days(run[0]) if len(run) == 1 else f"{in_days(run[0])} to {in_days(run[-1])}" for run in runs)


def notice_faulty(faults: Sequence[str]) -> str:
    """Say which places of a pasted notice do not add up; nothing is guessed."""
    return f"The notice does not add up: {escape('; '.join(faults[:5]))}. Nothing is registered; please paste it whole."


def notice_kept(year: int) -> str:
    """Confirm that the notice holds."""
    return f"The holidays of {year} are registered and in force; provisional deadlines are recounted. {_OWN}"


def notice_same(year: int) -> str:
    """Say that the notice holds already."""
    return f"The holidays of {year} are registered already, and the same. /calendar shows the work calendar."


def own_card(voice: Voice, days: Sequence[date], *, works: bool | None) -> str:
    """Show the office's own days before they count."""
    named = listed(map(voice.day, days))
    return (
        f"<b>Please check the office's own days</b>\n{named}: {_ruled(works)}\n"
        "Once confirmed, messages and deadlines are counted by it; after 10 minutes this card lapses."
    )


def own_set(voice: Voice, days: Sequence[date], *, works: bool | None, by: str = "") -> str:
    """Confirm the office's own days; ``by`` names who set them, for those who are told."""
    who = f" by {called(by)}" if by else ""
    return f"Work calendar changed{who}: {listed(map(voice.day, days))}: {_ruled(works)}."


def _ruled(works: bool | None) -> str:
    return {True: "workday of this office", False: "rest day of this office", None: "as the holiday notice says"}[works]


def day_faulty(faults: Sequence[str]) -> str:
    """Say which date does not exist, or does not fall on the weekday that was said."""
    return f"“{escape(listed(faults))}” does not fit the calendar; nothing was changed. Please check date and weekday."


def ahead(voice: Voice, calendar: WorkCalendar, special: Sequence[date], *, provisional: Sequence[int]) -> str:
    """List the coming days that are not as their weekday says."""
    lines = ["<b>Work calendar</b>", *(f"{voice.day(day)}: {_now(calendar, day)}" for day in special[:_AHEAD])]
    if not special:
        lines.append("No holidays or make-up workdays soon.")
    lines += [f"The notice for {year} is not imported: provisional. Please paste it whole." for year in provisional]
    return "\n".join([*lines, _OWN])


def _now(calendar: WorkCalendar, day: date) -> str:
    word = "workday" if calendar.is_workday(day) else "rest day"
    return f"{word} of this office" if calendar.is_own(day) else word
