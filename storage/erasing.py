"""Erasing (清除) by term or by request: words and names go, a batch at a time; entries and their chain stay whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import CompoundSelect, Select, Table, Text, delete, func, not_, or_, select, text, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from config.documents import FORMER
from ledger.document_entries import DocumentEntry
from ledger.entries import TaskEntry
from ledger.retention import Erased, Gone, Terms
from storage import overdue
from storage.books import OpenBooks
from storage.chain import next_count
from storage.engines import Database
from storage.entry_rows import chunks, recorded
from storage.mail_tables import actions, inbox, messages, outbox, slots, versions
from storage.refolding import refold
from storage.roster_rows import SERIES
from storage.roster_tables import bindings, denials, invites, page_links, people, unreachable
from storage.tables import entries, texts

_SHA256 = re.compile(r'"sha256":"([0-9a-f]{64})"')
TEXTS, ROWS, PEOPLE = 200, 500, 5
"""What goes in one transaction: others wait for a fraction of a second, and the rest comes with the next ring."""
TURN = text("SELECT pg_try_advisory_xact_lock(7233190554012002)")
"""Of several processes one erases at a time; a dead or paused one frees the turn with its transaction."""


async def erase(books: OpenBooks, seqs: Collection[int]) -> int:
    """Erase the texts of these entries, fold their tasks and documents anew; return how many texts went."""
    await books.hold()
    gone = 0
    for some in chunks(sorted(seqs)):
        mine = texts.c.seq.in_(some) & texts.c.text.is_not(None)
        gone += (await books.connection.execute(update(texts).where(mine).values(text=None, salt=None))).rowcount
        touched = await recorded(books.connection, entries.c.seq.in_(some))
        about = TaskEntry | DocumentEntry
        for number in sorted({record.entry.number for record in touched if isinstance(record.entry, about)}):
            await refold(books, number)
    return gone


async def sweep(books: OpenBooks, terms: Terms) -> Gone:
    """Erase one batch of what is past its term, and say so in the ledger, in the books' one transaction.

    Nothing goes while another process has the turn. Files are not rows: they are none of its business.
    """
    connection = books.connection
    if connection.dialect.name == "postgresql" and not (await connection.execute(TURN)).scalar_one():
        return Gone()
    await books.hold()
    gone = Gone(
        texts=await erase(books, await _keys(connection, overdue.old_texts(terms.texts).limit(TEXTS))),
        reports=await _reports(connection, terms),
        messages=await _messages(connection, terms),
        updates=await _delete(connection, inbox, inbox.c.id, overdue.old_updates(terms.aside)),
        refusals=await _delete(connection, denials, denials.c.id, overdue.old_refusals(terms.logs)),
        people=await _leavers(books, terms),
    )
    if gone:
        await books.record(Erased.saying(gone, books.now))
    return gone


async def due(connection: AsyncConnection, terms: Terms, *, most: int | None = None) -> Gone:
    """Count what is past its term, of each sort no further than ``most``, without touching it."""

    async def count(query: Select[Any] | CompoundSelect[Any]) -> int:
        counted = select(func.count()).select_from(query.limit(most).subquery())
        found: int = (await connection.execute(counted)).scalar_one()
        return found

    return Gone(
        texts=await count(overdue.old_texts(terms.texts)),
        reports=await count(overdue.old_reports(terms.texts)),
        messages=await count(overdue.old_messages(terms.messages, terms.texts))
        + await count(overdue.old_buttons(terms.messages)),
        updates=await count(overdue.old_updates(terms.aside)),
        refusals=await count(overdue.old_refusals(terms.logs)),
        people=await count(overdue.old_leavers(terms.leavers)),
    )


async def overwrite_log(database: Database) -> None:
    """Empty SQLite's write-ahead log into the file, for it still holds the pages as they were; else nothing to do."""
    if database.dialect != "sqlite":
        return
    async with database.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        cursor = await raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
        await cursor.close()


async def anonymise(books: OpenBooks, person: int) -> int:
    """Take from the roster who somebody was, with whatever knows the account; return how many texts went, too."""
    connection = books.connection
    users = set(await _keys(connection, select(bindings.c.user).where(bindings.c.person == person)))
    nobody: dict[str, Any] = {"title": "", "phone": "", "aliases": [], "roles": [], "superior": None, "fields": []}
    row = update(people).where(people.c.id == person)
    await connection.execute(row.values(name=f"{FORMER}{person}", **nobody))
    for table in (bindings, invites, page_links):
        await connection.execute(delete(table).where(table.c.person == person))
    await connection.execute(delete(denials).where(or_(denials.c.person == person, denials.c.user.in_(users))))
    await connection.execute(delete(unreachable).where(unreachable.c.user.in_(users)))
    await connection.execute(delete(messages).where(messages.c.chat.in_(users)))
    said = outbox.c.chat.in_(users) & outbox.c.state.in_(overdue.OVER)
    await connection.execute(update(outbox).where(said).values(payload={}))
    await next_count(connection, SERIES)
    await books.reread_roster()
    of_roster = await recorded(connection, entries.c.kind.in_(overdue.OF_THE_ROSTER))
    return await erase(books, [one.seq for one in of_roster if getattr(one.entry, "person", None) == person])


async def _leavers(books: OpenBooks, terms: Terms) -> int:
    found = await _keys(books.connection, overdue.old_leavers(terms.leavers).limit(PEOPLE))
    for person in found:
        await anonymise(books, person)
    return len(found)


async def _reports(connection: AsyncConnection, terms: Terms) -> int:
    found = await _keys(connection, overdue.old_reports(terms.texts).limit(ROWS))
    await connection.execute(update(slots).where(slots.c.id.in_(found)).values(body=""))
    await connection.execute(update(versions).where(versions.c.slot.in_(found)).values(body=""))
    return len(found)


async def _messages(connection: AsyncConnection, terms: Terms) -> int:
    """Empty what was sent; buttons that were used or ran out forget what they stood for."""
    found = await _keys(connection, overdue.old_messages(terms.messages, terms.texts).limit(ROWS))
    await connection.execute(update(outbox).where(outbox.c.id.in_(found)).values(payload={}))
    pressed = await _keys(connection, overdue.old_buttons(terms.messages).limit(ROWS))
    await connection.execute(update(actions).where(actions.c.token.in_(pressed)).values(args={}))
    return len(found) + len(pressed)


async def _delete(connection: AsyncConnection, table: Table, key: Any, query: Select[Any]) -> int:
    found = await _keys(connection, query.limit(ROWS))
    return (await connection.execute(delete(table).where(key.in_(found)))).rowcount


async def _keys(connection: AsyncConnection, query: Select[Any] | CompoundSelect[Any]) -> list[Any]:
    """Return the first column, each key once."""
    keys: Iterable[Any] = (await connection.execute(query)).scalars()
    return list(dict.fromkeys(keys))


async def living_files(connection: AsyncConnection, terms: Terms) -> set[str]:
    """Return the SHA-256 of every file that an entry names whose task has not ended long enough ago."""
    data = type_coerce(entries.c.data, Text)
    query = select(data).where(data.like('%"sha256"%'), not_(overdue.ended(terms.evidence)))
    rows = (await connection.stream(query)).scalars()
    return {name async for row in rows for name in _SHA256.findall(row)}
