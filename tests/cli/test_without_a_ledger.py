"""Commands that need neither database nor network: understand, calendar, the roster's dry run."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.cli import calling
from tests.cli.calling import taizhang
from tests.support.notices import MADE_2027

ROSTER = str(calling.ROSTER)


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def understood(monkeypatch, text, *options):
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    return taizhang("understand", *options)


def test_a_message_is_understood_as_json(monkeypatch):
    options = ["--roster", ROSTER, "--at", "2026-11-23T10:00", "--json"]
    called = understood(monkeypatch, "请张三周五下班前报送三季度经济运行分析\n", *options)
    said = json.loads(called.out)
    assert (called.code, called.err, said["intent"]) == (0, "", "assign")
    assert said["tasks"][0]["assignees"] == ["张三"]
    assert said["tasks"][0]["deadline"] == "2026-11-27T18:00"


def test_one_line_comes_out_for_each_that_goes_in(monkeypatch):
    called = understood(monkeypatch, "今天天气不错\n\n食堂几点开饭\\n谢谢\n", "--json")
    assert [json.loads(line)["text"] for line in called.out.splitlines()] == ["今天天气不错", "食堂几点开饭\n谢谢"]


def test_without_json_a_reading_is_one_line_for_people(monkeypatch):
    options = ["--roster", ROSTER, "--at", "2026-11-23T10:00"]
    called = understood(monkeypatch, "请张三周五下班前报送三季度经济运行分析\n", *options)
    assert called.out == "assign\t张三｜报送三季度经济运行分析｜2026-11-27T18:00\n"


def test_a_year_of_the_calendar_is_shown():
    called = taizhang("calendar", "show", "2026")
    lines = called.out.splitlines()
    assert (called.code, called.err) == (0, "")
    assert "2026-10-01\t周四\t放假\t国庆节" in lines
    assert any(line.split("\t")[2] == "上班" for line in lines)


def test_an_unpublished_year_is_called_provisional():
    called = taizhang("calendar", "show", "2031")
    assert called.code == 0 and "2031-10-01\t周三\t放假" in called.out
    assert "暂定" in called.err


def test_an_imported_year_is_shown_and_no_longer_provisional(tmp_path):
    notice = {
        "year": 2031,
        "papers": ["国办发明电〔2030〕1号"],
        "days": [{"name": "元旦", "date": "2031-01-01", "isOffDay": True}],
    }
    Path("2031.json").write_text(json.dumps(notice), "utf-8")
    called = taizhang("calendar", "import", "2031.json")
    assert (called.code, called.err) == (
        0,
        "已导入 2031 年：放假 1 天，调休上班 0 天；立即生效，暂定时限随之重算。\n",
    )
    shown = taizhang("calendar", "show", "2031")
    assert (shown.out, shown.err) == ("2031-01-01\t周三\t放假\t元旦\n", "")


def test_what_is_no_notice_is_refused():
    Path("x.json").write_text('{"year": 2031, "days": "none"}', "utf-8")
    called = taizhang("calendar", "import", "x.json")
    said = "x.json 不是放假安排（days 有误），请使用放假通知全文，或 holiday-cn 格式的 JSON。\n"
    assert (called.code, called.err) == (1, said)


def test_a_notice_in_words_is_imported_and_a_slip_is_named():
    Path("2027.txt").write_text(MADE_2027, "utf-8")
    called = taizhang("calendar", "import", "2027.txt")
    assert (called.code, called.err) == (
        0,
        "已导入 2027 年：放假 27 天，调休上班 6 天；立即生效，暂定时限随之重算。\n",
    )
    assert "2027-02-20\t周六\t上班\t春节" in taizhang("calendar", "show", "2027").out
    Path("2027.txt").write_text(MADE_2027.replace("共7天", "共6天"), "utf-8")
    wrong = taizhang("calendar", "import", "2027.txt")
    assert wrong.code == 1 and "春节共6天（读出7天）" in wrong.err


def test_a_dry_run_checks_and_writes_nothing():
    called = taizhang("roster", "import", ROSTER, "--dry-run")
    assert (called.code, called.out) == (0, "")
    assert called.err == "检查通过：人员 8 名、单位 39 个、分组 6 个；未写入，去掉 --dry-run 即可导入。\n"
    assert not list(Path().iterdir())


def test_each_fault_of_a_roster_is_a_line():
    Path("r.csv").write_text("类型,名称,所属\n人员,甲,无\n人员,,\n", "utf-8")
    called = taizhang("roster", "import", "r.csv", "--dry-run")
    assert (called.code, called.err) == (1, "第 3 行“名称”：不能为空，请填写名称。\n")
