"""Boards (工作看板): one pinned message for each group that wants it, changed where it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.values import dataclass
from storage.delivery import OutboxState
from storage.engines import insert_into
from storage.mail_tables import boards, outbox
from storage.types import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A group's board; ``shown`` is the outbox id of its message, ``state`` what became of that.

    ``busy``: its latest change is still on the way. ``pinned_at`` is when it was last pinned.
    """

    chat: int
    body: str
    shown: int
    last: int
    state: OutboxState
    busy: bool
    pinned_at: datetime | None


class Boards:
    """The boards, inside the books' transaction; of two processes that change one, the first wins."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> dict[int, Board]:
        """Return the boards by chat."""
        message, latest = outbox.alias(), outbox.alias()
        query = (
            select(boards, message.c.state.label("state"), latest.c.state.label("last_state"))
            .join(message, message.c.id == boards.c.shown)
            .join(latest, latest.c.id == boards.c.last)
        )
        return {row.chat: _board(row) for row in (await self._connection.execute(query)).all()}

    async def claim(self, chat: int) -> bool:
        """Take it on oneself to show the group its board; ``False`` where somebody has."""
        row = {"chat": chat, "body": "", "shown": 0, "last": 0}
        statement = insert_into(self._connection, boards).values(row).on_conflict_do_nothing().returning(boards.c.chat)
        return (await self._connection.execute(statement)).one_or_none() is not None

    async def show(self, chat: int, *, body: str, message: int) -> None:
        """Remember the message that is the board."""
        mine = update(boards).where(boards.c.chat == chat)
        await self._connection.execute(mine.values(body=plain(body), shown=message, last=message))

    async def change(self, board: Board, *, body: str) -> bool:
        """Take what the board says as changed; ``False`` where somebody else has changed it since it was read."""
        same = (boards.c.chat == board.chat, boards.c.shown == board.shown, boards.c.last == board.last)
        mine = update(boards).where(*same, boards.c.body == board.body).values(body=plain(body))
        return (await self._connection.execute(mine)).rowcount == 1

    async def follow(self, chat: int, edit: int) -> None:
        """Remember the outbox row of the latest change."""
        await self._connection.execute(update(boards).where(boards.c.chat == chat).values(last=edit))

    async def pin(self, board: Board, *, now: datetime) -> bool:
        """Take the board as pinned; ``False`` where somebody else has pinned it since it was read."""
        before = boards.c.pinned_at.is_(None) if board.pinned_at is None else boards.c.pinned_at == board.pinned_at
        mine = update(boards).where(boards.c.chat == board.chat, boards.c.shown == board.shown, before)
        return (await self._connection.execute(mine.values(pinned_at=now))).rowcount == 1

    async def forget(self, chat: int, *, message: int | None = None) -> bool:
        """Forget the board, if it still is that message; the group gets another one where it wants one."""
        mine = delete(boards).where(boards.c.chat == chat, *([] if message is None else [boards.c.shown == message]))
        return (await self._connection.execute(mine)).rowcount == 1


def _board(row: Any) -> Board:
    settled = row.last_state not in {OutboxState.WAITING, OutboxState.SENDING, OutboxState.UNKNOWN}
    return Board(
        chat=row.chat,
        body=row.body,
        shown=row.shown,
        last=row.last,
        state=OutboxState(row.state),
        busy=not settled,
        pinned_at=row.pinned_at,
    )
