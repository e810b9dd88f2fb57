"""Answers to a daily report, to a leave and to its end (日报、请假、销假)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.english.voice import called, escape, listed, many
from handlers.wording.voice import Voice
from ledger.acts.requests import TakeLeave
from ledger.entries import LeaveEnded, LeaveTaken
from ledger.people import Absence, Person, PersonId

BACK = "End the leave"


def reported(voice: Voice, day: date, *, late: bool) -> str:
    """Confirm a daily report; one for a past day is marked."""
    return f"Daily return for {voice.day(day)} registered{' (late)' if late else ''}. If sent again, the last counts."


def agreed(voice: Voice, day: date, done: str, *, late: bool) -> str:
    """Confirm a report that was proposed, and say what it holds."""
    return f"{reported(voice, day, late=late)}\n\n{escape(done)}"


def as_report(done: str) -> str:
    """Ask whether a line is meant as the daily report."""
    return f"Register this as today's return?\n\n{escape(done)}"


def on_leave(voice: Voice, leave: TakeLeave) -> str:
    """Confirm a leave."""
    stands_in = f", stand-in {voice.person(leave.delegate)}" if leave.delegate is not None else ""
    return f"Leave of {voice.person(leave.whose)} registered: {_span(voice, leave)}{stands_in}."


def back(voice: Voice, ended: LeaveEnded, cut: Sequence[LeaveTaken], freed: Sequence[PersonId]) -> str:
    """Confirm that a leave ends before its last day, or does not begin; say what becomes of what was covered."""
    return f"{_back(voice, ended, cut)}{_back_in_hand(voice, freed)}"


def back_for_you(voice: Voice, by: str, ended: LeaveEnded, cut: Sequence[LeaveTaken]) -> str:
    """Tell the person whose leave somebody else ended."""
    return (
        f"{called(by)} registered for you: {_back(voice, ended, cut)} Your tasks are with you again; "
        "if this is wrong, please register the days anew."
    )


def no_longer_stands_in(voice: Voice, ended: LeaveEnded, cut: Sequence[LeaveTaken]) -> str:
    """Tell the stand-in that the tasks are the person's again."""
    return f"{_back(voice, ended, cut)} You no longer stand in; the tasks are theirs again."


def back_meant(voice: Voice, absence: Absence) -> str:
    """Ask somebody on leave who says to be back whether the leave ends."""
    until = voice.day(absence.last)
    return f"You are on leave until {until}. If you are back from today, press “{BACK}”: your tasks come back to you."


def not_on_leave(voice: Voice, whose: PersonId, day: date | None) -> str:
    """Say that there is nothing to end."""
    when = f"on {voice.day(day)}" if day is not None else "now"
    return f"{voice.person(whose)} has no leave {when}; nothing to end. Please check name and date."


def several_leaves(voice: Voice, spans: Sequence[tuple[date, date]]) -> str:
    """Ask which of the leaves ahead is meant."""
    known = "; ".join(_days(voice, first, last) for first, last in spans)
    first = spans[0][0]
    example = f"取消{first.month}月{first.day}日的请假"
    return f"{many(len(spans), 'leave')} ahead: {known}. Please write which, for example: {example}."


def _back(voice: Voice, ended: LeaveEnded, cut: Sequence[LeaveTaken]) -> str:
    name = voice.person(ended.person)
    if any(leave.first < ended.first for leave in cut):
        return f"End of leave registered: {name} is back from {voice.day(ended.first)}."
    return f"The leave of {name} for {_days(voice, ended.first, ended.last)} is cancelled."


def _back_in_hand(voice: Voice, freed: Sequence[PersonId]) -> str:
    if not freed:
        return ""
    names = listed(voice.person(one) for one in freed)
    return f" The tasks that {names} stood in for are back; {names} told."


def stands_in(voice: Voice, leave: TakeLeave) -> str:
    """Tell the stand-in."""
    return f"{voice.person(leave.whose)} is on leave {_span(voice, leave)}; you stand in meanwhile."


def away(voice: Voice, absence: Absence, stand_in: Person | None) -> str:
    """Say on the card that an assignee is on leave, who stands in, or what to do where nobody does; plain text."""
    if stand_in is not None:
        return f"{_until(voice, absence)}; {stand_in.name} stands in."
    return f"{_until(voice, absence)} without a stand-in; “Assignee” lets you choose somebody else."


def given_while_away(voice: Voice, absence: Absence, stand_in: Person | None) -> str:
    """Say the same once the task was given."""
    if stand_in is not None:
        return f"{called(_until(voice, absence))}; {called(stand_in.name)} stands in."
    return f"{called(_until(voice, absence))} without a stand-in. If it is urgent, please reassign or get in touch."


def in_place(voice: Voice, absence: Absence) -> str:
    """Tell the stand-in in whose place the task is."""
    return f"{called(_until(voice, absence))}; you stand in."


def while_away(voice: Voice, absence: Absence, stand_in: Person | None) -> str:
    """Tell whoever is on leave who sees to the task meanwhile."""
    until = f"You are on leave until {voice.day(absence.last)}"
    if stand_in is not None:
        return f"{until}; {called(stand_in.name)} stands in meanwhile."
    return f"{until} without a stand-in; please acknowledge when you are back."


def _until(voice: Voice, absence: Absence) -> str:
    return f"{voice.roster.person(absence.person).name} is on leave until {voice.day(absence.last)}"


def _span(voice: Voice, leave: TakeLeave) -> str:
    return _days(voice, leave.first, leave.last)


def _days(voice: Voice, first: date, last: date) -> str:
    return voice.day(first) if first == last else f"{voice.day(first)} to {voice.day(last)}"
