"""The prober: takes up what a dead process or a lost answer left behind, and settles it without sending blindly."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import field
from datetime import datetime, timedelta

import structlog
from telegram import Bot

from bot.alerts import Alerts
from bot.delivery.outcomes import is_idempotent
from bot.delivery.probe import Finding, Probed, Tried, answers, given_back, probe, says_the_same, told_apart
from bot.delivery.sender import HOLD
from bot.waiting import Waker
from ledger.values import dataclass
from storage.chat_locks import ChatHeld
from storage.delivery import is_channel
from storage.known_messages import Known, known_messages
from storage.outbox import Outbound, OutboxState
from storage.store import Store

log = structlog.get_logger(__name__)

LOOK_EVERY = 2.0
ABANDONED = timedelta(seconds=20)
"""Whatever is on its way for longer may belong to a process that died; whoever lives holds the chat's lock."""
PATIENCE = 45.0
"""Seconds for which the probe waits at most for what people wrote before the start."""
TALKATIVE = timedelta(minutes=1)
"""From the first look on, for so long people may write at the end of the chat before somebody is asked instead."""
CALLED = timedelta(minutes=10)
"""The same where the platform calls: what people wrote during an outage comes by and by."""
LOOK = 30.0
"""Seconds for which one message may be looked for; the next look goes on from there, and others get their turn."""
DEAF = timedelta(minutes=10)
"""For so long nobody is asked about a message that may be what somebody wrote, while people are not heard."""
SET_BACK = timedelta(minutes=1)
"""What lies further ahead of now was written by a clock that has been set back since."""
ASKED = "asked: "


@dataclass
class Prober:
    """Finds out the fate of messages; where that fails, people are asked and nothing is repeated.

    A request that is still on its way has arrived ``after`` it was sent.
    """

    store: Store
    bot: Bot
    real: Callable[[], datetime]
    alerts: Alerts
    done: Callable[[], None]
    after: timedelta = timedelta(seconds=15)
    enabled: bool = True
    caught_up: Callable[[], bool] = lambda: True
    """Whether all that people wrote before the start is known; the ids of what is not would count as nobody's."""
    ours: Callable[[], bool] = lambda: True
    """Whether this process is the one that sends."""
    heard: Callable[[], datetime | None] | None = None
    """When the platform was last asked, by whichever process, what people have written; none where it calls."""
    _begun: dict[int, datetime] = field(default_factory=dict)
    _looked: dict[int, datetime] = field(default_factory=dict)
    _tried: defaultdict[int, Tried] = field(default_factory=lambda: defaultdict(dict))

    async def run(self, stop: asyncio.Event) -> None:
        """Look after interrupted and unknown messages until told to stop."""
        waiting = Waker()
        until = time.monotonic() + PATIENCE
        age = timedelta(0)  # At first nothing is ours: what is on its way was left behind by a process that died.
        while not stop.is_set():
            try:
                if self.ours():
                    await self.adopt(age)
                    if self.caught_up() or time.monotonic() > until:
                        await self.turn()
                age = ABANDONED if self.ours() else timedelta(0)
            except Exception as error:  # A door: the database or the platform may be away.
                log.warning("probe_put_off", kind=type(error).__name__)
            await waiting.wait(LOOK_EVERY, stop=stop)

    async def adopt(self, age: timedelta) -> None:
        """Take over what has been "sending" for longer: edits are simply repeated, messages become unknown."""
        now = self.real()
        for row in await self.store.outbox.interrupted(before=now - age, beyond=now + SET_BACK):
            await self._held(row, self._adopt)  # Whoever is still sending it holds its chat.

    async def _adopt(self, number: int) -> None:
        row = await self.store.outbox.get(number)
        if row is None or row.state is not OutboxState.SENDING:
            return
        if is_idempotent(row.method):
            await self.store.outbox.retry(number, at=self.real(), reason="interrupted")
        else:
            await self.store.outbox.unknown(number, reason="interrupted", until=self.real() + HOLD)

    async def turn(self) -> None:
        """Probe every unknown message that has had its time to arrive."""
        for row in await self.store.outbox.unknowns():
            await self._held(row, self._probe)

    async def _held(self, row: Outbound, work: Callable[[int], Awaitable[None]]) -> None:
        """Work on a row while nobody else can, and where nobody else is at it; the others do not wait for them."""
        try:
            async with self.store.chat_locks.hold(row.chat, patience=0):
                await work(row.id)
        except ChatHeld:
            return
        except Exception as error:  # A door: one message's trouble is not the next one's.
            log.warning("probe_put_off", outbox=row.id, kind=type(error).__name__)

    async def _probe(self, number: int) -> None:
        """Look for one message and commit what was found, while nobody else can: neither another process nor a send."""
        row = await self.store.outbox.get(number)  # The search for another may have settled it meanwhile.
        if row is None or row.state is not OutboxState.UNKNOWN or (row.reason or "").startswith(ASKED):
            return
        known = await self._known(row)
        if known is None or self._was_set_back(known) or self.real() - known.sending_at >= self.after:
            await self._settle(row, await self._look(row, known))
            self.done()

    async def _look(self, row: Outbound, known: Known | None) -> Probed:
        if not self.enabled or is_channel(row.chat):  # A webhook has no message that could be looked for.
            return Probed(Finding.UNCLEAR)
        if known is not None and self._was_set_back(known):
            return Probed(Finding.UNCLEAR)
        heard = self._heard_since_the_last(row)
        patience = TALKATIVE if self.heard is not None else CALLED
        patient = self.real() - self._begun.setdefault(row.id, self.real()) < patience
        looked = await self._searched(row, known, heard=heard, patient=patient)
        if looked.finding is Finding.FOUND and not looked.changed and looked.message is not None:
            looked = await self._told_apart(row, looked, looked.message)
        if looked.changed and looked.message is not None and await self._was_beside(row, looked, looked.message):
            self._tried[row.id][looked.message] = Finding.OTHER
            return Probed(Finding.LATER)
        perhaps = looked.finding is Finding.LATER and looked.message is not None
        if perhaps and not heard and known is not None and self.real() - known.sending_at > DEAF:
            looked = Probed(Finding.UNCLEAR)
        if looked.finding is Finding.LATER:
            self._looked[row.id] = self.real()
        else:
            del self._tried[row.id], self._begun[row.id]
            self._looked.pop(row.id, None)
        return looked

    async def _searched(self, row: Outbound, known: Known | None, *, heard: bool, patient: bool) -> Probed:
        try:
            async with asyncio.timeout(LOOK):
                return await probe(self.bot, row, known, self._tried[row.id], heard=heard, patient=patient)
        except TimeoutError:
            return Probed(Finding.LATER)

    def _was_set_back(self, known: Known) -> bool:
        """Tell whether the clock was set back while it was on its way: then nobody knows what came before what."""
        return known.sending_at > self.real() + SET_BACK

    def _heard_since_the_last(self, row: Outbound) -> bool:
        """Tell whether all is known that people had written by the last look for it."""
        looked = self._looked.get(row.id)
        if looked is None or self.heard is None:
            return True
        heard = self.heard()
        return heard is not None and heard > looked

    async def _told_apart(self, row: Outbound, looked: Probed, message: int) -> Probed:
        """Find out whether what says the same as the row may be another's, which answers something else.

        It may say so by chance, or because an earlier look changed it and did not hear that it had.
        """
        others = [one for one in await self._beside(row) if answers(one) != answers(row)]
        alike = others if row.id in self._looked else [one for one in others if says_the_same(one, row)]
        return await told_apart(self.bot, row, message) if alike else looked

    async def _beside(self, row: Outbound) -> list[Outbound]:
        """Return the other messages of unknown fate in the chat."""
        return [one for one in await self.store.outbox.unknowns() if one.chat == row.chat and one.id != row.id]

    async def _was_beside(self, row: Outbound, looked: Probed, message: int) -> bool:
        """Tell whether what was changed was another message of unknown fate in the chat, and give it back.

        What it answers tells whose it was, or that there is only one other. Else nobody can tell: it says what it
        should, and the others are looked for.
        """
        if looked.answers is not None and looked.answers == answers(row):
            return False
        beside = await self._beside(row)
        whose = [one for one in beside if answers(one) == looked.answers] or beside
        if len(whose) != 1 or not await given_back(self.bot, whose[0], message):
            return False
        log.info("probe_gave_back", outbox=whose[0].id)
        await self.store.outbox.sent(whose[0].id, message=message, now=self.real())
        return True

    async def _known(self, row: Outbound) -> Known | None:
        async with self.store.reading(now=self.real()) as books:
            return await known_messages(books.connection, row.id, after=self.after)

    async def _settle(self, row: Outbound, looked: Probed) -> None:
        now = self.real()
        log.info("probed", outbox=row.id, finding=looked.finding.value)
        match looked.finding:
            case Finding.FOUND:
                await self.store.outbox.sent(row.id, message=looked.message, now=now)
            case Finding.ABSENT:
                await self.store.outbox.retry(row.id, at=now, reason="not found by the probe")
            case Finding.BLOCKED:
                await self.alerts.unreachable(row, looked.reason)
            case Finding.LATER:
                await self.store.outbox.unknown(row.id, reason=row.reason or "", until=now + HOLD)
            case Finding.MIGRATED if looked.chat is not None:
                await self.alerts.migrated(row.chat, looked.chat)  # What lies in the old group can be asked of nobody.
                await self._ask(row)
            case _:
                await self._ask(row)

    async def _ask(self, row: Outbound) -> None:
        await self.alerts.unknown(row, ASKED + (row.reason or ""))
