"""归档: a closed task is put away by words, command or button, and nothing is done to it afterwards."""

from __future__ import annotations

import pytest

from handlers.wording.refusals import NEUTRAL
from ledger.closing_entries import Archived
from ledger.tasks import Status
from tests.support.dialog import COORDINATOR, HEAD, LEADER, REVIEWER, STAFF, Dialog
from tests.support.scenes import scene

DONE = "DB-2026-1 已归档：报送三季度经济运行分析。发送 /task DB-2026-1 可随时查看。"


@scene
async def closed(assigned: Dialog) -> None:
    """Begin with the task struck off."""
    await assigned.sends_photo(STAFF, "申请销号", reply_to=assigned.last_to(STAFF))
    await assigned.taps(REVIEWER, "同意销号")


@pytest.mark.parametrize(
    "words", ["/archive 1", "DB-2026-1归档", "1号归档", "1归档", "DB-2026-1 同意归档。", "/归档 1"]
)
async def test_a_closed_task_is_archived_by_words(closed: Dialog, words: str) -> None:
    assert await closed.says(COORDINATOR, words) == [DONE]
    assert (await closed.task()).status is Status.ARCHIVED
    async with closed.store.reading(now=closed.now) as books:
        (record,) = await books.records_of(Archived)
        assert books.roster.person(record.entry.by).name == COORDINATOR


@pytest.mark.parametrize("who", [COORDINATOR, LEADER, REVIEWER])
async def test_the_button_stands_on_a_closed_task_alone(closed: Dialog, who: str) -> None:
    await closed.says(who, "/task 1")
    assert await closed.taps(who, "归档") == [DONE]
    await closed.says(who, "/task 1")
    assert "归档" not in closed.last_to(who).buttons


@pytest.mark.parametrize("who", [STAFF, HEAD])
async def test_nobody_else_archives(closed: Dialog, who: str) -> None:
    assert await closed.says(who, "/archive 1") == [NEUTRAL]
    assert (await closed.task()).status is Status.CLOSED


async def test_an_open_or_archived_task_is_not_archived(assigned: Dialog) -> None:
    assert await assigned.says(COORDINATOR, "/archive 1") == ["DB-2026-1 尚未销号，不能归档。销号后方可办理。"]
    await assigned.sends_photo(STAFF, "申请销号", reply_to=assigned.last_to(STAFF))
    await assigned.taps(REVIEWER, "同意销号")
    await assigned.says(COORDINATOR, "/archive 1")
    assert (await assigned.says(COORDINATOR, "/archive 1"))[0].startswith("DB-2026-1 已归档，无需重复办理。")


async def test_what_is_archived_is_listed_and_counts_as_closed(closed: Dialog) -> None:
    assert "DB-2026-1" not in (await closed.says(COORDINATOR, "已归档"))[0]
    await closed.says(COORDINATOR, "/archive 1")
    for words in ("已归档", "已销号"):
        assert "DB-2026-1" in (await closed.says(COORDINATOR, words))[0]
