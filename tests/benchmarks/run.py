"""What every benchmark is given, and how its figures are printed and kept."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from tests.chaos.run import Figure
from tests.support.databases import Databases


@dataclass(frozen=True)
class Bench:
    """One benchmark's surroundings; ``aiogram`` is a Python that has it, where it is compared with.

    ``ledgers`` is the folder in which large ledgers are kept, ``tasks`` how many tasks each of them has.
    """

    databases: Databases
    folder: Path
    rounds: int
    updates: int
    aiogram: Path | None
    ledgers: Path
    tasks: tuple[int, ...]

    def room(self, name: str) -> Path:
        """Return a new folder."""
        folder = self.folder / f"{name}-{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        return folder


Benchmark = Callable[[Bench], Coroutine[Any, Any, list[Figure]]]


def note(name: str, value: float, unit: str = "") -> Figure:
    """Return a figure that has no goal of its own and is said for what it explains."""
    return Figure(name, round(value, 3), f"none{', in ' + unit if unit else ''}", reached=True)


def ratio(
    name: str, ours: Sequence[float], theirs: Sequence[float], *, least: float = 0.0, most: float = 0.0
) -> Figure:
    """Return the median of ours as a multiple of the median of theirs, at ``least`` or at ``most`` so much."""
    value = round(median(ours) / median(theirs), 3)
    words = f"at least {least:g}" if least else f"at most {most:g}"
    return Figure(name, value, f"{words} times", reached=value >= least if least else value <= most)


def keep(file: Path, name: str, bench: Bench, figures: Iterable[Figure]) -> None:
    """Add the figures to a file that programs read: one JSON object a line, with machine, moment and load."""
    about: dict[str, Any] = {
        "benchmark": name,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
    }
    about |= {"rounds": bench.rounds, "updates": bench.updates}
    with file.open("a", encoding="utf-8") as kept:
        kept.writelines(json.dumps(about | asdict(figure), ensure_ascii=False) + "\n" for figure in figures)


def machine() -> str:
    """Say what the figures were taken on, and how busy it was."""
    model = next((line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")), "")
    load = os.getloadavg()[0]
    name = model or platform.machine()
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load:.1f}"


def _cpuinfo() -> Sequence[str]:
    file = Path("/proc/cpuinfo")
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else ()
