"""Answers to a daily report, to a leave and to its end (日报、请假、销假)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, escape
from ledger.acts.requests import TakeLeave
from ledger.entries import LeaveEnded, LeaveTaken
from ledger.people import Absence, Person, PersonId

BACK = "销假"


@spoken
def reported(voice: Voice, day: date, *, late: bool) -> str:
    """Confirm a daily report; one for a past day is marked."""
    return f"{voice.day(day)}日报已登记{'（补报）' if late else ''}。当日再次报送的，以最后一次为准。"


@spoken
def agreed(voice: Voice, day: date, done: str, *, late: bool) -> str:
    """Confirm a report that was proposed, and say what it holds."""
    return f"{reported(voice, day, late=late)}\n\n{escape(done)}"


@spoken
def as_report(done: str) -> str:
    """Ask whether a line is meant as the daily report."""
    return f"是否登记为今日日报？\n\n{escape(done)}"


@spoken
def on_leave(voice: Voice, leave: TakeLeave) -> str:
    """Confirm a leave."""
    stands_in = f"，由{voice.person(leave.delegate)}代办" if leave.delegate is not None else ""
    return f"{voice.person(leave.whose)}请假已登记：{_span(voice, leave)}{stands_in}。"


@spoken
def back(voice: Voice, ended: LeaveEnded, cut: Sequence[LeaveTaken], freed: Sequence[PersonId]) -> str:
    """Confirm that a leave ends before its last day, or does not begin; say what becomes of what was covered."""
    return f"{_back(voice, ended, cut)}{_back_in_hand(voice, freed)}"


@spoken
def back_for_you(voice: Voice, by: str, ended: LeaveEnded, cut: Sequence[LeaveTaken]) -> str:
    """Tell the person whose leave somebody else ended."""
    return f"{called(by)}已代为办理：{_back(voice, ended, cut)}事项由您本人办理；如有出入，请重新登记请假日期。"


@spoken
def no_longer_stands_in(voice: Voice, ended: LeaveEnded, cut: Sequence[LeaveTaken]) -> str:
    """Tell the stand-in that the tasks are the person's again."""
    return f"{_back(voice, ended, cut)}您不再代办，有关事项由其本人办理。"


@spoken
def back_meant(voice: Voice, absence: Absence) -> str:
    """Ask somebody on leave who says to be back whether the leave ends."""
    return f"您请假至{voice.day(absence.last)}，尚未销假。今日起到岗的，请点“{BACK}”，事项转回本人。"


@spoken
def not_on_leave(voice: Voice, whose: PersonId, day: date | None) -> str:
    """Say that there is nothing to end."""
    when = f"{voice.day(day)}" if day is not None else "目前"
    return f"{voice.person(whose)}{when}没有请假登记，无需销假。请核对姓名和日期。"


@spoken
def several_leaves(voice: Voice, spans: Sequence[tuple[date, date]]) -> str:
    """Ask which of the leaves ahead is meant."""
    listed = "；".join(_days(voice, first, last) for first, last in spans)
    first = spans[0][0]
    return f"尚未开始的请假有{len(spans)}次：{listed}。请写明日期，例如：取消{first.month}月{first.day}日的请假。"


def _back(voice: Voice, ended: LeaveEnded, cut: Sequence[LeaveTaken]) -> str:
    """Say of a leave that has begun when it ends, and of one that has not that it is off."""
    name = voice.person(ended.person)
    if any(leave.first < ended.first for leave in cut):
        return f"{name}销假已登记：{voice.day(ended.first)}起到岗。"
    return f"{name}{_days(voice, ended.first, ended.last)}的请假已取消。"


def _back_in_hand(voice: Voice, freed: Sequence[PersonId]) -> str:
    if not freed:
        return ""
    names = "、".join(voice.person(one) for one in freed)
    return f"由{names}代办的事项转回本人，已告知{names}。"


@spoken
def stands_in(voice: Voice, leave: TakeLeave) -> str:
    """Tell the stand-in."""
    return f"{voice.person(leave.whose)}{_span(voice, leave)}请假，期间事项由您代办。"


@spoken
def away(voice: Voice, absence: Absence, stand_in: Person | None) -> str:
    """Say on the card that an assignee is on leave, who stands in, or what to do where nobody does; plain text."""
    if stand_in is not None:
        return f"{_until(voice, absence)}，由{stand_in.name}代办。"
    return f"{_until(voice, absence)}，未指定代办人，可点“改责任”另行明确。"


@spoken
def given_while_away(voice: Voice, absence: Absence, stand_in: Person | None) -> str:
    """Say the same once the task was given."""
    if stand_in is not None:
        return f"{called(_until(voice, absence))}，由{called(stand_in.name)}代办。"
    return f"{called(_until(voice, absence))}，未指定代办人。急办的，请转办或另行联系。"


@spoken
def in_place(voice: Voice, absence: Absence) -> str:
    """Tell the stand-in in whose place the task is."""
    return f"{called(_until(voice, absence))}，由您代办。"


@spoken
def while_away(voice: Voice, absence: Absence, stand_in: Person | None) -> str:
    """Tell whoever is on leave who sees to the task meanwhile."""
    until = f"您请假至{voice.day(absence.last)}"
    if stand_in is not None:
        return f"{until}，期间由{called(stand_in.name)}代办。"
    return f"{until}，未指定代办人，返岗后请及时签收。"


def _until(voice: Voice, absence: Absence) -> str:
    return f"{voice.roster.person(absence.person).name}请假至{voice.day(absence.last)}"


def _span(voice: Voice, leave: TakeLeave) -> str:
    return _days(voice, leave.first, leave.last)


def _days(voice: Voice, first: date, last: date) -> str:
    return voice.day(first) if first == last else f"{voice.day(first)}至{voice.day(last)}"
