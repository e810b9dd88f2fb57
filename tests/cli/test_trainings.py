"""``taizhang training`` and ``report training``: the plan in, the cadence and the attendance out."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calling import taizhang

TABLE = (
    "名称,时间,组织单位,参加范围,全市性,地点\n公文写作,2026-12-10 14:30,综合科,综合科、督查室,,三楼会议室\n"
    "全市业务培训,2026-12-15,督查室,全体人员,是,\n"
)


def _written(text: str) -> str:
    Path("培训计划.csv").write_text(text, "utf-8")
    return "培训计划.csv"


def test_a_plan_is_looked_at_taken_in_once_and_shown(office):
    file = _written(TABLE)
    tried = taizhang("training", "import", file, "--dry-run")
    assert tried.code == 0 and tried.out.splitlines() == ["登记\t第 2 行\tPX-2026-1", "登记\t第 3 行\tPX-2026-2"]
    assert taizhang("training", "import", file).out == tried.out
    assert "已有 2 行" in taizhang("training", "import", file).err
    words = taizhang("report", "training").out
    assert words.startswith("培训落实情况｜均已落实") and "2026年全市性培训：应有1次，PX-2026-2" in words
    told = json.loads(taizhang("report", "training", "--format", "json").out)
    assert [(one["kind"], one["met"]) for one in told["duties"]] == [("city_wide", True), ("field", True)]
    assert taizhang("report", "training", "--format", "xlsx", "--out", "培训.xlsx").code == 0


def test_every_fault_is_named_with_its_cell(office):
    rows = ",2026-12-10,综合科,,,\n甲,下个月,综合科,,,\n乙,2026-12-10,没有科,,,\n丙,2026-12-10,,,,\n"
    called = taizhang("training", "import", _written(TABLE.partition("\n")[0] + "\n" + rows))
    assert called.code == 1
    assert [line.partition("：")[0] for line in called.out.splitlines()] == [
        "有误\t第 2 行“名称”",
        "有误\t第 3 行“时间”",
        "有误\t第 4 行“组织单位”",
        "有误\t第 5 行“组织单位”",
    ]
