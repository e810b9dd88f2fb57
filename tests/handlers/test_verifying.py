"""核验: whether the ledger is whole, and whether a printed 校验码 is on it, asked in chat."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from storage.proving import prove
from storage.triggers import names
from tests.support.dialog import ADMIN, COORDINATOR, GROUP, HEAD, LEADER, REVIEWER, STAFF, Dialog

WHOLE = "<b>台账完整</b>"


async def head_of(dialog: Dialog) -> tuple[int, str]:
    async with dialog.store.reading(now=dialog.now) as books:
        head = await books.head()
    return head.seq, head.hash[:12]


@pytest.mark.parametrize("words", ["/verify", "/核验", "核验", "核验台账", "请核验一下台账是否完整"])
async def test_a_whole_ledger(assigned: Dialog, words: str) -> None:
    seq, head = await head_of(assigned)
    for who in (ADMIN, COORDINATOR, LEADER):
        assert await assigned.says(who, words) == [f"{WHOLE}\n流水 {seq} 条｜校验码 {head}"]
    assert (await head_of(assigned)) == (seq, head)


@pytest.mark.parametrize("words", ["核验 {head}", "核验 校验码 {head}", "/verify {head}", "核验台账，校验码：{head}"])
async def test_a_printed_head_is_found_after_the_ledger_has_gone_on(assigned: Dialog, words: str) -> None:
    _, head = await head_of(assigned)
    await assigned.says(STAFF, "DB-2026-1 收到")
    said = (await assigned.says(ADMIN, words.format(head=head.upper())))[0]
    assert said.startswith(WHOLE)
    assert said.endswith(f"所给校验码 {head} 在台账中。")


async def test_a_head_that_is_nowhere_or_none(assigned: Dialog) -> None:
    said = (await assigned.says(ADMIN, "核验 校验码 abcdef123456"))[0]
    assert said.startswith("<b>台账不完整</b>")
    assert said.endswith("所给校验码 abcdef123456 不在台账中：其后的流水被删除或改写。")
    assert (await assigned.says(ADMIN, "/verify 12345"))[0].startswith("校验码为12位数字和字母")


async def test_others_are_refused_and_a_group_hears_nothing_of_it(assigned: Dialog) -> None:
    for who in (STAFF, HEAD, REVIEWER):
        assert await assigned.says(who, "核验台账") == ["您没有“核验台账”的权限。如有需要，请联系督查员。"]
    assert await assigned.says(ADMIN, "核验台账", chat=GROUP) == []
    assert "权限" not in (await assigned.says(STAFF, "验证"))[0]  # A word in passing asks for nothing.
    assert await assigned.says(ADMIN, "/verify", chat=GROUP) == ["核验结果仅在私聊答复，请私信发送 /verify。"]


async def test_the_first_entry_that_does_not_fit_is_named_with_its_task(assigned: Dialog) -> None:
    await assigned.says(STAFF, "DB-2026-1 收到")
    seq, _ = await head_of(assigned)
    async with assigned.store.database.writing() as connection:
        postgres = connection.dialect.name == "postgresql"
        for name in names(connection.dialect.name):
            table = (
                (
                    await connection.execute(
                        text("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = :name"), {"name": name}
                    )
                ).scalar()
                if postgres
                else ""
            )
            await connection.execute(text(f"DROP TRIGGER {name}" + (f" ON {table}" if postgres else "")))
        await connection.execute(text("UPDATE entries SET kind = 'Declined' WHERE seq = :seq"), {"seq": seq})
    said = (await assigned.says(LEADER, "核验台账"))[0]
    assert said.startswith("<b>台账不完整</b>，请立即联系维护人员从备份核对。")
    assert f"第 {seq} 条流水（DB-2026-1）内容被改动。" in said


async def test_a_long_ledger_is_proved_from_near_its_end(assigned: Dialog) -> None:
    seq, _ = await head_of(assigned)
    async with assigned.store.database.reading() as connection:
        proof = await prove(connection, most=2)
    assert (proof.first, proof.broken, proof.head.seq) == (seq - 1, None, seq)
