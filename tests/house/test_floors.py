"""The floors of the house hold, and so do the rules that keep its rooms tidy."""

from __future__ import annotations

from functools import cache

import pytest

from tests.support.sources import (
    ROOMS,
    Source,
    chinese_strings,
    clock_reads,
    foreign_imports,
    misplaced_imports,
    sources,
    too_long,
)

PLANTED = [
    (foreign_imports, "ledger/tasks.py", "import pydantic"),
    (foreign_imports, "ledger/acts/closing.py", "from telegram import Bot"),
    (misplaced_imports, "bot/wiring.py", "import apscheduler.job"),
    (misplaced_imports, "handlers/door.py", "from sqlalchemy import select"),
    (misplaced_imports, "reports/daily.py", "def f():\n    import telegram"),
    (clock_reads, "ledger/tasks.py", "now = datetime.now(UTC)"),
    (clock_reads, "bot/delivery.py", "import time\nnow = time.time()"),
    (clock_reads, "reports/daily.py", "import datetime\nday = datetime.date.today"),
    (chinese_strings, "handlers/acknowledging.py", 'text = "已签收"'),
    (chinese_strings, "bot/wiring.py", 'text = f"共 {n}"'),
    (too_long, "bot/wiring.py", "\n" * 301),
    (too_long, "bot/wiring.py", "def f():\n" + "    pass\n" * 40),
]

ALLOWED = [
    (foreign_imports, "ledger/tasks.py", "import json\nfrom config.timetable import Rule\nfrom ledger import people"),
    (misplaced_imports, "bot/bell.py", "import apscheduler"),
    (clock_reads, "bot/clock.py", "now = datetime.now(UTC)"),
    (clock_reads, "bot/delivery.py", "since = time.monotonic()"),
    (chinese_strings, "ledger/tasks.py", '"""Tasks (事项)."""\nn: int = 1\n"""编号。"""\n# 台账'),
    (chinese_strings, "handlers/wording/replies.py", 'text = "已签收"'),
    (too_long, "bot/wiring.py", "def f():\n" + "    pass\n" * 39),
]


RULES = (foreign_imports, misplaced_imports, clock_reads, chinese_strings, too_long)


@cache
def _offences():
    """Return what each rule finds, all in one walk: to read a module takes longer than to judge it."""
    found = {rule: [] for rule in RULES}
    for source in sources(*ROOMS):
        for rule in RULES:
            found[rule] += rule(source)
    return found


@pytest.mark.parametrize("rule", RULES)
def test_every_room_keeps_the_rule(rule):
    assert _offences()[rule] == []


def test_tests_stay_readable_too():
    assert [offence for source in sources("tests") for offence in too_long(source)] == []


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_offence_is_found(rule, path, text):
    assert len(list(rule(Source(path, text)))) == 1


@pytest.mark.parametrize(("rule", "path", "text"), ALLOWED)
def test_what_is_allowed_passes(rule, path, text):
    assert list(rule(Source(path, text))) == []


def test_nobody_relies_on_the_working_folder():
    """Every room is found, so that an empty walk never passes for a tidy house."""
    assert {source.path.split("/")[0] for source in sources(*ROOMS)} == set(ROOMS)
