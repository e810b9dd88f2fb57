"""Units and people of a row, found in the roster by name or alias; who answers for what follows from both columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property

from ledger.people import Assignee, Person, Roster, Unit, UnitId
from ledger.values import dataclass

_SEPARATORS = re.compile(r"[;,、/\n]|\s{2,}")
Complain = Callable[[str], None]


@dataclass(frozen=True)
class Names:
    """The roster by its names; people who left are known too."""

    roster: Roster

    @cached_property
    def _units(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {}
        for unit in self.roster.units:
            for name in {_plain(one) for one in (unit.name, *unit.aliases)}:
                found.setdefault(name, []).append(unit)
        return found

    @cached_property
    def _people(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.roster.people:
            for name in {_plain(one) for one in (person.name, *person.aliases)}:
                found.setdefault(name, []).append(person)
        return found

    def units(self, cell: str, complain: Complain) -> tuple[UnitId, ...]:
        """Return the units that the cell names, each once; ``complain`` hears of what is not in the roster."""
        found: list[UnitId] = []
        for name in _split(cell):
            known = self._units.get(name, [])
            if len(known) == 1:
                found.append(known[0].id)
            elif known:
                complain(f"有 {len(known)} 个“{_shown(name)}”，请写全称。")
            else:
                complain(f"花名册里没有单位“{_shown(name)}”，请改为花名册中的名称，或先在花名册中为它加别名。")
        return tuple(dict.fromkeys(found))

    def people(self, cell: str, units: tuple[UnitId, ...], complain: Complain, *, is_open: bool) -> tuple[Person, ...]:
        """Return the people that the cell names; of several by one name those within ``units`` are meant."""
        found: list[Person] = []
        for name in _split(cell):
            known = self._people.get(name, [])
            near = [person for person in known if self.within(person, units)] if len(known) > 1 else known
            active = [person for person in near if person.is_active] or near
            if len(active) != 1:
                complain(self._unknown(name, len(known)))
            elif is_open and not active[0].is_active:
                complain(f"“{_shown(name)}”已离任，请改为接手的人。")
            else:
                found.append(active[0])
        return tuple(dict.fromkeys(found))

    def within(self, person: Person, units: tuple[UnitId, ...]) -> bool:
        """Tell whether the person belongs to one of the units, or below it."""
        return any(self.roster.within(person.unit, unit) for unit in units)

    def _unknown(self, name: str, known: int) -> str:
        if known:
            return f"有 {known} 位“{_shown(name)}”，请在花名册中加别名，再在这里写别名。"
        return f"花名册里没有“{_shown(name)}”，请核对姓名，或先把此人加入花名册。"


def assignees(
    names: Names, lead: tuple[UnitId, ...], support: tuple[UnitId, ...], people: tuple[Person, ...], complain: Complain
) -> tuple[tuple[Assignee, ...], tuple[Assignee, ...]]:
    """Return leads and supports: the people named in place of their unit, and units of which nobody is named."""
    leading = [person for person in people if not lead or names.within(person, lead)]
    supporting = [person for person in people if person not in leading and names.within(person, support)]
    for person in people:
        if person not in leading and person not in supporting:
            complain(f"“{person.name}”不属于本行的牵头、配合单位，请改正单位或责任人。")
    return _of(names, lead, leading), _of(names, support, supporting)


def _of(names: Names, units: tuple[UnitId, ...], people: list[Person]) -> tuple[Assignee, ...]:
    bare = [unit for unit in units if not any(names.within(person, (unit,)) for person in people)]
    return (*(Assignee(person=person.id) for person in people), *(Assignee(unit=unit) for unit in bare))


def _split(cell: str) -> list[str]:
    """Return the names of a cell, without spaces inside Chinese names (张 三)."""
    parts = (_plain(part) for part in _SEPARATORS.split(unicodedata.normalize("NFKC", cell)))
    return [part for part in parts if part]


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


def _shown(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "…"
