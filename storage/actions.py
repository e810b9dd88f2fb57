"""Stored actions: a button carries only an opaque token, and everything it stands for is checked here."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.people import PersonId
from ledger.values import dataclass
from storage.mail_tables import actions, outbox
from storage.prepared import Prepared
from storage.tables import tasks
from storage.types import plain

_STORE = Prepared(insert(actions))
_STORED = select(actions).where(actions.c.token == bindparam("pressed"))
_HELD = _STORED.with_for_update()
_USE = update(actions).where(actions.c.card == bindparam("of"), actions.c.used_at.is_(None))
_VERSION = select(tasks.c.version).where(tasks.c.number == bindparam("of"))
_OVER = and_(actions.c.lapsed.is_(False), actions.c.expires_at <= bindparam("now"))
_other = actions.alias()
_LAPSED = (
    select(actions.c.card, outbox.c.id, outbox.c.chat, outbox.c.message, outbox.c.payload, outbox.c.task)
    .join(outbox, outbox.c.id == actions.c.outbox)
    .where(
        _OVER,
        ~exists().where(_other.c.card == actions.c.card, _other.c.used_at.is_not(None)),
        outbox.c.message.is_not(None),
    )
    .order_by(outbox.c.id)
)
_arrived = select(outbox.c.id).where(outbox.c.message.is_not(None))
_LAPSE = (
    update(actions).where(_OVER, actions.c.outbox.in_(_arrived) | actions.c.used_at.is_not(None)).values(lapsed=True)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """What a button is to stand for; ``version`` is the task's that the card showed, ``group`` names the card.

    ``token`` is what the button carries.
    """

    act: str
    task: str | None
    args: Mapping[str, Any]
    person: PersonId | None
    chat: int
    version: int | None = None
    expires_at: datetime | None = None
    group: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAction:
    """What a button stands for; ``card`` names the buttons that are used up together."""

    token: str
    card: str
    act: str
    task: str | None
    args: Mapping[str, Any]
    person: PersonId | None
    chat: int
    version: int | None
    expires_at: datetime | None
    outbox: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LapsedCard:
    """A card whose time ran out unused: the message to be edited."""

    card: str
    chat: int
    message: int
    outbox: int
    payload: Mapping[str, Any]
    task: str | None


class ActionGone(Exception):  # noqa: N818 - an answer, not an error
    """The button does nothing any more; ``reason``: unknown, expired, used, not_yours or changed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Actions:
    """Stores what buttons stand for, and gives it out once; all times are real."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def store(self, action: NewAction) -> str:
        """Return the token to be put into the button."""
        await self.store_all([action])
        return action.token

    async def store_all(self, wanted: Sequence[NewAction]) -> None:
        """Store what many buttons stand for."""
        await _STORE.changed_each(self._connection, [_row(action) for action in wanted])

    async def take(
        self, token: str, *, person: PersonId | None, chat: int, now_real: datetime, once: bool = True
    ) -> StoredAction:
        """Return the action if the person may press it here and now, and use its card up; else ``ActionGone``."""
        row = await self._row(token, held=True)
        await self._check(row, person=person, chat=chat, now_real=now_real)
        if once:
            await self._connection.execute(_USE, {"of": row.card, "used_at": now_real, "used_by": person})
        return _stored(row)

    async def standing(self, token: str, *, person: PersonId, chat: int, now_real: datetime) -> StoredAction | None:
        """Return the action if the person could press it here and now; it stays unused."""
        row = await self._row(token, held=False)
        try:
            await self._check(row, person=person, chat=chat, now_real=now_real)
        except ActionGone:
            return None
        return _stored(row)

    async def peek(self, token: str) -> StoredAction | None:
        """Return what the button stands for without pressing it."""
        row = await self._row(token, held=False)
        return None if row is None else _stored(row)

    async def waiting_for(
        self, person: PersonId, acts: Collection[str], *, now_real: datetime
    ) -> tuple[StoredAction, ...]:
        """Return what of these acts still waits for the person to press."""
        fresh = actions.c.expires_at.is_(None) | (actions.c.expires_at > now_real)
        query = select(actions).where(*_unused_by(person), fresh, actions.c.act.in_(acts))
        rows = (await self._connection.execute(query.order_by(actions.c.outbox, actions.c.token))).all()
        return tuple(map(_stored, rows))

    async def end_all(self, person: PersonId, *, now_real: datetime) -> None:
        """Use up whatever was the person's to press."""
        mine = update(actions).where(*_unused_by(person))
        await self._connection.execute(mine.values(used_at=now_real, used_by=person))

    async def lapsed(self, now_real: datetime) -> tuple[LapsedCard, ...]:
        """Return the cards that ran out unused and were sent, each once, to be edited as 已失效."""
        rows = (await self._connection.execute(_LAPSED, {"now": now_real})).all()
        await self._connection.execute(_LAPSE, {"now": now_real})
        cards = {row.card: row for row in rows}
        return tuple(_lapsed(row) for row in cards.values())

    async def _row(self, token: str, *, held: bool) -> Any:
        pressed = {"pressed": plain(token)}  # A forger's data may be what no database takes.
        return (await self._connection.execute(_HELD if held else _STORED, pressed)).one_or_none()

    async def _check(self, row: Any, *, person: PersonId | None, chat: int, now_real: datetime) -> None:
        if row is None or row.chat != chat:
            raise ActionGone("unknown")
        if row.person is not None and row.person != person:
            raise ActionGone("not_yours")
        if row.used_at is not None:
            raise ActionGone("used")
        if row.expires_at is not None and row.expires_at <= now_real:
            raise ActionGone("expired")
        if row.version is not None and row.version != await self._version(row.task):
            raise ActionGone("changed")

    async def _version(self, number: str | None) -> int | None:
        found: int | None = (await self._connection.execute(_VERSION, {"of": number})).scalar_one_or_none()
        return found


def _row(action: NewAction) -> dict[str, Any]:
    return {
        "token": action.token,
        "card": action.group or action.token,
        "act": action.act,
        "task": action.task,
        "args": dict(action.args),
        "person": action.person,
        "chat": action.chat,
        "version": action.version,
        "expires_at": action.expires_at,
        "lapsed": False,
    }


def _unused_by(person: PersonId) -> tuple[ColumnElement[bool], ...]:
    return actions.c.person == person, actions.c.used_at.is_(None)


def _stored(row: Any) -> StoredAction:
    return StoredAction(
        token=row.token,
        card=row.card,
        act=row.act,
        task=row.task,
        args=row.args,
        person=row.person,
        chat=row.chat,
        version=row.version,
        expires_at=row.expires_at,
        outbox=row.outbox,
    )


def _lapsed(row: Any) -> LapsedCard:
    return LapsedCard(
        card=row.card, chat=row.chat, message=row.message, outbox=row.id, payload=row.payload, task=row.task
    )
