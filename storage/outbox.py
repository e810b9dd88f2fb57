"""The outbox, as the books write it: messages are committed with their cause, and sent afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.personal import masked, masked_markup
from ledger.values import dataclass
from storage.delivery import Outbound, Outbox, OutboxState, arrival, arrived, change
from storage.inbox import Incoming
from storage.mail_tables import actions, outbox
from storage.prepared import Prepared
from storage.tables import entries
from storage.types import plain
from storage.withholding import allowed

__all__ = ["Outbound", "Outbox", "OutboxState", "OutboxWriter", "Outgoing", "Sent", "tokens_of"]

_PUT = Prepared(insert(outbox).returning(outbox.c.id))
_PUT_EACH = Prepared(insert(outbox))
_newest = select(outbox.c.id).where(outbox.c.slot == bindparam("of")).order_by(outbox.c.id.desc())
_NEWEST = Prepared(_newest.limit(bindparam("most", type_=Integer)))
_CARRIED = Prepared(update(actions).where(actions.c.token == bindparam("carried")).values(outbox=bindparam("by")))
_carrier = select(actions.c.outbox).where(actions.c.token == bindparam("pressed")).scalar_subquery()
_TAPPED = arrival(and_(outbox.c.id == _carrier, outbox.c.method.startswith("send")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One call of the Bot API to be made; ``not_before`` and ``expires_at`` are real time.

    ``bulk`` gives way to answers in the same lane. ``edits`` is the outbox id whose message is meant. ``held`` keeps it
    back until ``release``.
    """

    chat: int
    method: str
    payload: Mapping[str, Any]
    task: str | None = None
    purpose: str = ""
    bulk: bool = False
    lane: str = ""
    not_before: datetime | None = None
    expires_at: datetime | None = None
    slot: int | None = None
    part: int = 1
    edits: int | None = field(default=None)
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message that was queued for a slot; ``lost``: it never arrived, or nobody can tell which one it is."""

    id: int
    chat: int
    method: str
    part: int
    payload: Mapping[str, Any]
    state: OutboxState
    reason: str | None

    @property
    def lost(self) -> bool:
        """Whether there is no message that could be edited."""
        return self.state in _NOT_THERE


_NOT_THERE = (OutboxState.UNDELIVERABLE, OutboxState.EXPIRED, OutboxState.SKIPPED, OutboxState.UNKNOWN)


class OutboxWriter:
    """Puts messages into the outbox inside the books' transaction."""

    def __init__(self, connection: AsyncConnection, *, now: datetime, source: Incoming | None) -> None:
        self._connection = connection
        self._now = now
        self._source = source

    async def put(self, outgoing: Outgoing) -> int:
        """Queue the call and return its id; stored actions on its buttons learn which message carries them.

        What is said in a group is masked here, whoever wrote it: numbers of people are read in private only. In minimal
        mode nothing but text leaves.
        """
        number = int(await _PUT.value(self._connection, self._row(outgoing)) or 0)
        await self._mark_buttons([(number, outgoing)])
        return number

    async def put_all(self, slot: int, outgoings: Sequence[Outgoing]) -> None:
        """Queue what goes to many under a slot that these books have claimed, so that nobody else puts rows there."""
        await _PUT_EACH.changed_each(self._connection, [self._row(one) for one in outgoings])
        newest = await _NEWEST.rows(self._connection, {"of": slot, "most": len(outgoings)})
        await self._mark_buttons([(row.id, one) for row, one in zip(reversed(newest), outgoings, strict=True)])

    def _row(self, outgoing: Outgoing) -> dict[str, Any]:
        method, payload = allowed(outgoing.method, dict(outgoing.payload))
        if outgoing.chat < 0:
            payload = _masked(payload)
        return {
            "lane": outgoing.lane or f"c{outgoing.chat}",
            "chat": outgoing.chat,
            "method": method,
            "payload": payload,
            "task": outgoing.task,
            "purpose": outgoing.purpose,
            "bulk": outgoing.bulk,
            "state": OutboxState.HELD if outgoing.held else OutboxState.WAITING,
            "slot": outgoing.slot,
            "part": outgoing.part,
            "edits": outgoing.edits,
            "inbox": self._source.id if self._source else None,
            "prompt": self._is_prompt(outgoing),
            "tries": 0,
            "made_at": self._now,
            "not_before": outgoing.not_before,
            "expires_at": outgoing.expires_at,
        }

    def _is_prompt(self, outgoing: Outgoing) -> bool:
        """Tell whether somebody gets a private message that is no answer to what that person wrote or tapped."""
        asked = self._source is not None and self._source.user == outgoing.chat
        return outgoing.chat > 0 and outgoing.method.startswith("send") and not asked

    async def tapped(self, token: str, *, message: int, now_real: datetime) -> None:
        """Learn from a press of its button that a message of unknown fate has arrived, and as which."""
        await arrived(self._connection, _TAPPED, {"pressed": plain(token)}, message=message, now=now_real)

    async def give_up(self, number: int, *, reason: str) -> bool:
        """Give a message up: it will never arrive; ``False`` where its fate is known already."""
        return await change(self._connection, number, state=OutboxState.UNDELIVERABLE, reason=reason)

    async def leave_open(self, number: int, *, reason: str) -> bool:
        """Leave it to people whether a message has arrived; ``False`` where its fate is known already."""
        return await change(self._connection, number, state=OutboxState.UNKNOWN, reason=reason, next_try=None)

    async def skip_beside(self, row: Outbound, *, reason: str) -> None:
        """Leave out the pictures and tables that were to stand beside a report's text: without it they say nothing."""
        same = and_(outbox.c.slot == row.slot, outbox.c.chat == row.chat, outbox.c.part > row.part)
        beside = and_(same, outbox.c.state == OutboxState.WAITING, outbox.c.method != "sendMessage")
        await self._connection.execute(
            update(outbox).where(beside).values(state=OutboxState.SKIPPED, reason=plain(reason))
        )

    async def given_up(self, lane: str, *, reason: str, since: datetime, but: str) -> bool:
        """Tell whether a message of the lane, made after ``since``, was given up for the reason; ``but``: a purpose."""
        lost = outbox.c.state == OutboxState.UNDELIVERABLE
        same = and_(lost, outbox.c.lane == lane, outbox.c.reason == plain(reason), outbox.c.purpose != but)
        query = select(exists().where(same, outbox.c.made_at > since))
        return bool((await self._connection.execute(query)).scalar_one())

    async def of_slot(self, slot: int) -> tuple[Sent, ...]:
        """Return the messages that make the report of a slot, in the order of its parts; not what was edited later."""
        mine = select(outbox).where(outbox.c.slot == slot, outbox.c.method.startswith("send"))
        return tuple(
            _sent(row) for row in (await self._connection.execute(mine.order_by(outbox.c.part, outbox.c.id))).all()
        )

    async def latest_payload(self, chat: int, purposes: Collection[str]) -> Mapping[str, Any] | None:
        """Return what the chat's latest message of such a purpose said that has arrived, or perhaps has."""
        there = outbox.c.state.in_((OutboxState.SENT, OutboxState.UNKNOWN))
        query = select(outbox.c.payload).where(there, outbox.c.lane == f"c{chat}", outbox.c.purpose.in_(purposes))
        found: Mapping[str, Any] | None = (
            await self._connection.execute(query.order_by(outbox.c.id.desc()).limit(1))
        ).scalar_one_or_none()
        return found

    async def chats_told(self, seqs: Collection[int]) -> tuple[int, ...]:
        """Return the chats that got a message from the update which left these entries."""
        caused = select(entries.c.inbox).where(entries.c.seq.in_(seqs), entries.c.inbox.is_not(None))
        said = outbox.c.method.in_(("sendMessage", "editMessageText"))
        query = select(outbox.c.chat).where(outbox.c.inbox.in_(caused), said).distinct().order_by(outbox.c.chat)
        return tuple((await self._connection.execute(query)).scalars())

    async def _mark_buttons(self, put: Iterable[tuple[int, Outgoing]]) -> None:
        """Let stored actions know which messages carry them."""
        carried = [{"carried": token, "by": number} for number, one in put for token in tokens_of(one.payload)]
        await _CARRIED.changed_each(self._connection, carried)


def _masked(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the call without numbers of people in its text, its caption, its tables and the labels of its buttons."""
    said: dict[str, Any] = {name: masked_markup(payload[name]) for name in ("text", "caption") if name in payload}
    if "rich_message" in payload:
        said["rich_message"] = _words_masked(payload["rich_message"])
    markup = payload.get("reply_markup")
    if isinstance(markup, Mapping):
        said["reply_markup"] = {name: _labels_masked(held) for name, held in markup.items()}
    return {**payload, **said}


def _words_masked(held: Any) -> Any:
    """Return part of a rich message with each of its words masked; those of the schema have no such form."""
    match held:
        case str():
            return masked(held)
        case Mapping():
            return {name: _words_masked(one) for name, one in held.items()}
        case list():
            return [_words_masked(one) for one in held]
    return held


def _labels_masked(held: Any) -> Any:
    if not isinstance(held, list):
        return held
    return [[{**button, "text": masked(button["text"])} for button in row] for row in held]


def _sent(row: Any) -> Sent:
    return Sent(
        id=row.id,
        chat=row.chat,
        method=row.method,
        part=row.part,
        payload=row.payload,
        state=OutboxState(row.state),
        reason=row.reason,
    )


def tokens_of(payload: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the buttons under the message carry, in their order."""
    markup = payload.get("reply_markup")
    rows = markup.get("inline_keyboard", ()) if isinstance(markup, Mapping) else ()
    for row in rows:
        for button in row:
            if "callback_data" in button:
                yield button["callback_data"]
