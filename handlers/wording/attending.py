"""Answers to a daily report and to a leave (日报、请假)."""

from __future__ import annotations

from datetime import date

from handlers.wording.voice import Voice
from ledger.acts.requests import TakeLeave


def reported(voice: Voice, day: date, *, late: bool) -> str:
    """Confirm a daily report; one for a past day is marked."""
    return f"{voice.day(day)}日报已登记{'（补报）' if late else ''}。当日再次报送的，以最后一次为准。"


def on_leave(voice: Voice, leave: TakeLeave) -> str:
    """Confirm a leave."""
    stands_in = f"，由{voice.person(leave.delegate)}代办" if leave.delegate is not None else ""
    return f"{voice.person(leave.whose)}请假已登记：{_span(voice, leave)}{stands_in}。"


def stands_in(voice: Voice, leave: TakeLeave) -> str:
    """Tell the stand-in."""
    return f"{voice.person(leave.whose)}{_span(voice, leave)}请假，期间事项由您代办。"


def _span(voice: Voice, leave: TakeLeave) -> str:
    if leave.first == leave.last:
        return voice.day(leave.first)
    return f"{voice.day(leave.first)}至{voice.day(leave.last)}"
