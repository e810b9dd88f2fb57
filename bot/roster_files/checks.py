"""What only the whole roster shows: names taken twice, unknown units and people, units that contain themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.roster_files.columns import HEADER
from bot.roster_files.problems import Problem
from handlers.reading.reserved import is_reserved
from ledger.people import UnitKind
from ledger.roster_rows import GROUP, KIND_PREFIX, PERSON, RosterRow

UNIT_KINDS = frozenset(kind.value for kind in UnitKind)
ALIKE = 50  # Below this similarity a suggestion confuses more than it helps.


def check_rows(rows: Sequence[RosterRow]) -> list[Problem]:
    """Return what is wrong between the rows."""
    units = [row for row in rows if row.kind in UNIT_KINDS]
    people = [row for row in rows if row.kind == PERSON]
    known_units = _known(units)
    known_people = _known(people)
    return [
        *_misread(people),
        *_doubled(rows),
        *_unknown_units(rows, known_units),
        *_unknown_superiors(people, known_people),
        *_unknown_members(rows, known_units | known_people),
        *_misplaced(rows),
        *_cycles(units, known_units),
    ]


def _known(rows: Iterable[RosterRow]) -> dict[str, str]:
    """Map every name and alias to the name."""
    known: dict[str, str] = {}
    for row in rows:
        known.update({alias: row.name for alias in row.aliases if alias not in known})
    return known | {row.name: row.name for row in rows}


def _misread(rows: Iterable[RosterRow]) -> Iterator[Problem]:
    for row in rows:
        for column, names in (("name", (row.name,)), ("aliases", row.aliases)):
            for name in names:
                if name and is_reserved(name):
                    what = f"“{name}”会被读作日期、编号或系统用语，请写全名或加以区分。"
                    yield Problem(row.line, HEADER[column], what)


def _doubled(rows: Iterable[RosterRow]) -> Iterator[Problem]:
    """Units and groups are called by name alone, so theirs is unique; people's is unique in their unit."""
    first: dict[tuple[str, ...], RosterRow] = {}
    for row in rows:
        key = (PERSON, row.unit, row.name) if row.kind == PERSON else ("unit", row.name)
        earlier = first.setdefault(key, row)
        if earlier is not row:
            where = f"“{row.unit}”里" if row.kind == PERSON and row.unit else "表中"
            yield Problem(
                row.line, HEADER["name"], f"{where}已有“{row.name}”（第 {earlier.line} 行），请删去一行或改名区分。"
            )


def _unknown_units(rows: Iterable[RosterRow], known: dict[str, str]) -> Iterator[Problem]:
    for row in rows:
        if row.unit and row.unit not in known:
            yield Problem(row.line, HEADER["unit"], _unknown("单位", row.unit, known))
        for name in row.fields:
            if name not in known:
                yield Problem(row.line, HEADER["fields"], _unknown("单位", name, known))


def _unknown_superiors(people: Sequence[RosterRow], known: dict[str, str]) -> Iterator[Problem]:
    namesakes = Counter(row.name for row in people)
    for row in people:
        if not row.superior:
            continue
        if row.superior not in known:
            yield Problem(row.line, HEADER["superior"], _unknown("人员", row.superior, known))
        elif known[row.superior] == row.name:
            yield Problem(row.line, HEADER["superior"], "上级不能是本人，请改写或留空。")
        elif namesakes[known[row.superior]] > 1:
            yield Problem(row.line, HEADER["superior"], f"有几位“{row.superior}”，请留空，或先改名区分。")


def _unknown_members(rows: Iterable[RosterRow], known: dict[str, str]) -> Iterator[Problem]:
    for row in rows:
        for name in row.members:
            if not name.startswith(KIND_PREFIX) and name not in known:
                yield Problem(row.line, HEADER["members"], _unknown("单位或人员", name, known))


def _misplaced(rows: Iterable[RosterRow]) -> Iterator[Problem]:
    for row in rows:
        if row.kind != GROUP and row.members:
            yield Problem(row.line, HEADER["members"], "只有分组才有成员，请清空这一格。")
        if row.kind != PERSON and (row.superior or row.fields or row.phone):
            yield Problem(row.line, HEADER["kind"], "手机、上级、分管只用于人员，请清空这几格。")


def _cycles(units: Sequence[RosterRow], known: dict[str, str]) -> Iterator[Problem]:
    parents = {row.name: known.get(row.unit, "") for row in units}
    told: set[str] = set()
    for row in units:
        path = _path_back_to(row.name, parents)
        if path and not told.intersection(path):
            told.update(path)
            circle = " → ".join([*path, row.name])
            yield Problem(row.line, HEADER["unit"], f"单位互为上下级（{circle}），请改正其中一个的所属。")


def _path_back_to(start: str, parents: dict[str, str]) -> list[str]:
    """Return the units from ``start`` up to just before it comes again; nothing where it does not."""
    path, name = [start], parents[start]
    while name and name != start and name not in path:
        path.append(name)
        name = parents.get(name, "")
    return path if name == start else []


def _unknown(what: str, name: str, known: dict[str, str]) -> str:
    from rapidfuzz import process  # For a name that is not in the file.

    near = process.extractOne(name, list(known), score_cutoff=ALIKE)
    hint = f"是不是“{known[near[0]]}”？" if near else ""
    return f"没有名为“{name}”的{what}，请写本表中已有的名称，或先为它添一行。{hint}"


def with_full_names(rows: Sequence[RosterRow]) -> tuple[RosterRow, ...]:
    """Return the checked rows with every reference by alias replaced by the name."""
    units = _known(row for row in rows if row.kind in UNIT_KINDS)
    people = _known(row for row in rows if row.kind == PERSON)
    both = people | units
    return tuple(
        replace(
            row,
            unit=units.get(row.unit, row.unit),
            superior=people.get(row.superior, row.superior),
            fields=tuple(units.get(name, name) for name in row.fields),
            members=tuple(both.get(name, name) for name in row.members),
        )
        for row in rows
    )
