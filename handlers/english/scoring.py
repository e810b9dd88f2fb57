"""Words about scores (考评得分)."""

from __future__ import annotations

from datetime import date

from handlers.english.voice import called, in_days
from ledger.quarters import Quarter

ONLY_IN_PRIVATE = "Scores and rankings are told in private only; please send /score there."
NO_RULES = "This office has no appraisal yet; please ask the administrator to set its rules."
NOT_LINKED = "The rules in force do not link your score with your office's. /score shows your office's lines."
QUARTER = "this quarter"


def not_scored(name: str) -> str:
    """Say that no register scores the unit."""
    return f"{called(name)} is not appraised. Ask for a district, department, centre or office: /score 督查室."


def no_unit() -> str:
    """Say to somebody who belongs to no unit that one must be named."""
    return "Please write the unit, for example: /score 督查室."


def now_frozen(quarter: Quarter, digest: str) -> str:
    """Tell that the scores of the quarter are frozen, and by which hash they are known."""
    return (
        f"Scores and ranking of {quarter_name(quarter)} are frozen, check code {digest[:12]}. Later corrections stand "
        "apart. To see the lines: /score 城管局 上季度."
    )


def circular_ready(quarter: Quarter) -> str:
    """Say above the card where the draft comes from, and what it needs."""
    return (
        f"The appraisal of {quarter_name(quarter)} is frozen. The draft below was made of its lines, a task to each "
        "sentence; please check it. It is published once a leader approved."
    )


def if_closed(number: str | None) -> str:
    """Return what is supposed."""
    return f"if {number} were closed today" if number is not None else "if all open tasks were closed today"


def cannot_be_closed(number: str) -> str:
    """Say that the task is over, or stands still."""
    return f"{number} is over or suspended; nothing to suppose. Write an open task, for example: 若118号今天销号."


def name_task_or_unit() -> str:
    """Say to somebody who belongs to no unit what can be supposed."""
    return "Please write a task or unit: 若118号今天销号, or 若督查室今天销号能得多少分."


def nothing_to_suppose() -> str:
    """Say that the unit is not scored, or may not be seen."""
    return "Its lead unit is not appraised, or not one that you may see. /score shows scores."


def year_name(year: int) -> str:
    """Return the year."""
    return str(year)


def not_begun(quarter: Quarter) -> str:
    """Say that the quarter lies ahead."""
    return f"{quarter_name(quarter)} has not begun. /score shows this quarter."


def not_kept(quarter: Quarter) -> str:
    """Say that the ledger began later."""
    return f"The ledger was not kept in {quarter_name(quarter)}; there are no scores. /score shows this quarter."


def not_frozen(quarter: Quarter) -> str:
    """Return the name of a past quarter whose scores may still change."""
    return f"{quarter_name(quarter)} (not frozen)"


def frozen(quarter: Quarter, day: date) -> str:
    """Return the name of a quarter whose scores were frozen on the day."""
    return f"{quarter_name(quarter)} (frozen {in_days(day)} {day.year})"


def quarter_name(quarter: Quarter) -> str:
    """Return quarter 4 of 2026."""
    return f"quarter {quarter.n} of {quarter.year}"
