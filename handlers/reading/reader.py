"""Reading (理解): one message in, one request, question or nothing out. Pure: no platform, no database, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from handlers.reading.assigning import assign
from handlers.reading.moments import Now
from handlers.reading.names import index_of
from handlers.reading.said import Said, prepare
from handlers.reading.values import Context, Mentioned, Reading
from ledger.calendar import WorkCalendar
from ledger.hours import OfficeHours
from ledger.people import Role, Roster

Rule = Callable[[Said], Reading | None]
LONGEST = 4096  # The platform's own limit for a text.

RULES: tuple[Rule, ...] = (assign,)


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
    said = prepare(text[:LONGEST], index=index_of(roster), now=now, role=role, context=context, mentioned=mentions)
    return next((found for rule in RULES if (found := rule(said))), Reading(text=text))
