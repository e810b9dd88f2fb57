"""Queries: what the indexes leave out is never asked for, whatever is asked of whatever ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product
from random import Random

from sqlalchemy import select

from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.changing import withdraw
from ledger.acts.closing import claim, close
from ledger.acts.progressing import raise_blocker
from ledger.acts.requests import (
    AcknowledgeTask,
    AssignTask,
    ClaimCompletion,
    CloseTask,
    RaiseBlocker,
    SuspendTask,
    WithdrawTask,
)
from ledger.acts.suspending import suspend
from ledger.entries import Evidence, Urgency
from ledger.lights import Light
from ledger.queries import State, TaskQuery, matches, rank
from ledger.tasks import Task
from storage import task_rows
from storage.narrowing import narrowed
from storage.store import Store
from tests.ledger.house import (
    COLLEAGUE,
    COORDINATOR,
    FINANCE,
    GENERAL,
    HOUSE,
    MONDAY,
    OUTSIDER,
    REVIEWER,
    STAFF,
    person,
    unit,
)
from tests.support.twins import some

PROOF = Evidence(sha256="0" * 64, name="报告.pdf", size=1, kind="document")
HOLDERS = (person(STAFF), person(COLLEAGUE), person(OUTSIDER), unit(GENERAL), unit(FINANCE))
DOERS = dict(zip(HOLDERS, (STAFF, COLLEAGUE, OUTSIDER, STAFF, OUTSIDER), strict=True))
TITLES = ("报送供热管网情况", "报送ＡＢＣ项目 清单", "清雪", "老旧小区改造方案")
COUNT = 36
LEDGERS = 3
"""Each is asked so many of the queries, others than the others."""

QUERIES = tuple(
    TaskQuery(state=state, light=light, period=period)
    for state, light, period in product(
        State,
        (None, *Light),
        (None, (date(2026, 11, 23), date(2026, 11, 29)), (date(2026, 11, 30), date(2026, 12, 6))),
    )
) + tuple(
    TaskQuery(state=state, whose=whose, mine=mine, urgency=urgency, text=text)
    for state in (State.OPEN, State.ANY, State.OVERDUE)
    for whose in ((), (unit(GENERAL),), (unit(HOUSE),), (person(OUTSIDER), unit(FINANCE)))
    for mine in (None, STAFF.id, REVIEWER.id)
    for urgency in (None, Urgency.URGENT)
    for text in ("", "供热", "abc项目清", "百分之%", "没有这样的")
)


async def _filled(store: Store, random: Random) -> datetime:
    """Fill the ledger with tasks that went as far as chance let them; return the moment to ask at."""
    at = MONDAY
    for _ in range(COUNT):
        at += timedelta(minutes=random.randrange(300))
        await _lived(store, random, at)
    return at + timedelta(days=random.randrange(5))


async def _lived(store: Store, random: Random, at: datetime) -> None:
    lead, by = random.choice(HOLDERS), COORDINATOR.id
    request = AssignTask(
        person=by,
        sent_at=at,
        title=random.choice(TITLES),
        lead=(lead,),
        support=(random.choice([one for one in HOLDERS if one != lead]),) if random.random() < 0.3 else (),
        deadline=at + timedelta(hours=random.randrange(2, 400)),
        urgency=random.choice((None, *Urgency)),
    )
    doer, stage = DOERS[lead].id, random.randrange(7)
    async with store.books(now=at) as books:
        number = (await assign(books, request)).number
        if stage in {1, 2, 3, 4}:
            await acknowledge(books, AcknowledgeTask(person=doer, sent_at=at, number=number))
        if stage == 2:
            await raise_blocker(books, RaiseBlocker(person=doer, sent_at=at, number=number, reason="缺经费"))
        if stage in {3, 4}:
            later = at + timedelta(hours=random.randrange(300))
            await claim(
                books,
                ClaimCompletion(person=doer, sent_at=later, number=number, note="好了", files=(PROOF,), despite="先报"),
            )
            if stage == 4 and not request.support:
                await close(books, CloseTask(person=REVIEWER.id, sent_at=later, number=number))
        if stage == 5:
            await suspend(books, SuspendTask(person=by, sent_at=at, number=number, reason="等批复"))
        if stage == 6:
            await withdraw(books, WithdrawTask(person=by, sent_at=at, number=number, reason="重复"))


async def test_a_query_returns_what_its_predicate_keeps_of_all_tasks(store: Store) -> None:
    for seed in range(LEDGERS):
        now = await _filled(store, Random(seed))
        async with store.reading(now=now) as books:
            everything = await task_rows.load_all(books.connection, select(task_rows.STATE))
            kinds: set[bool] = set()
            for query in some(QUERIES, LEDGERS, beside=str(seed)):
                wanted = [
                    task for task in everything if matches(query, task, now=now, roster=books.roster, house=books.house)
                ]
                found = await books.tasks.matching(query, now=now, roster=books.roster, house=books.house)
                assert list(found) == sorted(wanted, key=rank), query
                kinds.add(bool(found))
            assert kinds == {True, False}


async def test_the_indexes_leave_out_what_is_over_and_others_tasks(store: Store) -> None:
    now = await _filled(store, Random(7))
    async with store.reading(now=now) as books:

        async def loaded(query: TaskQuery) -> tuple[Task, ...]:
            where = narrowed(query, now=now, roster=books.roster, hours=books.house.hours)
            return await task_rows.load_all(books.connection, select(task_rows.STATE).where(*where))

        assert all(task.is_open for task in await loaded(TaskQuery()))
        assert all(any(one.assignee == person(OUTSIDER) for one in task.branches)
                   for task in await loaded(TaskQuery(whose=(person(OUTSIDER),), state=State.ANY)))  # fmt: skip
        assert len(await loaded(TaskQuery(state=State.OVERDUE))) < len(await loaded(TaskQuery()))
