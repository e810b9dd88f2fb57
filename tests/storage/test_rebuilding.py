"""A ledger that an older program wrote, of which the tasks were folded otherwise, is put in order from its entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import delete, insert, select

from bot.cli.verdicts import rebuilt_lines, verdict_lines
from ledger.acts.documents import RegisterDocument, register
from ledger.acts.progressing import raise_blocker
from ledger.acts.requests import RaiseBlocker
from ledger.document_entries import DocumentKind
from ledger.people import Assignee
from storage import document_rows, task_rows
from storage.rebuilding import rebuild
from storage.store import Store
from storage.tables import branches, tasks
from storage.verify import verify
from tests.ledger.house import COORDINATOR, MONDAY, STAFF
from tests.storage.ledgers import assigned, received
from tests.storage.test_append_only import run, tamper

LATER = MONDAY + timedelta(days=1)


async def told_twice(store: Store) -> str:
    """Leave a task whose blocker was told again a day later, and its row as older programs left it: a day younger."""
    number = await assigned(store)
    await received(store, number)
    for at in (MONDAY, LATER):
        async with store.books(now=at) as books:
            said = RaiseBlocker(number=number, person=STAFF.id, sent_at=at, reason="缺数据")
            task = await raise_blocker(books, said)
    (branch,) = task.branches
    assert branch.blocker is not None and branch.blocker.since == MONDAY
    younger = replace(branch, blocker=replace(branch.blocker, since=LATER))
    async with store.books(now=LATER) as books:
        await task_rows.save(books.connection, replace(task, branches=(younger,)), last_at=LATER)
    return number


async def test_an_old_ledger_is_whole_again_once_rebuilt(store: Store) -> None:
    number, other = await told_twice(store), await assigned(store)
    before = await verify(store)
    assert (before.tasks_differ, before.broken) == ((number,), None)
    told = list(verdict_lines(before))
    assert told[0] == "流水完整，部分事项状态须重新生成。"
    assert told[-1] == f"事项状态与流水不一致：{number}。请运行 taizhang ledger rebuild 按流水重新生成。"

    found = await rebuild(store, now=LATER)

    assert list(rebuilt_lines(found)) == [f"已按流水重新生成 1 件事项的状态：{number}。"]
    after = await verify(store)
    assert after.is_whole and after.head == before.head
    async with store.reading(now=LATER) as books:
        blocker = (await books.task(number)).branches[0].blocker
        assert blocker is not None and blocker.since == MONDAY
        assert (await books.task(other)).number == other
    assert list(rebuilt_lines(await rebuild(store, now=LATER))) == ["事项状态与流水一致，无需重新生成。"]


async def test_rows_that_are_missing_come_back_and_rows_of_nothing_go(store: Store) -> None:
    number = await assigned(store)
    async with store.database.writing() as connection:
        row = (await connection.execute(select(tasks))).mappings().one()
        await connection.execute(delete(branches))
        await connection.execute(delete(tasks))
        await connection.execute(insert(tasks).values({**row, "number": "DB-2026-99"}))
    assert (await verify(store)).tasks_differ == (number, "DB-2026-99")

    await rebuild(store, now=LATER)

    assert (await verify(store)).is_whole
    async with store.reading(now=LATER) as books:
        assert [task.number for task in await books.tasks.open_of(STAFF)] == [number]


async def test_a_broken_chain_is_left_as_it_is(store: Store) -> None:
    number = await told_twice(store)
    await tamper(store, "DELETE FROM entries WHERE seq = 2")
    found = await rebuild(store, now=LATER)
    assert list(rebuilt_lines(found)) == ["流水不完整，未作改动。请运行 taizhang ledger verify 查看。"]
    await run(store, "UPDATE tasks SET version = version")
    async with store.reading(now=LATER) as books:
        blocker = (await books.task(number)).branches[0].blocker
        assert blocker is not None and blocker.since == LATER


async def test_a_document_is_rebuilt_as_well(store: Store) -> None:
    given = {"kind": DocumentKind.INCOMING, "title": "来文", "handler": Assignee(person=STAFF.id)}
    async with store.books(now=MONDAY) as books:
        paper = await register(books, RegisterDocument(person=COORDINATOR.id, sent_at=MONDAY, **given))
    async with store.books(now=LATER) as books:
        await document_rows.save(books.connection, replace(paper, reference="另一号"), last_at=LATER)
    assert (await verify(store)).tasks_differ == (paper.number,)

    await rebuild(store, now=LATER)

    assert (await verify(store)).is_whole
    async with store.reading(now=LATER) as books:
        assert await books.documents.get(paper.number) == paper
