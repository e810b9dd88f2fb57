"""Known messages: where the search for a message of unknown fate begins, however late it begins."""

from __future__ import annotations

from datetime import timedelta

from storage.inbox import RawUpdate
from storage.known_messages import Known, known_messages
from storage.outbox import Outgoing
from storage.store import Store
from tests.ledger.house import MONDAY

SECOND = timedelta(seconds=1)


async def _put(store: Store, number: int) -> list[int]:
    said = Outgoing(chat=7, method="sendMessage", payload={"chat_id": 7, "text": "收到"}, lane="c7")
    async with store.books(now=MONDAY) as books:
        return [await books.outbox.put(said) for _ in range(number)]


async def _known(store: Store, number: int) -> Known:
    async with store.reading(now=MONDAY) as books:
        known = await known_messages(books.connection, number)
    assert known is not None
    return known


def _arrival(message: int) -> RawUpdate:
    return RawUpdate(update_id=message, raw="{}", chat=8, user=8, message=message, kind="message", lane="c8")


async def test_a_search_that_begins_late_still_knows_what_was_there_before(store: Store) -> None:
    """Six hundred messages later the row before it was forgotten, and the message was taken for that one's."""
    before, unknown, early = await _put(store, 3)
    for row, message, moment in ((early, 40, MONDAY), (before, 50, MONDAY + SECOND)):
        await store.outbox.sending(row, now=moment)
        await store.outbox.sent(row, message=message, now=moment)
    await store.outbox.sending(unknown, now=MONDAY + 2 * SECOND)
    since = range(52, 652)
    await store.inbox.keep(1, [_arrival(one) for one in since], received_at=MONDAY + 3 * SECOND)
    known = await _known(store, unknown)
    assert (known.highest, known.since) == (50, frozenset(since))


async def test_beyond_the_first_message_that_left_later_nothing_matters(store: Store) -> None:
    before, unknown, after = await _put(store, 3)
    for row, message, moment in ((before, 50, MONDAY), (after, 60, MONDAY + 2 * SECOND)):
        await store.outbox.sending(row, now=moment)
        await store.outbox.sent(row, message=message, now=moment)
    await store.outbox.sending(unknown, now=MONDAY + SECOND)
    await store.inbox.keep(1, [_arrival(one) for one in (55, 70)], received_at=MONDAY + 3 * SECOND)
    known = await _known(store, unknown)
    assert (known.highest, known.since, known.ceiling) == (50, frozenset({55}), 60)
