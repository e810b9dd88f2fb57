"""The numbers under a report open their lists: as long as the number, of what the presser may see, as of the report."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.publishing import Publishing
from ledger.acts.assigning import assign
from ledger.acts.requests import AssignTask
from ledger.people import Assignee
from tests.support.dialog import (
    COORDINATOR,
    GROUP,
    HEAD,
    LEADER,
    MONDAY,
    OFFICE_GROUP,
    OUTSIDE_HEAD,
    STAFF,
    Dialog,
)
from tests.support.shown import Hands

EVENING = MONDAY + timedelta(hours=7.5)  # 17:30 in the office.


async def publish(dialog: Dialog) -> None:
    """Let the clock publish what is due, and bring it to the groups."""
    publishing = Publishing(dialog.store, Hands(lambda: dialog.now), lambda: dialog.real)
    await publishing.ring()
    await dialog.delivered()


@pytest.fixture
async def published(assigned: Dialog) -> Dialog:
    """Return the chats in the evening, after the daily report: one task in 综合科, one in 财政局."""
    await assigned.says(COORDINATOR, "请吴财周五下班前报送预算执行情况")
    await assigned.taps(COORDINATOR, "确认")
    await assigned.says(STAFF, "/ack 1")
    await assigned.says(STAFF, "DB-2026-1 完成80%")
    assigned.passes(hours=7.5)
    await publish(assigned)
    return assigned


def labels(dialog: Dialog, chat: int) -> list[str]:
    return list(dialog.last_to(chat).buttons)


async def test_a_published_report_bears_its_numbers(published: Dialog) -> None:
    assert labels(published, GROUP) == ["新交办 2", "有进展 1", "未报 7", "已报 1", "应报 8", "分单位 4"]
    assert labels(published, OFFICE_GROUP) == ["新交办 1", "有进展 1", "未报 3", "已报 1", "应报 4", "分单位 1"]


async def test_the_list_comes_in_private_and_leads_to_the_message_behind_each_task(published: Dialog) -> None:
    said = await published.taps(COORDINATOR, "新交办 2", chat=GROUP)
    assert published.toasts[-1] == "清单已私信发送。"
    assert len(said) == 1
    shown = published.last_to(COORDINATOR)
    assert shown.text == said[0]
    assert said[0].startswith("<b>日报告</b>｜2026-11-23 周一｜全办\n<b>新交办 2</b>（截至 17:30）\nDB-2026-1 ")
    assert said[0].count("（私信）") == 2
    assert list(shown.buttons) == ["DB-2026-1", "DB-2026-2"]
    assert (await published.taps(COORDINATOR, "DB-2026-2"))[0].count("DB-2026-2")


async def test_of_a_list_everybody_reads_what_they_may_see(published: Dialog) -> None:
    for who, seen in ((STAFF, ["DB-2026-1"]), (OUTSIDE_HEAD, ["DB-2026-2"]), (LEADER, ["DB-2026-1", "DB-2026-2"])):
        said = (await published.taps(who, "新交办 2", chat=GROUP))[0]
        assert re.findall(r"DB-2026-\d+", said) == seen
        assert ("您可查看 1 项" in said) == (len(seen) == 1)
    assert "其中没有您可查看的事项" in (await published.taps(OUTSIDE_HEAD, "新交办 1", chat=OFFICE_GROUP))[0]


async def test_names_of_the_missing_are_for_the_head_and_the_coordinator(published: Dialog) -> None:
    """In a group counts by office; in private the names of the own office, or of all."""
    staff = (await published.taps(STAFF, "未报 7", chat=GROUP))[0]
    head = (await published.taps(HEAD, "未报 7", chat=GROUP))[0]
    coordinator = (await published.taps(COORDINATOR, "未报 7", chat=GROUP))[0]
    assert "姓名由科室负责人、督查员查看。" in staff
    assert "：" not in staff.partition("17:30")[2]
    assert head.count("：") == 1 + head.partition("17:30")[0].count("：")
    counts = re.findall(r"\n\S+ (\d+)(?:：(\S+))?", coordinator.partition("17:30）")[2])
    assert sum(int(count) for count, _ in counts) == 7
    assert all(len(names.split("、")) == int(count) for count, names in counts)


async def test_what_came_in_since_does_not_change_the_list(published: Dialog) -> None:
    """Also what was sent before the report and arrived only after it."""
    async with published.store.books(now=published.now + timedelta(minutes=5)) as books:
        by = next(one.id for one in books.roster.people if one.name == COORDINATOR)
        request = AssignTask(
            person=by, sent_at=MONDAY + timedelta(hours=1), title="迟到的交办", lead=(Assignee(person=by),)
        )
        await assign(books, request)
    published.passes(hours=1)
    said = (await published.taps(COORDINATOR, "新交办 2", chat=GROUP))[0]
    assert "迟到的交办" not in said
    assert "<b>新交办 2</b>（截至 17:30）" in said


async def test_units_open_one_by_one(published: Dialog) -> None:
    await published.taps(COORDINATOR, "分单位 4", chat=GROUP)
    menu = published.last_to(COORDINATOR)
    assert menu.text.endswith("<b>分单位 4</b>，点按钮查看清单。")
    assert [label for label in menu.buttons if label.startswith("综合科")] == ["综合科 4"]
    said = await published.taps(COORDINATOR, "综合科 4")
    assert "<b>综合科 4</b>" in said[0]
    assert re.search(r"已报 1：张三\n未报 3：", said[0])


async def test_numbers_stand_under_a_report_on_request_and_turn_pages(published: Dialog) -> None:
    for _ in range(12):
        await published.says(COORDINATOR, "请王五周五下班前汇总会议题")
        await published.taps(COORDINATOR, "确认")
    await published.says(COORDINATOR, "/dispatch")
    assert "待签收 13" in labels(published, published.user(COORDINATOR))
    first = await published.taps(COORDINATOR, "待签收 13")
    assert first[0].count("未签收") == 10 and "第1/2页" in first[0]
    second = await published.taps(COORDINATOR, "下一页")
    assert second[0].count("未签收") == 3
    assert "editMessageText" in {call.method for call in published.calls[-2:]}


async def test_a_summary_shows_seven_numbers_and_the_way_to_the_rest(published: Dialog) -> None:
    await published.says(COORDINATOR, "/weekly")
    shown = labels(published, published.user(COORDINATOR))[:-3]  # Without the row of files.
    assert len(shown) <= 8
    if shown[-1].startswith("更多"):
        await published.taps(COORDINATOR, "更多")
        assert "分单位 4" in labels(published, published.user(COORDINATOR))
