"""Dealing: one update, from its row to the door, inside one transaction; files are fetched before it is opened."""

from __future__ import annotations

from dataclasses import field

import structlog

from bot.alerts import sentence, tell
from bot.calls import Json
from bot.clock import Clock
from bot.intake.extracting import MARKED, cut
from bot.intake.fetching import Fetching, MarkedFile
from bot.intake.salvage import UNREADABLE
from bot.sheets import Sheets
from handlers import door
from handlers.addressing import told_there
from handlers.beforehand import Beforehand, made_ready
from handlers.desk import Desk
from handlers.heard import Ready
from handlers.sheets import Sheet
from handlers.wording import running
from ledger.entries import Evidence
from ledger.people import Role
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.chain import Overtaken
from storage.inbox import Incoming
from storage.store import Store

log = structlog.get_logger(__name__)

OFTENEST = 10
"""How often the roster may change under one update; it changes some times a day."""
DEADLY = "process ended"
"""Why an update is set aside under which the process ended again and again."""


@dataclass(frozen=True)
class Dealing:
    """Opens the books once per update and lets the door deal with it; once more, where something is made beforehand."""

    store: Store
    clock: Clock
    desk: Desk
    fetching: Fetching
    sheets: Sheets
    _told: set[str] = field(default_factory=set)

    async def deal(self, update: Json, row: Incoming) -> None:
        """Deal with the update, or settle it where it is marked or cannot be read; raises whatever goes wrong."""
        if UNREADABLE in update:
            await self._settle(row, "quarantined", UNREADABLE)
        elif row.marked:
            await self._advise(row, row.marked)
        else:
            await self._hand_over(update, row)

    async def _hand_over(self, update: Json, row: Incoming) -> None:
        try:
            files = await self._files(update, row)
            sheet = await self.sheets.of(update, row, files)
            await self._until_ready(update, row, files, sheet)
        except MarkedFile as marked:
            await self.store.inbox.cut(row.id, raw=cut(update, marked.word), marked=marked.word)
            await self._advise(row, marked.word)
        except door.Unreadable as error:
            await self._settle(row, "quarantined", f"{UNREADABLE}: {error}")

    async def _until_ready(self, update: Json, row: Incoming, files: tuple[Evidence, ...], sheet: Sheet | None) -> None:
        """Open the books, and once more where something was to be made first; others open theirs meanwhile."""
        ready: Ready | None = None
        overtaken = 0
        while True:
            try:
                async with self.store.books(now=self.clock.now(), source=row) as books:
                    return await door.deal(update, books, self.desk, files, sheet, ready=ready)
            except Overtaken:
                overtaken += 1
                if overtaken == OFTENEST:
                    raise
            except Beforehand as wanted:
                ready = await made_ready(wanted, self.store.reading(now=self.clock.now()))

    async def _files(self, update: Json, row: Incoming) -> tuple[Evidence, ...]:
        """Fetch what the door wants; the files of strangers are nobody's evidence."""
        wanted = door.files_wanted(update)
        if not wanted or row.user is None:
            return ()
        async with self.store.reading(now=self.clock.now()) as books:
            known = await books.directory.person_of_user(row.user)
        return await self.fetching.fetch(wanted) if known is not None else ()

    async def apologise(self, row: Incoming, reason: str) -> None:
        """Tell the sender of a quarantined update politely, once; in a group the group is told.

        The administrators, to whom the apology refers, are told once for each reason: one bug may meet many updates.
        """
        chat, first = row.chat if row.chat is not None else row.user, reason not in self._told
        self._told.add(reason)  # Before the commit, for which the next one does not wait.
        try:
            async with self.store.books(now=self.clock.now()) as books:
                if first:
                    await tell(books, [Role.ADMIN], _given_up(row.update_id, reason))
                if chat is not None and (chat > 0 or await _is_bound(books, chat)):
                    await books.outbox.put(sentence(chat, await told_there(books, running.apology(), chat)))
        except BaseException:
            if first:
                self._told.discard(reason)
            raise

    async def _settle(self, row: Incoming, state: str, reason: str) -> None:
        async with self.store.books(now=self.clock.now(), source=row) as books:
            books.settle(state, reason)
        log.warning("settled", update=row.update_id, state=state, reason=reason)

    async def _advise(self, row: Incoming, word: str) -> None:
        """Say what must be said without the books' help: nothing of the message is known any more."""
        async with self.store.books(now=self.clock.now(), source=row) as books:
            books.settle("ignored", f"{MARKED}:{word}")
            if row.chat is not None and (row.chat > 0 or await _is_bound(books, row.chat)):
                said = await told_there(books, running.marked(word), row.chat)
                await books.outbox.put(sentence(row.chat, said, reply_to=row.message))
        log.warning("marked", update=row.update_id)


def _given_up(update: int, reason: str) -> str:
    return running.deadly(update) if reason == DEADLY else running.set_aside(update, reason)


async def _is_bound(books: OpenBooks, chat: int) -> bool:
    known = await books.directory.chat(chat)
    return known is not None and known.active and known.bound_at is not None
