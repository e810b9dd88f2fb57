"""The outbox, as delivery sees it: the head of each lane, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.values import dataclass
from storage.engines import Database
from storage.mail_tables import outbox, papers
from storage.message_links import GATHERED, link
from storage.prepared import Prepared
from storage.types import Moment, plain


class OutboxState(StrEnum):
    """What became of a message; ``unknown``: it may or may not have arrived.

    ``gathered``: another row's message says it, too, and what becomes of that has become of this one.
    ``restored``: it was unsent when a backup was made that has been restored since; people say what becomes of it.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    GATHERED = "gathered"
    UNKNOWN = "unknown"
    UNDELIVERABLE = "undeliverable"
    EXPIRED = "expired"
    HELD = "held"
    SKIPPED = "skipped"
    RESTORED = "restored"


HIGHEST_CHANNEL = -5_000_000_000_000_000
"""Every chat below is a channel (``storage.channels``)."""
POSTED = "posted"
"""Where a payload notes how many pieces of its message another messenger has taken."""


def is_channel(chat: int) -> bool:
    """Tell whether the chat is a group of another messenger, which is written to by webhook."""
    return chat < HIGHEST_CHANNEL


_S = OutboxState
ONE_TIME = "one_time"
"""The purpose of a message whose words are forgotten as soon as it has arrived: a one-time link."""
_UNSETTLED = (_S.WAITING, _S.SENDING, _S.UNKNOWN, _S.HELD)
_NOW = bindparam("now", type_=Moment())

_first, _other, _edited = outbox.alias(), outbox.alias(), outbox.alias("edited")
_before = or_(
    and_(_first.c.bulk.is_(False), outbox.c.bulk.is_(True)),
    and_(_first.c.bulk == outbox.c.bulk, _first.c.id <= outbox.c.id),
)
_HELD_UP = exists().where(
    _first.c.state == _S.WAITING, _first.c.lane == outbox.c.lane, _before, _first.c.next_try > _NOW
)
"""Something before it in its lane, or it itself, waits for another try."""

_BUSY = exists().where(
    _other.c.lane == outbox.c.lane,
    _other.c.state.in_((_S.SENDING, _S.UNKNOWN)),
    or_(_other.c.state == _S.SENDING, and_(_other.c.state == _S.UNKNOWN, _other.c.next_try > _NOW)),
)
"""One send in flight per lane; an unknown outcome that is still being looked into holds the lane, too."""

MAY_LEAVE = and_(outbox.c.state == _S.WAITING, or_(outbox.c.not_before.is_(None), outbox.c.not_before <= _NOW))
_ready = select(outbox.c.lane).where(MAY_LEAVE, ~_HELD_UP, ~_BUSY).group_by(outbox.c.lane)
_LANES = Prepared(_ready.order_by(func.min(case((outbox.c.bulk, 1), else_=0)), func.min(outbox.c.id)))
_ANSWERING = Prepared(_ready.where(outbox.c.bulk.is_(False)).order_by(func.min(outbox.c.id)))

_SAME_CHAT = _edited.c.id == outbox.c.edits, _edited.c.chat == outbox.c.chat
"""A group that becomes a supergroup counts its messages anew: an old number would be another message there."""
_OUTBOUND = select(outbox, select(_edited.c.message).where(*_SAME_CHAT).scalar_subquery().label("target"))
IN_LANE = _OUTBOUND.where(MAY_LEAVE, outbox.c.lane == bindparam("of"), ~_BUSY).order_by(outbox.c.bulk, outbox.c.id)
"""What may leave in a lane, in its order; nothing while one of the lane is on its way."""
_NEXT = Prepared(IN_LANE.limit(1))
_MINE = outbox.c.id == bindparam("number")
_ONE = _OUTBOUND.where(_MINE)
_SENDING = Prepared(
    update(outbox)
    .where(_MINE, outbox.c.state == _S.WAITING)
    .values(state=_S.SENDING, sending_at=_NOW, tries=outbox.c.tries + 1)
)
_EXPIRED = Prepared(update(outbox).where(_MINE, outbox.c.state == _S.WAITING).values(state=_S.EXPIRED))
_CHANGE = Prepared(update(outbox).where(_MINE, outbox.c.state.in_(_UNSETTLED)))


def arrival(which: ColumnElement[bool]) -> Prepared:
    """Return the statement for ``arrived`` that means the one row."""
    mine = update(outbox).where(which, outbox.c.state.in_(_UNSETTLED))
    values = mine.values(state=_S.SENT, reason=None, next_try=None)
    return Prepared(values.returning(outbox.c.id, outbox.c.chat, outbox.c.task, outbox.c.purpose, outbox.c.carrier))


_ARRIVED = arrival(_MINE)


async def arrived(
    connection: AsyncConnection, statement: Prepared, which: Mapping[str, Any], *, message: int | None, now: datetime
) -> None:
    """Record that the one row arrived as that message, unless its fate is known already.

    A reply to it is then about its task; to one that carries others it may be about any of theirs.
    """
    row = await statement.one(connection, {"message": message, "sent_at": now, **which})
    if row is not None and row.purpose == ONE_TIME:
        await _forget(connection, row.id, row.chat)
    if row is None or message is None or not (row.task or row.purpose):
        return
    task, purpose = (row.task, row.purpose) if row.carrier is None else (None, GATHERED)
    await link(connection, row.chat, message, task=task, purpose=purpose, outbox=row.id)


async def _forget(connection: AsyncConnection, number: int, chat: int) -> None:
    """Forget the words of a one-time message, and the paper that went with it."""
    mine = outbox.c.id == number
    payload = (await connection.execute(select(outbox.c.payload).where(mine))).scalar_one()
    paper = payload.get("document", {}).get("paper")
    if paper is not None:
        await connection.execute(delete(papers).where(papers.c.id == paper))
    await connection.execute(update(outbox).where(mine).values(payload={"chat_id": chat}))


async def change(connection: AsyncConnection, number: int, **values: Any) -> bool:
    """Change a message whose fate is not known yet; ``False`` where it is. A reason may be a server's own words."""
    if values.get("reason"):
        values["reason"] = plain(values["reason"])
    return await _CHANGE.changed(connection, {"number": number} | values) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbound:
    """A message to be sent; ``target`` is the message to be edited, once that was sent."""

    id: int
    lane: str
    chat: int
    method: str
    payload: Mapping[str, Any]
    task: str | None
    purpose: str
    bulk: bool
    state: OutboxState
    slot: int | None
    part: int
    edits: int | None
    target: int | None
    tries: int
    made_at: datetime
    expires_at: datetime | None
    reason: str | None


class Outbox:
    """Messages in order within each lane; every call is a short transaction of its own, and ``now`` is real time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def lanes(self, *, now: datetime) -> tuple[str, ...]:
        """Return the lanes in which something can be sent now; those with answers come first."""
        return tuple(row.lane for row in await self._database.look(_LANES, {"now": now}))

    async def answering(self, *, now: datetime) -> tuple[str, ...]:
        """Return only the lanes with answers; of thousands that wait for a push, the others are not looked into."""
        return tuple(row.lane for row in await self._database.look(_ANSWERING, {"now": now}))

    async def next_in(self, lane: str, *, now: datetime) -> Outbound | None:
        """Return the head of the lane; ``None`` while it has to wait, or while one of the lane is on its way."""
        row = next(iter(await self._database.look(_NEXT, {"of": lane, "now": now})), None)
        return None if row is None or (row.next_try is not None and row.next_try > now) else as_outbound(row)

    async def get(self, number: int) -> Outbound | None:
        """Return one message, whatever became of it."""
        async with self._database.reading() as connection:
            row = (await connection.execute(_ONE, {"number": number})).one_or_none()
        return None if row is None else as_outbound(row)

    async def sending(self, number: int, *, now: datetime) -> bool:
        """Commit that the message goes to the wire; ``False`` where somebody else has it."""
        return await self._database.change(_SENDING, {"number": number, "now": now}) == 1

    async def sent(self, number: int, *, message: int | None, now: datetime) -> None:
        """Record the arrival; a reply to the message is then known to be about its task."""
        async with self._database.writing() as connection:
            await arrived(connection, _ARRIVED, {"number": number}, message=message, now=now)

    async def retry(self, number: int, *, at: datetime, reason: str) -> None:
        """Let the message wait at the head of its lane until ``at``."""
        await self._change(number, state=_S.WAITING, next_try=at, reason=reason)

    async def posted(self, number: int, payload: Mapping[str, Any], *, pieces: int) -> None:
        """Record how many pieces of the message have arrived; the others keep its place in the lane."""
        said = {**payload, POSTED: pieces}
        await self._change(number, state=_S.WAITING, next_try=None, reason=None, payload=said)

    async def unknown(self, number: int, *, reason: str, until: datetime | None = None) -> None:
        """Nobody can tell whether it arrived; its lane waits until ``until``, if given."""
        await self._change(number, state=_S.UNKNOWN, next_try=until, reason=reason)

    async def expired(self, number: int) -> None:
        """Give it up: it was not sent while it made sense; what another process is sending just now, it was."""
        await self._database.change(_EXPIRED, {"number": number})

    async def release(self) -> int:
        """Let what was held back over the quiet time be sent, and return how many messages that is."""
        held = outbox.c.state == _S.HELD
        async with self._database.reading() as connection:
            if not (await connection.execute(select(exists().where(held)))).scalar_one():
                return 0
        async with self._database.writing() as connection:
            return (await connection.execute(update(outbox).where(held).values(state=_S.WAITING))).rowcount

    async def skipped(self, number: int, *, reason: str) -> None:
        """Leave it out: the recipient lost the right to it between plan and send."""
        await self._change(number, state=_S.SKIPPED, reason=reason)

    async def replace(self, number: int, payload: Mapping[str, Any]) -> None:
        """Change what a message that waits will say (plain text after the platform refused its marks)."""
        await self._change(number, payload=dict(payload))

    async def interrupted(self, *, before: datetime, beyond: datetime) -> tuple[Outbound, ...]:
        """Return what a dead process left on its way to the wire: before that real moment, or before a clock went back.

        Nothing can have left ``beyond``, except by a clock that was wrong.
        """
        at = outbox.c.sending_at
        return await self._all(and_(outbox.c.state == _S.SENDING, or_(at < before, at > beyond)))

    async def wait_no_more(self, *, beyond: datetime) -> int:
        """Let nothing wait for an hour that was worked out by a clock which has been set back; return how many did."""
        stuck = outbox.c.state.in_((_S.WAITING, _S.UNKNOWN)), outbox.c.sending_at > beyond, outbox.c.next_try > beyond
        async with self._database.writing() as connection:
            return (await connection.execute(update(outbox).where(*stuck).values(next_try=None))).rowcount

    async def unknowns(self) -> tuple[Outbound, ...]:
        """Return the messages of which nobody can tell whether they arrived."""
        return await self._all(outbox.c.state == _S.UNKNOWN)

    async def counts(self) -> Mapping[str, int]:
        """Return the number of rows by state."""
        query = select(outbox.c.state, func.count().label("number")).group_by(outbox.c.state)
        async with self._database.reading() as connection:
            return {row.state: row.number for row in (await connection.execute(query)).all()}

    async def _change(self, number: int, **values: Any) -> None:
        async with self._database.writing() as connection:
            await change(connection, number, **values)

    async def _all(self, where: ColumnElement[bool]) -> tuple[Outbound, ...]:
        async with self._database.reading() as connection:
            rows = (await connection.execute(_OUTBOUND.where(where).order_by(outbox.c.id))).all()
        return tuple(as_outbound(row) for row in rows)


def as_outbound(row: Any) -> Outbound:
    """Return a row of ``outbox`` (with its ``target``) as a value."""
    return Outbound(
        id=row.id,
        lane=row.lane,
        chat=row.chat,
        method=row.method,
        payload=row.payload,
        task=row.task,
        purpose=row.purpose,
        bulk=row.bulk,
        state=OutboxState(row.state),
        slot=row.slot,
        part=row.part,
        edits=row.edits,
        target=row.target,
        tries=row.tries,
        made_at=row.made_at,
        expires_at=row.expires_at,
        reason=row.reason,
    )
