"""The register of regulations in figures: how many of each group stand how, and what each owner owes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ledger.house import House
from ledger.people import Roster
from ledger.regulation_entries import RegulationGroup, RegulationStatus
from ledger.regulations import Regulation, expected
from ledger.values import dataclass
from reports.words import said, titled

GROUPS = {group: f"“{group.value}”类" for group in RegulationGroup}
STATUSES = {
    RegulationStatus.IN_FORCE: "现行有效",
    RegulationStatus.TO_REVISE: "待修订",
    RegulationStatus.TO_DRAFT: "待制定",
    RegulationStatus.REPEALED: "废止",
}
COLUMNS = ("编号", "类别", "名称", "状态", "责任科室", "修订时限", "版本", "施行日期", "修订任务", "文件", "文件校验值")
"""The columns of the table of regulations (制度台账); an import reads them, too."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the regulations of one group, or of one owner, stand; those whose day is over are ``late``."""

    name: str
    counts: Mapping[RegulationStatus, int]
    late: int
    expected: int | None = None

    @property
    def total(self) -> int:
        """How many there are, without those that are repealed."""
        return sum(self.counts.values()) - self.counts.get(RegulationStatus.REPEALED, 0)

    def as_data(self) -> dict[str, Any]:
        """Return the figures as JSON values."""
        counts = {status.value: self.counts.get(status, 0) for status in RegulationStatus}
        return {"name": self.name, "expected": self.expected, "total": self.total, **counts, "late": self.late}


def by_group(known: Iterable[Regulation], house: House, today: date) -> tuple[Standing, ...]:
    """Return the figures of each group against what the settings expect of it (1+2+6+N)."""
    all_of_them, wanted = tuple(known), expected(house.regulations)
    return tuple(
        _standing(GROUPS[group], [one for one in all_of_them if one.group is group], today, wanted[group])
        for group in RegulationGroup
    )


def by_owner(known: Iterable[Regulation], roster: Roster, today: date) -> tuple[Standing, ...]:
    """Return the figures of each owner: those who owe most first, then by name."""
    owned: dict[str, list[Regulation]] = {}
    for one in known:
        owned.setdefault(roster.unit(one.owner).name if one.owner is not None else "", []).append(one)
    found = [_standing(name, rows, today) for name, rows in owned.items()]
    return tuple(sorted(found, key=lambda one: (-one.late, -owes(one), one.name)))


def owes(one: Standing) -> int:
    """Return how many are to be revised or drafted."""
    return one.counts.get(RegulationStatus.TO_REVISE, 0) + one.counts.get(RegulationStatus.TO_DRAFT, 0)


def _standing(name: str, rows: list[Regulation], today: date, wanted: int | None = None) -> Standing:
    counts = Counter(one.status for one in rows)
    return Standing(name, counts, sum(one.is_late(today) for one in rows), wanted)


def row_of(one: Regulation, roster: Roster) -> list[str]:
    """Return one regulation as a row of the table."""
    return [
        one.number,
        one.group.value,
        titled(one.title),
        STATUSES[one.status],
        roster.unit(one.owner).name if one.owner is not None else "",
        one.due.isoformat() if one.due else "",
        str(one.edition) if one.edition else "",
        one.effective.isoformat() if one.effective else "",
        one.task or "",
        "、".join(said(file.name) for file in one.files),
        " ".join(file.sha256 for file in one.files),
    ]
