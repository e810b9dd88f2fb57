"""类别: what a claim must bring goes by the task's category, and exactly what is missing is asked for."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.wording.refusals import NEUTRAL
from ledger.evidence import EvidenceKind
from ledger.tasks import Status
from tests.support.dialog import COORDINATOR, HEAD, LEADER, REVIEWER, STAFF, Dialog, evidence

PHOTO = "照片直接发送"
FORM = "验收单注明“验收单”"


async def given(dialog: Dialog, category: str) -> Dialog:
    await dialog.says(COORDINATOR, f"请张三周五下班前报送改造情况，类别：{category}")
    await dialog.taps(COORDINATOR, "确认")
    await dialog.says(STAFF, "/ack 1")
    return dialog


async def sends(dialog: Dialog, name: str, caption: str = "", **how: Any) -> list[str]:
    """Send a document of that name."""
    document = {"file_id": name, "file_unique_id": name, "file_name": name, "file_size": 10}
    more = {"document": document} | ({"caption": caption} if caption else {})
    body = dialog.message(STAFF, "", **how | {"more": more})
    return await dialog.update(body, (evidence(name, "document"),))


async def test_the_card_says_which_evidence_the_category_asks_for(dialog: Dialog) -> None:
    said = await dialog.says(COORDINATOR, "请张三周五下班前报送改造情况，类别：项目")
    assert "事项：报送改造情况\n" in said[0]
    assert "类别：项目，销号须附现场照片、验收单" in said[0]
    await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.task()).category == "项目"
    assert "类别：项目\n请先签收；办结后附现场照片、验收单申请销号。" in dialog.last_to(STAFF).text


async def test_exactly_what_is_missing_is_asked_for_until_it_is_there(dialog: Dialog) -> None:
    await given(dialog, "项目")
    assert await dialog.says(STAFF, "DB-2026-1 搞定✅") == [
        f"DB-2026-1 属项目类，尚缺现场照片、验收单。请回复本消息补充（{PHOTO}，{FORM}），即可申请销号。"
    ]
    lacking = f"DB-2026-1 属项目类，尚缺验收单。请回复本消息补充（{FORM}），即可申请销号。"
    kept = "所附佐证材料1份已收，无需重复报送。"
    assert await dialog.sends_photo(STAFF, "改造后的小区", reply_to=dialog.last_to(STAFF)) == [lacking + kept]
    assert await dialog.sends_photo(STAFF, "又一张现场图", reply_to=dialog.last_to(STAFF)) == [lacking + kept]
    said = await sends(dialog, "竣工验收单.pdf", reply_to=dialog.last_to(STAFF))
    assert said[0] == "DB-2026-1 已申请销号，待审核。审核结果将在此通知。"
    task = await dialog.task()
    assert (task.status, len(task.files)) == (Status.CLAIMED, 3)
    assert task.shown == {EvidenceKind.PHOTO, EvidenceKind.ACCEPTANCE}
    assert "类别：项目（现场照片已附，验收单已附）" in dialog.last_to(REVIEWER).text


@pytest.mark.parametrize(
    ("name", "caption", "taken"),
    [
        ("报告.pdf", "盖章版", True),
        ("盖章件.pdf", "", True),
        ("扫描件.pdf", "", True),
        ("报告.pdf", "请审核", False),
        ("报告.pdf", "还没盖章", False),
        ("报告.pdf", "未盖章", False),
        ("压缩包.zip", "盖章版", False),
    ],
)
async def test_a_stamped_document_is_known_by_its_words_or_because_it_alone_was_asked_for(
    dialog: Dialog, name: str, caption: str, taken: bool
) -> None:
    await given(dialog, "督查")
    await dialog.taps(STAFF, "申请销号")
    said = await sends(dialog, name, caption, reply_to=dialog.last_to(STAFF))
    assert said[0].startswith("DB-2026-1 已申请销号" if taken else "DB-2026-1 属督查类，尚缺盖章文件。")


async def test_a_picture_of_a_form_is_no_photo_of_the_place(dialog: Dialog) -> None:
    await given(dialog, "民生")
    await dialog.taps(STAFF, "申请销号")
    said = await dialog.sends_photo(STAFF, "验收单", reply_to=dialog.last_to(STAFF))
    assert said[0].startswith("DB-2026-1 属民生类，尚缺现场照片。")


async def test_a_figure_is_neither_a_date_nor_a_number_of_a_task(dialog: Dialog) -> None:
    await given(dialog, "指标")
    asked = "DB-2026-1 属指标类，尚缺完成数据。"
    assert (await dialog.says(STAFF, "DB-2026-1 申请销号，11月25日已完成"))[0].startswith(asked)
    said = await dialog.says(STAFF, "完成投资1200万元", reply_to=dialog.last_to(STAFF))
    assert said[0].startswith("DB-2026-1 已申请销号")


async def test_evidence_that_came_on_the_way_counts(dialog: Dialog) -> None:
    await given(dialog, "民生")
    await dialog.sends_photo(STAFF, "DB-2026-1 完成60%，围挡已拆除")
    assert (await dialog.says(STAFF, "/claim 1"))[0].startswith("DB-2026-1 已申请销号")


@pytest.mark.parametrize("words", ["/category 1 民生", "/归类 1 民生", "DB-2026-1 类别：民生", "DB-2026-1归入民生类"])
async def test_a_category_is_set_afterwards_and_the_assignee_is_told(assigned: Dialog, words: str) -> None:
    text = "DB-2026-1 已归入民生类，销号须附现场照片。"
    assert await assigned.says(COORDINATOR, words) == [text, text]
    assert assigned.last_to(STAFF).text == text
    assert (await assigned.task()).category == "民生"
    await assigned.says(COORDINATOR, "/task 1")
    assert "类别：民生（现场照片未附）" in assigned.last_to(COORDINATOR).text


async def test_a_category_is_chosen_by_button(assigned: Dialog) -> None:
    assert await assigned.says(LEADER, "/category 1") == ["DB-2026-1 请选择类别："]
    assert list(assigned.last_to(LEADER).buttons) == ["民生", "项目", "督查", "指标"]
    assert (await assigned.taps(LEADER, "督查"))[0] == "DB-2026-1 已归入督查类，销号须附盖章文件。"


async def test_an_unknown_category_is_answered_with_those_there_are(assigned: Dialog) -> None:
    assert await assigned.says(COORDINATOR, "/category 1 外事") == [
        "DB-2026-1 未归类：没有该类别。可选类别：民生、项目、督查、指标，例如：/category DB-2026-1 民生。"
    ]
    assert await assigned.kinds() == ["Assigned"]


@pytest.mark.parametrize("who", [STAFF, HEAD, REVIEWER])
async def test_nobody_else_sets_a_category(assigned: Dialog, who: str) -> None:
    for number in (1, 99):
        assert await assigned.says(who, f"/category {number} 民生") == [NEUTRAL]


async def test_the_card_s_category_is_chosen_by_two_taps(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三周五下班前报送改造情况")
    (panel,) = await dialog.taps(COORDINATOR, "改类别")
    assert "请选择类别，销号时按类别附佐证材料" in panel
    assert list(dialog.last_to(COORDINATOR).buttons) == ["民生", "项目", "督查", "指标", "返回"]
    (card,) = await dialog.taps(COORDINATOR, "项目")
    assert "类别：项目，销号须附现场照片、验收单" in card
    await dialog.taps(COORDINATOR, "改类别")
    (card,) = await dialog.taps(COORDINATOR, "不分类")
    assert "类别" not in card.replace("改类别", "")
    await dialog.taps(COORDINATOR, "改类别")
    await dialog.taps(COORDINATOR, "民生")
    await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.task()).category == "民生"


@pytest.mark.parametrize(
    "words", ["改类别为民生", "类别改为民生", "类别：民生", "把类别改成民生", "改为民生类", "归入民生类"]
)
async def test_the_card_s_category_is_changed_by_a_reply(dialog: Dialog, words: str) -> None:
    await dialog.says(COORDINATOR, "请张三周五下班前报送改造情况，类别：项目")
    (card,) = await dialog.says(COORDINATOR, words, reply_to=dialog.last_to(COORDINATOR))
    assert "类别：民生，销号须附现场照片" in card
    await dialog.taps(COORDINATOR, "确认")
    task = await dialog.task()
    assert (task.category, task.title) == ("民生", "报送改造情况")


async def test_a_category_that_there_is_not_leaves_the_card_as_it_was(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三周五下班前报送改造情况，类别：项目")
    assert await dialog.says(COORDINATOR, "改类别为党建", reply_to=dialog.last_to(COORDINATOR)) == [
        "没有该类别，卡片未改。可选类别：民生、项目、督查、指标，例如：改类别为民生。"
    ]
    await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.task()).category == "项目"


async def test_of_several_tasks_on_a_card_one_gets_the_category(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "1. 张三周五前报送改造情况\n2. 王五周五前报送验收情况")
    await dialog.taps(COORDINATOR, "改类别")
    await dialog.taps(COORDINATOR, "2. ")
    await dialog.taps(COORDINATOR, "督查")
    await dialog.taps(COORDINATOR, "确认")
    assert [(await dialog.task(f"DB-2026-{n}")).category for n in (1, 2)] == ["", "督查"]


async def test_a_task_is_put_under_another_category_in_words(dialog: Dialog) -> None:
    await given(dialog, "项目")
    await dialog.says(COORDINATOR, "DB-2026-1 改类别为指标")
    assert (await dialog.task()).category == "指标"
    assert "类别：指标" in (await dialog.says(STAFF, "/task 1"))[0]
