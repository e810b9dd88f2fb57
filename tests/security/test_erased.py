"""Where every word was erased the ledger is whole, every answer still comes, and each says that words are gone."""

from __future__ import annotations

from reports.words import ERASED
from storage.erasing import erase
from storage.tables import entries
from storage.verify import verify
from tests.support.dialog import COORDINATOR, GROUP, HEAD, LEADER, REVIEWER, STAFF, Dialog

QUESTIONS = {
    STAFF: ("/task 1", "/my", "/today", "1号经过", "导出我的数据"),
    COORDINATOR: ("/task 2", "/dispatch", "/daily", "/weekly", "/find 报送", "/export", "核验台账", "办文清单"),
    LEADER: ("/digest", "/task 1"),
}


async def test_everything_can_be_asked_when_every_word_is_gone(assigned: Dialog) -> None:
    await assigned.says(STAFF, "/progress 1 完成20%，初稿已成")
    await assigned.says(STAFF, "DB-2026-1 卡在财政局：数据未到")
    await assigned.says(STAFF, "日报：今日报送初稿；明日修改；困难：数据未到")
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号 已办结")
    await assigned.says(REVIEWER, "DB-2026-1 退回，缺盖章版")
    await assigned.says(COORDINATOR, "请财政局12月4日前报送预算执行情况")
    await assigned.taps(COORDINATOR, "确认")
    await assigned.says(HEAD, "收文 SW〔2026〕12号 关于供热的函，综合科首办")
    async with assigned.store.books(now=assigned.now) as books:
        seqs = (await books.connection.execute(entries.select().with_only_columns(entries.c.seq))).scalars().all()
        assert await erase(books, seqs) > 5
    verdict = await verify(assigned.store)
    assert (verdict.is_whole, verdict.erased > 5) == (True, True)
    said = []
    for who, asked in QUESTIONS.items():
        for words in asked:
            said += await assigned.says(who, words)
    said += await assigned.says(COORDINATOR, "/task 1", chat=GROUP)
    assert any(ERASED in text for text in said)
    assert not any("三季度" in text or "初稿" in text or "供热" in text for text in said)
