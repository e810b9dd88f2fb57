"""An office ready to work, as a database template: roster, people bound to their accounts, groups bound to reports."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.house import house_of
from bot.roster_files.reading import read_roster_file
from config.settings import Settings
from ledger.roster_rows import PERSON, RosterRow, RosterRows
from storage.store import Store

ROSTER = Path(__file__).parent.parent / "scenario" / "roster.csv"
FIRST_USER = 10_001
FIRST_GROUP = -1_001_000_000_001
"""The sandbox's own first numbers, so that its people and groups are those of the database."""

REPORTS = ("dispatch", "daily", "weekly")


def people() -> tuple[str, ...]:
    """Return everybody's name in the order of their user ids."""
    return tuple(row.name for row in _rows() if row.kind == PERSON)


def user_of(number: int) -> int:
    """Return the user id of the n-th person of the roster."""
    return FIRST_USER + number


def phone_of(number: int) -> str:
    """Return the phone number of the n-th person of the roster; no log may show it."""
    return f"1390000{number:04d}"


@dataclass(frozen=True)
class Plan:
    """What a template holds: as many groups, bound at ``start`` to the reports, and who of the people is bound."""

    groups: int
    start: datetime
    reports: Sequence[str] = REPORTS
    bound: Sequence[str] = field(default_factory=people)

    @property
    def name(self) -> str:
        """The name of the template."""
        return f"office-{self.groups}-{self.start.isoformat()}-{'-'.join(self.reports)}-{len(self.bound)}"

    def fill(self, url: str) -> None:
        """Fill an empty database; to be called outside any event loop."""
        asyncio.run(self._fill(url))

    async def _fill(self, url: str) -> None:
        store = await Store.open(url, house=house_of(Settings(database_url=url)))
        before = self.start - timedelta(minutes=1)
        async with store.books(now=before) as books:
            await books.directory.import_roster(_rows(), by=None, now=before, sha256="0" * 64)
            await books.reread_roster()
            found = {person.name: person.id for person in books.roster.people}
            for number, name in enumerate(people()):
                if name not in self.bound:
                    continue
                await books.directory.bind(found[name], user_of(number), approved_by=None, now=before)
            for number in range(self.groups):
                chat = FIRST_GROUP - number
                await books.directory.note_chat(chat, title=title_of(number), kind="supergroup", now=before)
                await books.directory.bind_chat(
                    chat, unit=None, reports=tuple(self.reports), by=found["孙明"], now=before
                )
        await store.close()


def title_of(number: int) -> str:
    """Return the title of the n-th group."""
    return f"工作群{number + 1}"


def _rows() -> RosterRows:
    rows = read_roster_file(ROSTER)
    names = [row.name for row in rows if row.kind == PERSON]
    return tuple(_with_phone(row, names) for row in rows)


def _with_phone(row: RosterRow, names: Sequence[str]) -> RosterRow:
    return replace(row, phone=phone_of(names.index(row.name))) if row.kind == PERSON else row
