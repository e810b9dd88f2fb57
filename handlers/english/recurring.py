"""Words about duties that recur (周期事项)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.english.terms import URGENCY
from handlers.english.voice import WEEKDAYS, called, entitled, escape, headed, headline, many
from handlers.wording.voice import Voice
from ledger.entries import Completion
from ledger.origin_entries import Every, RecurrenceSet
from ledger.recurrence import Standing, next_dates

_MOST = 12


def rhythm(rule: RecurrenceSet) -> str:
    """Return how the duty recurs: every Fri 18:00, on the last day of each month 18:00."""
    day = f"day {rule.day}" if rule.day and rule.day > 0 else "the last day"
    match rule.every:
        case Every.WORKDAY:
            step = "every workday"
        case Every.DAYS:
            step = f"every {many(rule.interval, 'day')}"
        case Every.WEEK:
            step = f"every {', '.join(WEEKDAYS[day] for day in rule.weekdays)}"
        case Every.MONTH:
            step = f"on {day} of each month"
        case Every.QUARTER:
            step = f"on {day} of the last month of each quarter"
    return f"{step} {rule.hour:%H:%M}"


def card(voice: Voice, rule: RecurrenceSet, doubts: Sequence[str]) -> str:
    """Show the duty as understood, with its next three dates."""
    dates = next_dates(rule, voice.house, after=rule.at)
    lines = ["<b>Please check the recurring task</b>", *_facts(voice, rule)]
    lines.append(f"Next due: {'; '.join(map(voice.moment, dates))}")
    lines += [escape(doubt) for doubt in doubts]
    then = (
        "Once confirmed, a task is assigned before each date, on rest days for the workday before; "
        "after 10 minutes this card lapses."
    )
    return "\n".join([*lines, then])


def _facts(voice: Voice, rule: RecurrenceSet) -> list[str]:
    label = "Lead" if rule.support else "Assignee"
    each = " (any one will do)" if rule.completion is Completion.ANY else ""
    lines = [f"Task: {entitled(rule.title)}", f"{label}: {voice.names(rule.lead)}{each}"]
    if rule.support:
        lines.append(f"Support: {voice.names(rule.support)}")
    until = f", until {voice.day(rule.until)}" if rule.until else ""
    lines.append(f"Recurs: {rhythm(rule)}{until}")
    if rule.urgency:
        lines.append(f"Urgency: {URGENCY[rule.urgency]}")
    return lines


def unclear() -> str:
    """Ask for a rhythm that can be read in one way only."""
    return "The rhythm is not clear; nothing is registered yet. For example: 请张三每周五下班前报送项目进展."


def was_set(voice: Voice, n: int, rule: RecurrenceSet) -> str:
    """Confirm a recurrence, and say how it is stopped."""
    first = next_dates(rule, voice.house, after=rule.at, count=1)[0]
    return (
        f"Recurrence {n} registered: {rhythm(rule)}, {voice.names(rule.lead)}, {headed(rule.title)}. "
        f"First due {voice.moment(first)}, assigned in time. To stop it, write “停止周期{n}”."
    )


def notice(voice: Voice, n: int, rule: RecurrenceSet, by: str) -> str:
    """Tell those whose duty it becomes."""
    facts = "\n".join(_facts(voice, rule))
    return (
        f"<b>Recurrence {n}: recurring task set by {called(by)}</b>\n{facts}\n"
        "A task is assigned before each date; please acknowledge it then."
    )


def stopped(voice: Voice, n: int, rule: RecurrenceSet) -> str:
    """Say that a recurrence is over; its tasks are not."""
    what = f"{rhythm(rule)}, {voice.names(rule.lead)}, {headed(rule.title)}"
    return f"Recurrence {n} stopped: {what}. Tasks already assigned must still be completed."


def listed(voice: Voice, known: Sequence[tuple[Standing, Sequence[datetime]]]) -> str:
    """List what recurs, each with its next date."""
    if not known:
        return "There are no recurring tasks. To set one, write for example: 请张三每周五下班前报送项目进展."
    lines = [f"<b>Recurring tasks ({len(known)})</b>", *(_line(voice, one, dates) for one, dates in known[:_MOST])]
    if len(known) > _MOST:
        lines.append(f"{len(known) - _MOST} more; to stop one, write 停止周期 and its number.")
    return "\n".join(lines)


def _line(voice: Voice, one: Standing, dates: Sequence[datetime]) -> str:
    due = f"next {voice.moment(dates[0])}" if dates else "over"
    who = voice.names(one.rule.lead)
    return f"Recurrence {one.n} {headline(one.rule.title)} | {who} | {rhythm(one.rule)} | {due}"


def stop_label(n: int) -> str:
    """Return the label of the button that stops one."""
    return f"Stop recurrence {n}"
