"""Figures of the mail (待办、待发): how much waits and since when, by small queries that long tables do not slow."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, bindparam, case, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.values import dataclass
from storage.delivery import OutboxState
from storage.inbox import QUARANTINED, WAITING
from storage.mail_tables import inbox, outbox
from storage.types import Moment

_DUE = case((and_(inbox.c.tries == 0, inbox.c.next_try.is_not(None)), inbox.c.next_try), else_=inbox.c.received_at)
"""From when on a row waits: what floods is given its hour as it comes (``bot.intake.flooding``)."""
_INBOX = (
    select(inbox.c.state, func.count().label("number"), func.min(_DUE).label("since"))
    .where(inbox.c.state.in_((WAITING, QUARANTINED)))
    .group_by(inbox.c.state)
)
_MADE = case((outbox.c.not_before.is_(None), outbox.c.made_at), else_=None)
_OPEN = (OutboxState.WAITING, OutboxState.SENDING, OutboxState.UNKNOWN, OutboxState.RESTORED)
_NOW = bindparam("now", type_=Moment())
_OUTBOX = (
    select(
        outbox.c.state,
        func.count().label("number"),
        func.min(_MADE).label("made"),
        func.min(outbox.c.not_before).label("planned"),
    )
    .where(outbox.c.state.in_(_OPEN), or_(outbox.c.not_before.is_(None), outbox.c.not_before <= _NOW))
    .group_by(outbox.c.state)
)
_SCHEMA = text("SELECT version_num FROM alembic_version")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What waits in inbox and outbox; ``planned_since`` is real time, ``made_since`` business time."""

    inbox: int
    inbox_since: datetime | None
    quarantined: int
    outbox: int
    made_since: datetime | None
    planned_since: datetime | None
    unknown: int
    restored: int


async def mail(connection: AsyncConnection, *, now: datetime) -> Mail:
    """Count what waits, at the real moment ``now``; what is held for its hour does not wait yet."""
    arrived = {row.state: row for row in (await connection.execute(_INBOX)).all()}
    leaving = {row.state: row for row in (await connection.execute(_OUTBOX, {"now": now})).all()}
    going = [leaving[state] for state in (OutboxState.WAITING, OutboxState.SENDING) if state in leaving]
    number = {state: row.number for state, row in (arrived | leaving).items()}
    return Mail(
        inbox=arrived[WAITING].number if WAITING in arrived else 0,
        inbox_since=arrived[WAITING].since if WAITING in arrived else None,
        quarantined=number.get(QUARANTINED, 0),
        outbox=sum(row.number for row in going),
        made_since=min((row.made for row in going if row.made is not None), default=None),
        planned_since=min((row.planned for row in going if row.planned is not None), default=None),
        unknown=number.get(OutboxState.UNKNOWN, 0),
        restored=number.get(OutboxState.RESTORED, 0),
    )


async def schema_of(connection: AsyncConnection) -> str:
    """Return the revision that the tables stand at."""
    return str((await connection.execute(_SCHEMA)).scalar_one())
