"""A changed rule file on a past quarter: who moves and why is told, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from config.appraisal.reading import SHIPPED
from tests.cli.calling import taizhang

GOVERNMENT = (SHIPPED / "government.toml").read_text("utf-8")


@pytest.fixture
def softer(tmp_path: Path) -> str:
    """Write the next version of the government's rules: nothing is taken off for a late task."""
    text = GOVERNMENT.replace("version = 1", "version = 2").replace("2026-01-01", "2027-01-01")
    text = text.replace('event = "overdue"\npoints = -0.4', 'event = "overdue"\npoints = -0.1')
    (tmp_path / "softer.toml").write_text(text, "utf-8")
    return str(tmp_path / "softer.toml")


@pytest.mark.usefixtures("seeded_file")
def test_who_moves_is_told_with_place_score_and_rule(softer: str, monkeypatch) -> None:
    monkeypatch.setenv("TAIZHANG_APPRAISAL__RULES", str(SHIPPED))
    before = taizhang("ledger", "verify").out
    called = taizhang("rules", "backtest", softer, "--quarter", "2026Q4")
    assert called.code == 0
    assert called.err.startswith("政务绩效考评 2026Q4：第 1 版 → 第 2 版，与目前的得分（尚未封存）比较，49 个单位中 ")
    units = [line.split("\t") for line in called.out.splitlines() if not line.startswith("\t")]
    assert units
    assert {len(cells) for cells in units} == {4}
    rules = {line.strip().partition("：")[0] for line in called.out.splitlines() if line.startswith("\t")}
    assert rules == {"牵头事项逾期"}
    told = json.loads(taizhang("rules", "backtest", softer, "--quarter", "2026Q4", "--json").out)
    assert len(told) == 49
    assert sum(one["moves"] for one in told) == len(units)
    for one in told:
        gained = sum(float(line["points"]) for line in one["come"]) - sum(float(line["points"]) for line in one["gone"])
        assert gained == pytest.approx(float(one["total"]["after"]) - float(one["total"]["before"]))
    assert taizhang("ledger", "verify").out == before


@pytest.mark.usefixtures("seeded_file")
@pytest.mark.parametrize(
    ("quarter", "said"),
    [
        ("2026年", "2026年 不是季度，应写成例如 2026Q3。\n"),
        ("2027Q1", "2027Q1 尚未开始，请写一个已过或当前的季度。\n"),
        ("2026Q1", "台账在 2026Q1 没有记录，请换一个季度。\n"),
    ],
)
def test_what_cannot_be_tried_says_why(softer: str, monkeypatch, quarter: str, said: str) -> None:
    monkeypatch.setenv("TAIZHANG_APPRAISAL__RULES", str(SHIPPED))
    called = taizhang("rules", "backtest", softer, "--quarter", quarter)
    assert (called.code, called.out, called.err) == (1, "", said)
