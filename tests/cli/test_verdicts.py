"""The first line of a verdict says what is to be done; what this program cannot read is no damage by itself."""

from __future__ import annotations

import pytest

from bot.cli.verdicts import verdict_lines
from ledger.chain import Break
from ledger.facts import Head
from storage.verify import Verdict


def told(*, why: str | None = None, triggers_effective: bool = True) -> list[str]:
    """Return the lines for a ledger of nine entries whose fifth one does not fit."""
    broken = None if why is None else Break(5, why)
    verdict = Verdict(
        **{"first": 1, "entries": 9, "head": Head(9, "a" * 64), "broken": broken, "broken_task": "DB-2026-1"},
        **{"erased": 0, "triggers_missing": (), "triggers_effective": triggers_effective, "folded": True},
        **{"tasks_differ": (), "months_differ": (), "head_found": None},
    )
    return list(verdict_lines(verdict))


@pytest.mark.parametrize(
    ("why", "triggers", "first"),
    [
        (None, True, "台账完整。"),
        ("hash", True, "台账不完整，请停用并从备份核对。"),
        ("unreadable", True, "有流水无法读取，请按下述办法处理。"),
        ("unreadable", False, "台账不完整，请停用并从备份核对。"),
    ],
)
def test_the_first_line_says_what_is_to_be_done(why: str | None, triggers: bool, first: str) -> None:
    assert told(why=why, triggers_effective=triggers)[0] == first


def test_what_cannot_be_read_is_named_with_its_task_and_what_to_do() -> None:
    (line,) = [one for one in told(why="unreadable") if "第 5 条" in one]
    assert "DB-2026-1" in line
    assert "升级程序" in line
