"""Gathering: what waits for one group with whom it answers, and the commit that lets one message say it all.

The first row carries the others: its payload becomes what goes to the wire, in the transaction that says so, and from
then on they share its fate. So a row that was sent is one message of the platform's, as it always was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile

from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.languages import Language, setting_of_chat
from ledger.values import dataclass
from storage.delivery import IN_LANE, Outbound, OutboxState, as_outbound
from storage.engines import Database
from storage.mail_tables import inbox, outbox
from storage.prepared import Given, Prepared
from storage.roster_tables import bindings, people
from storage.tables import settings

MOST = 20
"""So many answers go in one message at most: more would not be read."""

_ASKED = outbox.outerjoin(inbox, inbox.c.id == outbox.c.inbox)
_BOUND = _ASKED.outerjoin(bindings, (bindings.c.user == inbox.c.user) & (bindings.c.state == "active"))
_WAITING = Prepared(
    IN_LANE.add_columns(inbox.c.user.label("asker"), people.c.name.label("called"))
    .select_from(_BOUND.outerjoin(people, people.c.id == bindings.c.person))
    .limit(MOST)
)
_SPOKEN = Prepared(select(settings.c.value).where(settings.c.name == bindparam("choice")))
_STILL = update(outbox).where(
    outbox.c.id == bindparam("number"), outbox.c.state == OutboxState.WAITING, outbox.c.chat == bindparam("to")
)
"""A row that still waits for the chat, which may have moved."""
_CARRIES = Prepared(_STILL.values(state=OutboxState.SENDING, tries=outbox.c.tries + 1, carrier=outbox.c.id))
_CARRIED = Prepared(_STILL.values(state=OutboxState.GATHERED))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that may leave, and whom it answers: the user, and the name on the roster; nobody where that is unknown."""

    row: Outbound
    user: int | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Load:
    """What one message takes along: the row that carries it, as it goes to the wire, and the rows that it says, too."""

    row: Outbound
    along: tuple[int, ...] = ()


class Gathering:
    """The outbox of groups, some rows at a time; ``now`` is real time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def waiting_in(self, lane: str, *, now: datetime) -> tuple[Waiting, ...]:
        """Return the head of the lane and what follows it; nothing while the head, or one on its way, has to wait."""
        rows = await self._database.look(_WAITING, {"of": lane, "now": now})
        free = takewhile(lambda row: row.next_try is None or row.next_try <= now, rows)
        return tuple(Waiting(as_outbound(row), row.asker, row.called) for row in free)

    async def language_of(self, chat: int) -> Language:
        """Return the language that the group has chosen."""
        chosen = await self._database.look(_SPOKEN, {"choice": setting_of_chat(chat)})
        return Language.ENGLISH if chosen and chosen[0].value == Language.ENGLISH else Language.CHINESE

    async def sending(self, load: Load, *, now: datetime) -> bool:
        """Commit that the load goes to the wire as one message; ``False`` where any of it has changed meanwhile."""
        row = load.row
        carrier = {"number": row.id, "to": row.chat, "payload": dict(row.payload), "sending_at": now}
        carried = [{"number": number, "to": row.chat, "carrier": row.id} for number in load.along]
        try:
            async with self._database.writing() as connection:
                await _all_of([carrier], _CARRIES, connection)
                await _all_of(carried, _CARRIED, connection)
        except _ChangedMeanwhile:
            return False
        return True


class _ChangedMeanwhile(Exception):  # noqa: N818 - what is so
    """Some of it does not wait any more, or not for that chat."""


async def _all_of(rows: Sequence[Given], change: Prepared, connection: AsyncConnection) -> None:
    if await change.changed_each(connection, rows) != len(rows):
        raise _ChangedMeanwhile


def carriers(which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the rows of the outbox that carry one of those, or are one of them and carry others."""
    return outbox.c.id.in_(select(outbox.c.carrier).where(which, outbox.c.carrier.is_not(None)).correlate(None))
