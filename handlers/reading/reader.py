"""Reading (理解): one message in, one request, question or nothing out. Pure: no platform, no database, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from handlers.reading.appraising import score_adjust, score_appeal
from handlers.reading.arranging import schedule_config, training
from handlers.reading.asking import notice_request, query, report_request
from handlers.reading.assigning import assign
from handlers.reading.changing import amend, reassign, split
from handlers.reading.closing import close_approve, close_reject, close_request
from handlers.reading.daily import daily_report
from handlers.reading.documents import register_doc
from handlers.reading.extending import extend_approve, extend_reject, extend_request
from handlers.reading.leaving import leave
from handlers.reading.moments import Now
from handlers.reading.names import index_of
from handlers.reading.receipts import acknowledge, decline
from handlers.reading.reporting import blocked, progress
from handlers.reading.said import Said, prepare
from handlers.reading.steering import cancel, escalate, inspect, urge
from handlers.reading.values import Context, Intent, Mentioned, Reading
from ledger.calendar import WorkCalendar
from ledger.hours import OfficeHours
from ledger.people import Role, Roster

Rule = Callable[[Said], Reading | None]
LONGEST = 1200  # Of a longer text only the beginning is read, and then everything is confirmed.

RULES: tuple[Rule, ...] = (
    acknowledge,
    daily_report,
    score_appeal,
    score_adjust,
    extend_request,
    extend_approve,
    extend_reject,
    close_approve,
    close_reject,
    schedule_config,
    training,
    notice_request,
    report_request,
    escalate,
    inspect,
    cancel,
    urge,
    split,
    leave,
    decline,
    reassign,
    amend,
    close_request,
    blocked,
    query,
    register_doc,
    progress,
    assign,
)
"""Who looks first: narrow rules before broad ones; an order is what nothing else claims."""


def read(
    text: str,
    *,
    roster: Roster,
    calendar: WorkCalendar,
    hours: OfficeHours,
    at: datetime,
    role: Role,
    context: Context,
    mentions: Iterable[Mentioned] = (),
) -> Reading:
    """Return what the message means to the office; chatter is ``Intent.NONE``."""
    now = Now(hours.local(at), calendar, hours)
    said = prepare(_beginning(text), index=index_of(roster), now=now, role=role, context=context, mentioned=mentions)
    found = next((found for rule in RULES if (found := rule(said))), Reading(text=text))
    if len(text) <= LONGEST:
        return found
    asks = (*found.asks, "too_long") if found.intent is not Intent.NONE else ()
    return replace(found, text=text, asks=asks)


def _beginning(text: str) -> str:
    """Cut a long text at the end of a line or sentence, so that no name or date is cut in two."""
    if len(text) <= LONGEST:
        return text
    head = text[:LONGEST]
    stop = max(head.rfind(mark) for mark in "\n。；;")
    return head[: stop + 1] if stop > 0 else head
