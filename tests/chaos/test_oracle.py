"""The oracle sees every kind of violation: each is planted behind the bot's back into a day that was in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from storage import triggers
from tests.chaos import oracle, seeding
from tests.chaos.office import SECRET, Office, at, opened
from tests.chaos.run import Run
from tests.chaos.seeding import Plan
from tests.support.databases import Databases

PLAN = Plan(groups=1, start=at("2026-11-26 09:00"))
WORDS = "请综合科周五下班前报送甲乙丙丁分析材料"
CAUSES = "(SELECT inbox FROM entries WHERE inbox IS NOT NULL)"
COPIED = "raw, lane, kind, received_at, state, tries"


def sql(statement: str) -> Callable[[Office], None]:
    return lambda office: office.database.change(statement)


def log(text: str) -> Callable[[Office], None]:
    def write(office: Office) -> None:
        with office.bot.log.open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")

    return write


def unprotect(office: Office) -> None:
    if office.environment["TAIZHANG_DATABASE_URL"].startswith("sqlite"):
        for name in triggers.names("sqlite"):
            office.database.change(f"DROP TRIGGER {name}")
    else:
        office.database.change("ALTER TABLE entries DISABLE TRIGGER USER")


def lose_a_message(office: Office) -> None:
    room = office.room("张三")
    del room.messages[office.said(room)[-1]["message_id"]]


SENT = "FROM outbox WHERE state = 'sent' AND method = 'sendMessage'"
IDLE = f"id NOT IN {CAUSES}"
PLANTS: Mapping[str, Callable[[Office], None]] = {
    "rows without an update": sql(
        f"INSERT INTO inbox (bot, update_id, {COPIED}) SELECT bot, 5, {COPIED} FROM inbox LIMIT 1"
    ),
    "updates with two rows": sql(
        f"INSERT INTO inbox (bot, update_id, {COPIED}) SELECT 6, update_id, {COPIED} FROM inbox ORDER BY id LIMIT 1"
    ),
    "rows without a verdict": sql(
        f"UPDATE inbox SET state = 'ignored', reason = NULL WHERE id = (SELECT max(id) FROM inbox WHERE {IDLE})"
    ),
    "updates handed out without a row": sql(f"DELETE FROM inbox WHERE bot <> 6 AND update_id <> 5 AND {IDLE}"),
    "entries of rows that had no effect": sql(
        "UPDATE inbox SET state = 'ignored', reason = 'x' WHERE id = (SELECT max(inbox) FROM entries)"
    ),
    "entries without a cause": sql("DELETE FROM inbox WHERE id = (SELECT max(inbox) FROM entries)"),
    "tasks that are not the fold of their entries": sql("DELETE FROM tasks"),
    "chain broken": sql("UPDATE chain SET hash = 'x'"),
    "entries made twice of one row": sql(
        'INSERT INTO entries (seq, kind, task, at, recorded_at, "by", data, prev, hash, inbox) '
        "SELECT seq + 1000, kind, task, at, recorded_at, \"by\", data, prev, 'x', inbox FROM entries "
        "WHERE seq = (SELECT max(seq) FROM entries)"
    ),
    "ledger unprotected": unprotect,
    "rows marked sent without their message": lose_a_message,
    "messages without a row": sql(f"UPDATE outbox SET state = 'expired' WHERE id = (SELECT min(id) {SENT})"),
    "rows gathered into no message": sql("UPDATE outbox SET state = 'gathered' WHERE state = 'expired'"),
    "rows that share a message": sql(
        f"UPDATE outbox SET (chat, message) = (SELECT chat, message {SENT} ORDER BY id LIMIT 1) "
        f"WHERE id = (SELECT max(id) {SENT})"
    ),
    "rows never settled": sql("UPDATE outbox SET state = 'sending' WHERE id = (SELECT min(id) FROM outbox)"),
    "unknown sends that nobody was asked about": sql(
        f"UPDATE outbox SET state = 'unknown', reason = 'interrupted' WHERE id = (SELECT max(id) {SENT})"
    ),
    "tokens in the log": log(f"POST /bot7000000001:{SECRET}/sendMessage"),
    "phone numbers in the log": log(f"phone={seeding.phone_of(3)}"),
    "words of people in the log": log(r"text='\u7532\u4e59\u4e19\u4e01'"),
    "tracebacks in the log": log("Traceback (most recent call last):"),
}


async def test_the_oracle_sees_what_is_planted(databases: Databases, tmp_path: Path) -> None:
    """Every figure is 0 after an ordinary day, and is not once its violation is there; none lacks a plant."""
    async with opened(Run("oracle", databases, tmp_path, 1, short=True), PLAN) as office:
        await a_short_day(office)
        figures = await missed(office)
        assert figures == []
        assert {figure.name for figure in await oracle.check(office)} == PLANTS.keys()
        for name, plant in PLANTS.items():
            assert name not in figures
            plant(office)
            figures = await missed(office)
            assert name in figures


async def a_short_day(office: Office) -> None:
    """Let a task be assigned, worked on and talked about."""
    group = office.groups[0]
    await office.bot.start()
    office.says("李四", WORDS, chat=group)
    await office.until(lambda: bool(office.said(group)))
    office.taps("李四", "确认", office.said(group)[-1], chat=group)
    await office.until(lambda: bool(office.said("赵刚")))
    office.says("张三", "DB-2026-1完成40%，已完成数据汇总")
    office.says("张三", "周五聚餐谁去？", chat=group)
    await office.finish()


async def missed(office: Office) -> list[str]:
    return [figure.name for figure in await oracle.check(office) if not figure.reached]
