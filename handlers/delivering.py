"""Messages of unknown fate: a coordinator or administrator has looked, and says whether it arrived (已收到 / 重发)."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Heard
from handlers.wording import running
from ledger.people import Role
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from storage.books import OpenBooks
from storage.unknown_sends import settle_unknown


async def on_arrived(books: OpenBooks, heard: Heard) -> Answers:
    """已收到: the message is there; nothing is sent."""
    return await _settle(books, heard, arrived=True)


async def on_send_again(books: OpenBooks, heard: Heard) -> Answers:
    """重发: it is not there; it goes out once more."""
    return await _settle(books, heard, arrived=False)


async def _settle(books: OpenBooks, heard: Heard, *, arrived: bool) -> Answers:
    """Settle it once; whoever presses later learns that it is done."""
    if not heard.person.roles & {Role.COORDINATOR, Role.ADMIN}:
        raise NotAllowed(Act.BIND_CHAT)
    first = await settle_unknown(books.connection, int(heard.args["outbox"]), arrived=arrived)
    return (Answer(text=running.unknown_settled(arrived=arrived, first=first), edit=True),)
