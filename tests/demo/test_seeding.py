"""The demo's ledger is a ledger like any other: whole, bound, with its reports composed from facts."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from bot.demo.mail import evidence
from bot.demo.plan import history
from bot.demo.preparing import LedgerInUse, prepare
from bot.demo.seeding import files_of_history
from bot.house import house_of
from storage.store import Store
from storage.verify import verify
from tests.cli.calling import taizhang
from tests.demo.conftest import START

COLUMNS = [
    "编号", "事项", "来源", "牵头单位", "配合单位", "责任人", "交办时间", "原定时限", "现时限",
    "状态", "亮灯", "进度", "最近进展", "延期次数", "销号时间", "佐证", "备注", "类别",
]  # fmt: skip
DRAFT = "拿出产业项目奖补办法修改稿"
FIELDS = {"seq", "kind", "task", "at", "recorded_at", "by", "source", "data", "prev", "hash"}


FEAST = datetime.fromisoformat("2026-10-03T09:00+08:00")


async def test_the_seeded_ledger_is_whole(stage):
    await _is_whole(stage, START)


async def test_only_an_empty_database_is_seeded(stage, tmp_path):
    with pytest.raises(LedgerInUse):
        await prepare(START, tmp_path, stage.settings.database_url)


@pytest.mark.postgres
async def test_the_history_may_end_on_a_rest_day_and_lie_in_postgresql(postgres_databases, tmp_path):
    """Whatever the day of the beginning, the history stays on workdays."""
    stage = await prepare(FEAST, tmp_path, postgres_databases.fresh())
    assert stage.days.day(0).isoformat() == "2026-10-08"
    await _is_whole(stage, FEAST)


async def _is_whole(stage, at):
    store = await Store.open(stage.settings.database_url, house=house_of(stage.settings))
    try:
        verdict = await verify(store)
        async with store.reading(now=at) as books:
            chats = await books.directory.chats()
            bound = await books.directory.bound_count()
            overdue = await books.tasks.overdue(at)
        waiting = (await store.outbox.counts()).get("waiting", 0)
    finally:
        await store.close()
    assert verdict.is_whole and verdict.entries > 800 and not waiting
    assert bound == 96 and len(overdue) >= 5
    assert {chat.title: chat.reports for chat in chats if chat.bound_at} == {
        "市政府办公室工作群": ("dispatch", "daily", "weekly", "board"),
        "督查工作群": ("dispatch", "daily"),
        "部门联络员群": ("dispatch", "weekly"),
    }


def test_the_files_of_the_history_are_kept_and_open(stage):
    kept = {path.name: path for path in stage.settings.evidence_folder.rglob("*") if path.is_file()}
    for name in files_of_history():
        content = kept[evidence(name).sha256].read_bytes()
        assert content.startswith((b"\x89PNG", b"%PDF-1.4")), name
    assert len(files_of_history()) == len(kept) > 70 and len(stage.numbers) == len(history().tasks)


def test_verify_says_that_the_ledger_is_whole(seeded_file):
    called = taizhang("ledger", "verify")
    assert called.code == 0 and called.out.startswith("台账完整。\n") and called.err.startswith("用时")


def test_a_head_that_is_not_in_the_chain_is_told(seeded_file):
    called = taizhang("ledger", "verify", "--head", "0" * 63 + "1")
    assert called.code == 1 and "所给校验码不在链上" in called.out


def test_the_head_is_checked_as_the_daily_report_prints_it(seeded_file):
    head = taizhang("ledger", "verify").out.splitlines()[1].rpartition(" ")[2]
    assert taizhang("ledger", "verify", "--head", head[:12]).code == 0
    assert taizhang("ledger", "verify", "--head", "校验码").code == 2


def test_entries_are_exported_one_a_line(seeded_file):
    assert taizhang("ledger", "export", "all.jsonl").code == 0
    entries = [json.loads(line) for line in Path("all.jsonl").read_text("utf-8").splitlines()]
    assert all(set(entry) >= FIELDS for entry in entries)
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    kinds = Counter(entry["kind"] for entry in entries)
    assert kinds["Assigned"] == 160 and kinds["PersonBound"] == 96 and kinds["ChatBound"] == 3


def test_tasks_are_exported_with_the_standard_columns(seeded_file):
    assert taizhang("ledger", "export", "all.csv").err == "已导出 160 件事项到 all.csv。\n"
    with Path("all.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    assert header == COLUMNS and len(rows) == 160
    first = next(one for row in rows if (one := dict(zip(header, row, strict=True)))["事项"] == DRAFT)
    assert (first["事项"], first["牵头单位"], first["配合单位"]) == (
        DRAFT,
        "发改委",
        "财政局、工信局",
    )
    assert first["来源"] == "市政府第四十二次常务会议" and first["状态"] == "办理中"


def test_a_workbook_holds_texts_only(seeded_file):
    assert taizhang("ledger", "export", "all.xlsx").code == 0
    sheet = openpyxl.load_workbook("all.xlsx").active
    assert [cell.value for cell in sheet[1]] == COLUMNS
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_a_file_of_another_kind_is_refused(seeded_file):
    called = taizhang("ledger", "export", "all.pdf")
    assert (called.code, called.err) == (2, "不认识的文件格式“.pdf”，请用 .jsonl、.csv 或 .xlsx。\n")


def test_a_task_is_shown_as_it_stood(seeded_file, stage):
    number = stage.numbers["奖补办法"]
    now = taizhang("ledger", "task", number, "--as-of", "2026-11-27T08:20")
    then = taizhang("ledger", "task", number, "--as-of", "2026-11-20T09:30")
    assert now.out.startswith(f"{number}  {DRAFT}\n状态：办理中  时限：2026-11-27 18:00\n")
    assert "需财政局 奖补资金测算尚未反馈，影响定稿" in now.out
    assert "状态：待签收" in then.out and "反馈" not in then.out


@pytest.mark.parametrize("kind", ["dispatch", "daily", "weekly"])
def test_a_report_is_shown_as_text_and_as_json(seeded_file, kind):
    text = taizhang("report", kind, "--on", "2026-11-26")
    assert (text.code, text.err) == (0, "") and "<b>" not in text.out and len(text.out) > 50
    said = json.loads(taizhang("report", kind, "--on", "2026-11-26", "--format", "json").out)
    assert (said["kind"], said["date"]) == (kind, "2026-11-26")


def test_a_report_that_was_published_is_shown_as_it_was(seeded_file, stage):
    """What the group holds is what the ledger published."""
    chat = stage.cast.chats["督查工作群"]
    said = [message["text"] for message in stage.world.room(chat).messages.values() if "text" in message]
    shown = taizhang("report", "daily", "--on", "2026-11-26", "--chat", str(chat))
    assert shown.code == 0 and shown.out.startswith("日报告｜2026-11-26") and shown.out.rstrip("\n") in said


def test_a_report_is_written_into_a_file(seeded_file):
    called = taizhang("report", "daily", "--on", "2026-11-26", "--out", "daily.txt")
    assert (called.code, called.out, called.err) == (0, "", "已写入 daily.txt。\n")
    assert Path("daily.txt").read_text("utf-8")
