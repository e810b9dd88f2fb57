"""What is stored about one person, on both kinds of databases: the own words, and of others' entries no word."""

from __future__ import annotations

from storage.own_data import own_data
from storage.store import Store
from tests.ledger.house import COLLEAGUE, COORDINATOR, MONDAY, STAFF
from tests.storage.ledgers import assigned, progressed, received


async def test_entries_by_and_about_the_person(store: Store) -> None:
    number = await assigned(store)
    await received(store, number)
    await progressed(store, number, at=MONDAY)
    await assigned(store, COLLEAGUE)
    async with store.reading(now=MONDAY) as books:
        mine, theirs = await own_data(books, STAFF.id), await own_data(books, COORDINATOR.id)
    assert [(one["kind"], one["words"]) for one in mine.entries] == [
        ("Assigned", []),
        ("Acknowledged", []),
        ("ProgressNoted", ["完成初稿"]),
    ]
    assert [one["number"] for one in mine.tasks] == [number]
    assert [one["words"] for one in theirs.entries] == [["报送三季度经济运行分析"], ["报送三季度经济运行分析"]]
    assert (mine.person["name"], mine.person["unit"], mine.bindings, mine.said) == (STAFF.name, "综合科", (), ())
