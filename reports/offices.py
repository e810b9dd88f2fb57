"""By unit (分单位): each open task counted once, under the unit of its lead, with its light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ledger.lights import Light
from ledger.people import UnitId
from ledger.values import dataclass
from reports.view import View


@dataclass(frozen=True, slots=True)
class UnitLights:
    """The numbers of one unit's open tasks by light."""

    unit: UnitId | None
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
        if lit is None:
            continue
        if (home := view.home(task)) not in found:
            found[home] = {light: [] for light in Light}
        found[home][lit.light].append(task.number)
    rows = [row(view, unit, found[unit]) for unit in view.in_order(found)]
    return tuple(sorted(rows, key=lambda row: (-len(row.red), -len(row.yellow))))


def row(view: View, unit: UnitId | None, lights: Mapping[Light, list[str]]) -> UnitLights:
    """Return one unit's row."""
    red, yellow, green = (tuple(lights.get(light, ())) for light in (Light.RED, Light.YELLOW, Light.GREEN))
    return UnitLights(unit, view.unit_name(unit), red, yellow, green)


def together(view: View, unit: UnitId, rows: Sequence[UnitLights]) -> UnitLights:
    """Return the row of a unit whose offices' rows these are: their lists, one behind the other."""
    lights = {light: [number for one in rows for number in getattr(one, light.value)] for light in Light}
    return row(view, unit, lights)
