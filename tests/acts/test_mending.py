"""补正: what a returned claim lacked is ticked off item by item, and stands beside the next claim."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ledger.acts.assigning import assign
from ledger.acts.closing import archive_by_rule, claim, close, return_
from ledger.acts.mending import mend
from ledger.acts.requests import AssignTask, ClaimCompletion, CloseTask, MendItems, ReturnTask, UndoLast
from ledger.acts.undoing import undo
from ledger.closing_entries import Archived, Mended
from ledger.entries import Evidence
from ledger.mending import Mending
from ledger.people import Person
from ledger.refusals import NotAllowed, NothingToMend, WrongStatus
from ledger.returns import before_claim
from ledger.tasks import Status, Task
from tests.acts.conftest import Ledger
from tests.ledger.house import COLLEAGUE, COORDINATOR, FRIDAY, HEAD, MONDAY, OUTSIDER, REVIEWER, STAFF, person

PHOTO = Evidence(sha256="ab" * 32, name="现场.jpg", size=1024, kind="photo")
FIRST = "DB-2026-1"
LIST = "盖章版\n验收单\n三季度数据"


async def claims(ledger: Ledger) -> Task:
    asked = ClaimCompletion(person=STAFF.id, sent_at=MONDAY, number=FIRST, files=(PHOTO,))
    return await ledger.does(claim, asked)


@pytest.fixture
async def returned(ledger: Ledger) -> Ledger:
    """Return the ledger with a claim that was sent back with three things to put right."""
    given = AssignTask(person=COORDINATOR.id, sent_at=MONDAY, title="报送", lead=(person(STAFF),), deadline=FRIDAY)
    await ledger.does(assign, given)
    await claims(ledger)
    asked = ReturnTask(person=REVIEWER.id, sent_at=MONDAY, number=FIRST, missing=LIST, limit=FRIDAY)
    await ledger.does(return_, asked)
    return ledger


def items(*which: int, by: Person = STAFF) -> MendItems:
    return MendItems(person=by.id, sent_at=MONDAY + timedelta(minutes=1), number=FIRST, items=which)


async def test_items_are_ticked_one_by_one_and_stand_beside_the_next_claim(returned: Ledger) -> None:
    task = await returned.does(mend, items(1, 3))
    assert task.mending == Mending(LIST, frozenset({1, 3}))
    assert (task.mending.waiting, task.missing, task.mend_by) == ((2,), LIST, FRIDAY)
    task = await claims(returned)
    assert (task.missing, task.mend_by, task.mending) == ("", None, None)
    async with returned.opened() as books:
        assert before_claim(task, await books.entries_of(FIRST)) == Mending(LIST, frozenset({1, 3}))


async def test_all_that_wait_are_ticked_at_once(returned: Ledger) -> None:
    await returned.does(mend, items(2, by=HEAD))
    assert (await returned.does(mend, items())).mending == Mending(LIST, frozenset({1, 2, 3}))
    ticked = [one.items for one in await returned.entries() if isinstance(one, Mended)]
    assert ticked == [(2,), (1, 3)]


@pytest.mark.parametrize(("which", "of"), [((4,), 3), ((0,), 3), ((1, 9), 3)])
async def test_no_other_item_is_ticked(returned: Ledger, which: tuple[int, ...], of: int) -> None:
    with pytest.raises(NothingToMend) as refused:
        await returned.does(mend, items(*which))
    assert refused.value == NothingToMend(FIRST, of=of)


async def test_nothing_is_ticked_twice_or_after_the_claim(returned: Ledger) -> None:
    await returned.does(mend, items(1))
    with pytest.raises(NothingToMend):
        await returned.does(mend, items(1))
    await claims(returned)
    with pytest.raises(WrongStatus):
        await returned.does(mend, items(2))


@pytest.mark.parametrize("who", [COLLEAGUE, OUTSIDER, REVIEWER])
async def test_nobody_else_ticks(returned: Ledger, who: Person) -> None:
    with pytest.raises(NotAllowed):
        await returned.does(mend, items(1, by=who))


async def test_a_tick_is_taken_back(returned: Ledger) -> None:
    await returned.does(mend, items(1))
    await returned.does(undo, UndoLast(person=STAFF.id, sent_at=MONDAY + timedelta(minutes=2)))
    assert (await returned.does(mend, items(2))).mending == Mending(LIST, frozenset({2}))


async def test_a_second_return_begins_a_list_of_its_own(returned: Ledger) -> None:
    await returned.does(mend, items(1))
    await claims(returned)
    again = ReturnTask(person=REVIEWER.id, sent_at=MONDAY, number=FIRST, missing="仍缺盖章版")
    assert (await returned.does(return_, again)).mending == Mending("仍缺盖章版")


async def test_nothing_waits_where_nothing_was_returned(ledger: Ledger) -> None:
    given = AssignTask(person=COORDINATOR.id, sent_at=MONDAY, title="报送", lead=(person(STAFF),), deadline=FRIDAY)
    await ledger.does(assign, given)
    with pytest.raises(NothingToMend) as refused:
        await ledger.does(mend, items(1))
    assert refused.value.of == 0


@pytest.mark.parametrize(("days", "status"), [(89, Status.CLOSED), (90, Status.CLOSED), (91, Status.ARCHIVED)])
async def test_what_is_closed_is_archived_by_the_clock_once(returned: Ledger, days: int, status: Status) -> None:
    """Struck off on a Monday, it is put away on the first day that lies more than ninety days behind it."""
    await claims(returned)
    await returned.does(close, CloseTask(person=REVIEWER.id, sent_at=MONDAY, number=FIRST))
    for _ in range(2):
        async with returned.opened() as books:
            await archive_by_rule(books, FIRST, at=MONDAY + timedelta(days=days))
    async with returned.opened() as books:
        assert (await books.task(FIRST)).status is status
    archived = [one.by for one in await returned.entries() if isinstance(one, Archived)]
    assert archived == ([None] if status is Status.ARCHIVED else [])
