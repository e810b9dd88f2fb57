"""Appraisal rules at the command line: a file is checked, and what is in force is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.appraisal.reading import SHIPPED
from tests.cli.calling import taizhang
from tests.support.sources import ROOT

DUTIES, PARTY, GOVERNMENT = (SHIPPED / f"{name}.toml" for name in ("duties", "party", "government"))
NO_ROSTER = "花名册尚未导入，未核对单位名称；导入后请再检查一次。\n"
EXAMPLES = "尚未启用考评，以下为随附的示例细则；启用请将本单位的细则放入一个文件夹，并设 appraisal.rules。\n"
SUMMARY = "party\t机关党建考评\t第1版\t2026-01-01\t科室\t7\t27\t36\t《云岭市人民政府办公室机关党建考评细则》"


@pytest.fixture
def alone(tmp_path, monkeypatch) -> Path:
    """Work in an empty folder, without a ledger."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def demo_office(database: str) -> None:
    """Import the office that the shipped registers were written for."""
    assert taizhang("roster", "import", str(ROOT / "bot" / "demo" / "data" / "roster.csv")).code == 0


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (DUTIES, "合格：科室职责考评（duties）第 1 版，2026-01-01 起施行，4 类、138 项、25 条规则。\n"),
        (PARTY, "合格：机关党建考评（party）第 1 版，2026-01-01 起施行，7 类、27 项、36 条规则。\n"),
        (GOVERNMENT, "合格：政务绩效考评（government）第 1 版，2026-01-01 起施行，5 类、67 项、26 条规则。\n"),
    ],
)
def test_a_good_file_is_told_with_its_counts(alone, file, said):
    called = taizhang("rules", "check", str(file))

    assert (called.code, called.out, called.err) == (0, said, NO_ROSTER)
    assert list(alone.iterdir()) == []


def test_every_mistake_is_a_line_and_nothing_is_printed_as_data(alone):
    text = PARTY.read_text("utf-8").replace("version = 1", "version = 0").replace("good = 85", "good = 99")
    Path("mine.toml").write_text(text, "utf-8")
    called = taizhang("rules", "check", "mine.toml")

    assert (called.code, called.out) == (1, "")
    assert called.err.splitlines() == [
        "第 9 行 version：应写成不小于 1 的数。",
        "第 16 行 grades：等级标准应由高到低：excellent、good、passing，且大于 0。",
    ]


def test_a_file_that_is_not_there_is_named(alone):
    called = taizhang("rules", "check", "nowhere.toml")

    assert (called.code, called.out, called.err) == (1, "", "无法读写 nowhere.toml，请核对路径和权限。\n")


@pytest.mark.usefixtures("demo_office")
@pytest.mark.parametrize("file", [DUTIES, PARTY, GOVERNMENT], ids=lambda file: file.stem)
def test_the_units_are_compared_with_the_roster(file):
    called = taizhang("rules", "check", str(file))

    assert (called.code, called.err) == (0, "")


@pytest.mark.usefixtures("demo_office")
@pytest.mark.parametrize("name", ["文书科", "财政局", "秘一"], ids=["unknown", "not scored", "by an alias"])
def test_a_unit_that_is_not_on_the_roster_is_named_with_its_line(name):
    text = DUTIES.read_text("utf-8").replace('unit = "秘书一科"', f'unit = "{name}"')
    Path("mine.toml").write_text(text, "utf-8")
    called = taizhang("rules", "check", "mine.toml")

    line = text[: text.index(f'unit = "{name}"')].count("\n") + 1
    said = f"第 {line} 行 item.unit：{name}：花名册中没有此名称的考评单位，其各项不会计分，请写花名册中的全名。"
    assert (called.code, called.out) == (1, "")
    assert called.err.splitlines()[0] == said
    assert len(called.err.splitlines()) == 9


def test_the_registers_in_force_are_shown(alone):
    called = taizhang("rules", "show")

    assert (called.code, called.err) == (0, EXAMPLES)
    assert [line.split("\t")[0] for line in called.out.splitlines()] == ["duties", "government", "party"]
    assert called.out.splitlines()[2] == SUMMARY


def test_a_register_is_shown_whole(alone):
    lines = taizhang("rules", "show", "--key", "duties").out.splitlines()

    assert [sum(line.startswith(f"{kind}\t") for line in lines) for kind in ("类", "项", "规则")] == [4, 138, 25]
    assert {line.count("\t") for line in lines if line.startswith("项")} == {5}
    assert "类\tresults\t主责主业\t50" in lines
    rule = (
        "规则\toverdue\t牵头事项逾期\t逾期每个工作日扣 0.5 分，每项每季度至多扣 4 分\t《科室职责量化考评办法》第十二条"
    )
    assert rule in lines


def test_a_register_that_is_not_there_is_refused_with_those_that_are(alone):
    called = taizhang("rules", "show", "--key", "cadres")

    assert (called.code, called.out) == (1, "")
    assert called.err == EXAMPLES + (
        "没有生效的登记册 cadres，现有：duties、government、party；请运行 taizhang rules show 查看。\n"
    )


def test_the_office_s_own_folder_stands_instead_of_the_examples(alone, monkeypatch):
    (alone / "rules").mkdir()
    monkeypatch.setenv("TAIZHANG_APPRAISAL__RULES", "rules")
    text = PARTY.read_text("utf-8").replace('name = "机关党建考评"', 'name = "支部考评"')
    later = text.replace("version = 1", "version = 2").replace("2026-01-01", "2100-01-01")
    Path("rules/2026.toml").write_text(text, "utf-8")
    Path("rules/2100.toml").write_text(later, "utf-8")
    called = taizhang("rules", "show")

    assert (called.code, called.err) == (0, "")
    assert called.out == SUMMARY.replace("机关党建考评\t", "支部考评\t") + "\n"


def test_a_wrong_file_in_the_folder_stops_with_the_way_to_its_mistakes(alone, monkeypatch):
    (alone / "rules").mkdir()
    monkeypatch.setenv("TAIZHANG_APPRAISAL__RULES", "rules")
    Path("rules/mine.toml").write_text(PARTY.read_text("utf-8").replace("full = 8", "full = 7"), "utf-8")
    called = taizhang("rules", "show")

    said = "rules/mine.toml 有 2 处错误，请运行 taizhang rules check rules/mine.toml 逐处改正"
    assert (called.code, called.out, called.err) == (1, "", f"设置项 appraisal.rules 有误：{said}。\n")


def _checked() -> str:
    (line,) = [line for line in taizhang("check").out.splitlines() if "\t考评细则\t" in line]
    return line


@pytest.mark.usefixtures("demo_office")
def test_check_tells_whose_rules_are_in_force(tmp_path, monkeypatch):
    assert _checked().startswith("正常\t考评细则\t未启用考评")

    (tmp_path / "rules").mkdir()
    monkeypatch.setenv("TAIZHANG_APPRAISAL__RULES", str(tmp_path / "rules"))
    file, text = tmp_path / "rules" / "duties.toml", DUTIES.read_text("utf-8")
    file.write_text(text, "utf-8")
    assert _checked() == "正常\t考评细则\t生效：科室职责考评第 1 版"

    file.write_text(text.replace('unit = "秘书一科"', 'unit = "文书科"'), "utf-8")
    assert _checked().startswith("注意\t考评细则\t花名册中没有 文书科 1 个单位，")

    file.write_text(text.replace("effective = 2026", "effective = 2100"), "utf-8")
    assert _checked().startswith("注意\t考评细则\t没有已施行的版本，")

    file.write_text(text.replace("good = 85", "good = 99"), "utf-8")
    assert _checked().startswith("不行\t考评细则\t设置项 appraisal.rules 有误：")
