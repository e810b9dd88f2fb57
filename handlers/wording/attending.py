"""Answers to a daily report and to a leave (日报、请假)."""

from __future__ import annotations

from datetime import date

from handlers.wording.voice import Voice, escape
from ledger.acts.requests import TakeLeave
from ledger.people import Absence, Person


def reported(voice: Voice, day: date, *, late: bool) -> str:
    """Confirm a daily report; one for a past day is marked."""
    return f"{voice.day(day)}日报已登记{'（补报）' if late else ''}。当日再次报送的，以最后一次为准。"


def agreed(voice: Voice, day: date, done: str, *, late: bool) -> str:
    """Confirm a report that was proposed, and say what it holds."""
    return f"{reported(voice, day, late=late)}\n\n{escape(done)}"


def as_report(done: str) -> str:
    """Ask whether a line is meant as the daily report."""
    return f"是否登记为今日日报？\n\n{escape(done)}"


def on_leave(voice: Voice, leave: TakeLeave) -> str:
    """Confirm a leave."""
    stands_in = f"，由{voice.person(leave.delegate)}代办" if leave.delegate is not None else ""
    return f"{voice.person(leave.whose)}请假已登记：{_span(voice, leave)}{stands_in}。"


def stands_in(voice: Voice, leave: TakeLeave) -> str:
    """Tell the stand-in."""
    return f"{voice.person(leave.whose)}{_span(voice, leave)}请假，期间事项由您代办。"


def away(voice: Voice, absence: Absence, stand_in: Person | None) -> str:
    """Say on the card that an assignee is on leave, who stands in, or what to do where nobody does; plain text."""
    if stand_in is not None:
        return f"{_until(voice, absence)}，由{stand_in.name}代办。"
    return f"{_until(voice, absence)}，未指定代办人，可点“改责任”另行明确。"


def given_while_away(voice: Voice, absence: Absence, stand_in: Person | None) -> str:
    """Say the same once the task was given."""
    if stand_in is not None:
        return f"{escape(_until(voice, absence))}，由{escape(stand_in.name)}代办。"
    return f"{escape(_until(voice, absence))}，未指定代办人。急办的，请转办或另行联系。"


def in_place(voice: Voice, absence: Absence) -> str:
    """Tell the stand-in in whose place the task is."""
    return f"{escape(_until(voice, absence))}，由您代办。"


def while_away(voice: Voice, absence: Absence, stand_in: Person | None) -> str:
    """Tell whoever is on leave who sees to the task meanwhile."""
    until = f"您请假至{voice.day(absence.last)}"
    if stand_in is not None:
        return f"{until}，期间由{escape(stand_in.name)}代办。"
    return f"{until}，未指定代办人，返岗后请及时签收。"


def _until(voice: Voice, absence: Absence) -> str:
    return f"{voice.roster.person(absence.person).name}请假至{voice.day(absence.last)}"


def _span(voice: Voice, leave: TakeLeave) -> str:
    if leave.first == leave.last:
        return voice.day(leave.first)
    return f"{voice.day(leave.first)}至{voice.day(leave.last)}"
