"""Messages put into the outbox, sent, and looked for in the chats."""

from __future__ import annotations

import asyncio

from bot.delivery.pump import Delivery
from storage.inbox import RawUpdate
from storage.outbox import Outgoing
from tests.ledger.house import MONDAY

UNDER_THE_INPUT_LINE = {"keyboard": [[{"text": "我的待办"}]], "resize_keyboard": True}


async def put(store, *rows: Outgoing) -> list[int]:
    async with store.books(now=MONDAY) as books:
        return [await books.outbox.put(row) for row in rows]


async def settle(delivery: Delivery) -> None:
    """Send until nothing is left that may leave now."""
    for _ in range(50):
        delivery.wake()
        await delivery.turn()
        await asyncio.gather(*delivery._busy.values())
        if not await delivery.store.outbox.lanes(now=delivery.real()):
            return


async def texts(office, chat) -> list[str]:
    return [message.text for message in await office.messages(chat) if message.by_bot]


async def state(store, number: int) -> str:
    row = await store.outbox.get(number)
    return row.state.value


async def known_person(store, office, real, number=1):
    """Return a person whose /start lies in the inbox, as it does for everybody who can be written to."""
    person = await office.user(f"张{number}")
    said = await person.says("/start")
    await store.inbox.keep(1, [arrival(number, person, said)], received_at=real.now())
    return person


def arrival(number: int, person, said) -> RawUpdate:
    """Return the inbox row of what somebody said in private."""
    where = {"chat": person.id, "user": person.id, "lane": f"c{person.id}"}
    return RawUpdate(update_id=number, raw="{}", message=said.id, kind="message", **where)
