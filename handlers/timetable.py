"""The timetable (推送时间): ``/timetable``, 日报改到18:00, 停发周总结; a card before it counts."""

from __future__ import annotations

from datetime import time
from typing import Any

from config.timetable import ReportKind, Rule
from handlers.heard import Answer, Answers, Button, Heard
from handlers.questions import NotUnderstood
from handlers.understanding import understood
from handlers.wording import assignments, terms
from handlers.wording import timetable as wording
from ledger.acts.timetable import ChangeTimetable, change_timetable, check_change, may_change_timetable
from ledger.people import Role
from ledger.refusals import NotAllowed
from ledger.timetables import all_rules
from ledger.transitions import Act
from storage.books import OpenBooks

_KINDS = {"reminder": ReportKind.PROMPT}
"""What the reader calls otherwise than the timetable."""


async def on_timetable(books: OpenBooks, heard: Heard) -> Answers:
    """List when the reports go out, or show a card for the change in the words."""
    if not may_change_timetable(books, heard.person.id):
        if not (heard.place.private or heard.addressed):
            return ()
        raise NotAllowed(Act.SET_TIMETABLE)
    if heard.edited:
        return ()
    args = heard.args or (dict(understood(books, heard).args) if heard.text else {})
    if not heard.text and not args:
        return (Answer(text=wording.listed(await all_rules(books))),)
    request = _request(heard, args)
    before = await _in_force(books, request.report)
    check_change(books, request, before)
    kept = {"report": request.report.value, "time": args.get("time"), "paused": args.get("paused")}
    buttons = (
        Button(label=terms.CONFIRM, act="timetable.confirm", args=kept),
        Button(label=terms.DROP, act="timetable.drop"),
    )
    return (Answer(text=wording.card(before, _after(before, request)), buttons=(buttons,), lapses=True),)


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """Change the setting, by the right and at the moment of the tap; coordinators and administrators are told."""
    request = _request(heard, heard.args)
    before = await _in_force(books, request.report)
    await change_timetable(books, request, before)
    after = _after(before, request)
    others = {one.id for role in (Role.COORDINATOR, Role.ADMIN) for one in books.roster.holders(role)}
    told = wording.changed(before, after, heard.person.name)
    answers = (Answer(text=told, to=one, reply=False) for one in sorted(others - {heard.person.id}))
    return Answer(text=wording.changed(before, after), edit=True), *answers


async def on_drop(_books: OpenBooks, _heard: Heard) -> Answers:
    """撤销 on the card: nothing was recorded."""
    return (Answer(text=assignments.dropped(), edit=True),)


def _request(heard: Heard, args: Any) -> ChangeTimetable:
    """Return what was asked for; a day of its own (这周六照常) is no change of the timetable."""
    report, hour, paused = args.get("report"), args.get("time"), args.get("paused")
    if report is None or (hour is None and paused is None):
        raise NotUnderstood("timetable")
    return ChangeTimetable(
        person=heard.person.id,
        sent_at=heard.sent_at,
        report=_KINDS.get(report) or ReportKind(report),
        hour=time.fromisoformat(hour) if hour else None,
        rings=not paused if hour is None and paused is not None else None,
    )


async def _in_force(books: OpenBooks, report: ReportKind) -> Rule:
    return next(rule for rule in await all_rules(books) if rule.report is report)


def _after(before: Rule, request: ChangeTimetable) -> Rule:
    hour = request.hour or before.time
    rings = before.enabled if request.rings is None else request.rings
    return before.model_copy(update={"time": hour, "enabled": rings})
