"""The appraisal in English: score, ranking, formula, year and supposition, with nothing Chinese but names and rules."""

from __future__ import annotations

from tests.handlers.test_scoring import late
from tests.support.dialog import COORDINATOR, LEADER, STAFF, Dialog

__all__ = ["late"]

LINE = "DB-2026-1 报送三季度经济运行分析 | 逾期 2 workdays × -0.5 = -1 (第九条)"
RULES = "<b>科室量化考评细则</b> (version 2, 云政办发〔2026〕18号)"


async def in_english(dialog: Dialog, who: str, words: str) -> list[str]:
    """Return the lines that somebody who has chosen English is answered."""
    await dialog.says(who, "/language English")
    return (await dialog.says(who, words))[0].splitlines()


async def test_a_score_and_its_formula(late: Dialog) -> None:
    assert await in_english(late, STAFF, "我们科这个季度多少分，扣在哪了") == [
        "<b>Score</b> | 综合科 | this quarter",
        RULES,
        "Score 99 | good",
        "Base 100 | Taken -1",
        "",
        "<b>Taken 1</b>",
        f"<blockquote>{LINE}</blockquote>",
    ]
    assert await in_english(late, STAFF, "怎么算的") == [
        "<b>How the score is made up</b> | 张三 | this quarter",
        RULES,
        "Score = 综合科 99 × 30% + own 99 × 70% = 99",
        "Own score = base 100, own tasks -1",
        "",
        f"<blockquote>{LINE}</blockquote>",
    ]


async def test_a_ranking_and_a_supposition(late: Dialog) -> None:
    assert await in_english(late, COORDINATOR, "/score") == [
        "<b>Ranking</b> | this quarter",
        "<b>科室量化考评细则·offices</b>",
        "<blockquote>1. 督查室 | 100 | good",
        "1. 审核科 | 100 | good",
        "3. 综合科 | 99 | good</blockquote>",
    ]
    assert await in_english(late, COORDINATOR, "若1号今天销号") == [
        "<b>What if</b> | 综合科 | if DB-2026-1 were closed today",
        "<b>科室量化考评细则</b>",
        "Score 99 → 99 (unchanged) | place 3 → 3 of 3",
        "",
        "Reckoned from the ledger as it stands; nothing is registered, and what is really closed decides.",
    ]


async def test_a_year_and_its_honours(late: Dialog) -> None:
    assert await in_english(late, COORDINATOR, "综合科今年累计多少分") == [
        "<b>Year to date</b> | 综合科 | 2026",
        "<b>科室量化考评细则</b>",
        "Score of the year 99 | good | place 3 of 3",
        "Mean of the quarters: quarter 4: 99",
        "Given 0, taken -1",
        "<blockquote>Dec 0 / -1</blockquote>",
    ]
    assert await in_english(late, LEADER, "年度评优名单") == [
        "<b>Proposed honours of the year</b> | 2026",
        "By the year's score and each list's quota; not published.",
        "No unit is excellent within the quota.",
    ]
