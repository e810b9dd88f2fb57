"""What every experiment is given, and what it answers with."""

from __future__ import annotations

import random
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.databases import Databases


@dataclass(frozen=True)
class Run:
    """One experiment's surroundings: everything random comes from ``seed``; ``short`` is the size that CI can bear."""

    name: str
    databases: Databases
    folder: Path
    seed: int
    short: bool

    def chance(self, of: str = "") -> random.Random:
        """Return the stream of chance of one part, the same for the same seed whatever the other parts draw."""
        return random.Random(f"{self.seed}/{self.name}/{of}")


@dataclass(frozen=True)
class Figure:
    """One measured figure beside its goal; the goal is words, ``reached`` the verdict."""

    name: str
    value: float | str
    goal: str
    reached: bool

    def line(self) -> str:
        """Return the line that is printed."""
        shown = f"{self.value:g}" if isinstance(self.value, float) else str(self.value)
        return f"{self.name}: {shown} (goal {self.goal}){'' if self.reached else ' MISSED'}"


def none(name: str, count: int) -> Figure:
    """Return a figure that must be 0."""
    return Figure(name, count, "0", reached=count == 0)


def at_least(name: str, value: float, least: float) -> Figure:
    """Return a figure that must reach ``least``, such as the size of the experiment itself."""
    return Figure(name, value, f"at least {least:g}", reached=value >= least)


def at_most(name: str, value: float, most: float) -> Figure:
    """Return a figure that must not pass ``most``."""
    return Figure(name, value, f"at most {most:g}", reached=value <= most)


Experiment = Callable[[Run], Coroutine[Any, Any, list[Figure]]]
