"""A moment of the past that is read from closed months is what it is without them, whatever came late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from bot.cli.verdicts import rebuilt_lines, verdict_lines
from ledger import entries as e
from ledger.facts import Facts, Head
from ledger.undo_entries import Undone
from reports.composing import compose, wanted
from reports.periods import period_of
from storage import closing_months
from storage.closing_months import close_next
from storage.known import Known
from storage.month_ends import base_of, closed, forget, wrong
from storage.rebuilding import rebuild
from storage.store import Store
from storage.tables import chain, month_end_tasks, month_ends
from storage.verify import verify
from tests.ledger.house import COORDINATOR, MONDAY, STAFF, person
from tests.storage.ledgers import any_entry, assigned
from tests.storage.office import HOUSE

DAY = timedelta(days=1)
STEPS, ASKED = 90, 24
LATER = MONDAY + timedelta(days=80)


async def _walk(store: Store, dice: Random) -> datetime:
    """Let some months pass, with entries sent long before they are recorded, some taken back; return the last moment.

    Months are closed now and then, so that much comes late for a month that is closed, and much for one that is not.
    """
    now, told = MONDAY, dict[str, list[tuple[int, str]]]()
    for _ in range(STEPS):
        now += timedelta(hours=dice.randrange(1, 70))
        sent = now - (timedelta(days=dice.randrange(70)) if dice.random() < 0.3 else timedelta())
        if dice.random() < 0.3:
            await close_next(store, now=now)
        async with store.books(now=now) as books:
            if not told or dice.random() < 0.3:
                number = await books.next_number(2026)
                lead, deadline = (person(STAFF),), sent + timedelta(days=dice.randrange(1, 60))
                entry: Any = e.Assigned(
                    number=number, by=COORDINATOR.id, at=sent, title="方案", lead=lead, deadline=deadline
                )
            else:
                number = dice.choice(list(told))
                entry = any_entry(dice, number, sent)
                if told[number] and dice.random() < 0.15:
                    undoes, kind = told[number].pop()
                    entry = Undone(number=number, by=STAFF.id, at=sent, undoes=undoes, kind=kind)
            await books.append(entry)
            seqs = told.setdefault(number, [])
            seqs += (
                [(books.written[-1].seq, type(entry).__name__)] if not isinstance(entry, e.Assigned | Undone) else []
            )
    return now


async def _asked(store: Store, asked: Sequence[tuple[datetime, datetime, Head | None]], now: datetime) -> list[Facts]:
    async with store.reading(now=now) as books:
        return [await books.facts(since=since, at=at, upto=upto) for since, at, upto in asked]


async def _any_moments(store: Store, dice: Random, now: datetime) -> list[tuple[datetime, datetime, Head | None]]:
    """Return periods of the past, some as they were known at some link; many are read from a month that is closed."""
    found: list[tuple[datetime, datetime, Head | None]] = []
    async with store.reading(now=now) as books:
        last = (await books.head()).seq
        for _ in range(ASKED):
            since = MONDAY + (now - MONDAY) * dice.random()
            at = since + DAY * dice.randrange(1, 40)
            found.append((since, at, Head(dice.randrange(1, last), "") if dice.random() < 0.4 else None))
        based = [await base_of(books.connection, since=one[0], known=Known(one[1], None)) for one in found]
    assert sum(one is not None for one in based) > ASKED / 4
    return found


async def _same_reports(store: Store, asked: Iterable[tuple[datetime, datetime, Head | None]], now: datetime) -> None:
    """Compare what reports say that read only what they want with what they say of all there is."""
    async with store.reading(now=now) as books:
        for _, at, upto in islice(asked, 5):
            for kind in ("dispatch", "daily", "weekly"):
                period = period_of(kind, at, HOUSE)
                needed = await books.facts(since=period.before, at=at, upto=upto, wanted=wanted(kind, period, HOUSE))
                whole = await books.facts(since=period.before, at=at, upto=upto)
                assert compose(kind, needed).data == compose(kind, whole).data


@pytest.mark.parametrize("seed", range(2))
async def test_what_is_read_from_closed_months_is_what_all_entries_say(store: Store, seed: int) -> None:
    dice = Random(seed)
    now = await _walk(store, dice)
    while await close_next(store, now=now):
        pass
    async with store.reading(now=now) as books:
        assert len(await closed(books.connection)) >= 3
        assert await wrong(books.connection, after=0) == ()
    asked = await _any_moments(store, dice, now)
    from_months = await _asked(store, asked, now)
    await _same_reports(store, asked, now)
    async with store.books(now=now) as books:
        await forget(books.connection)
    assert await _asked(store, asked, now) == from_months
    await _same_reports(store, asked, now)


async def _two_months(store: Store) -> str:
    number = await assigned(store)
    while await close_next(store, now=LATER):
        pass
    return number


async def test_months_are_closed_once_they_are_over_one_at_a_time(store: Store) -> None:
    await assigned(store)
    ends_at = store.house.hours.at(MONDAY.date().replace(month=12, day=1), datetime.min.time())
    assert not await close_next(store, now=ends_at + closing_months.GRACE - timedelta(seconds=1))
    assert await close_next(store, now=LATER)
    async with store.reading(now=LATER) as books:
        assert [month.ends_at for month in await closed(books.connection)] == [ends_at]
        # What came late has been looked for in none of them before the last one is closed.
        assert (await books.connection.execute(select(chain.c.closed_until))).scalar_one() is None
    assert await close_next(store, now=LATER)
    assert await close_next(store, now=LATER)
    assert not await close_next(store, now=LATER)
    async with store.reading(now=LATER) as books:
        assert len(await closed(books.connection)) == 3


async def test_a_closing_that_is_killed_leaves_nothing_behind(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await assigned(store)

    async def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(closing_months, "complete", killed)
        with pytest.raises(KeyboardInterrupt):
            while await close_next(store, now=LATER):
                pass
    async with store.reading(now=LATER) as books:
        before = await closed(books.connection)
        kept = (await books.connection.execute(select(month_end_tasks.c.ends_at).distinct())).scalars().all()
    assert len(before) == 2
    assert set(kept) <= {month.ends_at for month in before}
    assert await close_next(store, now=LATER)
    assert (await verify(store)).is_whole


async def test_a_month_that_lacks_a_task_is_told_and_closed_anew(store: Store) -> None:
    number = await _two_months(store)
    assert (await verify(store)).is_whole
    async with store.database.writing() as connection:
        first = (await connection.execute(select(func.min(month_ends.c.ends_at)))).scalar_one()
        await connection.execute(delete(month_end_tasks).where(month_end_tasks.c.ends_at == first))
    found = await verify(store)
    assert found.months_differ == (first,)
    lines = list(verdict_lines(found))
    assert lines[0] == "流水完整，部分月结须重新生成。"
    assert lines[-1] == "月结与流水不一致：2026-11。请运行 taizhang ledger rebuild 按流水重新生成。"
    assert list(rebuilt_lines(await rebuild(store, now=LATER))) == ["已按流水重新生成 1 个月的月结。"]
    assert (await verify(store)).is_whole
    async with store.reading(now=LATER) as books:
        tasks = select(month_end_tasks.c.task).where(month_end_tasks.c.ends_at == first)
        assert (await books.connection.execute(tasks)).scalars().all() == [number]


async def test_what_comes_late_is_added_with_its_entry_or_not_at_all(store: Store) -> None:
    await _two_months(store)
    with pytest.raises(ZeroDivisionError):
        await _late(store, fails=True)
    async with store.reading(now=LATER) as books:
        before = (await books.connection.execute(select(func.count()).select_from(month_end_tasks))).scalar_one()
    number = await _late(store)
    async with store.reading(now=LATER) as books:
        tasks = (await books.connection.execute(select(month_end_tasks).where(month_end_tasks.c.task == number))).all()
        after = (await books.connection.execute(select(func.count()).select_from(month_end_tasks))).scalar_one()
    assert len(tasks) == after - before == 3
    assert (await verify(store)).is_whole


async def _late(store: Store, *, fails: bool = False) -> str:
    async with store.books(now=LATER) as books:
        number = await books.next_number(2026)
        lead = (person(STAFF),)
        await books.append(e.Assigned(number=number, by=COORDINATOR.id, at=MONDAY, title="方案", lead=lead))
        return number if not fails else str(1 // 0)
