"""The timetable (推送时间): another hour for a report, or none for a while; an entry, in force from the next slot."""

from __future__ import annotations

from datetime import time

from config.timetable import ReportKind, Rule
from ledger.acts.ports import Books, person_of
from ledger.acts.requests import Request
from ledger.entries import Recorded
from ledger.office_entries import SettingChanged
from ledger.office_refusals import QuietHour, RingsAlready
from ledger.people import PersonId
from ledger.permissions import scopes, visible_units
from ledger.refusals import NotAllowed
from ledger.timetables import setting_of
from ledger.transitions import Act
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTimetable(Request):
    """Let the report ring at ``hour``, or (``rings``) not at all, or again; exactly one of the two is given."""

    report: ReportKind
    hour: time | None = None
    rings: bool | None = None


def may_change_timetable(books: Books, person: PersonId) -> bool:
    """Tell whether the person may: it holds for the whole house, and so must the right."""
    one = person_of(books, person)
    return bool(scopes(one, Act.SET_TIMETABLE)) and visible_units(books.roster, one, Act.SET_TIMETABLE) is None


def check_change(books: Books, request: ChangeTimetable, rule: Rule) -> None:
    """Refuse want of a right, quiet hours, and what changes nothing; ``rule`` is the one in force."""
    if not may_change_timetable(books, request.person):
        raise NotAllowed(Act.SET_TIMETABLE)
    if request.hour is not None and books.house.quiet.covers(request.hour):
        raise QuietHour(request.hour)
    if (request.hour or rule.time) == rule.time and (request.rings is None or request.rings is rule.enabled):
        raise RingsAlready(request.report, rule.time, rings=rule.enabled)


async def change_timetable(books: Books, request: ChangeTimetable, rule: Rule) -> Recorded:
    """Record the change of the setting."""
    check_change(books, request, rule)
    name, value = setting_of(request.report, hour=request.hour, rings=request.rings)
    return await books.record(SettingChanged(by=request.person, at=request.sent_at, name=name, value=value))
