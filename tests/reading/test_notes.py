"""What is kept of the words beside number, percentage and act; nothing that says a fact is lost."""

from __future__ import annotations

import pytest

from handlers.reading.notes import note_within

NUMBER = "DB-2026-4"


@pytest.mark.parametrize(
    ("act", "words", "kept"),
    [
        ("claim", "DB-2026-4 申请销号", ""),
        ("claim", "申请销号 DB-2026-4。", ""),
        ("claim", "ＤＢ－２０２６－４　已办结，申请销号，请领导审核", ""),
        ("claim", "4号任务弄完了", ""),
        ("claim", "弄完了，差公章", "差公章"),
        ("claim", "DB-2026-4 申请销号，照片见附件", "照片见附件"),
        ("claim", "管网整改已完成，申请销号", "管网整改已完成，申请销号"),
        ("claim", "申请销号材料已补齐", "申请销号材料已补齐"),
        ("claim", "DB-2026-4、DB-2026-5 申请销号", "DB-2026-5 申请销号"),
        ("close", "同意", ""),
        ("close", "DB-2026-4 同意销号", ""),
        ("close", "同意销号，材料留存备查", "材料留存备查"),
        ("close", "同意，但须回头看", "但须回头看"),
        ("progress", "DB-2026-4完成90%", ""),
        ("progress", "DB-2026-4 进度达到百分之九十。", ""),
        ("progress", "DB-2026-4 完成90%，剩外墙", "完成90%，剩外墙"),
        ("progress", "DB-2026-4完成约90%", "完成约90%"),
        ("progress", "DB-2026-4 完成90.5%", "完成90.5%"),
        ("progress", "进展反馈：初稿已报；待审", "初稿已报；待审"),
        ("progress", "2026年11月完成90%", "2026年11月完成90%"),
        ("decline", "不予受理 DB-2026-4，应由财政局办理", "应由财政局办理"),
        ("decline", "DB-2026-4不予受理", ""),
        ("decline", "这事不归我们科，不予受理", "这事不归我们科，不予受理"),
        ("blocker", "DB-2026-4 卡住了，财政局数据未到", "财政局数据未到"),
        ("blocker", "卡点：缺资金，已报三次", "缺资金，已报三次"),
        ("blocker", "卡在自治区批复上，请领导协调", "卡在自治区批复上，请领导协调"),
    ],
)
def test_what_is_kept(act: str, words: str, kept: str) -> None:
    assert note_within(words, act, number=NUMBER, share=act == "progress") == kept


def test_a_percentage_that_is_kept_nowhere_else_stays() -> None:
    assert note_within("DB-2026-4完成120%", "progress", number=NUMBER) == "完成120%"
