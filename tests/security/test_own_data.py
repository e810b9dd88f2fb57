"""Everybody may have what is stored about them, in private, once a day, and nothing of others."""

from __future__ import annotations

import json

import pytest

from handlers.reading.own_data import asks_own_data
from ledger.office_entries import OwnDataExported
from tests.support.dialog import ADMIN, COORDINATOR, GROUP, OUTSIDER, REVIEWER, STAFF, USERS, Dialog


@pytest.mark.parametrize(
    "words",
    [
        "导出我的数据", "请导出我的个人信息", "帮我导出一下我的全部数据", "把我的数据导出来", "把我的个人信息发给我",
        "系统里保存了我的哪些个人信息？", "系统存了我什么", "导出本人数据", "查阅本人的资料", "下载关于我的信息。",
    ],
)  # fmt: skip
def test_the_words_that_ask_for_it(words: str) -> None:
    assert asks_own_data(words)


@pytest.mark.parametrize(
    "words",
    [
        "导出台账", "导出财政局的数据", "导出我的待办", "请张三周五前导出我的数据", "把我的数据报送给财政局",
        "系统存了什么", "我的数据", "数据已导出", "请各科室导出个人信息台账",
    ],
)  # fmt: skip
def test_other_words_do_not(words: str) -> None:
    assert not asks_own_data(words)


async def files(dialog: Dialog) -> tuple[str, str, dict[str, list[dict[str, object]]]]:
    """Return caption, text and JSON of the two files that came last."""
    text, data = dialog.calls[-2:]
    assert [one.method for one in (text, data)] == ["sendDocument", "sendDocument"]
    kept = [await dialog.store.papers.get(one.payload["document"]["paper"]) for one in (text, data)]
    assert kept[0] is not None and kept[1] is not None
    return text.payload["caption"], kept[0][1].decode(), json.loads(kept[1][1])


async def test_the_own_words_are_in_it_and_nobody_elses(assigned: Dialog) -> None:
    await assigned.says(STAFF, "/progress 1 完成20%，初稿已成")
    await assigned.says(OUTSIDER, "日报：今日只有财政局知道的事")
    await assigned.says(COORDINATOR, "请吴财周五前报送别家的材料")
    await assigned.taps(COORDINATOR, "确认")
    await assigned.says(STAFF, "收到", reply_to=assigned.last_to(STAFF))
    await assigned.says(STAFF, "导出我的数据")
    caption, text, data = await files(assigned)
    assert caption.startswith("系统中有关您本人的数据：账号绑定1条，")
    assert (data["person"]["name"], data["person"]["phone"]) == (STAFF, f"1390000{USERS[STAFF]}")  # type: ignore[call-overload]
    assert [one["user"] for one in data["bindings"]] == [USERS[STAFF]]
    assert [one["number"] for one in data["tasks"]] == ["DB-2026-1"]
    said = [word for one in data["said"] for word in one["words"]]  # type: ignore[attr-defined]
    assert "/progress 1 完成20%，初稿已成" in said
    assert {one["kind"] for one in data["entries"]} >= {"Assigned", "ProgressNoted"}
    whole = text + json.dumps(data, ensure_ascii=False)
    assert "初稿已成" in text and "手机：1390000" in text
    for others in ("只有财政局知道的事", "别家的材料", f"1390000{USERS[OUTSIDER]}", f"1390000{USERS[COORDINATOR]}"):
        assert others not in whole


async def test_once_a_day_in_private_whatever_the_role(dialog: Dialog) -> None:
    for who in (ADMIN, REVIEWER, STAFF):
        for words in ("/export 我的数据", "导出我的数据"):
            await dialog.says(who, words)
        caption, _text, _data = (await files(dialog)) if dialog.calls[-1].method == "sendDocument" else ("", "", {})
        assert not caption and "明天可再次导出" in dialog.last_to(who).text
    dialog.passes(days=1)
    await dialog.says(STAFF, "导出我的数据")
    assert (await files(dialog))[0]
    async with dialog.store.reading(now=dialog.now) as books:
        assert len(await books.records_of(OwnDataExported)) == 4


async def test_in_a_group_it_is_not_made(dialog: Dialog) -> None:
    assert await dialog.says(STAFF, "/export 我的数据", chat=GROUP) == [
        "本人数据只在私聊导出，请私聊本助手发送“导出我的数据”。"
    ]
    assert await dialog.says(STAFF, "导出我的数据", chat=GROUP) == []
