"""118号经过: every entry of a task with the way to its message, in pages, for those who may see it."""

from __future__ import annotations

import pytest

from handlers.paging import Page
from handlers.wording.refusals import NEUTRAL
from handlers.wording.timeline import message_link, where
from ledger.entries import Source
from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, OUTSIDER, STAFF, Dialog

PRIVATE_LINES = [
    "<b>DB-2026-1 办理经过</b>（共2条）",
    "报送三季度经济运行分析",
    "11-23 10:00 李四 交办张三，时限11月27日（星期五）18:00（私信）",
    "11-23 10:00 张三 签收（私信）",
]


@pytest.mark.parametrize(
    "words", ["DB-2026-1经过", "DB-2026-1 办理经过", "DB-2026-1的办理过程？", "/timeline 1", "/经过 1"]
)
async def test_who_when_and_what_in_order(assigned: Dialog, words: str) -> None:
    await assigned.taps(STAFF, "签收")
    assert (await assigned.says(COORDINATOR, words))[0].split("\n") == PRIVATE_LINES


async def test_the_button_and_a_reply_open_it(assigned: Dialog) -> None:
    await assigned.says(STAFF, "/task 1")
    assert (await assigned.taps(STAFF, "经过"))[0].startswith("<b>DB-2026-1 办理经过</b>（共1条）")
    said = await assigned.says(COORDINATOR, "经过", reply_to=assigned.last_to(COORDINATOR))
    assert said[0].startswith("<b>DB-2026-1 办理经过</b>")


async def test_what_was_said_in_a_basic_group_names_the_group(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三周五下班前报送三季度经济运行分析", chat=GROUP)
    await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    line = (await dialog.says(STAFF, "DB-2026-1经过"))[0].split("\n")[2]
    assert line == "11-23 10:00 李四 交办张三，时限11月27日（星期五）18:00（群消息：全办工作群）"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (Source(chat=-1001234567890, message=45), '（<a href="https://t.me/c/1234567890/45">原消息</a>）'),
        (Source(chat=-4242, message=45), "（群消息：老群）"),
        (Source(chat=-4243, message=45), "（群消息）"),
        (Source(chat=1001, message=45), "（私信）"),
        (Source(), ""),
    ],
)
def test_only_messages_of_supergroups_have_links(source: Source, shown: str) -> None:
    assert where(source, {-4242: "老群"}) == shown
    assert message_link(-1000000000001, 7) == "https://t.me/c/1/7"


async def test_a_long_course_has_pages_that_turn_in_place(assigned: Dialog) -> None:
    """The last page comes first: it says what happened lately."""
    for share in range(1, 13):
        await assigned.says(STAFF, f"DB-2026-1完成{share}%，第{share}步")
    last = (await assigned.says(STAFF, "DB-2026-1经过"))[0]
    assert last.startswith("<b>DB-2026-1 办理经过</b>（共13条，第2/2页）")
    assert ("第12步" in last, "第9步" in last) == (True, False)
    first = (await assigned.taps(STAFF, "上一页"))[0]
    assert first.startswith("<b>DB-2026-1 办理经过</b>（共13条，第1/2页）")
    assert ("交办张三" in first, "第9步" in first, "第10步" in first) == (True, True, False)
    assert list(assigned.last_to(STAFF).buttons) == ["下一页"]


async def test_nobody_sees_what_is_not_theirs(assigned: Dialog) -> None:
    for who in (COLLEAGUE, OUTSIDER):
        assert await assigned.says(who, "DB-2026-1经过") == [NEUTRAL]
    assert await assigned.says(COORDINATOR, "DB-2026-9经过") == [NEUTRAL]
    assert await assigned.says(COORDINATOR, "/timeline 过程") == [NEUTRAL]


async def test_in_a_group_words_without_a_task_are_chatter(assigned: Dialog) -> None:
    assert await assigned.says(STAFF, "经过", chat=GROUP) == []
    assert await assigned.says(STAFF, "事情经过我后面再说", chat=GROUP) == []


@pytest.mark.parametrize(
    ("count", "asked", "n", "of", "shown"),
    [(0, 1, 1, 1, ()), (10, 1, 1, 1, (0, 9)), (11, 2, 2, 2, (10, 10)), (11, 9, 2, 2, (10, 10)), (25, 0, 1, 3, (0, 9))],
)
def test_pages_are_cut_without_a_rest(count: int, asked: int, n: int, of: int, shown: tuple[int, ...]) -> None:
    page = Page.cut(range(count), asked, size=10)
    assert (page.n, page.of) == (n, of)
    assert (page.shown[:1] + page.shown[-1:]) == shown
