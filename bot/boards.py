"""Boards (工作看板): each group that wants it has one pinned message with its figures, edited where it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import datetime, timedelta

import structlog

from bot.alerts import BOARD_AGAIN, sentence
from bot.clock import Clock
from config.timetable import BOARD, ReportKind
from ledger.facts import Facts
from ledger.languages import Language
from ledger.slots import is_quiet
from ledger.values import dataclass
from reports.board import board, stamped
from reports.periods import period_of
from storage.boards import Board
from storage.books import OpenBooks
from storage.chats import Chat
from storage.delivery import OutboxState
from storage.outbox import Outgoing
from storage.store import Store

log = structlog.get_logger(__name__)

GATHERING = timedelta(minutes=1)
"""Real time between two edits of a board: what happens meanwhile is gathered."""
ANYWAY = timedelta(minutes=15)
"""So long after the last look the clock alone may have changed a figure: what was due is overdue."""


@dataclass(frozen=True)
class _Look:
    """What one group's board would say now."""

    chat: Chat
    body: str
    facts: Facts
    language: Language


@dataclass
class Boards:
    """Shows, pins and edits the boards; what a board says is stored, so that a restart goes on where it was."""

    store: Store
    clock: Clock
    real: Callable[[], datetime]
    _looked: dict[int, tuple[int, datetime]] = field(default_factory=dict)

    async def ring(self) -> None:
        """Bring every board up to date."""
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            known = await books.boards.all()
            chats = [chat for chat in await books.directory.chats() if chat.active and chat.bound_at is not None]
            quiet = is_quiet(now, books.house)
            today = books.house.hours.local(now).date()
            wanted = {chat.id: chat for chat in chats if BOARD in chat.reports}
            head = (await books.head()).seq
            looks = [chat for chat in wanted.values() if self._is_due(chat.id, known.get(chat.id), head, quiet=quiet)]
            facts = await _facts(books, looks)
            unpinned = [one for one in known.values() if one.chat in wanted and self._pins(books, one, today)]
        for chat in chats:
            if chat.id in known and chat.id not in wanted:
                await self._take_down(known[chat.id])
        for look in await asyncio.to_thread(_composed, facts):
            await self._show(look, known.get(look.chat.id), head)
        for one in () if quiet else unpinned:
            await self._pin(one)

    def _is_due(self, chat: int, known: Board | None, head: int, *, quiet: bool) -> bool:
        """Tell whether it is worth looking: something was recorded, or time went by; new ones wait for the morning."""
        if known is None or known.state in _LOST:
            return not quiet
        seq, moment = self._looked.get(chat, (-1, self.real() - ANYWAY))
        passed = self.real() - moment
        return not known.busy and (passed >= ANYWAY or (seq != head and passed >= GATHERING))

    @staticmethod
    def _pins(books: OpenBooks, one: Board, today: object) -> bool:
        """Tell whether it is to be pinned: at first, and each morning again, in case somebody has unpinned it."""
        pinned = one.pinned_at and books.house.hours.local(one.pinned_at).date()
        return one.state is OutboxState.SENT and pinned != today

    async def _show(self, one: _Look, known: Board | None, head: int) -> None:
        chat, text = one.chat.id, stamped(one.body, one.facts, one.language)
        self._looked[chat] = head, self.real()
        if known is not None and known.state not in _LOST:
            if one.body != known.body:
                await self._edit(known, one.body, text)
            return
        async with self.store.books(now=self.clock.now()) as books:
            if known is not None and not await books.boards.forget(chat, message=known.shown):
                return
            if await books.boards.claim(chat):
                row = await books.outbox.put(sentence(chat, text, purpose=BOARD, bulk=True, silent=True))
                await books.boards.show(chat, body=one.body, message=row)
                log.info("board_shown", chat=chat)

    async def _edit(self, known: Board, body: str, text: str) -> None:
        async with self.store.books(now=self.clock.now()) as books:
            if await books.boards.change(known, body=body):
                outgoing = sentence(
                    known.chat, text, purpose=BOARD, bulk=True, method="editMessageText", edits=known.shown
                )
                await books.boards.follow(known.chat, await books.outbox.put(outgoing))

    async def _pin(self, one: Board) -> None:
        async with self.store.books(now=self.clock.now()) as books:
            if await books.boards.pin(one, now=books.now):
                purpose = BOARD if one.pinned_at is None else BOARD_AGAIN
                await books.outbox.put(_about(one, "pinChatMessage", purpose, {"disable_notification": True}))

    async def _take_down(self, one: Board) -> None:
        """Unpin the board of a group that wants it no longer; its last words stay."""
        async with self.store.books(now=self.clock.now()) as books:
            if await books.boards.forget(one.chat, message=one.shown) and one.state is OutboxState.SENT:
                await books.outbox.put(_about(one, "unpinChatMessage", BOARD_AGAIN, {}))


_LOST = (OutboxState.UNDELIVERABLE, OutboxState.EXPIRED, OutboxState.SKIPPED)


async def _facts(books: OpenBooks, chats: Iterable[Chat]) -> list[tuple[Chat, Facts, datetime | None, Language]]:
    """Return what each board is made of; the facts are read once for all that reach back as far."""
    known: dict[datetime, Facts] = {}
    found = []
    for chat in chats:
        last = await books.slots.last_cut_off(ReportKind.DISPATCH, chat.id)
        since = period_of(ReportKind.DISPATCH, books.now, books.house, last=last).before
        if since not in known:
            known[since] = await books.facts(since=since, at=books.now)
        found.append((chat, known[since], last, books.languages.of(chat.id, None)))
    return found


def _composed(found: list[tuple[Chat, Facts, datetime | None, Language]]) -> list[_Look]:
    return [_look(chat, facts, last, language) for chat, facts, last, language in found]


def _look(chat: Chat, facts: Facts, last: datetime | None, language: Language) -> _Look:
    units = None if chat.unit is None else (chat.unit,)
    return _Look(chat, board(facts, units=units, since=last, language=language), facts, language)


def _about(one: Board, method: str, purpose: str, more: Mapping[str, object]) -> Outgoing:
    payload = {"chat_id": one.chat, **more}
    return Outgoing(
        chat=one.chat, method=method, payload=payload, purpose=purpose, bulk=True, lane=f"c{one.chat}", edits=one.shown
    )
