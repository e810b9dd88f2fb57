"""The burden, counted in the outbox: which private messages of a week nobody had asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.burden import WeekOfPrompts
from storage.books import OpenBooks
from storage.delivery import OutboxState
from storage.mail_tables import outbox
from storage.types import Moment

_OF_WEEK = (
    outbox.c.prompt,
    outbox.c.state == OutboxState.SENT,
    outbox.c.made_at >= bindparam("since", type_=Moment()),
    outbox.c.made_at < bindparam("until", type_=Moment()),
)
_CAUSE = (outbox.c.chat, outbox.c.slot, outbox.c.inbox)
_COUNTS = select(outbox.c.chat, func.count().label("number")).where(*_OF_WEEK).group_by(outbox.c.chat)
_PAYLOADS = select(outbox.c.payload).where(*_OF_WEEK)
_SEVERAL = select(*_CAUSE).where(*_OF_WEEK).group_by(*_CAUSE).having(func.count() > 1)


async def week_of_prompts(books: OpenBooks, monday: date) -> WeekOfPrompts:
    """Count the week from that Monday on, as far as it has come, for everybody who is bound."""
    begins = books.house.hours.at(monday, time.min)
    week = {"since": begins, "until": begins + timedelta(weeks=1)}
    counts = await _counts(books.connection, week)
    users = await books.directory.users()
    people = {one.id: users[one.id] for one in books.roster.active_people if one.id in users}
    by_person = {person: counts.get(chat, 0) for person, chat in people.items()}
    return WeekOfPrompts(monday, by_person, await _repeated(books.connection, week))


async def _counts(connection: AsyncConnection, week: Mapping[str, datetime]) -> dict[int, int]:
    return {row.chat: row.number for row in (await connection.execute(_COUNTS, week)).all()}


async def _repeated(connection: AsyncConnection, week: Mapping[str, datetime]) -> int:
    """Count the messages that say to somebody for the second time, for the same cause, what was said before."""
    repeated = 0
    for cause in (await connection.execute(_SEVERAL, week)).all():
        same = (column.is_not_distinct_from(value) for column, value in zip(_CAUSE, cause, strict=True))
        payloads = (await connection.execute(_PAYLOADS.where(*same), week)).scalars()
        said = Counter(payload.get("text") or payload.get("caption") for payload in payloads)
        repeated += sum(number - 1 for words, number in said.items() if words)
    return repeated
