"""What every experiment is given, and what it answers with."""

from __future__ import annotations

import random
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.databases import Databases

SHOWN = 5
"""Examples that a missed figure shows."""


@dataclass(frozen=True)
class Run:
    """One experiment's surroundings: everything random comes from ``seed``; ``short`` is the size that CI can bear.

    ``cuts`` are the steps at which the power is cut on one day, where only that day is wanted; ``steps`` the first and
    last step of a part of the days; ``at_once`` how many days are lived side by side, for a day mostly waits.
    """

    name: str
    databases: Databases
    folder: Path
    seed: int
    short: bool
    cuts: tuple[int, ...] = ()
    steps: tuple[int, int] | None = None
    at_once: int = 2

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
    examples: tuple[str, ...] = ()

    def line(self) -> str:
        """Return the line that is printed; a missed goal shows some of what missed it."""
        shown = f"{self.value:g}" if isinstance(self.value, float) else str(self.value)
        missed = " ".join([" MISSED", *self.examples]) if not self.reached else ""
        return f"{self.name}: {shown} (goal {self.goal}){missed}"


def none(name: str, *wrong: Iterable[object]) -> Figure:
    """Return a figure that counts what is wrong and must be 0."""
    found = [str(one) for part in wrong for one in part]
    return Figure(name, len(found), "0", reached=not found, examples=tuple(found[:SHOWN]))


def at_least(name: str, value: float, least: float) -> Figure:
    """Return a figure that must reach ``least``, such as the size of the experiment itself."""
    return Figure(name, value, f"at least {least:g}", reached=value >= least)


def at_most(name: str, value: float, most: float) -> Figure:
    """Return a figure that must not pass ``most``."""
    return Figure(name, value, f"at most {most:g}", reached=value <= most)


def shown(name: str, value: float | str) -> Figure:
    """Return a figure that is measured for comparison and has no goal."""
    return Figure(name, value, "shown only", reached=True)


Experiment = Callable[[Run], Coroutine[Any, Any, list[Figure]]]
