"""Messages of unknown fate: a coordinator or administrator has looked, and says whether it arrived (已收到 / 重发).

And those that a restored backup held unsent: all go out, or none (全部发出 / 不再发出).
"""

from __future__ import annotations

from handlers.heard import Answer, Answers, Heard
from handlers.wording import running
from ledger.people import Role
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from storage.books import OpenBooks
from storage.restores import Restores
from storage.unknown_sends import settle_unknown


async def on_arrived(books: OpenBooks, heard: Heard) -> Answers:
    """已收到: the message is there; nothing is sent."""
    return await _settle(books, heard, arrived=True)


async def on_send_again(books: OpenBooks, heard: Heard) -> Answers:
    """重发: it is not there; it goes out once more."""
    return await _settle(books, heard, arrived=False)


async def _settle(books: OpenBooks, heard: Heard, *, arrived: bool) -> Answers:
    """Settle it once; whoever presses later learns that it is done."""
    _check_looks_after_chats(heard)
    first = await settle_unknown(books.connection, int(heard.args["outbox"]), arrived=arrived)
    return (Answer(text=running.unknown_settled(arrived=arrived, first=first), edit=True),)


async def on_send_held(books: OpenBooks, heard: Heard) -> Answers:
    """全部发出: what the backup held unsent goes out."""
    return await _settle_held(books, heard, send=True)


async def on_drop_held(books: OpenBooks, heard: Heard) -> Answers:
    """不再发出: it is dropped, with its reason."""
    return await _settle_held(books, heard, send=False)


async def _settle_held(books: OpenBooks, heard: Heard, *, send: bool) -> Answers:
    _check_looks_after_chats(heard)
    count = await Restores(books.connection, now=books.now).settle(send=send)
    return (Answer(text=running.held_settled(count, send=send), edit=True),)


def _check_looks_after_chats(heard: Heard) -> None:
    if not heard.person.roles & {Role.COORDINATOR, Role.ADMIN}:
        raise NotAllowed(Act.BIND_CHAT)
