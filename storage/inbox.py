"""The inbox: every update is a row before it is acknowledged, and leaves only dealt with, ignored or set aside."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.values import dataclass
from storage.engines import Database
from storage.mail_tables import inbox
from storage.numbering import kept, with_numbers_of_their_own
from storage.prepared import Prepared, Step, rows_together

AHEAD = 16
"""Rows of a lane that are read at once."""
FLOODED = "x"
"""What the lanes of those begin with who write more than anybody reads; they come behind what else they said."""
WAITING, DONE, IGNORED, QUARANTINED = "waiting", "done", "ignored", "quarantined"

_MINE = inbox.c.id == bindparam("number")
_HEADS = select(func.min(inbox.c.id)).where(inbox.c.state == WAITING).group_by(inbox.c.lane)
_IS_DUE = or_(inbox.c.next_try.is_(None), inbox.c.next_try <= bindparam("now"))
_said = inbox.alias("said")
_SAID_BEFORE = exists().where(
    _said.c.state == WAITING, _said.c.user == inbox.c.user, _said.c.id < inbox.c.id, _said.c.lane != inbox.c.lane
)
"""The person has said something before, in another lane, that waits still."""
_LANES = Prepared(
    select(inbox.c.lane)
    .where(inbox.c.id.in_(_HEADS), _IS_DUE, or_(~inbox.c.lane.startswith(FLOODED), ~_SAID_BEFORE))
    .order_by(inbox.c.id)
)
_FREE_HEADS = select(inbox.c.id).where(inbox.c.id.in_(_HEADS)).with_for_update(skip_locked=True)
_WAITING = select(inbox).where(inbox.c.state == WAITING, inbox.c.lane == bindparam("of")).order_by(inbox.c.id)
_NEXT = Prepared(_WAITING.limit(AHEAD))
_BEGIN = update(inbox).where(_MINE).values(begun=inbox.c.begun + 1)
_TAKE = Prepared(select(inbox.c.state).where(_MINE).with_for_update(skip_locked=True))
_SETTLE = Prepared(update(inbox).where(_MINE))
_CONTACT = '"contact"'


@dataclass(frozen=True, slots=True, kw_only=True)
class RawUpdate:
    """An update as it came, as ASCII JSON; ``marked`` says why only its ids were kept (涉密标识).

    ``sent_at`` are the platform's seconds. ``next_try`` lets it wait, ``given_up`` says why it is not dealt with.
    """

    update_id: int
    raw: str
    chat: int | None
    user: int | None
    message: int | None
    kind: str
    lane: str
    marked: str | None = None
    sent_at: int | None = None
    next_try: datetime | None = None
    given_up: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A row of the inbox; times are real."""

    id: int
    bot: int
    update_id: int
    raw: str
    lane: str
    chat: int | None
    user: int | None
    message: int | None
    kind: str
    received_at: datetime
    tries: int
    starts: int = 0
    begun: int = 0
    marked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A quarantined row without its content; the reason is a place in the program."""

    update_id: int
    received_at: datetime
    kind: str
    chat: int | None
    user: int | None
    reason: str


class AlreadyDealt(RuntimeError):  # noqa: N818 - what is so
    """Another worker or process has dealt with the update."""


class HeldElsewhere(RuntimeError):  # noqa: N818 - what is so
    """Another process is dealing with the update, or it has been forgotten."""


class Inbox:
    """Rows in the order of their arrival within each lane; every call is a short transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, bot: int, updates: Sequence[RawUpdate], *, received_at: datetime) -> int:
        """Commit the batch at once and return how many were new; a repeated update changes nothing.

        The platform may begin to count anew: another update under a number that is taken is no repetition.
        """
        rows = [_row(bot, one, received_at) for one in updates]
        if not rows:
            return 0
        async with self._database.writing() as connection:
            return sum([await kept(connection, bot, some) for some in with_numbers_of_their_own(rows)])

    async def lanes(self, *, now: datetime) -> tuple[str, ...]:
        """Return the lanes whose oldest waiting row may be tried now, the longest waiting first."""
        return tuple(row.lane for row in await self._database.look(_LANES, {"now": now}))

    async def next_in(self, lane: str, *, now: datetime) -> Incoming | None:
        """Return the lane's oldest waiting row, unless its next try is still to come."""
        return next(iter(await self.first_in(lane, now=now)), None)

    async def first_in(self, lane: str, *, now: datetime) -> tuple[Incoming, ...]:
        """Return the lane's oldest waiting rows in their order, some of them, up to one whose try is still to come."""
        rows = await self._database.look(_NEXT, {"of": lane})
        return tuple(_incoming(row) for row in takewhile(lambda row: row.next_try is None or row.next_try <= now, rows))

    async def due_until(self) -> Mapping[str, datetime]:
        """Return until when rows wait for their hour, by lane."""
        last = func.max(inbox.c.next_try).label("last")
        query = select(inbox.c.lane, last).where(inbox.c.state == WAITING, inbox.c.next_try.is_not(None))
        async with self._database.reading() as connection:
            return {row.lane: row.last for row in (await connection.execute(query.group_by(inbox.c.lane))).all()}

    async def started(self) -> None:
        """Note that a process starts: one of the rows that a lane begins with may have ended the last one.

        Not one that another process is dealing with: nobody has died of that, and it may take long to be free.
        """
        async with self._database.writing() as connection:
            free = (await connection.execute(_FREE_HEADS)).scalars().all()
            await connection.execute(update(inbox).where(inbox.c.id.in_(free)).values(starts=inbox.c.starts + 1))

    async def begin(self, row_id: int) -> None:
        """Note that a row is begun, so that it is known after the death of the process under it."""
        async with self._database.writing() as connection:
            await connection.execute(_BEGIN, {"number": row_id})

    async def failed(self, row_id: int, *, reason: str, next_try: datetime | None, quarantine: bool) -> None:
        """Count the failure; the row waits for its next try, or is set aside so that its lane can go on."""
        values = {"reason": reason, "next_try": next_try, "tries": inbox.c.tries + 1, "begun": 0}
        if quarantine:
            values["state"] = QUARANTINED
        statement = update(inbox).where(inbox.c.id == row_id, inbox.c.state == WAITING).values(**values)
        async with self._database.writing() as connection:
            await connection.execute(statement)

    async def cut(self, row_id: int, *, raw: str, marked: str) -> None:
        """Keep of a row that waits only ``raw``, and why; a process that dies now finds it marked."""
        mine = update(inbox).where(inbox.c.id == row_id, inbox.c.state == WAITING)
        async with self._database.writing() as connection:
            await connection.execute(mine.values(raw=raw, marked=marked))

    async def wait_no_more(self, *, beyond: datetime) -> int:
        """Let nothing wait for an hour that was worked out by a clock which has been set back; return how many did."""
        stuck = inbox.c.state == WAITING, inbox.c.received_at > beyond, inbox.c.next_try > beyond
        async with self._database.writing() as connection:
            return (await connection.execute(update(inbox).where(*stuck).values(next_try=None))).rowcount

    async def prune(self, *, before: datetime) -> int:
        """Forget what was received before and is dealt with; what was set aside is kept for people to look at."""
        old = delete(inbox).where(inbox.c.state.in_((DONE, IGNORED)), inbox.c.received_at < before)
        async with self._database.writing() as connection:
            return (await connection.execute(old)).rowcount

    async def counts(self) -> Mapping[str, int]:
        """Return the number of rows by state."""
        query = select(inbox.c.state, func.count().label("number")).group_by(inbox.c.state)
        async with self._database.reading() as connection:
            return {row.state: row.number for row in (await connection.execute(query)).all()}

    async def aside(self) -> tuple[SetAside, ...]:
        """Return the quarantined rows in the order of their arrival."""
        columns = (inbox.c[field.name] for field in fields(SetAside))
        query = select(*columns).where(inbox.c.state == QUARANTINED).order_by(inbox.c.id)
        async with self._database.reading() as connection:
            return tuple(SetAside(**row) for row in (await connection.execute(query)).mappings())

    async def again(self, updates: Collection[int]) -> int:
        """Let quarantined updates wait once more, as if they had never been tried; return how many there were."""
        which = (inbox.c.state == QUARANTINED, inbox.c.update_id.in_(updates))
        values = {"state": WAITING, "reason": None, "tries": 0, "starts": 0, "begun": 0, "next_try": None}
        async with self._database.writing() as connection:
            return (await connection.execute(update(inbox).where(*which).values(**values))).rowcount

    async def set_aside(self) -> Mapping[str, int]:
        """Return the number of quarantined rows by reason, the most frequent first."""
        number = func.count().label("number")
        query = select(inbox.c.reason, number).where(inbox.c.state == QUARANTINED).group_by(inbox.c.reason)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.order_by(number.desc(), inbox.c.reason))).all()
        return {row.reason: row.number for row in rows}


async def take(connection: AsyncConnection, source: Incoming, also: Step) -> Sequence[Any]:
    """Hold the row until the books close, and return the rows of another look.

    ``AlreadyDealt`` where it waits no more, ``HeldElsewhere`` if it is held.
    """
    mine, found = await rows_together(connection, [(_TAKE, {"number": source.id}), also])
    if not mine:
        raise HeldElsewhere(source.id)
    if mine[0].state != WAITING:
        raise AlreadyDealt(source.id)
    return found


async def settle(connection: AsyncConnection, source: Incoming, *, state: str, reason: str | None) -> None:
    """Say what became of the row, in the transaction of its effect."""
    await _SETTLE.change(connection, {"number": source.id, "state": state, "reason": reason})
    if _CONTACT in source.raw and state != QUARANTINED:  # It has served its turn; what cannot be read stays as it came.
        cut = json.dumps(json.loads(source.raw, object_hook=_without_contact), separators=(",", ":"))
        await connection.execute(update(inbox).where(inbox.c.id == source.id).values(raw=cut))


def _without_contact(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name != "contact"}


def _row(bot: int, one: RawUpdate, received_at: datetime) -> dict[str, Any]:
    return {
        "bot": bot,
        "update_id": one.update_id,
        "raw": one.raw,
        "lane": one.lane,
        "chat": one.chat,
        "user": one.user,
        "message": one.message,
        "kind": one.kind,
        "marked": one.marked,
        "received_at": received_at,
        "state": WAITING if one.given_up is None else IGNORED,
        "reason": one.given_up,
        "next_try": one.next_try,
        "tries": 0,
    }


def _incoming(row: Any) -> Incoming:
    return Incoming(
        id=row.id,
        bot=row.bot,
        update_id=row.update_id,
        raw=row.raw,
        lane=row.lane,
        chat=row.chat,
        user=row.user,
        message=row.message,
        kind=row.kind,
        received_at=row.received_at,
        tries=row.tries,
        starts=row.starts,
        begun=row.begun,
        marked=row.marked,
    )
