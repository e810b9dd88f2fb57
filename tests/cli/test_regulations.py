"""``taizhang regulations``, ``report regulations``: a table in and out, every fault with its cell, the figures."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calling import taizhang

HEADER = "编号,类别,名称,状态,责任科室,修订时限,版本,施行日期\n"
TABLE = (
    "制度一览表\n" + HEADER + "ZD-1-1,1,工作规则,现行有效,综合科,,2,2026-01-01\n"
    ",N,公文处理办法,待修订,综合科,2026-12-18,1,2025-07-01\n,N,值班制度,待制定,督查室,2026-12-01,,\n"
)


def _written(text: str) -> str:
    Path("制度表.csv").write_text(text, "utf-8")
    return "制度表.csv"


def test_a_table_is_looked_at_and_then_taken_in_once(office):
    file = _written(TABLE)
    tried = taizhang("regulations", "import", file, "--dry-run")
    assert tried.code == 0 and tried.out.splitlines()[1] == "登记\t第 4 行\tZD-N-1"
    assert "登记 3 行" in tried.err and "未写入" in tried.err
    assert taizhang("regulations", "import", file).out == tried.out
    again = taizhang("regulations", "import", file)
    assert again.out.splitlines() == [
        "已有\t第 3 行\tZD-1-1",
        "已有\t第 4 行\tZD-N-1",
        "已有\t第 5 行\tZD-N-2",
    ]
    changed = taizhang("regulations", "import", _written(TABLE.replace("2026-12-18,1", "2026-12-25,1")))
    assert changed.out.splitlines()[1] == "更新\t第 4 行\tZD-N-1"
    older = taizhang("regulations", "import", _written(TABLE.replace("综合科,,2,", "综合科,,1,")))
    assert older.out.splitlines()[0] == "版本较旧，未改\t第 3 行\tZD-1-1"


def test_every_fault_is_named_with_its_cell_and_the_other_rows_are_taken_in(office):
    rows = (
        "ZD-2-1,1,甲,有效,综合科,,,\n,9,乙,有效,,,,\n,N,丙,大概有效,,,,\n,N,丁,有效,没有科,,,\n"
        ",N,戊,有效,,,,\n,N,《戊》,有效,,,,\n,N,己,有效,,,,下个月\n"
    )
    called = taizhang("regulations", "import", _written(HEADER + rows))
    assert called.code == 1
    assert [line.partition("：")[0] for line in called.out.splitlines() if line.startswith("有误")] == [
        "有误\t第 2 行“编号”",
        "有误\t第 3 行“类别”",
        "有误\t第 4 行“状态”",
        "有误\t第 5 行“责任科室”",
        "有误\t第 7 行“名称”",
        "有误\t第 8 行“施行日期”",
    ]
    assert "登记\t第 6 行\tZD-N-1" in called.out


def test_the_register_comes_out_as_it_goes_in_and_in_figures(office):
    taizhang("regulations", "import", _written(TABLE))
    assert taizhang("regulations", "export", "台账.xlsx").code == 0
    back = taizhang("regulations", "import", "台账.xlsx")
    assert back.code == 0 and "登记 0 行，已有 3 行" in back.err
    words = taizhang("report", "regulations", "--on", "2026-12-10").out
    assert "制度体系｜共3项，超过修订时限1项" in words
    assert "“N”类：待修订1项，待制定1项（应有51项），超过时限1项" in words
    told = json.loads(taizhang("report", "regulations", "--format", "json").out)
    assert [one["total"] for one in told["groups"]] == [1, 0, 0, 2]
    assert taizhang("report", "regulations", "--format", "xlsx", "--out", "制度.xlsx").code == 0
