"""Chosen languages as settings: kept in memory as long as their version stands, as roster and calendar are."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.languages import PREFIX, Languages, languages_in, setting_of_chat
from storage.chain import next_count
from storage.tables import settings

SERIES = "languages"
_CHOSEN = select(settings.c.name, settings.c.value).where(settings.c.name.startswith(PREFIX))


class LanguagesInForce:
    """The languages as committed; reads them again only when another transaction has changed one."""

    def __init__(self) -> None:
        self._version = 0
        self._known = Languages()

    async def current(self, connection: AsyncConnection, *, version: int) -> Languages:
        """Return the choices; nothing is read while the version stands."""
        if version != self._version:
            self._known = await read_languages(connection)
            self._version = version
        return self._known


async def read_languages(connection: AsyncConnection) -> Languages:
    """Return the choices as this transaction sees them."""
    rows = (await connection.execute(_CHOSEN)).all()
    return languages_in({row.name: row.value for row in rows})


async def outdate(connection: AsyncConnection) -> None:
    """Let every process read the choices anew."""
    await next_count(connection, SERIES)


async def follow_chat(connection: AsyncConnection, old: int, new: int) -> None:
    """Let the group's choice hold under its new id, unless one was made there already."""
    chosen = select(settings.c.name).where(settings.c.name == setting_of_chat(new)).exists()
    mine = update(settings).where(settings.c.name == setting_of_chat(old), ~chosen)
    if (await connection.execute(mine.values(name=setting_of_chat(new)))).rowcount:
        await outdate(connection)
