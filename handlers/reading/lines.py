"""Reading many messages, one a line, for ``taizhang understand``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from handlers.reading.late import Late
from handlers.reading.reader import read
from handlers.reading.values import Context, Reading
from ledger.calendar import WorkCalendar
from ledger.hours import OfficeHours
from ledger.people import Role, Roster

_SHORT_WORDS = Late(
    r"\s*(?:1|收到.{0,12}|好的?.{0,8}|签收|已签收.{0,8}|明白.{0,8}|(?:已经?|都|全部?|我这边|这边)?(?:弄|办|做|搞|干|整|写|改)(?:完|好|妥)了.{0,14}|搞定.{0,6}|完成了?|已完成.{0,8}|已办结.{0,8}|"
    r"完工了?|[👌👍✅]+|ok|OK|同意|可以|通过)\s*"
)


def default_context(text: str, role: Role) -> Context:
    """Return where a message without a context was said: staff's short words are replies, all else is said in a group."""  # noqa: E501
    short = role in (Role.STAFF, Role.HEAD) and _SHORT_WORDS.fullmatch(text)
    return Context.REPLY if short else Context.GROUP


def understand_lines(
    lines: Iterable[str],
    *,
    roster: Roster,
    calendar: WorkCalendar,
    hours: OfficeHours,
    at: datetime,
    role: Role,
    context: Context | None = None,
) -> Iterator[Reading]:
    r"""Yield a reading for each line; ``\n`` in a line stands for a line break, empty lines are passed over."""
    for line in lines:
        text = line.rstrip("\r\n").replace("\\n", "\n")
        if text.strip():
            where = context or default_context(text, role)
            yield read(text, roster=roster, calendar=calendar, hours=hours, at=at, role=role, context=where)
