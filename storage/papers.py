"""Papers: files that the bot sends, kept with the message until they are sent and some days longer (导出文件)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engines import Database
from storage.mail_tables import papers
from storage.types import plain

LONGEST = 200
"""Signs of a name; of a longer one the end is kept, with its ending."""


async def keep_paper(connection: AsyncConnection, *, name: str, content: bytes, now: datetime) -> int:
    """Keep the file in the transaction that queues its message, and return its number."""
    found = await connection.execute(
        insert(papers).values(name=plain(name)[-LONGEST:], content=content, made_at=now).returning(papers.c.id)
    )
    number: int = found.scalar_one()
    return number


class Papers:
    """The kept files, as delivery and housekeeping see them; moments are real."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, number: int) -> tuple[str, bytes] | None:
        """Return name and content; ``None`` once it was thrown away."""
        query = select(papers.c.name, papers.c.content).where(papers.c.id == number)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else (row.name, bytes(row.content))

    async def prune(self, *, before: datetime) -> int:
        """Throw away what was made before, and return how many files that is."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(papers).where(papers.c.made_at < before))).rowcount
