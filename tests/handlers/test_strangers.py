"""A name that is not on the roster is said back with those spelt alike; nobody is chosen in its place."""

from __future__ import annotations

import pytest

from tests.support.dialog import COORDINATOR, STAFF, Dialog


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("请张三丰周五前报送材料", "名册中未找到“张三丰”。名称相近的有：张三。"),
        ("请欧阳锋周五前报送材料", "名册中未找到“欧阳锋”。"),
        ("请财政管理局周五前报送材料", "名册中未找到“财政管理局”。名称相近的有：财政局。"),
        ("请张三、张三丰周五前报送材料", "名册中未找到“张三丰”。名称相近的有：张三。"),
    ],
)
async def test_a_stranger_is_said_back_with_names_alike(dialog: Dialog, words: str, said: str) -> None:
    (text,) = await dialog.says(COORDINATOR, words)
    assert text.splitlines()[0] == said


async def test_the_answer_takes_the_place_of_the_stranger(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三丰周五前报送材料")
    said = await dialog.says(COORDINATOR, "张三", reply_to=dialog.last_to(COORDINATOR))
    assert "事项：报送材料\n责任：张三\n" in said[0]
    await dialog.taps(COORDINATOR, "确认")
    assert dialog.last_to(STAFF).text.startswith("<b>DB-2026-1 交办事项</b>")
