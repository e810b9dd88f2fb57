"""A ledger whose columns and states have names of their own is taken over as it is; dates in every usual form."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from bot.ledger_import.moments import day_in
from ledger.hours import OfficeHours
from tests.cli.calling import taizhang
from tests.cli.test_ledger_import import book, friday, imported  # noqa: F401 - the fixture

HEADER = ("序号", "工作要点", "责任处室（牵头）", "拟办结", "办到哪了", "打分")
ROW = (1, "报送三季度经济运行分析", "综合科", "十一月二十八日（周六）前", "正在抓", "良")
WORDS = """
[columns]
"事项" = "工作要点"
"牵头单位" = "责任处室"
"现时限" = "拟办结"
"状态" = "办到哪了"
[states]
"正在抓" = "办理中"
[fixed]
"交办时间" = "2026-11-02"
"""


@pytest.fixture
def mapped(office):
    """Lay out an office's own file and what its words mean."""
    book("own.xlsx", ROW, header=HEADER)
    Path("words.toml").write_text(WORDS, encoding="utf-8")


def test_a_file_of_correspondences_makes_it_readable_and_twice_is_once(mapped):
    called, (row,) = imported("own.xlsx", "--map-file", "words.toml", "--dry-run")
    assert (called.code, row["outcome"], row["status"]) == (0, "new", "active")
    assert (row["title"], row["deadline"]) == ("报送三季度经济运行分析", "2026-11-28T18:00")
    assert "未读入的列：打分。如需读入，请加 --map 标准列=列名。" in called.err
    assert [imported("own.xlsx", "--map-file", "words.toml")[1][0]["outcome"] for _ in range(2)] == ["new", "same"]


def test_options_say_the_same_as_the_file(mapped):
    Path("words.toml").write_text(WORDS.partition("[states]")[2].join(("[states]", "")), encoding="utf-8")
    maps = [
        f"--map={one}" for one in ("事项=工作要点", "牵头单位=责任处室", "现时限=拟办结", "状态=办到哪了", "备注=打分")
    ]
    called, (row,) = imported("own.xlsx", "--map-file", "words.toml", *maps)
    assert (called.code, row["outcome"]) == (0, "new")
    assert "未读入的列" not in called.err


def test_without_them_it_is_said_what_is_missing(mapped):
    called = taizhang("ledger", "import", "own.xlsx", "--dry-run")
    assert called.code == 1 and "没有找到表头" in called.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--map", "事项"], "请写成 标准列=文件中的列名"),
        (["--map", "标题=工作要点"], "没有“标题”这个标准列，请从 编号、事项"),
        (["--map", "事项=工作重点"], "没有与“事项”对应的列"),
        (["--map-file", "own.xlsx"], "不是 UTF-8 的 TOML"),
        (["--map-file", "states.toml"], "没有“抓”这种状态，请从 待签收"),
        (["--map-file", "strange.toml"], "只能有 columns、states、fixed 三节"),
        (["--map-file", "none.toml"], "无法读写 none.toml"),
    ],
)
def test_a_mistake_in_them_is_told_with_its_remedy(mapped, arguments, said):
    Path("states.toml").write_text('[states]\n"正在抓" = "抓"\n', encoding="utf-8")
    Path("strange.toml").write_text("[column]\n", encoding="utf-8")
    called = taizhang("ledger", "import", "own.xlsx", *arguments)
    assert (called.code, called.out) == (1, "")
    assert said in called.err


HOURS = OfficeHours()
EVENING = time(18)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026-11-28", "2026-11-28T18:00"),
        ("2026/11/8", "2026-11-08T18:00"),
        ("2026.11.28", "2026-11-28T18:00"),
        ("20261128", "2026-11-28T18:00"),
        ("46354", "2026-11-28T18:00"),
        ("46354.5", "2026-11-28T12:00"),
        ("2026年11月28日", "2026-11-28T18:00"),
        ("2026年11月28日17时30分", "2026-11-28T17:30"),
        ("二〇二六年十一月二十八日", "2026-11-28T18:00"),
        ("二零二六年十月十日", "2026-10-10T18:00"),
        ("11月28日", "2026-11-28T18:00"),
        ("11月28号", "2026-11-28T18:00"),
        ("11/28", "2026-11-28T18:00"),
        ("11月28日（周六）", "2026-11-28T18:00"),
        ("11月28日星期六前", "2026-11-28T18:00"),
        ("2026-11-28之前", "2026-11-28T18:00"),
        ("11月28日下午3点半", "2026-11-28T15:30"),
        ("11月28日上午9:30", "2026-11-28T09:30"),
        ("11月28日下午15时", "2026-11-28T15:00"),
        ("11月28日十二时", "2026-11-28T12:00"),
    ],
)
def test_a_date_is_read_as_it_is_usually_typed(cell, moment):
    day = day_in(cell)
    assert day is not None
    read = day.moment(HOURS, not_before=date(2026, 1, 1), today=date(2026, 11, 27), default=EVENING)
    assert HOURS.local(read) == datetime.fromisoformat(f"{moment}+08:00")


@pytest.mark.parametrize(
    "cell", ["11.28", "11.3", "28/11", "11/28/2026", "2026-11", "下周五", "十一月", "2026-13-01", "尽快"]
)
def test_what_could_mean_two_days_or_none_is_no_date(cell):
    assert day_in(cell) is None
