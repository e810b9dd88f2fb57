"""By unit (分单位): each open task counted once, under the unit of its lead, with its light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ledger.lights import Light
from ledger.people import UnitId
from reports.view import View


@dataclass(frozen=True, slots=True)
class UnitLights:
    """The numbers of one unit's open tasks by light."""

    name: str
    red: tuple[str, ...]
    yellow: tuple[str, ...]
    green: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every open task of the unit."""
        return self.red + self.yellow + self.green

    def as_data(self) -> dict[str, Any]:
        """Return the lists as JSON values; each figure is the length of its list."""
        return {
            "unit": self.name,
            "count": len(self.all),
            "red": list(self.red),
            "yellow": list(self.yellow),
            "green": list(self.green),
        }


def by_unit(view: View) -> tuple[UnitLights, ...]:
    """Return the units with open tasks: most red first, then most yellow, then in roster order."""
    found: dict[UnitId | None, dict[Light, list[str]]] = {}
    for task in view.open:
        lit = view.light(task)
        if lit is not None:
            lights = found.setdefault(view.home(task), {light: [] for light in Light})
            lights[lit.light].append(task.number)
    rows = [_row(view, unit, found[unit]) for unit in _in_order(view, found)]
    return tuple(sorted(rows, key=lambda row: (-len(row.red), -len(row.yellow))))


def total(rows: tuple[UnitLights, ...]) -> UnitLights:
    """Return all units as one row without a name."""
    return UnitLights(
        "",
        tuple(number for row in rows for number in row.red),
        tuple(number for row in rows for number in row.yellow),
        tuple(number for row in rows for number in row.green),
    )


def _in_order(view: View, found: dict[UnitId | None, dict[Light, list[str]]]) -> list[UnitId | None]:
    known: list[UnitId | None] = [unit.id for unit in view.facts.roster.units if unit.id in found]
    return [*known, None] if None in found else known


def _row(view: View, unit: UnitId | None, lights: dict[Light, list[str]]) -> UnitLights:
    return UnitLights(
        view.unit_name(unit),
        tuple(lights[Light.RED]),
        tuple(lights[Light.YELLOW]),
        tuple(lights[Light.GREEN]),
    )
