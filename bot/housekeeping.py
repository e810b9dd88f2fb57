"""Housekeeping: cards lapse, unknown groups are left, old updates are thrown away, a long gap is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.alerts import tell
from bot.alive import AliveMark
from bot.clock import Clock
from bot.steadiness import confirming
from handlers.addressing import told_there
from handlers.wording import running
from ledger.outages import noted
from ledger.people import Role
from ledger.values import dataclass
from storage.outbox import Outgoing
from storage.recency import last_recorded
from storage.store import Store

log = structlog.get_logger(__name__)

GAP = timedelta(hours=24)
"""The platform keeps messages no longer than this."""
PRUNE_EVERY = timedelta(hours=1)
UNBOUND = "unbound"
SET_BACK = timedelta(minutes=1)
"""A clock that shows less than it did, by more than this, has been set back."""


@dataclass
class Housekeeping:
    """Duties of the rounds; all of them count in real time."""

    store: Store
    clock: Clock
    real: Callable[[], datetime]
    mark: AliveMark
    leave_after: timedelta = timedelta(minutes=10)
    keep_updates: timedelta = timedelta(days=30)
    keep_papers: timedelta = timedelta(days=7)
    _pruned_at: datetime | None = None
    _rung_at: datetime | None = None

    async def sign_of_life(self) -> None:
        """Leave the mark that says until when we ran."""
        self.mark.touch(self.real(), self.clock.now())

    async def lapse_cards(self) -> None:
        """Put a word in the place of cards that nobody confirmed in time."""
        async with self.store.books(now=self.clock.now()) as books:
            for card in await books.actions.lapsed(self.real()):
                said = await told_there(books, running.card_lapsed(), card.chat)
                payload = {"chat_id": card.chat, "text": said, "parse_mode": "HTML"}
                await books.outbox.put(
                    Outgoing(
                        chat=card.chat,
                        method="editMessageText",
                        payload=payload,
                        lane=f"c{card.chat}",
                        edits=card.outbox,
                    )
                )

    async def leave_unknown_groups(self) -> None:
        """Leave groups that nobody bound; what is said there is none of our business."""
        before = self.real() - self.leave_after
        async with self.store.reading(now=self.clock.now()) as books:
            chats = await books.directory.chats()
        for chat in chats:
            if chat.id < 0 and chat.active and chat.bound_at is None and chat.first_seen <= before:
                await self._leave(chat.id)

    async def _leave(self, chat: int) -> None:
        async with self.store.books(now=self.clock.now()) as books:
            known = await books.directory.chat(chat)
            if known is None or known.bound_at is not None:
                return  # Bound in this very moment.
            await books.directory.drop_chat(chat, reason=UNBOUND, now=books.now)
            await books.outbox.put(Outgoing(chat=chat, method="leaveChat", payload={"chat_id": chat}))

    async def prune(self) -> None:
        """Throw away updates that were dealt with long ago, and files; once an hour, and by a confirmed clock only."""
        now = self.real()
        if self._pruned_at is not None and abs(now - self._pruned_at) < PRUNE_EVERY:
            return
        self._pruned_at = now
        if not await confirming(self.store, self.clock)():
            return
        await self.store.papers.prune(before=now - self.keep_papers)
        gone = await self.store.inbox.prune(before=now - self.keep_updates)
        if gone:
            log.info("pruned", updates=gone)

    async def wait_no_more(self) -> None:
        """Let nothing wait for an hour by a clock that has been set back; looked for when it was, and at the start."""
        last, self._rung_at = self._rung_at, self.real()
        if last is not None and self._rung_at > last - SET_BACK:
            return
        beyond = self._rung_at + SET_BACK
        freed = await self.store.outbox.wait_no_more(beyond=beyond) + await self.store.inbox.wait_no_more(beyond=beyond)
        if freed or last is not None:
            log.warning("clock_set_back", freed=freed)

    async def note_outage(self, last_alive: datetime | None) -> None:
        """Note at the start, in business time, how long nobody ran; an entry meanwhile is a sign of life, too."""
        if last_alive is None or self.clock.now() - last_alive < self.store.house.outage_from:
            return  # Nothing that was written meanwhile makes it longer, and opening the books reads the roster.
        async with self.store.books(now=self.clock.now()) as books:
            await books.hold()
            written = await last_recorded(books)
            if written is None:  # A new ledger has missed nothing.
                return
            entry = noted(max(last_alive, written), books.now, books.house)
            if entry is not None:
                await books.record(entry)
                log.info("outage noted", began=entry.began.isoformat(), ended=entry.ended.isoformat())

    async def tell_gap(self, last_alive: datetime | None, by_clock: datetime | None = None) -> None:
        """Tell the coordinators once, at the start, when nothing was heard for longer than the platform keeps.

        ``by_clock`` is the business time of the last sign of life: the sandbox's clock may go on while nobody runs.
        """
        signs = ((last_alive, self.real()), (by_clock, self.clock.now()))
        gaps = ((since, until) for since, until in signs if since is not None and until - since > GAP)
        gap = next(gaps, None)
        if gap is None:
            return
        async with self.store.books(now=self.clock.now()) as books:
            local = books.house.hours.local
            await tell(books, [Role.COORDINATOR, Role.ADMIN], running.gap(local(gap[0]), local(gap[1])))
