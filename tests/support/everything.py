"""Everything that a database holds, for comparing two of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from storage.backing_up import reflected
from storage.engines import Database

Rows = dict[str, list[tuple[Any, ...]]]
"""Table → its rows, in an order that does not depend on the database."""


async def rows_of(database: Database) -> Rows:
    """Return all rows of all tables as of one moment."""
    async with database.reading() as connection:
        return {
            table.name: sorted(map(tuple, (await connection.execute(select(table))).all()), key=repr)
            for table in await reflected(connection)
        }
