"""Hostile words: stored as they came, shown inert; dates and numbers that nobody can mean are asked about."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from unicodedata import normalize

from tests.support.dialog import COORDINATOR, GROUP, HEAD, STAFF, Dialog, evidence

PAYLOADS = (
    "'; DROP TABLE entries; --",
    '" OR ""="',
    "<script>alert(1)</script>",
    "</b></code><a href='tg://user?id=1'>领导</a>",
    "&lt;b&gt;&amp;",
    "*粗* _斜_ [链接](http://x) `码`",
    "{0.__class__.__mro__}",
    "{{ 7*7 }}{% raw %}",
    "%s%n%(x)s",
    "${jndi:ldap://x}",
    "$(reboot) `id`",
    "../../etc/passwd",
    '=HYPERLINK("http://x")',
    "@SUM(1)",
    "第一行\n2026-11-27 ERROR 伪造的日志",
    "\u202e倒写\u2066隔离",
    "零\u200b宽\ufeff字",
    "完" * 300,
    "🏛️👨‍👩‍👧‍👦🇨🇳",
)
ALLOWED = re.compile(r"</?(?:b|i|u|s|code|pre|blockquote(?: expandable)?|a(?: href=\"https://t\.me/[^\"]*\")?)>")


def inert(text: str) -> bool:
    """Tell whether nothing in the message is markup but our own, and nothing turns the direction of writing."""
    rest = ALLOWED.sub("", text)
    return "<" not in rest and not re.search("[\u202a-\u202e\u2066-\u2069]", text)


async def test_whatever_people_write_is_kept_and_shown_inert(assigned: Dialog) -> None:
    """Each in two fields, in turn: a note, a claim, a blocker, a daily report, a title, a file's name, in a group."""

    async def named(payload: str) -> None:
        document = {"file_id": "f", "file_unique_id": "u", "file_name": payload}
        await assigned.update(
            assigned.message(STAFF, "", more={"document": document}), (evidence(payload, "document"),)
        )

    ways: tuple[Callable[[str], Awaitable[object]], ...] = (
        lambda payload: assigned.says(STAFF, f"/claim 1 {payload}"),
        lambda payload: assigned.says(STAFF, f"DB-2026-1 卡在财政局：{payload}"),
        lambda payload: assigned.says(STAFF, f"日报：今日{payload}；明日{payload}"),
        lambda payload: assigned.says(HEAD, f"/task {payload}", chat=GROUP),
        lambda payload: assigned.says(COORDINATOR, f"请王五周五前报送{payload}"),
        named,
    )
    await assigned.says(STAFF, "/progress 1 完成30%，" + "；".join(PAYLOADS[:-1]))
    for number, payload in enumerate(PAYLOADS):
        await ways[number % len(ways)](payload)
    await assigned.says(COORDINATOR, "/task 1")
    assert [one.text for one in assigned.shown if not inert(one.text)] == []
    words = letters("".join(str(getattr(entry, "note", "")) for entry in await assigned.entries()))
    assert [payload for payload in PAYLOADS[:-1] if letters(payload)[:20] not in words] == []


def letters(text: str) -> str:
    """Return what the reader keeps whatever the width and the spaces."""
    return re.sub(r"\s|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufe0f\ufeff]", "", normalize("NFKC", text))


NEVER = (
    *("2月30日前", "11月31日前", "99999999年前", "2026年13月1日前", "负3天内"),
    *("昨天前", "10的30次方天内", "25点前", "〇月〇日前"),
)


async def test_a_date_that_nobody_can_mean_makes_no_task_unasked(dialog: Dialog) -> None:
    for when in NEVER:
        assert await dialog.says(COORDINATOR, f"请张三{when}报送值班安排"), when
    async with dialog.store.reading(now=dialog.now) as books:
        assert await books.tasks.open_all() == ()


async def test_a_share_beyond_the_whole_is_never_recorded(assigned: Dialog) -> None:
    for share in ("300%", "-5%", "１０００％", "10^30%", "百分之三百", "NaN%"):
        await assigned.says(STAFF, f"DB-2026-1 完成{share}")
        assert (await assigned.task()).percent in {None, *range(101)}, share
