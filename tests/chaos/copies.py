"""Copies of a ledger: what was committed at a moment, and whether a copy holds it and adds up."""

from __future__ import annotations

from dataclasses import dataclass

from bot.house import house_of
from config.settings import Settings
from storage.store import Store
from storage.verify import verify
from tests.support.looking import Database


@dataclass(frozen=True)
class Committed:
    """Entries by number and hash; updates that were kept, and dealt with; messages that were sent."""

    entries: frozenset[tuple[int, str]]
    kept: frozenset[int]
    dealt: frozenset[int]
    sent: frozenset[int]

    def missing_from(self, later: Committed) -> list[str]:
        """Return what is here and not there, in words."""
        parts = ("entries", "kept", "dealt", "sent")
        lost = {part: getattr(self, part) - getattr(later, part) for part in parts}
        return [f"{part} {sorted(gone)[:3]}" for part, gone in lost.items() if gone]


@dataclass(frozen=True)
class Copy:
    """A copy that was brought back: what it holds, and what is wrong with it."""

    committed: Committed
    wrong: tuple[str, ...]


def committed(database: Database) -> Committed:
    """Return what stands in the database now; each part at a moment of its own."""
    inbox = database.rows("SELECT id, state FROM inbox")
    return Committed(
        entries=frozenset((row.seq, row.hash) for row in database.rows("SELECT seq, hash FROM entries")),
        kept=frozenset(row.id for row in inbox),
        dealt=frozenset(row.id for row in inbox if row.state != "waiting"),
        sent=frozenset(row.id for row in database.rows("SELECT id FROM outbox WHERE state = 'sent'")),
    )


async def leads_to(url: str, *, head: str | None) -> Copy:
    """Return what the copy at ``url`` holds; its chain must lead to ``head`` and its tasks be their entries' fold."""
    store = await Store.open(url, house=house_of(Settings(database_url=url)))
    look = Database(url)
    try:
        verdict = await verify(store, head=head)
        return Copy(committed(look), () if verdict.is_whole else (f"{url}: {verdict}",))
    finally:
        look.close()
        await store.close()
