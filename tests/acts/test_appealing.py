"""The rules of appeals, on every kind of books: whose line, inside the limit, once, answered by a leader."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ledger.acts import appealing as acts
from ledger.adjustments import Standing
from ledger.appeals import Appeal, Disputed
from ledger.people import Assignee
from ledger.refusals import NotAllowed
from ledger.score_refusals import AppealedAlready, AppealSettled, AppealTooLate, NothingLost, OwnAppeal
from tests.acts.conftest import Ledger
from tests.ledger.house import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    GENERAL,
    HEAD,
    HOUSE,
    LEADER,
    MONDAY,
    OUTSIDE_HEAD,
    REVIEWER,
    STAFF,
    SUPERVISION,
)

LINE = Disputed(
    unit=GENERAL.id,
    whom=Assignee(person=STAFF.id),
    register="duties",
    version=2,
    rule="sent-back",
    item="all",
    task="DB-2026-1",
    line=4,
    line_at=MONDAY,
    points=Decimal("-0.3"),
)


def wanted(person: Any = HEAD, at: datetime = MONDAY, **more: Any) -> acts.AppealScore:
    return acts.AppealScore(person=person.id, sent_at=at, about=replace(LINE, **more), reason="材料当天已补")


def word(one: Appeal, person: Any = LEADER, *, granted: bool = True) -> acts.DecideAppeal:
    return acts.DecideAppeal(person=person.id, sent_at=MONDAY, appeal=one.id, granted=granted, reason="属实")


async def appealed(ledger: Ledger, **more: Any) -> Appeal:
    return await ledger.does(acts.appeal, wanted(**more))


@pytest.mark.parametrize("who", [HEAD, STAFF])
async def test_the_head_disputes_for_the_office_and_staff_their_own(ledger: Ledger, who: Any) -> None:
    one = await appealed(ledger, person=who)
    assert (one.about, one.standing, one.given) == (LINE, Standing.WAITING, 0)


@pytest.mark.parametrize("who", [COLLEAGUE, OUTSIDE_HEAD, COORDINATOR, REVIEWER, LEADER, ADMIN])
async def test_nobody_else_does(ledger: Ledger, who: Any) -> None:
    with pytest.raises(NotAllowed):
        await appealed(ledger, person=who)
    assert await ledger.entries() == []


async def test_staff_do_not_dispute_what_is_the_offices(ledger: Ledger) -> None:
    with pytest.raises(NotAllowed):
        await appealed(ledger, person=STAFF, whom=Assignee(unit=GENERAL.id))
    with pytest.raises(NotAllowed):
        await appealed(ledger, unit=SUPERVISION.id)


async def test_the_limit_is_the_end_of_the_fifth_workday(ledger: Ledger) -> None:
    limit = datetime(2026, 11, 30, 10, tzinfo=UTC)
    with pytest.raises(AppealTooLate) as refused:
        await appealed(ledger, at=limit + timedelta(seconds=1))
    assert refused.value.limit == limit
    assert (await appealed(ledger, at=limit)).at == limit


async def test_what_took_nothing_is_not_disputed(ledger: Ledger) -> None:
    for points in ("0", "0.5"):
        with pytest.raises(NothingLost):
            await appealed(ledger, points=Decimal(points))
    with pytest.raises(NothingLost):
        await appealed(ledger, version=7)


async def test_a_line_is_disputed_once_also_where_it_has_moved_on(ledger: Ledger) -> None:
    await appealed(ledger)
    with pytest.raises(AppealedAlready):
        await appealed(ledger, person=STAFF)
    await appealed(ledger, line=9)  # A second return is a line of its own.
    await appealed(ledger, rule="late")
    with pytest.raises(AppealedAlready):
        await appealed(ledger, rule="late", line=9, points=Decimal("-1"))


@pytest.mark.parametrize("who", [STAFF, HEAD, COORDINATOR, REVIEWER, ADMIN])
async def test_only_leaders_answer(ledger: Ledger, who: Any) -> None:
    one = await appealed(ledger)
    with pytest.raises(NotAllowed):
        await ledger.does(acts.decide_appeal, word(one, who))


async def test_it_is_answered_once_and_gives_back_what_the_line_took(ledger: Ledger) -> None:
    one = await appealed(ledger)
    done = await ledger.does(acts.decide_appeal, word(one))
    assert (done.standing, done.given, done.answer) == (Standing.GRANTED, Decimal("0.3"), "属实")
    with pytest.raises(AppealSettled):
        await ledger.does(acts.decide_appeal, word(one, granted=False))
    other = await ledger.does(acts.decide_appeal, word(await appealed(ledger, line=9), granted=False))
    assert (other.standing, other.given) == (Standing.REFUSED, 0)


async def test_a_leader_answers_in_the_own_field_and_never_for_the_own_unit(ledger: Ledger) -> None:
    async with ledger.opened() as books:
        outside = replace(LINE, unit=SUPERVISION.id, whom=Assignee(unit=SUPERVISION.id))
        waits = Appeal(id=1, by=HEAD.id, at=MONDAY, about=outside, reason="")
        assert acts.answerers(books, waits) == ()
        assert [one.id for one in acts.answerers(books, replace(waits, about=LINE))] == [LEADER.id]
        own = replace(LINE, unit=HOUSE.id, whom=Assignee(unit=HOUSE.id))
        assert isinstance(acts._hindrance(books, replace(waits, about=own), books.roster.person(LEADER.id)), OwnAppeal)
