"""Looking into the database beside the running bot, read-only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, create_engine, inspect, make_url, text


@dataclass(frozen=True)
class Kept:
    """An entry as the scenario compares it."""

    seq: int
    kind: str
    task: str | None
    by: int | None


class Database:
    """Counts and lists; every look is a short transaction of its own."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        driver = {"postgresql": "postgresql+psycopg"}.get(parsed.drivername, parsed.drivername)
        self._engine = create_engine(parsed.set(drivername=driver), pool_pre_ping=True)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def rows(self, statement: str, **values: Any) -> list[Row[Any]]:
        """Return what the statement finds."""
        with self._engine.connect() as connection:
            return list(connection.execute(text(statement), values))

    def tables(self) -> list[str]:
        """Return the names of the tables that are there, without the database's own and the migrations'."""
        return sorted(set(inspect(self._engine).get_table_names()) - {"alembic_version", "sqlite_sequence"})

    def change(self, statement: str, **values: Any) -> None:
        """Change the database behind the bot's back, as only a fault or a forger would."""
        with self._engine.begin() as connection:
            connection.execute(text(statement), values)

    def entries(self, *, after: int = 0) -> list[Kept]:
        """Return the entries after a sequence number."""
        found = self.rows('SELECT seq, kind, task, "by" FROM entries WHERE seq > :after ORDER BY seq', after=after)
        return [Kept(row.seq, row.kind, row.task, row.by) for row in found]

    def acts(self, *, after: int = 0) -> list[Kept]:
        """Return the entries that people made; what the clock presses for is left out."""
        return [entry for entry in self.entries(after=after) if entry.by is not None]

    def unsettled(self) -> int:
        """Count what is still to be dealt with, sent or looked for."""
        inbox = self.rows("SELECT count(*) FROM inbox WHERE state = 'waiting'")[0][0]
        outbox = self.rows(
            "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending') "
            "OR (state = 'unknown' AND coalesce(reason, '') NOT LIKE 'asked:%')"
        )[0][0]
        return int(inbox) + int(outbox)

    def slots(self) -> Counter[tuple[str, int, str]]:
        """Count the published slots by report, chat and period."""
        return Counter(
            (str(row.report), int(row.chat), str(row.period))
            for row in self.rows("SELECT report, chat, period FROM slots WHERE state = 'published'")
        )
