"""House rules that neither ruff nor import-linter can say, as functions from a source to its offences."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "storage", "ledger", "reports", "config")

CHINESE = re.compile("[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
CHINESE_SPOKEN_IN = (
    "handlers/reading/",
    "handlers/wording/",
    "handlers/english/",  # What people write stays Chinese, so examples do.
    "reports/",
    "config/",
    "bot/sandbox/",
    "bot/demo/",
    "bot/demo.py",
    "bot/cli/",  # The command line speaks to administrators.
    "bot/marking.py",  # Markings are looked for before anything is stored, so before the door.
    "bot/ledger_import/",
    "bot/register_files/",
    "bot/roster_files/",  # The header row and what is wrong with a row, side by side.
)
CLOCK_READ_IN = ("bot/clock.py", "bot/sandbox/")
CLOCK_READS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
CLOCK_METHODS = {read.rpartition(".")[2] for read in CLOCK_READS}
ONLY_IN = {
    "apscheduler": ("bot/bell.py", "bot/bell/"),
    "sqlalchemy": ("storage/",),
    "alembic": ("storage/",),
    "telegram": ("handlers/", "bot/"),
}


@dataclass(frozen=True)
class Source:
    """One module; ``path`` is relative to the project, with slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree, parsed once."""
        return ast.parse(self.text)

    def within(self, places: Iterable[str]) -> bool:
        """Tell whether the module lies in one of the folders, or is one of the files."""
        return self.path.startswith(tuple(places))


def sources(*folders: str) -> Iterator[Source]:
    """Yield the modules of the folders in order."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield Source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))


def imported(source: Source) -> Iterator[tuple[int, str]]:
    """Yield line and top-level name of everything imported, wherever in the module."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.split(".")[0]


def foreign_imports(source: Source) -> Iterator[str]:
    """Yield what the ledger leans on beside the standard library and the models of config."""
    if source.within(["ledger/"]):
        at_home = {*sys.stdlib_module_names, "config", "ledger"}
        yield from (f"{source.path}:{line} imports {name}" for line, name in imported(source) if name not in at_home)


def misplaced_imports(source: Source) -> Iterator[str]:
    """Yield libraries met outside the one place where they are known and can be exchanged."""
    for line, name in imported(source):
        if name in ONLY_IN and not source.within(ONLY_IN[name]):
            yield f"{source.path}:{line} imports {name}"


def clock_reads(source: Source) -> Iterator[str]:
    """Yield readings of the machine's time: business time has one source, everything else is told it."""
    if source.within(CLOCK_READ_IN):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK_METHODS:
            read = ast.unparse(node)
            if any(read.endswith(one) for one in CLOCK_READS):
                yield f"{source.path}:{node.lineno} reads {read}"


def chinese_strings(source: Source) -> Iterator[str]:
    """Yield what users would read outside its rooms; docstrings and comments may quote the office's terms."""
    if source.within(CHINESE_SPOKEN_IN):
        return
    docstrings = set(_docstrings(source.tree))
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings and CHINESE.search(str(node.value)):
            yield f"{source.path}:{node.lineno} says {str(node.value)[:20]!r}"


def _docstrings(tree: ast.AST) -> Iterator[int]:
    """Ids of the strings that stand alone as a statement: docstrings, also those of attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


def too_long(source: Source, *, module: int = 300, function: int = 40) -> Iterator[str]:
    """Yield modules and functions that nobody holds in the head."""
    lines = source.text.count("\n")
    if lines > module:
        yield f"{source.path} has {lines} lines"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > function:
                yield f"{source.path}:{node.lineno} {node.name} has {length} lines"
