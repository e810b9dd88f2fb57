"""A published report once more: the same bytes from what was known then, and what late entries have changed since."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.revising import Revising
from config.timetable import ReportKind
from handlers.replaying import replayed
from ledger.acts.assigning import assign
from ledger.acts.requests import AssignTask
from ledger.people import Assignee
from ledger.slots import Slot
from reports.replay import Replay
from tests.handlers.test_figures import publish, published  # noqa: F401 - a fixture
from tests.support.dialog import COORDINATOR, GROUP, HEAD, LEADER, MONDAY, OFFICE_GROUP, STAFF, Dialog
from tests.support.shown import Hands

SLOT = Slot("daily", GROUP, "2026-11-23")


async def replay(dialog: Dialog, slot: Slot = SLOT) -> Replay:
    async with dialog.store.reading(now=dialog.now) as books:
        row = await books.slots.published_as(slot)
        assert row is not None
        found = await replayed(books, row)
    assert found is not None
    return found


async def comes_late(dialog: Dialog) -> None:
    """Record an hour after the report what was said in the morning, as after a downtime."""
    dialog.passes(hours=1)
    async with dialog.store.books(now=dialog.now) as books:
        by = next(one.id for one in books.roster.people if one.name == COORDINATOR)
        to = next(one.id for one in books.roster.people if one.name == STAFF)
        sent = MONDAY + timedelta(hours=1)
        await assign(books, AssignTask(person=by, sent_at=sent, title="迟到的交办", lead=(Assignee(person=to),)))


@pytest.mark.parametrize("chat", [GROUP, OFFICE_GROUP])
async def test_made_anew_it_is_the_same_to_the_byte(published: Dialog, chat: int) -> None:  # noqa: F811
    published.passes(days=3)
    await published.says(STAFF, "DB-2026-1 完成90%")
    found = await replay(published, Slot("daily", chat, "2026-11-23"))
    assert found.then.text.encode() == found.published.body.encode()
    assert found.today.text == found.published.body
    assert (found.late, found.by_late_entries, found.otherwise) == ((), (), ())
    assert found.published.head.startswith(found.published.body.rpartition("校验码 ")[2])


async def test_only_what_came_late_makes_a_difference(published: Dialog) -> None:  # noqa: F811
    await comes_late(published)
    await published.says(STAFF, "DB-2026-1 完成90%")  # Sent after the report, and no part of it.
    found = await replay(published)
    assert found.is_same
    assert [type(one.entry).__name__ for one in found.late] == ["Assigned"]
    added = [line for sign, line in found.by_late_entries if sign == "+"]
    assert any("新交办 3" in line for line in added)
    assert any("迟到的交办" in line for line in added)
    assert found.otherwise == ()


async def test_of_an_updated_report_the_version_that_the_group_holds_comes_again(published: Dialog) -> None:  # noqa: F811
    """A late return makes the second version; its buttons open its own lists, and it is made anew to the byte, too."""
    published.passes(hours=15)
    await published.says(STAFF, "补报11月23日日报 核对数据")
    await published.says(HEAD, "补报11月23日日报 核对数据")
    published.passes(minutes=3)
    await Revising(published.store, Hands(lambda: published.now), lambda: published.real).ring()
    await published.delivered()
    held = published.last_to(GROUP)
    assert ("第2版" in held.text, "未报 6" in held.buttons, "已报 2" in held.buttons) == (True, True, True)
    found = await replay(published)
    assert (found.published.version, found.published.body) == (2, held.text)
    assert found.is_same
    assert found.by_late_entries == ()
    said = await published.taps(COORDINATOR, "已报 2", chat=GROUP)
    assert said[0].endswith("\n综合科 2：张三、赵科长")


async def test_it_is_asked_for_in_words(published: Dialog) -> None:  # noqa: F811
    text = published.last_to(GROUP).text
    published.passes(days=1)
    said = await published.says(LEADER, "重放11月23日日报告", chat=GROUP, more={})
    assert said == []  # In a group it is said to the bot.
    await published.says(LEADER, "重放11月23日日报告")
    menu = published.last_to(LEADER)
    assert menu.text == "该日报告发往多个群，请选择："
    said = await published.taps(LEADER, "全办工作群")
    assert said[0] == text
    assert "按当时的台账重新计算，结果与原文逐字一致。" in said[1]
    assert (await published.taps(LEADER, "有何变化"))[0].endswith("按目前台账重新计算，与发布原文逐字一致。")


async def test_what_has_changed_names_the_late_entries(published: Dialog) -> None:  # noqa: F811
    await comes_late(published)
    await published.says(COORDINATOR, "11月23日日报告有什么变化")
    said = (await published.taps(COORDINATOR, "全办工作群"))[0]
    assert "－ 销号 0｜新交办 2｜有进展 1" in said
    assert "＋ 销号 0｜新交办 3｜有进展 1" in said
    assert "<b>发布后入账的迟到记录 1</b>\nDB-2026-3 " in said


async def test_who_reads_no_report_replays_none(published: Dialog) -> None:  # noqa: F811
    assert await published.says(STAFF, "重放11月23日日报告") == ["您没有“查看报告”的权限。如有需要，请联系督查员。"]
    own = await published.says(HEAD, "重放今日日报告")  # The office's group alone: its unit is the head's.
    assert own[0].startswith("<b>日报告</b>｜2026-11-23 周一｜综合科")


async def test_a_day_without_a_report_is_said(published: Dialog) -> None:  # noqa: F811
    said = await published.says(COORDINATOR, "重放11月20日日报告")
    assert said == ["没有您可查看的已发布日报告。请写明日期，例：重放11月20日日报告。"]
    async with published.store.reading(now=published.now) as books:
        assert await books.slots.published_as(Slot(ReportKind.WEEKLY, GROUP, "2026-W48")) is None


async def test_a_past_report_asked_for_is_the_published_one_or_that_day_s(published: Dialog) -> None:  # noqa: F811
    text = published.last_to(OFFICE_GROUP).text
    published.passes(days=1)
    assert (await published.says(HEAD, "把昨天的日报再发我一遍"))[0] == text
    published.passes(days=7)
    assert (await published.says(HEAD, "给我来份上周的周总结"))[0].startswith("<b>周总结</b>｜2026-11-27 周五｜综合科")
