"""The office of the cases: its roster, calendar and hours, and a short way to read a sentence."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

from config.calendars import load_calendars
from handlers.reading import Context, Reading, read
from ledger.calendar import WorkCalendar
from ledger.hours import OfficeHours
from ledger.people import Group, Person, PersonId, Role, Roster, Unit, UnitId, UnitKind

CASES = Path(__file__).parent.parent / "cases"
CALENDAR = WorkCalendar(load_calendars())
HOURS = OfficeHours()
MONDAY = "2026-11-23T10:00"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t" if name.endswith("tsv") else ","))


def roster() -> Roster:
    """Return the roster of the cases."""
    found = rows("roster.csv")
    units = [row for row in found if row["kind"] in set(UnitKind)]
    ids = {row["name"]: UnitId(at) for at, row in enumerate(units, 1)}
    return Roster(
        units=tuple(
            Unit(
                id=ids[row["name"]],
                kind=UnitKind(row["kind"]),
                name=row["name"],
                parent=ids.get(row["unit"]),
                aliases=_listed(row["aliases"]),
            )
            for row in units
        ),
        people=tuple(
            Person(
                id=PersonId(at),
                name=row["name"],
                unit=ids.get(row["unit"]),
                roles=frozenset(Role(role) for role in row["role"].split(";")),
            )
            for at, row in enumerate((row for row in found if row["kind"] == "person"), 1)
        ),
        groups=tuple(_group(row) for row in found if row["kind"] == "group"),
    )


def _group(row: dict[str, str]) -> Group:
    kind = row["members"].removeprefix("kind:")
    return Group(name=row["name"], aliases=_listed(row["aliases"]), kind=UnitKind(kind) if kind else None)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(",") if part)


OFFICE = roster()


def moment(text: str) -> datetime:
    """Return local business time with its zone."""
    return datetime.fromisoformat(f"{text}:00+08:00")


def said(text: str, *, at: str = MONDAY, role: Role = Role.COORDINATOR, context: Context = Context.GROUP) -> Reading:
    """Read a sentence in the office of the cases."""
    return read(text, roster=OFFICE, calendar=CALENDAR, hours=HOURS, at=moment(at), role=role, context=context)
