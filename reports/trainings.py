"""Training in figures: what the year and the quarter are to have, and who attended, by office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ledger.house import House
from ledger.people import PersonId, Roster
from ledger.trainings import Duty, Training, Turnout
from ledger.values import dataclass
from reports.words import said, titled

COLUMNS = (
    "编号",
    "名称",
    "时间",
    "组织单位",
    "参加范围",
    "全市性",
    "地点",
    "通知人数",
    "报名人数",
    "参训人数",
    "状态",
    "材料",
)
"""The columns of the table of trainings (培训台账)."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many of an office were told of trainings, and how many of them came; each training counts by itself."""

    name: str
    wanted: int
    attended: int

    def as_data(self) -> dict[str, Any]:
        """Return the figures as JSON values."""
        return {"name": self.name, "wanted": self.wanted, "attended": self.attended}


def by_office(turnouts: Iterable[Turnout], roster: Roster) -> tuple[Attendance, ...]:
    """Return the figures of each office, in the order of the roster."""
    counts: dict[str, list[int]] = {}
    order = {unit.name: n for n, unit in enumerate(roster.units)}
    for one in turnouts:
        for person in one.wanted:
            counted = counts.setdefault(office_of(roster, person), [0, 0])
            counted[0] += 1
            counted[1] += person in one.attended
    found = sorted(counts.items(), key=lambda item: order.get(item[0], len(order)))
    return tuple(Attendance(name, wanted, attended) for name, (wanted, attended) in found)


def office_of(roster: Roster, person: PersonId) -> str:
    """Return the name of the person's unit."""
    unit = roster.person(person).unit
    return roster.unit(unit).name if unit is not None else ""


def row_of(one: Training, turnout: Turnout, roster: Roster, house: House, *, over: bool) -> list[str]:
    """Return one training as a row of the table."""
    state = "已取消" if one.cancelled_at else "已举办" if over else "计划"
    return [
        one.number,
        titled(one.title),
        f"{house.hours.local(one.starts):%Y-%m-%d %H:%M}",
        roster.unit(one.organiser).name,
        "、".join(roster.name_of(assignee) for assignee in one.audience) or "全体人员",
        "是" if one.city_wide else "",
        said(one.place),
        str(len(turnout.invited)),
        str(sum(turnout.answers.values())),
        str(len(turnout.attended)),
        state,
        "、".join(said(file.name) for file in one.files),
    ]


def duty_data(duty: Duty, roster: Roster, house: House) -> Mapping[str, Any]:
    """Return what a period is to have, and has, as JSON values."""
    leader = roster.person(duty.field.leader).name if duty.field and duty.field.leader is not None else None
    return {
        "key": duty.key,
        "kind": "city_wide" if duty.field is None else "field",
        "leader": leader,
        "from": duty.first.isoformat(),
        "to": duty.last.isoformat(),
        "wanted": duty.wanted,
        "trainings": [{"number": one.number, "day": one.day(house).isoformat()} for one in duty.planned],
        "met": duty.is_met,
    }
