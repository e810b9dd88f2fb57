"""The office of the load: 500 people in 20 groups of 25, each with a task of their own that they report on.

Business time is the machine's own, as in an office; the groups get no reports, so that nothing but answers is sent.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice, product
from typing import Any

from bot.house import house_of
from config.settings import Settings
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.requests import AcknowledgeTask, AssignTask
from ledger.people import Assignee, Person, Role
from ledger.roster_rows import PERSON, RosterRow, RosterRows
from storage.books import OpenBooks
from storage.store import Store

FIRST_USER, FIRST_GROUP = 20_001, -1_002_000_000_001
PEOPLE, GROUPS = 500, 20
CITY_GROUPS = 49
COORDINATOR = "李调度"
_FAMILY = "赵钱孙周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何"
_GIVEN = "明华国英文"
_OTHERS = "伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂"
_BEFORE = timedelta(minutes=5)

Json = dict[str, Any]


def names() -> tuple[str, ...]:
    """Return everybody's name, in the order of their user ids."""
    return tuple("".join(name) for name in product(_FAMILY, _GIVEN, _GIVEN))[:PEOPLE]


def fill(url: str) -> None:
    """Fill an empty database; to be called outside any event loop."""
    asyncio.run(_fill(url))


def fill_city(url: str, *, people: int) -> None:
    """Fill an empty database with the office and more people, who have no task yet, so that there are so many."""
    asyncio.run(_fill(url, more=people - PEOPLE))


async def _fill(url: str, *, more: int = 0) -> None:
    now = datetime.now(UTC) - _BEFORE
    store = await Store.open(url, house=house_of(Settings(database_url=url)))
    async with store.books(now=now) as books:
        await books.directory.import_roster(_roster(more), by=None, now=now, sha256="0" * 64)
        await books.reread_roster()
        found = {person.name: person for person in books.roster.people}
        for number, name in enumerate((*names(), *_others(more))):
            await books.directory.bind(found[name].id, FIRST_USER + number, approved_by=None, now=now)
        for number in range(GROUPS):
            chat = FIRST_GROUP - number
            await books.directory.note_chat(chat, title=f"第{number + 1}组", kind="supergroup", now=now)
            await books.directory.bind_chat(chat, unit=None, reports=(), by=found[COORDINATOR].id, now=now)
        for name in names():
            await _one_task(books, found[name], found[COORDINATOR], now)
    await store.close()


async def _one_task(books: OpenBooks, person: Person, giver: Person, now: datetime) -> None:
    """Let everybody have one task and have signed for it."""
    request = AssignTask(
        person=giver.id,
        sent_at=now,
        title=f"报送{person.name}负责的分析材料",
        lead=(Assignee(person=person.id),),
        deadline=now + timedelta(days=60),
    )
    task = await assign(books, request)
    await acknowledge(books, AcknowledgeTask(person=person.id, sent_at=now, number=task.number))


def _others(count: int) -> Iterator[str]:
    """Yield names that nobody of the office has."""
    return ("".join(name) for name in islice(product(_FAMILY, _OTHERS, _OTHERS), count))


def _roster(more: int) -> RosterRows:
    units = tuple(RosterRow(kind="department", name=f"第{number + 1}局") for number in range(GROUPS))
    people = tuple(
        RosterRow(kind=PERSON, name=name, unit=f"第{number % GROUPS + 1}局", roles=(Role.STAFF,))
        for number, name in enumerate((*names(), *_others(more)))
    )
    coordinator = RosterRow(kind=PERSON, name=COORDINATOR, unit="第1局", roles=(Role.COORDINATOR,))
    return (*units, coordinator, *people)


def messages(count: int, *, first: int) -> Iterator[Json]:
    """Yield that many messages, everybody in turn in their group, numbered from ``first`` on in each chat."""
    now, year = int(time.time()), datetime.now(UTC).year
    everybody = names()
    for number in range(count):
        who = number % PEOPLE
        yield {
            "message_id": first + number,
            "date": now,
            "chat": {"id": FIRST_GROUP - who % GROUPS, "type": "supergroup", "title": f"第{who % GROUPS + 1}组"},
            "from": {"id": FIRST_USER + who, "is_bot": False, "first_name": everybody[who], "language_code": "zh-hans"},
            "text": f"DB-{year}-{who + 1} 已完成{1 + number // PEOPLE * 5 % 90}%，正在修改第{number % 7 + 1}稿",
        }
