"""What the second count reads: ``ledger export x.jsonl``, ``roster export x.csv --ids`` and a folder of rule files."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

Entry = Mapping[str, Any]
Rules = Mapping[str, Any]
Who = tuple[int | None, int | None]
"""A person or a unit, by its number; the other one is ``None``."""
_KINDS = {"区": "district", "部门": "department", "科室": "office", "中心": "centre"}


@dataclass(frozen=True)
class Roster:
    """Names, kinds and parents of units, and the unit of each person, by the numbers that entries use."""

    names: dict[int, str]
    kinds: dict[int, str]
    parents: dict[int, int | None]
    homes: dict[int, int | None]

    def scored(self, who: Who, units: Iterable[int]) -> int | None:
        """Return the nearest of the units, from the assignee's own upwards."""
        among = set(units)
        unit = who[1] if who[0] is None else self.homes.get(who[0])
        while unit is not None and unit not in among:
            unit = self.parents.get(unit)
        return unit


@dataclass(frozen=True)
class Material:
    """All that is counted from; ``rules`` holds every version of every register."""

    entries: list[Entry]
    roster: Roster
    rules: list[Rules] = field(default_factory=list)


def material(entries: Path, roster: Path, rules: Path) -> Material:
    """Read the three exports."""
    lines = entries.read_text("utf-8").splitlines()
    registers = [tomllib.loads(one.read_text("utf-8"), parse_float=Decimal) for one in sorted(rules.glob("*.toml"))]
    return Material([json.loads(line) for line in lines], roster_in(roster), registers)


def roster_in(path: Path) -> Roster:
    """Read the roster's file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    units = [row for row in rows if row["类型"] in _KINDS]
    numbers = {row["名称"]: int(row["编号"]) for row in units}
    return Roster(
        names={number: name for name, number in numbers.items()},
        kinds={numbers[row["名称"]]: _KINDS[row["类型"]] for row in units},
        parents={numbers[row["名称"]]: numbers.get(row["所属"]) for row in units},
        homes={int(row["编号"]): numbers.get(row["所属"]) for row in rows if row["类型"] == "人员"},
    )


def in_force(rules: Iterable[Rules], key: str, day: date) -> Rules | None:
    """Return the version of the register that judges the day."""
    known = [one for one in rules if one["key"] == key and one["effective"] <= day]
    return max(known, key=lambda one: (one["effective"], one["version"]), default=None)
