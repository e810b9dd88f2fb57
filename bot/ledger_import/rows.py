"""One row of a ledger file as it was read: the task, or everything that is wrong with it."""

from __future__ import annotations

from bot.roster_files.problems import Problem
from ledger.acts.importing import OldTask
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with its line in the file; exactly one of ``task`` and ``problems`` holds something."""

    line: int
    task: OldTask | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFile:
    """A file that was read; ``ignored`` are header words that nobody understands."""

    name: str
    sha256: str
    rows: tuple[Row, ...]
    ignored: tuple[str, ...] = ()
