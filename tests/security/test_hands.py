"""Hands that should reach nothing: forged buttons, guessed links, names that look alike, somebody who just left."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator

from handlers.wording.binding import stranger
from ledger.acts.departing import depart
from ledger.office_entries import Leaving
from ledger.people import PersonId
from storage.denials import MOST_AN_HOUR
from storage.store import Store
from tests.storage.office import HOUSE, open_office
from tests.support.databases import Databases
from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, LEADER, MONDAY, STAFF, UNBOUND, USERS, Dialog

ALIKE = (
    LEADER,
    f"{LEADER}\u200b",
    f"\u202e{LEADER[::-1]}",
    f"{LEADER[0]}\u2060{LEADER[1:]}",
    f"{LEADER}（分管领导）",
    "陳静",
)
TOKENS = 100


def forged() -> Iterator[str]:
    """Yield data that no button of ours carries, from a seed of its own."""
    chance = random.Random(20261127)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for _ in range(8):
        yield "".join(chance.choices(letters, k=22))
    yield from ("", "签收", "ack:DB-2026-1", "x" * 64, "\ud83d", "\0", "' OR 1=1 --", '{"act":"close"}', "办" * 21)


async def test_forged_buttons_do_nothing(assigned: Dialog) -> None:
    card = assigned.last_to(STAFF)
    for data in forged():
        await assigned.press(STAFF, data, card)
    assert await assigned.kinds() == ["Assigned"]
    await assigned.press(STAFF, card.buttons["签收"], card)
    assert await assigned.kinds() == ["Assigned", "Acknowledged"]


async def test_a_button_copied_into_another_chat_does_nothing(assigned: Dialog) -> None:
    card = assigned.last_to(STAFF)
    for chat in (GROUP, USERS[COLLEAGUE]):
        moved = type(card)(chat, card.message, card.text, card.buttons, card.payload)
        await assigned.press(STAFF, card.buttons["签收"], moved)
    assert await assigned.kinds() == ["Assigned"]


async def test_a_name_gives_nobody_a_right(assigned: Dialog) -> None:
    """Names and usernames never identify; each of these accounts is as strange as any other."""
    for number, name in enumerate(ALIKE):
        user = 990_000 + number
        body = assigned.message(user, "/withdraw 1 误发")
        body["message"]["from"] |= {"first_name": name, "username": "chenjing"}
        assert await assigned.update(body) == [stranger()]
        body = assigned.message(user, "DB-2026-1 同意销号", chat=GROUP)
        body["message"]["from"] |= {"first_name": name, "username": "chenjing"}
        assert await assigned.update(body) == []
    assert await assigned.kinds() == ["Assigned"]


async def test_guessing_links_hits_nothing_and_is_answered_once(dialog: Dialog) -> None:
    async with dialog.store.books(now=dialog.now) as books:
        person = next(one.id for one in books.roster.people if one.name == UNBOUND)
        token = await books.directory.invite(person, expires_at=dialog.now.replace(year=2027))
    chance = random.Random(56)
    guesses = [token[:-1], token[1:], token.swapcase(), f"{token}A", token[::-1]]
    guesses += ["".join(chance.choices(token, k=len(token))) for _ in range(40)]
    said = [text for guess in guesses for text in await dialog.says(4242, f"/start {guess}")]
    assert said == [stranger()]
    async with dialog.store.reading(now=dialog.now) as books:
        assert len(await books.denials.since(dialog.now.replace(hour=0))) == MOST_AN_HOUR
        for _ in range(TOKENS):
            guess = "".join(chance.choices(token, k=len(token)))
            assert await books.directory.look_up_invite(guess, now=dialog.now) is None
    assert any(UNBOUND in text for text in await dialog.says(UNBOUND, f"/start {token}"))


async def test_of_two_who_race_for_a_link_one_has_it(databases: Databases) -> None:
    url = databases.fresh()
    first, second = await open_office(url), await Store.open(url, house=HOUSE)

    async def use(store: Store, token: str, user: int) -> bool:
        async with store.books(now=MONDAY) as books:
            return await books.directory.use_invite(token, user=user, now=MONDAY) is not None

    try:
        for n in range(12):
            async with first.books(now=MONDAY) as books:
                token = await books.directory.invite(PersonId(1 + n % 9), expires_at=MONDAY.replace(year=2027))
            won = await asyncio.gather(use(first, token, 1), use(second, token, 2))
            assert sorted(won) == [False, True]
    finally:
        await first.close()
        await second.close()


async def test_whoever_leaves_in_the_same_second_presses_nothing(assigned: Dialog) -> None:
    """The button was on its way when the entry was made; the tasks are with somebody else by then."""
    card = assigned.last_to(STAFF)
    async with assigned.store.books(now=assigned.now) as books:
        who = next(one.id for one in books.roster.people if one.name == STAFF)
        await depart(books, who, how=Leaving.TRANSFERRED, tasks=("DB-2026-1",), by=None, at=assigned.now)
    await assigned.press(STAFF, card.buttons["签收"], card)
    assert "Acknowledged" not in await assigned.kinds()
    assert all(branch.assignee.person != who for branch in (await assigned.task()).held)


async def test_an_order_is_amended_two_days_later_with_before_and_after(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三周五前报送值班安排")
    number = dialog.last_message - 1
    await dialog.taps(COORDINATOR, "确认")
    dialog.passes(hours=49)
    said = await dialog.says(COORDINATOR, "请张三周四前报送值班表", edited=number)
    told = "\n".join(said)
    assert "Amended" in await dialog.kinds() and "值班表" in told and "11月26日" in told
    assert any(one.chat == USERS[STAFF] and "值班表" in one.text for one in dialog.shown[-3:])
