"""``python -m tests.appraisal.recounting ENTRIES ROSTER RULES SCORES QUARTER [UNTIL]``: count a quarter anew.

The files are what ``taizhang ledger export``, ``roster export --ids`` and ``report scores --format json`` wrote, and
RULES is the folder of ``appraisal.rules``. Prints the figures and every difference; 1 where there is any.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

from tests.appraisal.recounting.comparing import Outcome, compared
from tests.appraisal.recounting.files import material
from tests.appraisal.recounting.lines import counted
from tests.recomputing.days import OFFICE


def span(quarter: str) -> tuple[datetime, datetime]:
    """Return when a quarter (2026Q4) begins, exclusively, and its last moment."""
    year, n = int(quarter[:4]), int(quarter[-1])
    first, after = date(year, 3 * n - 2, 1), date(year + n // 4, 3 * n % 12 + 1, 1)
    end = datetime.combine(after, time(), OFFICE) - timedelta(microseconds=1)
    return datetime.combine(first, time(), OFFICE), end


def recount(files: tuple[Path, Path, Path], scores: Path, quarter: str, until: datetime | None = None) -> Outcome:
    """Compare what the report told of the quarter (until the moment it was made) with the second count."""
    since, end = span(quarter)
    return compared(json.loads(scores.read_text("utf-8")), counted(material(*files), since, min(until or end, end)))


def main(*given: str) -> int:
    """Print the outcome."""
    entries, roster, rules, scores, quarter, *rest = given
    until = rest[0] if rest else ""
    moment = datetime.fromisoformat(until) if until else None
    out = recount((Path(entries), Path(roster), Path(rules)), Path(scores), quarter, moment)
    print(*out.differing, out, sep="\n")  # noqa: T201 - the count's voice
    return int(bool(out.differing))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
