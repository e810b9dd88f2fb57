"""Sender: one row of the outbox, from "sending" over the wire to what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from telegram import Bot, InputFile

from bot.alerts import Alerts
from bot.calls import Json, call
from bot.channels.calling import ChannelCalls
from bot.delivery.forms import LONGEST_TEXT, forms, is_rich, visible_units
from bot.delivery.outcomes import Fate, Outcome, arrived_as, is_lost, outcome_of
from bot.delivery.pacing import Departure
from bot.outages import is_outage
from ledger.values import dataclass
from storage.delivery import is_channel
from storage.gathering import Load
from storage.outbox import Outbound
from storage.store import Store

log = structlog.get_logger(__name__)

HUNG = 60.0
"""Seconds after which a call counts as lost on the way."""
LONGEST_PAUSE = 60.0
HOLD = timedelta(seconds=60)
"""So long a lane waits for the probe of its unknown message, before what comes after it goes on."""
NOTHING_TO_EDIT = "nothing to edit"
LEFT_BEHIND = "message to edit not found: the group has moved"
PAPER_GONE = "paper thrown away"


@dataclass
class Sender:
    """Sends rows; every step is committed, so that whoever comes after a crash knows how far it got."""

    store: Store
    bot: Bot
    real: Callable[[], datetime]
    alerts: Alerts
    surely_not_sent: Callable[[BaseException], bool]
    channels: ChannelCalls | None = None

    async def send(self, load: Load, departure: Departure) -> None:
        """Send a row with what it carries and commit what became of it; a database that is away is waited for."""
        row = load.row
        if row.expires_at is not None and row.expires_at <= self.real():
            await self.store.outbox.expired(row.id)
            return
        async with self.store.chat_locks.hold(row.chat):
            if not await self._begin(load):
                return  # Another process was first.
            outcome, message = await self._attempt(row, departure)
            await self._insist(row, outcome, message)

    async def _begin(self, load: Load) -> bool:
        if load.along:
            return await self.store.gathering.sending(load, now=self.real())
        return await self.store.outbox.sending(load.row.id, now=self.real())

    async def _attempt(self, row: Outbound, departure: Departure) -> tuple[Outcome, int | None]:
        """Make the call; what the server cannot read goes once more in each simpler form."""
        if self.channels is not None and is_channel(row.chat):
            return await self.channels.attempt(row), None
        payload = dict(row.payload)
        if row.edits is not None:
            if row.target is None:
                return await self._without_target(row.edits, row.chat), None
            payload["message_id"] = row.target
        if not await self._with_paper(payload):
            return Outcome(Fate.REFUSED, PAPER_GONE), None
        await departure.leaves()
        for method, form in forms(row.method, payload):
            outcome, message = await self._call(method, form)
            if outcome.fate is not Fate.PLAIN:
                break
            log.warning("not_read", outbox=row.id, method=method, reason=outcome.reason)
        departure.answered(outcome.after)
        return outcome, message

    async def _without_target(self, edited: int, chat: int) -> Outcome:
        """Return what becomes of an edit whose message was never sent, or lies in the group that has moved here."""
        there = await self.store.outbox.get(edited)
        if there is not None and there.chat != chat:
            return Outcome(Fate.DONE, LEFT_BEHIND)
        return Outcome(Fate.REFUSED, NOTHING_TO_EDIT)

    async def _with_paper(self, payload: Json) -> bool:
        """Put the kept file in the place of its number; tell whether it is still there."""
        place = next((key for key in ("document", "photo") if isinstance(payload.get(key), dict)), None)
        if place is None:
            return True
        kept = await self.store.papers.get(int(payload[place]["paper"]))
        if kept is not None:
            payload[place] = InputFile(kept[1], filename=kept[0])
        return kept is not None

    async def _call(self, method: str, payload: Json) -> tuple[Outcome, int | None]:
        if visible_units(payload) > LONGEST_TEXT:
            return Outcome(Fate.REFUSED, "text longer than the platform allows"), None
        try:
            async with asyncio.timeout(HUNG):
                result = await call(self.bot, method, payload)
        except Exception as error:  # The one door between the wire and the outbox.
            return outcome_of(error, method, rich=is_rich(payload), surely_not_sent=self.surely_not_sent), None
        return arrived_as(result, payload.get("chat_id"))

    async def _insist(self, row: Outbound, outcome: Outcome, message: int | None) -> None:
        """Commit the outcome; forgetting that a message was sent would send it twice."""
        while True:
            try:
                await self._settle(row, outcome, message)
            except Exception as error:
                if not is_outage(error):
                    raise
                log.warning("outcome_not_stored", outbox=row.id, kind=type(error).__name__)
                await asyncio.sleep(1)
            else:
                return

    async def _settle(self, row: Outbound, outcome: Outcome, message: int | None) -> None:
        outbox, now = self.store.outbox, self.real()
        if outcome.fate not in {Fate.DONE, Fate.MORE}:
            log.warning("not_sent", outbox=row.id, fate=outcome.fate.value, reason=outcome.reason)
        match outcome.fate:
            case Fate.DONE:
                if row.edits is not None and is_lost(row.method, outcome.reason):
                    await self.alerts.lost(row)
                await outbox.sent(row.id, message=message, now=now)
            case Fate.MORE:
                await outbox.posted(row.id, row.payload, pieces=outcome.pieces)
            case Fate.SKIPPED:
                await outbox.skipped(row.id, reason=outcome.reason)
            case Fate.RETRY:
                await outbox.retry(row.id, at=now + self._pause(row, outcome), reason=outcome.reason)
            case Fate.UNKNOWN:
                await outbox.unknown(row.id, reason=outcome.reason, until=now + HOLD)
            case Fate.MIGRATED if outcome.chat is not None:
                pause = self._pause(row, outcome) if row.tries else timedelta()
                await outbox.retry(row.id, at=now + pause, reason=outcome.reason)
                await self.alerts.migrated(row.chat, outcome.chat)
            case Fate.BLOCKED:
                await self.alerts.unreachable(row, outcome.reason)
            case _:
                await self.alerts.refused(row, outcome.reason)

    @staticmethod
    def _pause(row: Outbound, outcome: Outcome) -> timedelta:
        """Wait as long as the platform says, and a little more; else longer from try to try."""
        if outcome.after is not None:
            return timedelta(seconds=outcome.after + 0.5)
        return timedelta(seconds=min(2.0 ** min(row.tries, 10), LONGEST_PAUSE))
