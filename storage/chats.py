"""Chats (工作群): first seen, bound to a unit and its reports, dropped, or moved to a new id by the platform."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from ledger.office_entries import ChatBound
from ledger.people import PersonId, UnitId
from ledger.values import dataclass
from storage import chat_moves
from storage.engines import insert_into
from storage.prepared import Remembered
from storage.roster_tables import chats
from storage.types import plain

if TYPE_CHECKING:
    from storage.books import OpenBooks


WEBHOOK = "webhook"
"""The kind of a chat that is a group of another messenger: it can only be written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A chat that the bot has seen; ``unit`` is ``None`` for the whole house, ``bound_at`` for a stranger's group."""

    id: int
    title: str
    kind: str
    unit: UnitId | None
    reports: tuple[str, ...]
    bound_at: datetime | None
    active: bool
    first_seen: datetime

    @property
    def is_channel(self) -> bool:
        """Whether it is a group of another messenger, which only gets reports."""
        return self.kind == WEBHOOK


_CHAT = Remembered(chats, select(chats).where(chats.c.id == bindparam("which")))


class Chats:
    """The chats, inside the books' transaction."""

    def __init__(self, books: OpenBooks) -> None:
        self._books = books
        self._connection = books.connection

    async def chat(self, chat: int) -> Chat | None:
        """Return the chat; ``None`` where it was never seen."""
        row = await _CHAT.one(self._connection, {"which": chat})
        return None if row is None else _chat(row)

    async def chats(self) -> tuple[Chat, ...]:
        """Return every chat that still stands under its id, the oldest first."""
        query = select(chats).where(chats.c.moved_to.is_(None)).order_by(chats.c.first_seen, chats.c.id)
        return tuple(_chat(row) for row in (await self._connection.execute(query)).all())

    async def moved_to(self, chat: int) -> int | None:
        """Return the id to which the platform moved the chat."""
        found: int | None = (
            await self._connection.execute(select(chats.c.moved_to).where(chats.c.id == chat))
        ).scalar_one_or_none()
        return found

    async def note_chat(self, chat: int, *, title: str, kind: str, now: datetime) -> Chat:
        """Remember the chat at first sight, unbound; later sights bring its title up to date and make it active."""
        seen = {"title": plain(title), "kind": kind, "active": True, "dropped": None}
        row = {"id": chat, "unit": None, "reports": [], "bound_at": None, "first_seen": now} | seen
        statement = insert_into(self._connection, chats).values(row)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=[chats.c.id], set_=seen))
        noted = await self.chat(chat)
        assert noted is not None  # noqa: S101 - it was just written
        return noted

    async def bind_chat(
        self, chat: int, *, unit: UnitId | None, reports: tuple[str, ...], by: PersonId | None, now: datetime
    ) -> None:
        """Bind the group to a unit (``None``: the whole house) and choose its reports; ``KeyError`` if never seen."""
        await self._books.hold()
        values = {"unit": unit, "reports": list(reports), "bound_at": now, "active": True}
        bound = await self._connection.execute(update(chats).where(chats.c.id == chat).values(**values))
        if bound.rowcount == 0:
            raise KeyError(chat)
        await self._books.record(ChatBound(by=by, at=now, chat=chat, unit=unit, reports=reports))

    async def drop_chat(self, chat: int, *, reason: str, now: datetime) -> None:
        """Send nothing there until the bot is seen there again; unit and reports are kept."""
        gone = update(chats).where(chats.c.id == chat).values(active=False, dropped=plain(reason)[:200])
        await self._connection.execute(gone)

    async def migrate_chat(self, old: int, new: int) -> None:
        """Let everything follow the chat to its new id, and whatever is still written for the old one at each call."""
        await chat_moves.move(self._connection, old, new)


def _chat(row: Any) -> Chat:
    return Chat(
        id=row.id,
        title=row.title,
        kind=row.kind,
        unit=row.unit,
        reports=tuple(row.reports),
        bound_at=row.bound_at,
        active=row.active,
        first_seen=row.first_seen,
    )
