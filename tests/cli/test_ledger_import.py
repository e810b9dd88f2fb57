"""An existing ledger is taken over: dry run, a sentence for every fault, twice is once, hostile files refused."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from ledger.import_entries import LedgerImported, TaskImported
from tests.cli.calling import in_books, taizhang

HEADER = ("编号", "事项", "牵头单位", "责任人", "交办时间", "现时限", "状态", "销号时间", "进度", "最近进展", "备注")
ROWS = (
    (
        "督1",
        "报送三季度经济运行分析",
        "综合科",
        "张三",
        "2026-11-02",
        "2026年11月28日",
        "办理中",
        "",
        "60%",
        "初稿已成",
        "",
    ),
    ("督2", "整治老旧小区", "住建局", "", "2026-10-09", "2026-11-20 12:00", "中止", "", "", "", "待批复"),
    ("督3", "开展安全检查", "应急局", "", "2026-09-01", "2026-09-30", "归档", "2026-09-29", "100%", "", ""),
    ("督4", "清理公文", "综合科", "", "2026-11-16", "2026-11-30", "已撤回", "", "", "", "合并办理"),
)


@pytest.fixture(autouse=True)
def friday(monkeypatch):
    """Let the command's clock stand on a Friday."""
    monkeypatch.setattr("bot.clock.SystemClock.now", lambda _self: datetime.fromisoformat("2026-11-27T09:00+08:00"))


def book(path: str, *rows: tuple[object, ...], above: tuple[str, ...] = (), header: tuple[str, ...] = HEADER) -> str:
    lines = [*((title,) for title in above), header, *rows]
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        sheet = workbook.add_worksheet()
        for line, cells in enumerate(lines):
            for column, cell in enumerate(cells):
                if cell != "":
                    sheet.write(line, column, cell)
    return path


def imported(*arguments: str):
    called = taizhang("ledger", "import", *arguments, "--json")
    return called, [json.loads(line) for line in called.out.splitlines()]


def tasks_of(url):
    async def read(books):
        records = await books.records_of(TaskImported)
        found = [(record.entry, await books.task(record.entry.number)) for record in records]
        return found, await books.records_of(LedgerImported)

    return asyncio.run(in_books(url, read))


def test_a_dry_run_says_what_each_row_becomes_and_writes_nothing(office):
    called = taizhang("ledger", "import", book("旧台账.xlsx", *ROWS), "--dry-run")

    assert called.code == 0
    assert called.out.splitlines()[0] == "登记\t第 2 行\t新编号\t督1\t报送三季度经济运行分析\t办理中\t2026-11-28 18:00"
    assert [line.split("\t")[5] for line in called.out.splitlines()] == ["办理中", "中止", "已归档", "已撤回"]
    assert called.err == "共 4 行：可登记 4 件，已有 0 件。未写入，去掉 --dry-run 即可导入。\n"
    assert tasks_of(office) == ([], ())


def test_tasks_begin_where_they_stood_with_their_dates_and_old_numbers(office):
    called, rows = imported(book("旧台账.xlsx", *ROWS))

    assert called.code == 0 and [row["number"] for row in rows] == [f"DB-2026-{n}" for n in range(1, 5)]
    found, (batch,) = tasks_of(office)
    assert [(task.status, task.carried.reference) for _, task in found] == [
        ("active", "督1"), ("suspended", "督2"), ("archived", "督3"), ("withdrawn", "督4"),
    ]  # fmt: skip
    first, closed = found[0][1], found[2][1]
    assert (
        first.assigned_at == datetime.fromisoformat("2026-11-02T08:30+08:00")
        and first.percent == 60
        and first.last_note == "初稿已成"
    )
    assert closed.closed_at == datetime.fromisoformat("2026-09-29T08:30+08:00") and closed.claimed_at < closed.deadline
    assert {entry.by for entry, _ in found} == {None} and {entry.batch for entry, _ in found} == {batch.seq}
    assert (batch.entry.name, batch.entry.tasks, len(batch.entry.sha256)) == ("旧台账.xlsx", 4, 64)
    assert taizhang("ledger", "verify").code == 0


def test_twice_is_once_and_a_changed_row_is_reported(office):
    imported(book("旧台账.xlsx", *ROWS))

    again, rows = imported(book("改名.xlsx", *ROWS))
    assert again.code == 0 and {row["outcome"] for row in rows} == {"same"}
    changed = ("督1", "报送三季度经济运行分析（修订）", *ROWS[0][2:])
    called, rows = imported(book("旧台账.xlsx", changed, *ROWS[1:]))

    assert called.code == 1 and rows[0]["outcome"] == "changed" and rows[0]["number"] == "DB-2026-1"
    assert "请直接在 DB-2026-1 上反馈、变更或更正" in rows[0]["problems"][0]["what"]
    assert len(tasks_of(office)[0]) == 4


def test_a_row_without_a_number_is_known_by_what_it_says(office):
    row = ("", *ROWS[0][1:])
    imported(book("旧台账.xlsx", row))

    assert imported(book("旧台账.xlsx", row))[1][0]["outcome"] == "same"
    assert imported(book("旧台账.xlsx", ("", "另一件", *ROWS[0][2:])))[1][0]["outcome"] == "new"


def test_right_rows_are_taken_and_wrong_ones_named(office):
    wrong = ("督9", "", "无此局", "赵四", "不详", "2026-11-28", "搁置中", "", "120%", "", "")
    called, rows = imported(book("旧台账.xlsx", ROWS[0], wrong, ROWS[0]))

    assert called.code == 1 and [row["outcome"] for row in rows] == ["new", "error", "error"]
    assert [one["column"] for one in rows[1]["problems"]] == ["交办时间", "状态", "牵头单位", "责任人", "事项", "进度"]
    assert rows[2]["problems"] == [{"column": "编号", "what": "编号与第 2 行相同，请删去其中一行，或改正编号。"}]
    text = taizhang("ledger", "import", "旧台账.xlsx", "--dry-run").out
    assert "有误\t第 3 行“牵头单位”：花名册里没有单位“无此局”，请改为花名册中的名称" in text
    assert len(tasks_of(office)[0]) == 1


def test_a_title_above_other_names_other_order_and_loose_dates(office):
    header = ("序号", "完成时限（年月日）", "工作任务", "责任单位", "下达日期", "办理情况", "领导评语")
    called, rows = imported(
        book(
            "旧台账.xlsx",
            (1, 46354, "甲", "综合科", "11月2日", "在抓紧", ""),
            (2, datetime(2026, 12, 1), "乙", "综合科", "2026.11.3", "", ""),  # noqa: DTZ001 - a cell has no zone
            (3, "1月5日", "丙", "综合科", "2026/11/4", "", ""),
            ("填表人：某人",),
            above=("2026年重点工作督查台账", "截至十一月"),
            header=header,
        )
    )

    assert called.code == 0 and "未读入的列：领导评语。" in called.err
    assert [(row["row"], row["title"], row["deadline"]) for row in rows] == [
        (4, "甲", "2026-11-28T18:00"), (5, "乙", "2026-12-01T18:00"), (6, "丙", "2027-01-05T18:00"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["秘密", "机密", "绝密", "工作秘密", "内部资料"])
@pytest.mark.parametrize("column", [1, 9, 10])
def test_a_marked_row_leaves_nothing_but_the_reason(office, mark, column):
    row = list(ROWS[0])
    row[column] = f"【{mark}】不可外传的内容"
    called, rows = imported(book("旧台账.xlsx", tuple(row), ROWS[1]))

    assert called.code == 1 and [one["outcome"] for one in rows] == ["error", "new"]
    assert f"带有“{mark}”标识" in rows[0]["problems"][0]["what"] and "不可外传" not in called.out + called.err
    assert len(tasks_of(office)[0]) == 1


def test_a_file_that_is_called_secret_is_not_opened(office):
    called = taizhang("ledger", "import", book("机密-台账.xlsx", *ROWS))

    assert called.code == 1 and "文件名带有“机密”标识" in called.err


def test_what_was_exported_comes_back_with_the_same_totals(office, monkeypatch, sqlite_databases):
    imported(book("旧台账.xlsx", *ROWS))
    assert taizhang("ledger", "export", "a.csv").code == 0
    assert taizhang("ledger", "export", "a.xlsx").code == 0
    same = imported("a.csv")[1]
    assert {row["outcome"] for row in same} == {"same"}

    monkeypatch.setenv("TAIZHANG_DATABASE_URL", sqlite_databases.fresh())
    taizhang("roster", "import", str(Path(__file__).parents[1] / "cases" / "roster.csv"))
    assert imported("a.xlsx")[0].code == 0
    taizhang("ledger", "export", "b.csv")

    def cells(path):
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = [{k: v for k, v in row.items() if k not in {"编号", "备注"}} for row in csv.DictReader(file)]
        return sorted(rows, key=lambda row: row["事项"])

    assert cells("a.csv") == cells("b.csv") and len(cells("a.csv")) == 4


def repacked(path: str, change) -> str:
    with zipfile.ZipFile(path) as package:
        parts = {part.filename: package.read(part) for part in package.infolist()}
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    Path(path).write_bytes(made.getvalue())
    return path


SHEET = "xl/worksheets/sheet1.xml"


def far_cell(parts):
    row = b'<row r="1048576"><c x="&gt;" r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", row)


def wide_cell(parts):
    row = b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", row)


def entities(parts):
    parts[SHEET] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts[SHEET].split(b"?>", 1)[1].strip()


def bomb(parts):
    parts["xl/media/a.bin"] = bytes(120_000_000)


def macro(parts):
    parts["xl/vbaProject.bin"] = b"x"


def broken_far_cell(parts):
    far_cell(parts)
    parts[SHEET] = parts[SHEET].replace(b"<sheetData>", b"<a></b><sheetData>")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (far_cell, "超过 20000 行"), (wide_cell, "第 9 行超过 50 列"), (entities, "文件打不开"),
        (bomb, "文件解开后过大"), (macro, "文件带有宏"), (broken_far_cell, "文件打不开"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_before_it_is_read(office, change, said):
    called = taizhang("ledger", "import", repacked(book("旧台账.xlsx", *ROWS), change))

    assert called.code == 1 and said in called.err and tasks_of(office) == ([], ())


def test_a_formula_counts_by_what_it_shows(office):
    row = list(ROWS[0])
    row[1] = '="甲"&"乙"'
    path = book("旧台账.xlsx", tuple(row))

    assert imported(path)[1][0]["title"] in {"0", None}  # The writer of the file stored no other value.
    assert '="' not in taizhang("ledger", "export", "a.csv").out


@pytest.mark.parametrize(("name", "content"), [("a.txt", b"x"), ("a.xlsx", b"not a zip"), ("a.csv", b"\xff\xff\x00")])
def test_what_is_no_table_is_refused(office, name, content):
    Path(name).write_bytes(content)

    called = taizhang("ledger", "import", name)

    assert called.code == 1 and called.err.endswith("。\n") and called.err.count("\n") == 1
