"""Erasing because somebody asked (当事人申请): the words of one task, or those of one person, and what carried them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from ledger.people import PersonId
from ledger.retention import Erased, Gone
from storage.books import OpenBooks
from storage.erasing import anonymise, erase
from storage.gathering import carriers
from storage.inbox import WAITING
from storage.mail_tables import inbox, outbox
from storage.overdue import IN_FORCE, OVER
from storage.roster_tables import bindings
from storage.tables import documents, entries, tasks, texts

Condition = ColumnElement[bool]


async def erase_about(books: OpenBooks, number: str, *, reason: str) -> Gone:
    """Erase the words of a task, document or register number, the messages about it and the updates behind it."""
    seqs, updates = await _entries(books, entries.c.task == number)
    about = outbox.c.task == number
    return await _erased(books, seqs, or_(about, carriers(about)), inbox.c.id.in_(updates), reason=reason)


async def erase_said_by(books: OpenBooks, person: PersonId, *, reason: str) -> Gone:
    """Erase what the person said where it has ended, what was sent to the person, and the updates behind both.

    Somebody who has left is anonymised, too. What is open keeps its words: the work still needs them.
    """
    mine = entries.c.by == person
    open_ = [select(table.c.number).where(table.c.is_open.is_(True)) for table in (tasks, documents)]
    over = or_(entries.c.task.is_(None), and_(*(entries.c.task.not_in(one) for one in open_)))
    seqs, updates = await _entries(books, mine, over, entries.c.kind.not_in(IN_FORCE))
    users = set(await _column(books, select(bindings.c.user).where(bindings.c.person == person)))
    asked = outbox.c.inbox.in_(select(inbox.c.id).where(inbox.c.user.in_(users)))
    sent = or_(outbox.c.chat.in_(users), carriers(asked))
    came = or_(inbox.c.id.in_(updates), inbox.c.user.in_(users))
    gone = await _erased(books, seqs, sent, came, reason=reason, people=not books.roster.person(person).is_active)
    if gone.people:
        await anonymise(books, person)
    return gone


async def kept_of(books: OpenBooks, person: PersonId) -> int:
    """Count the texts of the person that stay: those of what is still open, and of what is in force."""
    query = select(texts.c.seq).join(entries, entries.c.seq == texts.c.seq)
    return len(await _column(books, query.where(entries.c.by == person, texts.c.text.is_not(None))))


async def _entries(books: OpenBooks, *which: Condition) -> tuple[list[int], list[int]]:
    """Return the entries and the inbox rows that caused them."""
    rows = (await books.connection.execute(select(entries.c.seq, entries.c.inbox).where(*which))).all()
    return [row.seq for row in rows], [row.inbox for row in rows if row.inbox is not None]


async def _erased(
    books: OpenBooks, seqs: list[int], sent: Condition, came: Condition, *, reason: str, people: bool = False
) -> Gone:
    connection, full = books.connection, outbox.c.payload != {}
    emptied = update(outbox).where(sent, full, outbox.c.state.in_(OVER)).values(payload={})
    dealt = delete(inbox).where(came, inbox.c.state != WAITING)
    gone = Gone(
        texts=await erase(books, seqs),
        messages=(await connection.execute(emptied)).rowcount,
        updates=(await connection.execute(dealt)).rowcount,
        people=int(people),
    )
    await books.record(Erased.saying(gone, books.now, reason=reason))
    return gone


async def _column(books: OpenBooks, query: Any) -> list[Any]:
    return list((await books.connection.execute(query)).scalars())
