"""``links``: two strangers race for each one-time link, then links are guessed; one gets in at most, guesses never."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.house import house_of
from config.settings import Settings
from handlers.wording import terms
from storage.denials import MOST_AN_HOUR
from storage.store import Store
from tests.chaos import oracle
from tests.chaos.office import Office, at, opened
from tests.chaos.run import Figure, Run, at_least, at_most, none
from tests.chaos.seeding import Plan, people, user_of

PLAN = Plan(groups=1, start=at("2026-11-26 09:00"))
LENGTH, LETTERS = 22, string.ascii_letters + string.digits + "-_"
FIRST_STRANGER = 50_001
AT_ONCE = 250
"""So many guesses are sent before they are waited for."""


@dataclass(frozen=True)
class Size:
    """How many links are raced for, how many guesses there are, and by how many strangers."""

    races: int
    guesses: int
    strangers: int


FULL, SHORT = Size(100, 10_000, 20), Size(4, 60, 2)


async def links(run: Run) -> list[Figure]:
    """Race and guess against the real process; what counts is asked of the database and of the chats."""
    size = SHORT if run.short else FULL
    async with opened(run, PLAN) as office:
        tokens = await _invitations(office, size.races)
        await office.bot.start()
        for number, token in enumerate(tokens):
            await _race(office, number, token)
        raced = list(_winners(office))
        told = await _guess(run, office, size, tokens)
        noted = [row.n for row in office.database.rows('SELECT count(*) AS n FROM denials GROUP BY "user"')]
        used, bound = list(_winners(office)), _requests(office)
        await office.finish()
        return [
            at_least("links raced for", len(raced), size.races),
            none("links that not exactly one of the two has", (one for one in raced if one != 1)),
            at_least("guesses", size.guesses, size.guesses),
            none("bindings by a guess", (one for one in used if one != 1), range(bound - size.races)),
            at_most("answers to one who guesses", max(told.values()), 1),
            at_most("refusals noted of one who guesses, in an hour", max(noted, default=0), MOST_AN_HOUR),
            *await oracle.check(office),
        ]


async def _invitations(office: Office, count: int) -> list[str]:
    """Return links for the roster's people, one after the other."""
    url = office.environment["TAIZHANG_DATABASE_URL"]
    store = await Store.open(url, house=house_of(Settings(database_url=url)))
    try:
        async with store.books(now=PLAN.start) as books:
            ids = [one.id for one in books.roster.active_people]
            until = PLAN.start + timedelta(days=7)
            return [await books.directory.invite(ids[n % len(ids)], expires_at=until) for n in range(count)]
    finally:
        await store.close()


def _stranger(office: Office, name: str) -> str:
    office.people[name] = office.world.create_user(name, user_id=FIRST_STRANGER + len(office.people))
    office.world.private_room(office.account, office.people[name], create=True)
    return name


async def _race(office: Office, number: int, token: str) -> None:
    """Let two open the link and, once both see the name, take it in the same moment."""
    two = [_stranger(office, f"路人{number}{side}") for side in "甲乙"]
    for who in two:
        office.says(who, f"/start {token}")
    await office.until(lambda: all(office.said(who) for who in two))
    for who in two:
        office.taps(who, terms.CONFIRM, office.said(who)[-1])
    await office.settle()


async def _guess(run: Run, office: Office, size: Size, tokens: list[str]) -> Counter[str]:
    """Let strangers guess, also used links and near misses; return how often each was answered."""
    chance = run.chance("guesses")
    guessing = [_stranger(office, f"猜测者{number}") for number in range(size.strangers)]
    for number in range(size.guesses):
        near = chance.choice(tokens)
        guess = chance.choice((near, near[:-1], near.swapcase(), "".join(chance.choices(LETTERS, k=LENGTH))))
        office.says(guessing[number % len(guessing)], f"/start {guess}")
        if number % AT_ONCE == 0:
            await office.settle()
    await office.settle()
    return Counter({who: len(office.said(who)) for who in guessing})


def _winners(office: Office) -> Iterator[int]:
    """Yield by how many each link that was raced for was used."""
    for row in office.database.rows("SELECT used_by IS NOT NULL AS used FROM invites"):
        yield int(row.used)


def _requests(office: Office) -> int:
    """Return how many strangers are bound or wait to be."""
    roster = {user_of(number) for number in range(len(people()))}
    return sum(row.user not in roster for row in office.database.rows('SELECT "user" FROM bindings'))
