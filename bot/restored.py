"""After a restore: what the world may have seen already is not done again, and people learn what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bot.alerts import Acts, tell
from bot.clock import Clock
from bot.reminding import KINDS, MISSING, Everybody
from config.timetable import GROUP_REPORTS, ReportKind
from handlers.wording import running
from ledger.outages import noted
from ledger.people import Role
from ledger.slots import DueSlot, lost_slots
from ledger.timetables import in_force
from ledger.values import dataclass
from reports.private import missed
from storage.books import OpenBooks
from storage.restores import Restored, Restores
from storage.store import Store


@dataclass
class AfterRestore:
    """Gives up the reports that were due between backup and restore, and tells of it; once for each restore."""

    store: Store
    clock: Clock

    async def ring(self) -> None:
        """Do it before any other duty publishes or reminds."""
        now = self.clock.now()
        async with self.store.reading(now=now) as books:
            if await Restores(books.connection, now=now).untold() is None:
                return
        async with self.store.books(now=now) as books:
            mine = Restores(books.connection, now=now)
            one = await mine.untold()
            if one is not None and await mine.told(one):
                if (lost := noted(one.made_at, now, books.house)) is not None:
                    await books.record(lost)  # What was said since the backup is gone: nobody loses points by it.
                await _tell(books, one, await _give_up(books, one))


async def _give_up(books: OpenBooks, one: Restored) -> list[DueSlot]:
    """Leave a row for each lost slot, and return those of groups that had none."""
    chats = tuple(chat for chat in await books.directory.chats() if chat.active)
    rules = await in_force(books)
    lost = partial(lost_slots, since=one.made_at, until=one.restored_at, house=books.house)
    found = list(lost([rule for rule in rules if rule.report in GROUP_REPORTS], chats=chats))
    everybody = Everybody(bound_at=one.made_at, reports=(*KINDS, ReportKind.DAILY))
    private = [rule for rule in rules if rule.report in everybody.reports]
    given_up = []
    for due in (*found, *_named(lost(private, chats=[everybody]))):
        row = await books.slots.claim(due, cut_off=due.due_at, since=due.due_at, body="", head="")
        if row is not None and due in found:
            given_up.append(due)
    return given_up


def _named(private: Iterator[DueSlot]) -> Iterator[DueSlot]:
    """Yield the slots under the names of private reports: that of the daily report is the list of the missing."""
    for due in private:
        daily = due.slot.report == ReportKind.DAILY
        yield replace(due, slot=replace(due.slot, report=MISSING)) if daily else due


async def _tell(books: OpenBooks, one: Restored, given_up: list[DueSlot]) -> None:
    local = books.house.hours.local
    text = running.restored(local(one.made_at), local(one.restored_at), held=one.held)
    acts: Acts = {running.SEND_HELD: ("restored.send", {}), running.DROP_HELD: ("restored.drop", {})}
    await tell(books, [Role.COORDINATOR, Role.ADMIN], text, acts=acts if one.held else None)
    titles = {chat.id: chat.title for chat in await books.directory.chats()}
    if summary := missed(given_up, house=books.house, titles=titles):
        await tell(books, [Role.COORDINATOR], summary)
