"""Every line of the demo's quarter is counted a second time from exports and rule files (``tests/appraisal``)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from config.appraisal.reading import SHIPPED
from tests.appraisal.recounting.__main__ import recount
from tests.cli.calling import taizhang

UNTIL = datetime.fromisoformat("2026-12-15T18:00+08:00")


@pytest.mark.usefixtures("seeded_file")
def test_every_score_of_the_quarter_is_the_second_count(tmp_path: Path, monkeypatch) -> None:
    """A city's quarter: ``python -m tests.appraisal.recounting.city``."""
    monkeypatch.setenv("TAIZHANG_APPRAISAL__RULES", str(SHIPPED))
    files = (tmp_path / "entries.jsonl", tmp_path / "roster.csv", SHIPPED)
    assert taizhang("ledger", "export", str(files[0])).code == 0
    assert taizhang("roster", "export", str(files[1]), "--ids").code == 0
    scores = tmp_path / "scores.json"
    assert taizhang("report", "scores", "--on", "2026-12-15", "--format", "json", "--out", str(scores)).code == 0
    found = recount(files, scores, "2026Q4", UNTIL)
    assert found.differing == []
    assert found.units == 49 + 2 * 16
    assert found.lines > 400

    told = json.loads(scores.read_text("utf-8"))
    told[0]["lines"].pop()
    scores.write_text(json.dumps(told), "utf-8")
    assert len(recount(files, scores, "2026Q4", UNTIL).differing) >= 1
